#include "advice/engine/history.h"

#include <algorithm>

namespace bsup::core {
namespace {

constexpr std::int32_t kDaysInWeek = 7;
constexpr ModeSet kAnyMode = 0xFF;

// Whether a contact is of a sort (in person, at home): for certain, possibly, or not.
enum class Maybe : std::uint8_t { kNo, kPerhaps, kYes };

Maybe Both(Maybe a, Maybe b) { return std::min(a, b); }

class PastRecord {
 public:
  PastRecord(const History& history, Day as_of) {
    for (const PastContact& contact : history.contacts) {
      if (contact.day <= as_of) contacts_.push_back(&contact);
    }
  }

  [[nodiscard]] const std::vector<const PastContact*>& contacts() const { return contacts_; }

  [[nodiscard]] static Maybe Attended(const PastContact& contact) {
    if (contact.attendance == Attendance::kAttended) return Maybe::kYes;
    return contact.attendance == Attendance::kNotRecorded ? Maybe::kPerhaps : Maybe::kNo;
  }
  [[nodiscard]] static Maybe Missed(const PastContact& contact) {
    if (contact.attendance == Attendance::kMissed) return Maybe::kYes;
    return contact.attendance == Attendance::kNotRecorded ? Maybe::kPerhaps : Maybe::kNo;
  }
  // `modes` may be kAnyMode, which an unknown one is too.
  [[nodiscard]] static Maybe ByMode(const PastContact& contact, ModeSet modes) {
    if (modes == kAnyMode) return Maybe::kYes;
    if (contact.mode < 0) return Maybe::kPerhaps;
    return (modes >> contact.mode & 1) != 0 ? Maybe::kYes : Maybe::kNo;
  }
  [[nodiscard]] static Maybe SeenBy(const PastContact& contact, ModeSet modes) {
    return Both(Attended(contact), ByMode(contact, modes));
  }

  struct Last {
    std::size_t index =
        0;                // of the last certain one in contacts(), plus one; 0 where there is none
    bool certain = true;  // no later one may have been one too
  };
  // The last contact attended by one of `modes`.
  [[nodiscard]] Last LastSeenBy(ModeSet modes) const {
    Last last;
    for (std::size_t i = 0; i < contacts_.size(); ++i) {
      const Maybe seen = SeenBy(*contacts_[i], modes);
      if (seen == Maybe::kYes) last = {i + 1, true};
      if (seen == Maybe::kPerhaps) last.certain = false;
    }
    return last;
  }

