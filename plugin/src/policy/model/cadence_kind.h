// What a cadence rule limits: one table.
#pragma once

#include <array>
#include <cstdint>

#include "base/enum_table.h"

namespace bsup::core {

enum class CadenceKind : std::uint8_t {
  kInPersonEveryWeeks,
  kContactEveryWeeks,
  kFirstHomeVisitDays,
  kRemoteInARowMost,
  kNotPublished
};

struct CadenceKindRow {
  CadenceKind member;
  const char* word;  // of the policy language, and of JSON
  int most;          // the greatest amount; 0 where there is none to give
  int unit_days;     // days in what is counted; 0 where that is not time
  bool restricts;    // makes remote modes supplements once due
};

inline constexpr std::array kCadenceKinds{
    CadenceKindRow{CadenceKind::kInPersonEveryWeeks, "in_person_every_weeks", 260, 7, true},
    CadenceKindRow{CadenceKind::kContactEveryWeeks, "contact_every_weeks", 260, 7, false},
    CadenceKindRow{CadenceKind::kFirstHomeVisitDays, "first_home_visit_days", 3660, 1, true},
    CadenceKindRow{CadenceKind::kRemoteInARowMost, "remote_in_a_row_most", 100, 0, true},
    CadenceKindRow{CadenceKind::kNotPublished, "not_published", 0, 0, false},
};
static_assert(IsTable(kCadenceKinds));
inline constexpr auto kCadenceKindNames = WordsOf(kCadenceKinds);

constexpr const CadenceKindRow& RowOf(CadenceKind kind) { return RowOf(kCadenceKinds, kind); }

}  // namespace bsup::core
