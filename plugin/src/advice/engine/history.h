// Counting the contact history; see plugin/docs/advice.md, "Counting the history".
#pragma once

#include <optional>
#include <vector>

#include "advice/engine/advice.h"

namespace bsup::core {

// The history as it is known on a day, read for one contact.
class PastRecord {
 public:
  // Policy, contact and history outlive this.
  PastRecord(const Policy& policy, const Contact& contact, const History& history, Day as_of);

  // The value of a derived fact, unclamped, or kUnknown.
  [[nodiscard]] FactValue Derive(const Derivation& derivation) const;
  // What the history says of a cadence rule (not kNotPublished).
  [[nodiscard]] CadenceClock ReadClock(const Cadence& rule) const;

 private:
  // The last contact that was attended for certain by one of some modes; null where there is none.
  struct Last {
    std::size_t index = 0;  // of it in contacts_, plus one
    const PastContact* contact = nullptr;
    bool certain = true;  // no later one may have been one too
  };
  // The last few attended contacts.
  struct Window {
    int attended = 0;
    int remote = 0;  // of them
  };
  // No modes: whatever the mode is, an unknown one too.
  using Modes = std::optional<ModeSet>;

  [[nodiscard]] Last LastSeenBy(Modes modes) const;
  [[nodiscard]] FactValue DaysSince(ModeSet modes) const;
  [[nodiscard]] FactValue DaysIntoSupervision() const;
  [[nodiscard]] FactValue DayOfFinalThird() const;
  [[nodiscard]] FactValue CountContacts(const Derivation& derivation) const;
  [[nodiscard]] FactValue RemoteInARow() const;
  [[nodiscard]] FactValue MissesInARow(Modes modes) const;
  [[nodiscard]] FactValue WeeksWorkingTogether() const;
  [[nodiscard]] Window LastAttended(const Derivation& derivation, bool most_remote) const;
  [[nodiscard]] FactValue RemoteOfLast(const Derivation& derivation) const;
  [[nodiscard]] FactValue AttendedInSentenceYear(ModeSet modes) const;
  void ReadRemoteInARow(const Cadence& rule, CadenceClock& clock) const;
  [[nodiscard]] Day MovedBySuspensions(const Cadence& rule, Day anchor, Day due) const;
  [[nodiscard]] std::optional<Day> SuspendedUntil(const Cadence& rule) const;
  [[nodiscard]] CadenceState StateOf(Day due) const;

  const Policy& policy_;
  const Contact& contact_;
  const History& history_;
  ModeSet in_person_;
  std::vector<const PastContact*> contacts_;  // until as_of, in order of day
};

}  // namespace bsup::core
