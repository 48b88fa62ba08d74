// What waits on a day: an approval that a decision lacks, a promise that is not kept yet, a contact
// whose day is past and of which nobody has said what came. See plugin/docs/records.md, "What
// waits".
//
// Add each decision in order of sequence, then Take.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "records/kinds/decision_record.h"
#include "trail/log/draft.h"

namespace bsup::core {

enum class WaitsFor : std::uint8_t { kApproval, kPromise, kOutcome };
inline constexpr std::array kWaitsForNames{"approval", "promise", "outcome"};

struct Waiting {
  Day contact_day;
  std::optional<std::string> contact_id;
  Day day;      // by when: the contact's day, or the day by which it was promised
  Day decided;  // the day of the decision
  std::vector<std::string> lacks;  // roles that have to approve; of an approval
  std::string mode;
  bool overdue = false;  // `day` is past
  std::string person;
  std::size_t place = 0;  // of the promise in the decision's list
  std::string policy;     // digest
  std::optional<std::string> promised;
  std::uint64_t sequence = 0;  // of the decision
  WaitsFor waits_for = WaitsFor::kApproval;
  std::string who;  // who decided

  static void Fields(auto& self, auto& fields) {
    fields.Settled("contact_day", self.contact_day);
    fields.Settled("contact_id", self.contact_id);
    fields.Settled("day", self.day);
    fields.Settled("decided", self.decided);
    fields.Settled("lacks", self.lacks);
    fields.Settled("mode", self.mode);
    fields.Settled("overdue", self.overdue);
    fields.Settled("person", self.person);
    fields.Settled("policy", self.policy);
    fields.Settled("promised", self.promised);
    fields.Settled("sequence", self.sequence);
    fields.Settled("waits_for", self.waits_for, kWaitsForNames);
    fields.Settled("who", self.who);
  }
};

class WaitingList {
 public:
  // As of the end of `day`: decisions and answers of later days are passed over.
  explicit WaitingList(Day day) : day_(day) {}

  // `others` as for StandingOn. An erased decision waits for nothing.
  Result<void> Add(const OpenedRecord& decision, std::span<const OpenedRecord> others);

  // Soonest first, then in order of sequence. Begins anew.
  std::vector<Waiting> Take();

 private:
  Day day_;
  std::vector<std::vector<Waiting>> decisions_;
  // By person and contact: the place of the newest decision. Those that were done outside policy
  // are not here, since no later one takes their place.
  std::map<std::pair<std::string, std::string>, std::size_t> contacts_;
};

}  // namespace bsup::core
