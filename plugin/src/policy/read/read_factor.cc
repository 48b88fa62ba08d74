#include "policy/read/read_factor.h"

#include <algorithm>

#include "base/suggest.h"

namespace bsup::core {
namespace {

constexpr int kMostWeight = 3;

// `[least, greatest]` around the rule's own weight, on its side of 0.
void ReadWeightFlex(const TomlMember& member, ModeIndex mode, const RuleReading& reading,
                    Factor& rule) {
  const TomlValue& value = member.value;
  const std::string name = "the flex of " + Quoted(member.key);
  const auto flexed =
      ReadRange(value, name, {-kMostWeight, kMostWeight}, "[1, 3]", reading.problems);
  if (!flexed) return;
  const int own = rule.weigh[mode];
  if (!flexed->Has(own)) {
    reading.problems.Add(value.place,
                         name + " must hold the rule's own weight, " + std::to_string(own));
  } else if (own != 0 && (flexed->low > 0) != (flexed->high > 0)) {
    reading.problems.Add(
        value.place,
        name + " must keep to one side of 0, so that no region turns the factor round");
  }
  rule.flex[mode] = *flexed;
}

void ReadFactorFlex(TableReader& table, const RuleReading& reading, Factor& rule) {
  const TomlValue* value = TakeFlex(table, reading);
  if (value == nullptr) return;
  TableReader flex(*value, "flex", reading.problems);
  const TomlValue* weigh = flex.Need("weigh");
  flex.Finish();
  if (weigh == nullptr ||
      !CheckKind(*weigh, TomlKind::kTable, "\"weigh\"", "a table of modes", reading.problems))
    return;
  for (const TomlMember& member : weigh->members) {
    const ModeIndex mode =
        FindNamed(reading.policy().modes, "mode", member.key, member.place, reading.problems);
    if (!IsPossible(mode)) continue;
    const TomlValue* own = table.Take("weigh");
    if (rule.weigh[mode] == 0 && own != nullptr && own->Find(member.key) != nullptr) continue;
    if (rule.weigh[mode] == 0) {
      reading.problems.Add(member.place, "the rule does not weigh " + Quoted(member.key) +
                                             ", so there is nothing to flex");
    } else {
      ReadWeightFlex(member, mode, reading, rule);
    }
  }
}

FactorKind ReadKind(TableReader& table, const RuleReading& reading) {
  table.Need("kind");
  const auto named = table.TakeOneOf("kind", WordsOf(kFactorKinds));
  const auto kind = static_cast<FactorKind>(named.value_or(0));
  const std::vector<RegionWeigh>& bounds = reading.policy().region_weigh;
  if (!named || reading.pack.head.kind != PackKind::kRegional ||
      std::ranges::find(bounds, kind, &RegionWeigh::kind) != bounds.end())
    return kind;
  std::vector<std::string> allowed;
  for (const RegionWeigh& bound : bounds) allowed.emplace_back(RowOf(bound.kind).word);
  const std::string kinds =
      allowed.empty() ? "adds no factors" : "adds factors of kind " + OneOf(allowed) + " alone";
  reading.problems.Add(table.PlaceOf("kind"),
                       "a region " + kinds +
                           ", as \"region_weigh\" of the national pack says; "
                           "take this one out");
  return kind;
}

}  // namespace

Factor ReadFactor(const TomlValue& value, const RuleReading& reading) {
  TableReader table(value, "[[factor]]", reading.problems);
  Factor rule;
  ReadCommon(table, reading, false, rule);
  ReadReason(table, rule);
  rule.kind = ReadKind(table, reading);
  rule.basis = ReadBasis(table);
  if (const TomlValue* weigh = table.Need("weigh")) {
    for (const auto& [mode, weight] : ReadWeights(*weigh, reading))
      rule.weigh[mode] = static_cast<std::int8_t>(weight);
  }
  for (const ModeIndex mode : IndexRange<ModeIndex>(kMostModes))
    rule.flex[mode] = {rule.weigh[mode], rule.weigh[mode]};
  ReadFactorFlex(table, reading, rule);
  table.Finish();
  return rule;
}

std::vector<std::pair<ModeIndex, int>> ReadWeights(const TomlValue& value,
                                                   const RuleReading& reading) {
  std::vector<std::pair<ModeIndex, int>> weights;
  if (!value.is_table() || value.members.empty()) {
    reading.problems.Add(value.place,
                         "\"weigh\" must be a table of modes and weights, as { telephone = 2 }");
    return weights;
  }
  for (const TomlMember& member : value.members) {
    const ModeIndex mode =
        FindNamed(reading.policy().modes, "mode", member.key, member.place, reading.problems);
    const auto weight = ReadInteger(member.value, "the weight of " + Quoted(member.key),
                                    -kMostWeight, kMostWeight, reading.problems);
    if (weight == 0)
      reading.problems.Add(member.value.place, "the weight of " + Quoted(member.key) +
                                                   " is 0, which says nothing; leave the mode out");
    if (weight && IsPossible(mode)) weights.emplace_back(mode, *weight);
  }
  return weights;
}

}  // namespace bsup::core
