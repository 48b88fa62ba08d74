#include "records/standing/decision_state.h"

#include <algorithm>

#include "records/content/fields.h"
#include "records/kinds/approval_record.h"
#include "records/kinds/kept_record.h"
#include "records/kinds/outcome_record.h"
#include "records/standing/outcome_known.h"

namespace bsup::core {
namespace {

struct DatedApproval {
  std::uint64_t sequence = 0;
  Day day;
  ApprovalRecord said;

  [[nodiscard]] bool Covers(const std::string& role) const {
    return std::ranges::find(said.covers, role) != said.covers.end();
  }
};

// Finds each role an approval of its own: nobody fills two places with one signature. Roles are few
// and approvals too, so augmenting paths will do.
class Seating {
 public:
  Seating(const std::vector<std::string>& roles, const std::vector<const DatedApproval*>& approvals)
      : roles_(roles), approvals_(approvals), holder_(approvals.size(), -1) {
    // A role's own approvals first, so that what is lacking is said of the lowest role that would
    // do.
    std::vector<bool> seated(roles_.size());
    for (std::size_t role = 0; role < roles_.size(); ++role) seated[role] = SeatOwn(role);
    for (std::size_t role = 0; role < roles_.size(); ++role) {
      std::vector<bool> tried(approvals_.size());
      if (!seated[role] && !Seat(role, tried)) unseated_.push_back(roles_[role]);
    }
  }

  [[nodiscard]] const std::vector<std::string>& unseated() const { return unseated_; }

 private:
  bool SeatOwn(std::size_t role) {
    for (std::size_t i = 0; i < approvals_.size(); ++i) {
      if (holder_[i] >= 0 || approvals_[i]->said.role != roles_[role]) continue;
      holder_[i] = static_cast<int>(role);
      return true;
    }
    return false;
  }

  bool Seat(std::size_t role, std::vector<bool>& tried) {
    for (std::size_t i = 0; i < approvals_.size(); ++i) {
      if (tried[i] || !approvals_[i]->Covers(roles_[role])) continue;
      tried[i] = true;
      if (holder_[i] < 0 || Seat(static_cast<std::size_t>(holder_[i]), tried)) {
        holder_[i] = static_cast<int>(role);
        return true;
      }
    }
    return false;
  }

  const std::vector<std::string>& roles_;
  const std::vector<const DatedApproval*>& approvals_;
  std::vector<int> holder_;  // by approval: the role whose place it fills
  std::vector<std::string> unseated_;
};

// The approvals of one decision, in order.
class Approvals {
 public:
  Approvals(std::vector<std::string> roles, std::vector<DatedApproval> approvals)
      : roles_(std::move(roles)), approvals_(std::move(approvals)) {}

  // Refusals that are the last word on a role, on that day.
  [[nodiscard]] std::vector<std::uint64_t> Refusals(Day day) const {
    std::vector<std::uint64_t> refusals;
    for (const std::string& role : roles_) {
      const DatedApproval* last = LastWord(role, day);
      if (last == nullptr || last->said.approved) continue;
      if (std::ranges::find(refusals, last->sequence) == refusals.end())
        refusals.push_back(last->sequence);
    }
    std::ranges::sort(refusals);
    return refusals;
  }

  // Roles that nobody has approved in by the end of `day`, of approvals that hold on `held`.
  [[nodiscard]] std::vector<std::string> Lacking(Day day, Day held) const {
    std::vector<const DatedApproval*> holding;
    for (const DatedApproval& approval : approvals_) {
      if (approval.day <= day && approval.said.approved && *approval.said.until >= held &&
          !Withdrawn(approval, day))
        holding.push_back(&approval);
    }
    return Seating(roles_, holding).unseated();
  }

  // The last day for which approval is complete, from what was said by the end of `day`.
  [[nodiscard]] std::optional<Day> Until(Day day) const {
    std::optional<Day> until;
    for (const DatedApproval& approval : approvals_) {
      if (approval.day > day || !approval.said.until) continue;
      if (until && *approval.said.until <= *until) continue;
      if (Lacking(day, *approval.said.until).empty()) until = approval.said.until;
    }
    return until;
  }

  // Whether it was approved at the end of some day up to `day`.
  [[nodiscard]] bool WasApproved(Day day) const {
    return std::ranges::any_of(approvals_, [&](const DatedApproval& approval) {
      return approval.day <= day && Refusals(approval.day).empty() &&
             Lacking(approval.day, approval.day).empty();
    });
  }

 private:
  [[nodiscard]] const DatedApproval* LastWord(const std::string& role, Day day) const {
    const DatedApproval* last = nullptr;
    for (const DatedApproval& approval : approvals_) {
      if (approval.day <= day && approval.Covers(role)) last = &approval;
    }
    return last;
  }

  // Whether a later refusal speaks for a role that this one speaks for.
  [[nodiscard]] bool Withdrawn(const DatedApproval& approval, Day day) const {
    return std::ranges::any_of(approvals_, [&](const DatedApproval& later) {
      return later.sequence > approval.sequence && later.day <= day && !later.said.approved &&
             std::ranges::any_of(later.said.covers,
                                 [&](const std::string& role) { return approval.Covers(role); });
    });
  }

