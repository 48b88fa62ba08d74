// The kinds of factors, and whether convenience may outweigh them.
#pragma once

#include <array>
#include <cstdint>

#include "base/catalogue.h"
#include "base/enum_table.h"

namespace bsup::core {

enum class FactorKind : std::uint8_t { kRisk, kNeed, kPurpose, kAccess, kPractice };

struct FactorKindRow {
  FactorKind member;
  const char* word;  // of the policy language, and of JSON
  bool stands;       // no gain in ease lifts a mode to `suited` that one of these weighs against
  Text heading;      // of factors of it, where a policy is shown
};

inline constexpr std::array kFactorKinds{
    FactorKindRow{FactorKind::kRisk, "risk", true, PolicyText::kFactorsRisk},
    FactorKindRow{FactorKind::kNeed, "need", true, PolicyText::kFactorsNeed},
    FactorKindRow{FactorKind::kPurpose, "purpose", true, PolicyText::kFactorsPurpose},
    FactorKindRow{FactorKind::kAccess, "access", false, PolicyText::kFactorsAccess},
    FactorKindRow{FactorKind::kPractice, "practice", false, PolicyText::kFactorsPractice},
};
static_assert(IsTable(kFactorKinds));

constexpr const FactorKindRow& RowOf(FactorKind kind) { return RowOf(kFactorKinds, kind); }

}  // namespace bsup::core
