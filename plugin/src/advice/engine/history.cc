#include "advice/engine/history.h"

#include <algorithm>

namespace bsup::core {
namespace {

constexpr std::int32_t kDaysInWeek = 7;
constexpr std::int32_t kMostDaysInYear = 366;
constexpr std::int32_t kPercent = 100;

// Whether a contact is of a sort (in person, at home): for certain, possibly, or not.
enum class Maybe : std::uint8_t { kNo, kPerhaps, kYes };

Maybe Both(Maybe a, Maybe b) { return std::min(a, b); }

Maybe Is(const PastContact& contact, Attendance attendance) {
  if (contact.attendance == attendance) return Maybe::kYes;
  return contact.attendance == Attendance::kNotRecorded ? Maybe::kPerhaps : Maybe::kNo;
}

Maybe IsBy(const PastContact& contact, const std::optional<ModeSet>& modes) {
  if (!modes) return Maybe::kYes;
  if (!contact.mode) return Maybe::kPerhaps;
  return modes->Has(contact.mode) ? Maybe::kYes : Maybe::kNo;
}

}  // namespace

PastRecord::PastRecord(const Policy& policy, const Contact& contact, const History& history,
                       Day as_of)
    : policy_(policy), contact_(contact), history_(history), in_person_(policy.InPerson()) {
  for (const PastContact& past : history.contacts) {
    if (past.day <= as_of) contacts_.push_back(&past);
  }
}

PastRecord::Last PastRecord::LastSeenBy(Modes modes) const {
  Last last;
  for (std::size_t i = 0; i < contacts_.size(); ++i) {
    const Maybe seen = Both(Is(*contacts_[i], Attendance::kAttended), IsBy(*contacts_[i], modes));
    if (seen == Maybe::kYes) last = {i + 1, contacts_[i], true};
    if (seen == Maybe::kPerhaps) last.certain = false;
  }
  return last;
}

FactValue PastRecord::DaysIntoSupervision() const {
  return history_.start ? contact_.date - *history_.start : kUnknown;
}

FactValue PastRecord::DayOfFinalThird() const {
  if (!history_.final_third) return kUnknown;
  return std::max(0, contact_.date - *history_.final_third + 1);
}

FactValue PastRecord::DaysSince(ModeSet modes) const {
  const Last last = LastSeenBy(modes);
  if (!last.certain) return kUnknown;
  return last.contact != nullptr ? contact_.date - last.contact->day : DaysIntoSupervision();
}

FactValue PastRecord::RemoteInARow() const {
  const Last last = LastSeenBy(in_person_);
  if (!last.certain) return kUnknown;
  FactValue count = 0;
  for (std::size_t i = last.index; i < contacts_.size(); ++i) {
    const Maybe attended = Is(*contacts_[i], Attendance::kAttended);
    if (attended == Maybe::kPerhaps) return kUnknown;
    if (attended == Maybe::kYes) ++count;
  }
  return count;
}

// Since the last attended contact, over contacts by one of `modes`.
FactValue PastRecord::MissesInARow(Modes modes) const {
  FactValue count = 0;
  bool certain = true;
  for (const PastContact* contact : contacts_) {
    const Maybe counted = IsBy(*contact, modes);
    if (counted == Maybe::kYes && contact->attendance == Attendance::kAttended) {
      count = 0;
      certain = true;
    }
    const Maybe missed = Both(Is(*contact, Attendance::kMissed), counted);
    if (missed == Maybe::kYes) ++count;
    if (missed == Maybe::kPerhaps) certain = false;
  }
  return certain ? count : kUnknown;
}

FactValue PastRecord::WeeksWorkingTogether() const {
  const auto attended = [](const PastContact* past) {
    return past->attendance == Attendance::kAttended;
  };
  const auto first = std::ranges::find_if(contacts_, attended);
  if (first == contacts_.end()) return 0;
  const Day day = (*first)->day;
  const Day from = history_.took_over ? std::max(day, *history_.took_over) : day;
  return std::max(0, contact_.date - from) / kDaysInWeek;
}

// What is not known of a contact is taken so that most of them are remote, or fewest. One more remote
// contact among the last few never makes fewer of them remote, and one more in person never more: so
// one that is not recorded was attended if it was of the sort that is wanted, and otherwise not.
PastRecord::Window PastRecord::LastAttended(const Derivation& derivation, bool most_remote) const {
  Window window;
  for (auto past = contacts_.rbegin(); past != contacts_.rend(); ++past) {
    if (window.attended == derivation.last) break;
    const ModeIndex mode = (*past)->mode;
    if (mode && derivation.except.Has(mode)) continue;
    const Maybe attended = Is(**past, Attendance::kAttended);
    const bool remote = mode ? !in_person_.Has(mode) : most_remote;
    if (attended == Maybe::kNo || (attended == Maybe::kPerhaps && remote != most_remote)) continue;
    ++window.attended;
    if (remote) ++window.remote;
  }
  return window;
}

FactValue PastRecord::RemoteOfLast(const Derivation& derivation) const {
  const auto count = [&](bool most_remote) -> FactValue {
    const Window window = LastAttended(derivation, most_remote);
    if (derivation.kind == DerivationKind::kRemoteOfLast) return window.remote;
    return window.attended == 0 ? 0 : kPercent * window.remote / window.attended;
  };
  const FactValue least = count(false);
  return least == count(true) ? least : kUnknown;
}

FactValue PastRecord::AttendedInSentenceYear(ModeSet modes) const {
  if (!history_.year_end && !history_.start) return kUnknown;
  const Day first = history_.year_end ? *history_.year_end + 1 : *history_.start;
  const Day begins = first.SameDayUntil(contact_.date);
  const Day next_begins = first.SameDayUntil(begins + kMostDaysInYear);
  FactValue count = 0;
  for (auto past = contacts_.rbegin(); past != contacts_.rend(); ++past) {
    if ((*past)->day < begins) break;
    if ((*past)->day >= next_begins) continue;
    const Maybe spent = Both(Is(**past, Attendance::kAttended), IsBy(**past, modes));
    if (spent == Maybe::kPerhaps) return kUnknown;
    if (spent == Maybe::kYes) ++count;
  }
  return count;
}

FactValue PastRecord::Derive(const Derivation& derivation) const {
  switch (derivation.kind) {
    case DerivationKind::kDaysIntoSupervision: return DaysIntoSupervision();
    case DerivationKind::kDayOfFinalThird: return DayOfFinalThird();
    default: return history_.given ? CountContacts(derivation) : kUnknown;
  }
}

FactValue PastRecord::CountContacts(const Derivation& derivation) const {
  switch (derivation.kind) {
    case DerivationKind::kDaysSinceInPerson: return DaysSince(in_person_);
    case DerivationKind::kDaysSinceRemote: return DaysSince(policy_.Remote());
    case DerivationKind::kRemoteInARow: return RemoteInARow();
    case DerivationKind::kMissesInARow: return MissesInARow(std::nullopt);
    case DerivationKind::kRemoteMissesInARow: return MissesInARow(policy_.Remote());
    case DerivationKind::kWeeksWorkingTogether: return WeeksWorkingTogether();
    case DerivationKind::kRemoteOfLast:
    case DerivationKind::kRemotePercentOfLast: return RemoteOfLast(derivation);
    case DerivationKind::kAttendedInSentenceYear: return AttendedInSentenceYear(derivation.modes);
    case DerivationKind::kDaysIntoSupervision:
    case DerivationKind::kDayOfFinalThird: break;  // counted without contacts
  }
  return kUnknown;
}

// The due day, moved by the suspensions of this rule.
Day PastRecord::MovedBySuspensions(const Cadence& rule, Day anchor, Day due) const {
  for (const Suspension& suspension : policy_.suspensions) {
    if (!suspension.Suspends(rule)) continue;
    const Day from = std::max(suspension.from, anchor + 1);
    const Day until = suspension.until;
    if (from > until || from > due) continue;
    due = due + (until - from + 1);
    due = std::max(due, until + kDaysInWeek * suspension.resume_weeks);
  }
  return due;
}

std::optional<Day> PastRecord::SuspendedUntil(const Cadence& rule) const {
  std::optional<Day> until;
  for (const Suspension& suspension : policy_.suspensions) {
    if (!suspension.Covers(contact_.date) || !suspension.Suspends(rule)) continue;
    until = until ? std::max(*until, suspension.until) : suspension.until;
  }
  return until;
}

CadenceState PastRecord::StateOf(Day due) const {
  if (due < contact_.date) return CadenceState::kOverdue;
  const bool falls_due = due == contact_.date || (contact_.next && due < *contact_.next);
  return falls_due ? CadenceState::kDue : CadenceState::kKept;
}

void PastRecord::ReadRemoteInARow(const Cadence& rule, CadenceClock& clock) const {
  const FactValue count = RemoteInARow();
  if (clock.suspended_until || count == kUnknown) return;
  clock.state = ValueOf(count > rule.amount    ? CadenceState::kOverdue
                        : count == rule.amount ? CadenceState::kDue
                                               : CadenceState::kKept);
}

CadenceClock PastRecord::ReadClock(const Cadence& rule) const {
  CadenceClock clock;
  clock.suspended_until = SuspendedUntil(rule);
  if (clock.suspended_until) clock.state = ValueOf(CadenceState::kKept);
  if (!history_.given) return clock;
  if (rule.kind == CadenceKind::kRemoteInARowMost) {
    ReadRemoteInARow(rule, clock);
    return clock;
  }
  Modes modes;
  if (rule.kind == CadenceKind::kInPersonEveryWeeks) modes = in_person_;
  if (rule.kind == CadenceKind::kFirstHomeVisitDays) modes = rule.home_visit_modes;
  const Last last = LastSeenBy(modes);
  if (last.contact != nullptr) clock.last = last.contact->day;
  if (rule.kind == CadenceKind::kFirstHomeVisitDays && clock.last) {
    clock.state = ValueOf(CadenceState::kKept);  // for good
    return clock;
  }
  if (!last.certain) return clock;
  const std::optional<Day> anchor = clock.last ? clock.last : history_.start;
  if (!anchor) return clock;
  clock.last = anchor;
  const int days = rule.amount * RowOf(rule.kind).unit_days;
  clock.due = MovedBySuspensions(rule, *anchor, *anchor + days);
  if (!clock.suspended_until) clock.state = ValueOf(StateOf(*clock.due));
  return clock;
}

}  // namespace bsup::core
