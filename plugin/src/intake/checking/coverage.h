// Which leaves of a payload a mapping looks at, and which of its readings find anything there: what
// somebody who writes a mapping wants to know. Reading a case does without it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/place.h"
#include "intake/mapping/mapping.h"
#include "intake/reading/parts.h"

namespace bsup::core {

// Leaves at one place, whatever the index or the number in it: `/activities/*/notes`.
struct UnreadPlace {
  std::string at;
  std::uint64_t leaves = 0;
};

// A reading of a part: a value, a list, a list of contacts, a day, a region.
struct ReadingUse {
  Place place;
  std::string part;
  std::string what;         // `[[part.value]] at "/overallRisk"`
  std::uint64_t found = 0;  // how many values its pointers lead to
};

// A leaf is a text, number or truth value that is neither null nor empty. One is read if a pointer
// leads to it, or to an object or list around it of which only matters that it is there.
class Coverage {
 public:
  // `parts` are those that FindParts found. All outlive this.
  Coverage(const Mapping& mapping, const std::vector<FoundPart>& parts, const JsonNode& payload);

  [[nodiscard]] std::uint64_t leaves() const { return leaves_; }
  [[nodiscard]] std::uint64_t read() const { return leaves_ - unread_leaves_; }
  // In the order of the payload.
  [[nodiscard]] const std::vector<UnreadPlace>& unread() const { return unread_; }
  // In the order of the mapping, which is the same for every payload.
  [[nodiscard]] const std::vector<ReadingUse>& uses() const { return uses_; }

 private:
  using Nodes = std::vector<const JsonNode*>;

  void FollowPart(const Part& part, const FoundPart& found);
  void FollowList(const Part& part, const ListReading& reading, const Nodes& node);
  // What the pointers lead to, marked as read.
  Nodes Follow(const Nodes& from, std::span<const Pointer> at);
  Nodes Follow(const Nodes& from, const std::optional<Pointer>& at);
  // The members of the lists that `at` leads to; what is not a list is one member.
  Nodes Members(const Nodes& from, const Pointer& at);
  void FollowTests(const Nodes& members, const std::vector<MemberTest>& tests);
  void FollowFilter(const Nodes& members, const MemberFilter& filter);
  void FollowShape(const Nodes& contacts, const ContactShape& shape);
  void Use(const Part& part, const Place& place, std::string what, std::size_t found);
  void SortReached();
  void FindUnread(const JsonNode& node, const std::string& at, bool around);
  void AddUnread(const std::string& at);

  const Mapping& mapping_;
  std::size_t distinct_ = 0;  // of reached_, when it was last sorted
  Nodes reached_;             // sorted, once all pointers are followed
  std::vector<ReadingUse> uses_;
  std::vector<UnreadPlace> unread_;
  std::unordered_map<std::string, std::size_t> unread_at_;  // index into unread_
  std::uint64_t leaves_ = 0;
  std::uint64_t unread_leaves_ = 0;
};

}  // namespace bsup::core
