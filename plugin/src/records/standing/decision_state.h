// How a decision stands on a day: approved or not yet, lapsed, outside policy, superseded; and what
// was promised with it. See plugin/docs/records.md, "How a decision stands".
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "records/kinds/decision_record.h"
#include "trail/log/draft.h"

namespace bsup::core {

// The first that holds is the state; but what was done outside policy stays that.
enum class DecisionState : std::uint8_t {
  kSuperseded,
  kOutsidePolicy,
  kNeedsNone,
  kRefused,
  kApproved,
  kLapsed,
  kWaiting
};
inline constexpr std::array kDecisionStateNames{
    "superseded", "outside policy", "needs none", "refused", "approved", "lapsed", "waiting"};

enum class MitigationState : std::uint8_t { kOpen, kDone, kOverdue };
inline constexpr std::array kMitigationStateNames{"open", "done", "overdue"};

struct PromisedMitigation {
  std::string what;
  Day due;
  MitigationState state = MitigationState::kOpen;
  std::optional<Day> done;     // the day of the first record that says so
  std::optional<Day> done_on;  // the day on which it was done, where a KEPT says so

  static void Fields(auto& self, auto& fields) {
    fields.Settled("done", self.done);
    fields.Settled("done_on", self.done_on);
    fields.Settled("due", self.due);
    fields.Settled("state", self.state, kMitigationStateNames);
    fields.Settled("what", self.what);
  }
};

struct DecisionStanding {
  DecisionState state = DecisionState::kNeedsNone;
  bool done_outside = false;       // the contact took place so: no later decision undoes that
  std::optional<Outside> outside;  // why it is outside policy, also when superseded
  std::optional<std::uint64_t> superseded_by;   // sequence of the newest decision in its place
  std::vector<std::string> lacks;               // roles that have to approve, still or again
  std::vector<std::uint64_t> refusals;          // sequences of those that stand
  std::optional<Day> until;                     // the last day on which approval is complete
  std::vector<PromisedMitigation> mitigations;  // in the order of the decision

  static void Fields(auto& self, auto& fields) {
    fields.Settled("done_outside", self.done_outside);
    fields.Settled("lacks", self.lacks);
    fields.Settled("mitigations", self.mitigations);
    fields.Settled("outside", self.outside, kOutsideNames);
    fields.Settled("refusals", self.refusals);
    fields.Settled("state", self.state, kDecisionStateNames);
    fields.Settled("superseded_by", self.superseded_by);
    fields.Settled("until", self.until);
  }

  // RFC 8785.
  [[nodiscard]] std::string ToJson() const;
};

// How `decision` stands at the end of `day`. `others` are the APPROVAL, OUTCOME and KEPT records
// that answer it, and the DECISION records that answer the same advice, in any order; any other record
// and those of later days are passed over. kBadInput where the decision itself is of a later day;
// kErased.
Result<DecisionStanding> StandingOn(Day day, const OpenedRecord& decision,
                                    std::span<const OpenedRecord> others);
// The same of a decision that has been read: `decided` is what `record` says.
Result<DecisionStanding> StandingOn(Day day, const Record& record, const DecisionRecord& decided,
                                    std::span<const OpenedRecord> others);

}  // namespace bsup::core
