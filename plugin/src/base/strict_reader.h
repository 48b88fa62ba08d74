// Reads JSON of a fixed shape that nobody vouches for: every wrong type, key or value becomes a
// problem at its JSON Pointer, and reading goes on.
//
// Any of the reading functions any number of times, then problems(). After a problem the value
// returned means nothing.
#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/json.h"
#include "base/result.h"

namespace bsup::core {

// A node and where it stands.
struct Spot {
  const JsonNode* node = nullptr;
  std::string at;
};

class StrictReader {
 public:
  // The members in the order of `keys`. Each key must be there, and no other. Nothing but null
  // nodes after a problem.
  std::vector<Spot> Object(const Spot& spot, std::span<const std::string_view> keys);
  std::vector<Spot> Object(const Spot& spot, std::initializer_list<std::string_view> keys) {
    return Object(spot, std::span(keys.begin(), keys.size()));
  }
  // The same, and after them those of `optional`, which may be left out and are null then.
  std::vector<Spot> Object(const Spot& spot, std::initializer_list<std::string_view> keys,
                           std::initializer_list<std::string_view> optional);
  // The first `required` of `keys` must be there.
  std::vector<Spot> Object(const Spot& spot, std::span<const std::string_view> keys,
                           std::size_t required);
  // Every member of an object whose keys are names; the key is in `names`.
  std::vector<Spot> Members(const Spot& spot, std::vector<std::string_view>& names);
  std::vector<Spot> List(const Spot& spot);

  std::string Text(const Spot& spot);
  std::string TextOrNull(const Spot& spot);  // empty for null; an empty text is a problem
  bool Flag(const Spot& spot);
  std::int64_t Integer(const Spot& spot, std::int64_t least, std::int64_t most);
  bsup::core::Day Day(const Spot& spot);
  std::optional<bsup::core::Day> DayOrNull(const Spot& spot);
  // The index of the text among `names`; -1 after a problem.
  int OneOf(const Spot& spot, const std::vector<std::string>& names, std::string_view what);

  void Wrong(const Spot& spot, std::string what);
  void WrongKind(const Spot& spot, std::string_view expected);

  [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }

 private:
  static constexpr std::size_t kMostProblems =
      20;  // enough to mend by; a hostile input has no end of them
  std::vector<Problem> problems_;
};

}  // namespace bsup::core
