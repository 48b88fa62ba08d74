// Several sources, one value a fact: what each says is brought together, and where they disagree
// that is kept.
//
// Say, Listed and Doubt any number of times, then Settle; then Answer any number of times, then
// Finish.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "intake/case.h"

namespace bsup::core {

// A place in the payload, spelt out only where it is shown.
struct Where {
  std::string_view part;
  std::string_view at;
  std::int64_t outer = -1;  // of the member that has the list `within`
  std::string_view within = {};
  std::int64_t index = -1;    // of a member of a list
  std::string_view key = {};  // of a member of an object
  bool in_object = false;
  std::string_view each = {};

  [[nodiscard]] std::string ToString() const;
};

class Merging {
 public:
  // Both outlive this. The case's facts become all unknown.
  Merging(const Policy& policy, Case& into);

  // A source says that the fact has this value (never kUnknown), from that day; without one, from
  // today.
  void Say(FactIndex fact, FactValue value, const Where& where, std::optional<Day> told_on = {});

  // A complete list that covers the fact was read, and all of it was understood.
  void Listed(FactIndex fact, const Where& where);

  // A source that could have named the fact was not understood or not there.
  void Doubt(FactIndex fact) { state_[fact] |= kDoubted; }

  // A source spoke of the fact and was not understood.
  void NotUnderstood(FactIndex fact) { state_[fact] |= kNotUnderstood; }

  // What the payload comes to: values nobody can be sure of become unknown, what complete lists
  // do not name takes the value that its absence means.
  void Settle();

  // What a practitioner answers: it fills in what is unknown, and is a source like others for what
  // is known.
  void Answer(FactIndex fact, FactValue value);

  // Puts conflicts in order, and lists what is told from an earlier day.
  void Finish();

 private:
  static constexpr std::uint8_t kListed = 1;
  static constexpr std::uint8_t kDoubted = 2;
  static constexpr std::uint8_t kNotUnderstood = 4;
  static constexpr std::uint8_t kDisputed = 8;  // sources disagree and neither is worse

  static constexpr std::uint8_t kAbsent = 16;  // its value is what its absence means

  Conflict& ConflictOf(FactIndex fact);
  // What a list does not name does not doubt what a source states: where the two cannot be
  // together, the absence says nothing.
  void DoubtAbsences(const Row& never);
  void Merge(FactIndex fact, FactValue value, std::string from, std::optional<Day> told_on = {});

  const Policy& policy_;
  Case& case_;
  Indexed<FactIndex, std::uint8_t> state_;
  Indexed<FactIndex, std::optional<Day>> told_on_;   // the newest source of the value there is
  std::vector<std::pair<FactIndex, Where>> listed_;  // the first complete list for each fact
};

}  // namespace bsup::core
