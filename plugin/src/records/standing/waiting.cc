#include "records/standing/waiting.h"

#include <algorithm>
#include <tuple>

#include "records/content/who.h"
#include "records/standing/decision_state.h"
#include "records/standing/outcome_known.h"

namespace bsup::core {
namespace {

bool WaitsForApproval(Day day, const DecisionRecord& decision, const DecisionStanding& standing,
                      std::optional<Attendance> attended) {
  if (attended == Attendance::kMissed || attended == Attendance::kExcused) return false;
  if (standing.state == DecisionState::kWaiting) return true;
  return standing.state == DecisionState::kLapsed && !attended && decision.contact_day >= day;
}

Result<std::vector<Waiting>> WaitingOf(Day day, const OpenedRecord& opened,
                                       const DecisionRecord& decision,
                                       const DecisionStanding& standing,
                                       std::span<const OpenedRecord> others) {
  std::vector<Waiting> waiting;
  if (standing.state == DecisionState::kSuperseded) return waiting;
  BSUP_TRY(const auto outcome, OutcomeOn(day, opened.record, others));
  std::optional<Attendance> attended;
  if (outcome) attended = outcome->said.attended;
  BSUP_TRY(const Actor actor, ReadActor(opened));
  const auto add = [&](WaitsFor what, Day by) -> Waiting& {
    Waiting& one = waiting.emplace_back();
    one.contact_day = decision.contact_day;
    one.contact_id = decision.contact_id;
    one.day = by;
    one.decided = opened.record.day;
    one.mode = decision.mode;
    one.overdue = by < day;
    one.person = decision.person;
    one.policy = decision.policy;
    one.sequence = opened.record.sequence;
    one.waits_for = what;
    one.who = actor.who.id;
    return one;
  };
  if (WaitsForApproval(day, decision, standing, attended))
    add(WaitsFor::kApproval, decision.contact_day).lacks = standing.lacks;
  for (std::size_t i = 0; i < standing.mitigations.size(); ++i) {
    const PromisedMitigation& promised = standing.mitigations[i];
    if (promised.state == MitigationState::kDone) continue;
    Waiting& one = add(WaitsFor::kPromise, promised.due);
    one.place = i;
    one.promised = promised.what;
  }
  if (!attended && decision.contact_day < day) add(WaitsFor::kOutcome, decision.contact_day);
  return waiting;
}

}  // namespace

Result<void> WaitingList::Add(const OpenedRecord& opened, std::span<const OpenedRecord> others) {
  if (opened.record.day > day_ || (opened.erased && !opened.subject)) return {};
  BSUP_TRY(const DecisionRecord decision, ReadAs<DecisionRecord>(opened));
  BSUP_TRY(const DecisionStanding standing, StandingOn(day_, opened.record, decision, others));
  BSUP_TRY(std::vector<Waiting> waiting, WaitingOf(day_, opened, decision, standing, others));
  if (decision.contact_id && !standing.done_outside) {
    const auto [at, first] =
        contacts_.try_emplace({decision.person, *decision.contact_id}, decisions_.size());
    if (!first) decisions_[std::exchange(at->second, decisions_.size())].clear();
  }
  decisions_.push_back(std::move(waiting));
  return {};
}

std::vector<Waiting> WaitingList::Take() {
  std::vector<Waiting> all;
  for (std::vector<Waiting>& of_one : decisions_)
    std::ranges::move(of_one, std::back_inserter(all));
  std::ranges::stable_sort(all, [](const Waiting& a, const Waiting& b) {
    return std::tie(a.day, a.sequence) < std::tie(b.day, b.sequence);
  });
  decisions_.clear();
  contacts_.clear();
  return all;
}

}  // namespace bsup::core
