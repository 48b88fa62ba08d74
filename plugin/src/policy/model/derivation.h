// How a count is taken from the contact history: one table. What each comes to is in
// plugin/docs/advice.md, "Counting the history".
#pragma once

#include <array>
#include <cstdint>

#include "base/enum_table.h"
#include "policy/model/places.h"

namespace bsup::core {

enum class DerivationKind : std::uint8_t {
  kDaysSinceInPerson,
  kDaysSinceRemote,
  kRemoteInARow,
  kMissesInARow,
  kRemoteMissesInARow,
  kWeeksWorkingTogether,
  kDaysIntoSupervision,
  kDayOfFinalThird,
  kRemoteOfLast,
  kRemotePercentOfLast,
  kAttendedInSentenceYear,
};

// What a pack says beside the word.
enum class DerivationTakes : std::uint8_t {
  kNothing,
  kContacts,  // how many, and which modes are passed over
  kModes      // those that count
};

struct DerivationRow {
  DerivationKind member;
  const char* word;  // of the policy language
  DerivationTakes takes;
};

inline constexpr std::array kDerivations{
    DerivationRow{DerivationKind::kDaysSinceInPerson, "days since in person",
                  DerivationTakes::kNothing},
    DerivationRow{DerivationKind::kDaysSinceRemote, "days since remote", DerivationTakes::kNothing},
    DerivationRow{DerivationKind::kRemoteInARow, "remote in a row", DerivationTakes::kNothing},
    DerivationRow{DerivationKind::kMissesInARow, "misses in a row", DerivationTakes::kNothing},
    DerivationRow{DerivationKind::kRemoteMissesInARow, "remote misses in a row",
                  DerivationTakes::kNothing},
    DerivationRow{DerivationKind::kWeeksWorkingTogether, "weeks working together",
                  DerivationTakes::kNothing},
    DerivationRow{DerivationKind::kDaysIntoSupervision, "days into supervision",
                  DerivationTakes::kNothing},
    DerivationRow{DerivationKind::kDayOfFinalThird, "day of final third",
                  DerivationTakes::kNothing},
    DerivationRow{DerivationKind::kRemoteOfLast, "remote_of_last", DerivationTakes::kContacts},
    DerivationRow{DerivationKind::kRemotePercentOfLast, "remote_percent_of_last",
                  DerivationTakes::kContacts},
    DerivationRow{DerivationKind::kAttendedInSentenceYear, "attended_in_sentence_year",
                  DerivationTakes::kModes},
};
static_assert(IsTable(kDerivations));

struct Derivation {
  DerivationKind kind = DerivationKind::kDaysSinceInPerson;
  int last = 0;      // kContacts: so many contacts
  ModeSet except{};  // kContacts: contacts by these are passed over
  ModeSet modes{};   // kModes

  [[nodiscard]] const DerivationRow& row() const { return RowOf(kDerivations, kind); }
};

}  // namespace bsup::core
