// `[[set]]`: what a region sets of a rule that lets it be set.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "policy/read/rule_reading.h"

namespace bsup::core {

struct Setting {
  std::string rule;
  Place rule_place;
  std::optional<CadenceKind> kind;  // with `amount`
  int amount = 0;
  std::vector<std::pair<ModeIndex, int>> weigh;
  std::optional<RoleIndex> role;
  Place value_place;  // of the one thing that it sets
};

Setting ReadSetting(const TomlValue& value, const RuleReading& reading);

}  // namespace bsup::core
