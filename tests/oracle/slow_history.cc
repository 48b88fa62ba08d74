#include "oracle/slow_history.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "oracle/truth.h"

namespace bsup::core::oracle {
namespace {

// The contacts that are history, the latest first.
std::vector<PastContact> LatestFirst(const History& history, Day as_of) {
  std::vector<PastContact> past;
  for (const PastContact& contact : history.contacts) {
    if (contact.day <= as_of) past.push_back(contact);
  }
  std::reverse(past.begin(), past.end());
  return past;
}

Truth Attended(const PastContact& past) {
  if (past.attendance == Attendance::kAttended) return Truth::kTrue;
  if (past.attendance == Attendance::kNotRecorded) return Truth::kUnknown;
  return Truth::kFalse;
}

Truth InPerson(const Policy& policy, const PastContact& past) {
  if (!past.mode) return Truth::kUnknown;
  return policy.modes[past.mode].in_person ? Truth::kTrue : Truth::kFalse;
}

bool Remote(const Policy& policy, const PastContact& past) {
  return InPerson(policy, past) == Truth::kFalse;
}

Truth Not(Truth truth) {
  if (truth == Truth::kUnknown) return truth;
  return truth == Truth::kTrue ? Truth::kFalse : Truth::kTrue;
}

// Days since an attended contact that was in person or, where that is asked, was not.
FactValue DaysSince(bool in_person, const Policy& policy,
                    const std::vector<PastContact>& latest_first, const History& history,
                    Day date) {
  for (const PastContact& past : latest_first) {
    const Truth mode = in_person ? InPerson(policy, past) : Not(InPerson(policy, past));
    const Truth seen = And(mode, Attended(past));
    if (seen == Truth::kUnknown) return kUnknown;
    if (seen == Truth::kTrue) return date - past.day;
  }
  return history.start ? date - *history.start : kUnknown;
}

FactValue RemoteInARow(const Policy& policy, const std::vector<PastContact>& latest_first) {
  int count = 0;
  for (const PastContact& past : latest_first) {
    const Truth seen = And(InPerson(policy, past), Attended(past));
    if (seen == Truth::kUnknown) return kUnknown;
    if (seen == Truth::kTrue) return count;
    if (Remote(policy, past) && Attended(past) == Truth::kUnknown) return kUnknown;
    if (Remote(policy, past) && Attended(past) == Truth::kTrue) ++count;
  }
  return count;
}

FactValue MissesInARow(const std::vector<PastContact>& latest_first) {
  int count = 0;
  for (const PastContact& past : latest_first) {
    if (past.attendance == Attendance::kAttended) return count;
    if (past.attendance == Attendance::kNotRecorded) return kUnknown;
    if (past.attendance == Attendance::kMissed) ++count;
  }
  return count;
}

FactValue RemoteMissesInARow(const Policy& policy, const std::vector<PastContact>& latest_first) {
  std::vector<PastContact> remote;
  for (const PastContact& past : latest_first) {
    if (Remote(policy, past) && past.attendance == Attendance::kAttended) break;
    const bool missed_perhaps =
        past.attendance == Attendance::kMissed || past.attendance == Attendance::kNotRecorded;
    if (!past.mode && missed_perhaps) return kUnknown;
    if (Remote(policy, past)) remote.push_back(past);
  }
  return MissesInARow(remote);
}

FactValue WeeksWorkingTogether(const std::vector<PastContact>& latest_first, const History& history,
                               Day date) {
  std::optional<Day> first;
  for (const PastContact& past : latest_first) {
    if (past.attendance == Attendance::kAttended) first = past.day;
  }
  if (!first) return 0;
  Day since = *first;
  if (history.took_over && *history.took_over > since) since = *history.took_over;
  return (date - since) / 7;
}

// How a contact may have gone, for somebody who looks at the last few that were attended.
enum class Went { kPassedOver, kInPerson, kRemote };

std::vector<Went> MayHaveGone(const Derivation& derivation, const Policy& policy,
                              const PastContact& past) {
  const bool excepted = past.mode && derivation.except.Has(past.mode);
  if (excepted || Attended(past) == Truth::kFalse) return {Went::kPassedOver};
  std::vector<Went> ways;
  const bool perhaps_excepted = !past.mode && !derivation.except.empty();
  if (perhaps_excepted || Attended(past) == Truth::kUnknown) ways.push_back(Went::kPassedOver);
  if (InPerson(policy, past) != Truth::kFalse) ways.push_back(Went::kInPerson);
  if (InPerson(policy, past) != Truth::kTrue) ways.push_back(Went::kRemote);
  return ways;
}

// The last few attended contacts: how many there are, and how many of them were remote.
using Window = std::pair<int, int>;

// Every one that there may have been.
std::set<Window> PossibleWindows(const Derivation& derivation, const Policy& policy,
                                 const std::vector<PastContact>& latest_first) {
  std::set<Window> windows{{0, 0}};
  for (const PastContact& past : latest_first) {
    std::set<Window> with_this;
    for (const auto& [attended, remote] : windows) {
      for (const Went way : MayHaveGone(derivation, policy, past)) {
        if (attended == derivation.last || way == Went::kPassedOver) {
          with_this.insert({attended, remote});
        } else {
          with_this.insert({attended + 1, remote + (way == Went::kRemote ? 1 : 0)});
        }
      }
    }
    windows = std::move(with_this);
  }
  return windows;
}

FactValue RemoteOfLast(const Derivation& derivation, const Policy& policy,
                       const std::vector<PastContact>& latest_first) {
  std::set<FactValue> values;
  for (const auto& [attended, remote] : PossibleWindows(derivation, policy, latest_first)) {
    if (derivation.kind == DerivationKind::kRemoteOfLast) {
      values.insert(remote);
    } else {
      values.insert(attended == 0 ? 0 : 100 * remote / attended);
    }
  }
  return values.size() == 1 ? *values.begin() : kUnknown;
}

// Whether a year that began on `first` begins anew on `day`.
bool BeginsAnew(Day first, Day day) {
  const auto month_and_day = [](Day of) { return of.ToString().substr(5); };
  if (month_and_day(day) == month_and_day(first)) return true;
  return month_and_day(first) == "02-29" && month_and_day(day) == "03-01" &&
         month_and_day(day - 1) == "02-28";
}

FactValue AttendedInSentenceYear(const Derivation& derivation,
                                 const std::vector<PastContact>& latest_first,
                                 const History& history, Day date) {
  if (!history.year_end && !history.start) return kUnknown;
  const Day first = history.year_end ? *history.year_end + 1 : *history.start;
  Day begins = date;
  while (!BeginsAnew(first, begins)) begins = begins - 1;
  Day ends = date;
  while (!BeginsAnew(first, ends + 1)) ends = ends + 1;
  FactValue count = 0;
  for (const PastContact& past : latest_first) {
    if (past.day < begins || past.day > ends) continue;
    Truth by_mode = Truth::kUnknown;
    if (past.mode) by_mode = derivation.modes.Has(past.mode) ? Truth::kTrue : Truth::kFalse;
    const Truth attended = And(by_mode, Attended(past));
    if (attended == Truth::kUnknown) return kUnknown;
    if (attended == Truth::kTrue) ++count;
  }
  return count;
}

bool NamesRule(const Suspension& suspension, const Cadence& rule) {
  return std::find(suspension.cadence.begin(), suspension.cadence.end(), rule.id) !=
         suspension.cadence.end();
}

std::optional<Day> SuspendedUntil(const Cadence& rule, const Policy& policy, Day date) {
  std::optional<Day> until;
  for (const Suspension& suspension : policy.suspensions) {
    const bool covers = suspension.from <= date && date <= suspension.until;
    if (!NamesRule(suspension, rule) || !covers) continue;
    if (!until || *until < suspension.until) until = suspension.until;
  }
  return until;
}

// Day by day, as somebody with a calendar would.
Day MovedBySuspensions(const Cadence& rule, const Policy& policy, Day anchor, Day due) {
  for (const Suspension& suspension : policy.suspensions) {
    if (!NamesRule(suspension, rule)) continue;
    if (suspension.from > due || suspension.until <= anchor) continue;
    for (Day day = suspension.from; day <= suspension.until; day = day + 1) {
      if (day > anchor) due = due + 1;
    }
    due = std::max(due, suspension.until + 7 * suspension.resume_weeks);
  }
  return due;
}

// Whether a contact satisfied the rule.
Truth Satisfied(const Cadence& rule, const Policy& policy, const PastContact& past) {
  Truth by_mode = Truth::kTrue;
  if (rule.kind == CadenceKind::kInPersonEveryWeeks) by_mode = InPerson(policy, past);
  if (rule.kind == CadenceKind::kFirstHomeVisitDays) {
    if (!past.mode) {
      by_mode = Truth::kUnknown;
    } else {
      by_mode = rule.home_visit_modes.Has(past.mode) ? Truth::kTrue : Truth::kFalse;
    }
  }
  return And(by_mode, Attended(past));
}

FactValue StateOf(Day due, const Contact& contact) {
  if (due < contact.date) return static_cast<FactValue>(CadenceState::kOverdue);
  if (due == contact.date) return static_cast<FactValue>(CadenceState::kDue);
  if (contact.next && due < *contact.next) return static_cast<FactValue>(CadenceState::kDue);
  return static_cast<FactValue>(CadenceState::kKept);
}

CadenceClock RemoteInARowClock(const Cadence& rule, const Policy& policy,
                               const std::vector<PastContact>& latest_first, bool given) {
  CadenceClock clock;
  const FactValue count = given ? RemoteInARow(policy, latest_first) : kUnknown;
  if (count == kUnknown) return clock;
  clock.state = static_cast<FactValue>(CadenceState::kKept);
  if (count == rule.amount) clock.state = static_cast<FactValue>(CadenceState::kDue);
  if (count > rule.amount) clock.state = static_cast<FactValue>(CadenceState::kOverdue);
  return clock;
}

CadenceClock DatedClock(const Cadence& rule, const Policy& policy, const Contact& contact,
                        const std::vector<PastContact>& latest_first, const History& history) {
  CadenceClock clock;
  if (!history.given) return clock;
  bool perhaps_later = false;
  for (const PastContact& past : latest_first) {
    const Truth satisfied = Satisfied(rule, policy, past);
    if (satisfied == Truth::kUnknown) perhaps_later = true;
    if (satisfied == Truth::kTrue) {
      clock.last = past.day;
      break;
    }
  }
  if (rule.kind == CadenceKind::kFirstHomeVisitDays && clock.last) {
    clock.state = static_cast<FactValue>(CadenceState::kKept);
    return clock;
  }
  if (perhaps_later) return clock;
  const std::optional<Day> anchor = clock.last ? clock.last : history.start;
  if (!anchor) return clock;
  const int interval =
      rule.kind == CadenceKind::kFirstHomeVisitDays ? rule.amount : 7 * rule.amount;
  clock.last = anchor;
  clock.due = MovedBySuspensions(rule, policy, *anchor, *anchor + interval);
  clock.state = StateOf(*clock.due, contact);
  return clock;
}

}  // namespace

FactValue SlowDerive(const Derivation& derivation, const Policy& policy, const Contact& contact,
                     const History& history, Day as_of) {
  const Day date = contact.date;
  if (derivation.kind == DerivationKind::kDaysIntoSupervision) {
    return history.start ? date - *history.start : kUnknown;
  }
  if (derivation.kind == DerivationKind::kDayOfFinalThird) {
    if (!history.final_third) return kUnknown;
    int number = 0;
    for (Day day = *history.final_third; day <= date; day = day + 1) ++number;
    return number;
  }
  if (!history.given) return kUnknown;
  const std::vector<PastContact> past = LatestFirst(history, as_of);
  switch (derivation.kind) {
    case DerivationKind::kDaysSinceInPerson: return DaysSince(true, policy, past, history, date);
    case DerivationKind::kDaysSinceRemote: return DaysSince(false, policy, past, history, date);
    case DerivationKind::kRemoteInARow: return RemoteInARow(policy, past);
    case DerivationKind::kMissesInARow: return MissesInARow(past);
    case DerivationKind::kRemoteMissesInARow: return RemoteMissesInARow(policy, past);
    case DerivationKind::kWeeksWorkingTogether: return WeeksWorkingTogether(past, history, date);
    case DerivationKind::kRemoteOfLast:
    case DerivationKind::kRemotePercentOfLast: return RemoteOfLast(derivation, policy, past);
    case DerivationKind::kAttendedInSentenceYear:
      return AttendedInSentenceYear(derivation, past, history, date);
    case DerivationKind::kDaysIntoSupervision:
    case DerivationKind::kDayOfFinalThird: break;
  }
  return kUnknown;
}

CadenceClock SlowClock(const Cadence& rule, const Policy& policy, const Contact& contact,
                       const History& history, Day as_of) {
  const std::vector<PastContact> past = LatestFirst(history, as_of);
  CadenceClock clock = rule.kind == CadenceKind::kRemoteInARowMost
                           ? RemoteInARowClock(rule, policy, past, history.given)
                           : DatedClock(rule, policy, contact, past, history);
  clock.suspended_until = SuspendedUntil(rule, policy, contact.date);
  if (clock.suspended_until) clock.state = static_cast<FactValue>(CadenceState::kKept);
  return clock;
}

}  // namespace bsup::core::oracle