 private:
  std::vector<const PastContact*> contacts_;
};

FactValue DaysSinceInPerson(const Policy& policy, const Contact& contact, const History& history,
                            const PastRecord& record) {
  const PastRecord::Last last = record.LastSeenBy(policy.InPerson());
  if (!last.certain) return kUnknown;
  if (last.index > 0) return contact.date - record.contacts()[last.index - 1]->day;
  return history.start ? contact.date - *history.start : kUnknown;
}

FactValue RemoteInARow(const Policy& policy, const PastRecord& record) {
  const PastRecord::Last last = record.LastSeenBy(policy.InPerson());
  if (!last.certain) return kUnknown;
  FactValue count = 0;
  for (std::size_t i = last.index; i < record.contacts().size(); ++i) {
    const Maybe attended = PastRecord::Attended(*record.contacts()[i]);
    if (attended == Maybe::kPerhaps) return kUnknown;
    if (attended == Maybe::kYes) ++count;
  }
  return count;
}

// Misses since the last attended contact, over contacts by one of `modes`.
FactValue MissesInARow(const PastRecord& record, ModeSet modes) {
  FactValue count = 0;
  bool certain = true;
  for (const PastContact* contact : record.contacts()) {
    const Maybe counted = record.ByMode(*contact, modes);
    if (counted == Maybe::kYes && contact->attendance == Attendance::kAttended) {
      count = 0;
      certain = true;
    }
    const Maybe missed = Both(PastRecord::Missed(*contact), counted);
    if (missed == Maybe::kYes) ++count;
    if (missed == Maybe::kPerhaps) certain = false;
  }
  return certain ? count : kUnknown;
}

FactValue WeeksWorkingTogether(const Contact& contact, const History& history,
                               const PastRecord& record) {
  for (const PastContact* past : record.contacts()) {
    const Maybe attended = PastRecord::Attended(*past);
    if (attended == Maybe::kYes) {
      const Day from = history.took_over ? std::max(past->day, *history.took_over) : past->day;
      return std::max(0, contact.date - from) / kDaysInWeek;
    }
  }
  return 0;
}

// The due day, moved by the suspensions of this rule.
Day MovedBySuspensions(const Cadence& rule, const Policy& policy, Day anchor, Day due) {
  for (const Suspension& suspension : policy.suspensions) {
    if (!Suspends(suspension, rule)) continue;
    const Day from = std::max(suspension.from, anchor + 1);
    const Day until = suspension.until;
    if (from > until || from > due) continue;
    due = due + (until - from + 1);
    due = std::max(due, until + kDaysInWeek * suspension.resume_weeks);
  }
  return due;
}

std::optional<Day> SuspendedUntil(const Cadence& rule, const Policy& policy, Day date) {
  std::optional<Day> until;
  for (const Suspension& suspension : policy.suspensions) {
    if (date < suspension.from || date > suspension.until) continue;
    if (!Suspends(suspension, rule)) continue;
    until = until ? std::max(*until, suspension.until) : suspension.until;
  }
  return until;
}

FactValue Value(CadenceState state) { return static_cast<FactValue>(state); }

}  // namespace

bool Suspends(const Suspension& suspension, const Cadence& rule) {
  return std::find(suspension.cadence.begin(), suspension.cadence.end(), rule.id) !=
         suspension.cadence.end();
}

FactValue Derive(Derivation derivation, const Policy& policy, const Contact& contact,
                 const History& history, Day as_of) {
  if (derivation == Derivation::kDaysIntoSupervision)
    return history.start ? contact.date - *history.start : kUnknown;
  if (!history.given) return kUnknown;
  const PastRecord record(history, as_of);
  const auto remote = static_cast<ModeSet>(policy.AllModes() & ~policy.InPerson());
  switch (derivation) {
    case Derivation::kDaysSinceInPerson: return DaysSinceInPerson(policy, contact, history, record);
    case Derivation::kRemoteInARow: return RemoteInARow(policy, record);
    case Derivation::kMissesInARow: return MissesInARow(record, kAnyMode);
    case Derivation::kRemoteMissesInARow: return MissesInARow(record, remote);
    case Derivation::kWeeksWorkingTogether: return WeeksWorkingTogether(contact, history, record);
    case Derivation::kNone:
    case Derivation::kDaysIntoSupervision: break;
  }
  return kUnknown;
}

CadenceClock ReadClock(const Cadence& rule, const Policy& policy, const Contact& contact,
                       const History& history, Day as_of) {
  CadenceClock clock;
  clock.suspended_until = SuspendedUntil(rule, policy, contact.date);
  if (clock.suspended_until) clock.state = Value(CadenceState::kKept);
  if (!history.given) return clock;
  const PastRecord record(history, as_of);
  if (rule.kind == CadenceKind::kRemoteInARowMost) {
    const FactValue count = RemoteInARow(policy, record);
    if (clock.suspended_until || count == kUnknown) return clock;
    clock.state = Value(count > rule.amount    ? CadenceState::kOverdue
                        : count == rule.amount ? CadenceState::kDue
                                               : CadenceState::kKept);
    return clock;
  }
  ModeSet modes = kAnyMode;
  if (rule.kind == CadenceKind::kInPersonEveryWeeks) modes = policy.InPerson();
  if (rule.kind == CadenceKind::kFirstHomeVisitDays) modes = rule.home_visit_modes;
  const PastRecord::Last last = record.LastSeenBy(modes);
  if (last.index > 0) clock.last = record.contacts()[last.index - 1]->day;
  if (rule.kind == CadenceKind::kFirstHomeVisitDays && last.index > 0) {
    clock.state = Value(CadenceState::kKept);  // for good
    return clock;
  }
  if (!last.certain) return clock;
  const std::optional<Day> anchor = clock.last ? clock.last : history.start;
  if (!anchor) return clock;
  clock.last = anchor;
  const int days =
      rule.kind == CadenceKind::kFirstHomeVisitDays ? rule.amount : rule.amount * kDaysInWeek;
  clock.due = MovedBySuspensions(rule, policy, *anchor, *anchor + days);
  if (clock.suspended_until) return clock;
  if (*clock.due < contact.date) {
    clock.state = Value(CadenceState::kOverdue);
  } else if (*clock.due == contact.date || (contact.next && *clock.due < *contact.next)) {
    clock.state = Value(CadenceState::kDue);
  } else {
    clock.state = Value(CadenceState::kKept);
  }
  return clock;
}

}  // namespace bsup::core