  std::vector<std::string> roles_;
  std::vector<DatedApproval> approvals_;
};

// That a promise was kept, as a record says.
struct KeptTold {
  std::size_t promise = 0;
  Day said;
  std::optional<Day> on;
};

// What answers the decision and is not of a later day, in order.
struct Answers {
  std::vector<DatedApproval> approvals;
  std::optional<OutcomeKnown> outcome;
  std::optional<Day> attended;  // the day of the first OUTCOME that says so
  std::vector<KeptTold> kept;
  std::optional<std::uint64_t> superseded_by;
};

Result<Answers> Sort(Day day, const Record& decision, std::span<const OpenedRecord> others) {
  std::vector<const OpenedRecord*> in_order;
  for (const OpenedRecord& other : others) {
    if (other.record.day <= day) in_order.push_back(&other);
  }
  std::ranges::sort(in_order, {}, [](const OpenedRecord* it) { return it->record.sequence; });
  Answers answers;
  for (const OpenedRecord* other : in_order) {
    const Record& record = other->record;
    if (record.kind == RecordKind::kDecision && record.answers == decision.answers &&
        record.sequence > decision.sequence)
      answers.superseded_by = record.sequence;
    if (record.answers != decision.sequence) continue;
    if (record.kind == RecordKind::kApproval) {
      BSUP_TRY(ApprovalRecord said, ReadAs<ApprovalRecord>(*other));
      answers.approvals.push_back({record.sequence, record.day, std::move(said)});
    } else if (record.kind == RecordKind::kOutcome) {
      BSUP_TRY(OutcomeRecord outcome, ReadAs<OutcomeRecord>(*other));
      if (!answers.attended && outcome.attended == Attendance::kAttended)
        answers.attended = record.day;
      if (outcome.mitigations_done) {
        for (const std::size_t promise : *outcome.mitigations_done)
          answers.kept.push_back({promise, record.day, std::nullopt});
      }
      AddOutcome(answers.outcome, {record.day, std::move(outcome)});
    } else if (record.kind == RecordKind::kKept) {
      BSUP_TRY(const KeptRecord kept, ReadAs<KeptRecord>(*other));
      for (const std::size_t promise : kept.promises)
        answers.kept.push_back({promise, record.day, kept.on});
    }
  }
  return answers;
}

bool TookPlace(const Answers& answers) {
  return answers.outcome && answers.outcome->said.attended == Attendance::kAttended;
}

// The day on which approvals must hold: `day`, or that of the contact once it has taken place. A
// contact may have been brought forward, so never later than the outcome was recorded.
Day HeldOn(Day day, Day contact_day, const Answers& answers) {
  return TookPlace(answers) ? std::min({day, contact_day, *answers.attended}) : day;
}

// Whether what is outside policy was done: the contact took place, and by no other mode that is
// known. What is decided later does not undo it.
bool WasDoneOutside(const DecisionRecord& decision, const Answers& answers) {
  if (!decision.outside || !TookPlace(answers)) return false;
  const std::optional<std::string>& mode = answers.outcome->said.mode;
  return !mode || *mode == decision.mode;
}

std::vector<PromisedMitigation> Promised(Day day, const DecisionRecord& decision,
                                         const Answers& answers) {
  std::vector<PromisedMitigation> promised;
  for (std::size_t i = 0; i < decision.mitigations.size(); ++i) {
    const Mitigation& mitigation = decision.mitigations[i];
    PromisedMitigation one{mitigation.what, mitigation.due, MitigationState::kOpen, {}, {}};
    for (const KeptTold& kept : answers.kept) {
      if (kept.promise != i) continue;
      if (!one.done) one.done = kept.said;
      if (kept.on) one.done_on = kept.on;
    }
    if (one.done) {
      one.state = MitigationState::kDone;
    } else if (day > mitigation.due) {
      one.state = MitigationState::kOverdue;
    }
    promised.push_back(std::move(one));
  }
  return promised;
}

DecisionState StateOf(const DecisionStanding& standing, bool needs, bool was_approved) {
  if (standing.done_outside) return DecisionState::kOutsidePolicy;
  if (standing.superseded_by) return DecisionState::kSuperseded;
  if (standing.outside) return DecisionState::kOutsidePolicy;
  if (!needs) return DecisionState::kNeedsNone;
  if (!standing.refusals.empty()) return DecisionState::kRefused;
  if (standing.lacks.empty()) return DecisionState::kApproved;
  return was_approved && standing.until ? DecisionState::kLapsed : DecisionState::kWaiting;
}

}  // namespace

Result<DecisionStanding> StandingOn(Day day, const OpenedRecord& decision,
                                    std::span<const OpenedRecord> others) {
  BSUP_TRY(const DecisionRecord decided, ReadAs<DecisionRecord>(decision));
  return StandingOn(day, decision.record, decided, others);
}

Result<DecisionStanding> StandingOn(Day day, const Record& record, const DecisionRecord& decided,
                                    std::span<const OpenedRecord> others) {
  if (record.day > day) {
    return Error(Status::kBadInput, "day",
                 "the decision was made later, on " + record.day.ToString() +
                     "; give that day or a later one");
  }
  BSUP_TRY(Answers answers, Sort(day, record, others));
  DecisionStanding standing;
  standing.outside = decided.outside;
  standing.superseded_by = answers.superseded_by;
  standing.mitigations = Promised(day, decided, answers);
  standing.done_outside = WasDoneOutside(decided, answers);
  const Day held = HeldOn(day, decided.contact_day, answers);
  const std::vector<std::string> needed = decided.RolesNeeded();
  const Approvals approvals(needed, std::move(answers.approvals));
  standing.refusals = approvals.Refusals(day);
  standing.lacks = approvals.Lacking(day, held);
  if (!needed.empty()) standing.until = approvals.Until(day);
  standing.state = StateOf(standing, !needed.empty(), approvals.WasApproved(day));
  return standing;
}

std::string DecisionStanding::ToJson() const { return WrittenFields(*this); }

}  // namespace bsup::core
