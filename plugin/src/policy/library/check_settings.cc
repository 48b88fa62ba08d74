#include "policy/library/check_settings.h"

#include <algorithm>

#include "base/suggest.h"

namespace bsup::core {
namespace {

class SettingCheck {
 public:
  SettingCheck(const NationalVersion& national, Problems& problems)
      : national_(national), problems_(problems) {}

  void Check(const Setting& setting) {
    const auto& rules = national_.rules;
    if (const auto* rule = Find(rules.principles, setting)) return CheckRole(*rule, setting);
    if (const auto* rule = Find(rules.cadence, setting)) return CheckAmount(*rule, setting);
    if (const auto* rule = Find(rules.factors, setting)) return CheckWeights(*rule, setting);
    std::vector<std::string> ids;
    ForEachRule(rules, [&](const std::string& id, const Place&) { ids.push_back(id); });
    if (std::ranges::find(ids, setting.rule) != ids.end()) return NoFlex(setting, "anything");
    problems_.Add(setting.rule_place, UnknownName("national rule", setting.rule, ids));
  }

 private:
  template <class T>
  static const T* Find(const std::vector<T>& rules, const Setting& setting) {
    const auto found = std::ranges::find(rules, setting.rule, &T::id);
    return found == rules.end() ? nullptr : &*found;
  }

  void NoFlex(const Setting& setting, const std::string& what) {
    problems_.Add(setting.value_place, "the national rule " + Quoted(setting.rule) +
                                           " lets no region set " + what +
                                           "; take this [[set]] out");
  }

  // What is set is not what the rule's flex allows.
  void OutsideFlex(const Setting& setting, const std::string& what, const Rule& rule,
                   const std::string& allowed, const std::string& set) {
    problems_.Add(setting.value_place, what + " " + Quoted(rule.id) + " must be " + allowed +
                                           ", as the flex of the national rule at " +
                                           rule.place.ToString() + " says, not " + set);
  }

  // Says what a setting sets that its rule does not have.
  static std::string WhatIsSet(const Setting& setting) {
    if (setting.kind) return Quoted(RowOf(*setting.kind).word);
    return setting.role ? "\"role\"" : "\"weigh\"";
  }

  void CheckRole(const Principle& rule, const Setting& setting) {
    if (setting.kind || !setting.weigh.empty()) return NoFlex(setting, WhatIsSet(setting));
    if (!setting.role) return;
    if (rule.flex_roles.empty()) return NoFlex(setting, "\"role\"");
    if (std::ranges::find(rule.flex_roles, *setting.role) != rule.flex_roles.end()) return;
    std::vector<std::string> allowed;
    for (const RoleIndex role : rule.flex_roles) allowed.push_back(RoleId(role));
    OutsideFlex(setting, "the role of", rule, OneOf(allowed), Quoted(RoleId(*setting.role)));
  }

  void CheckAmount(const Cadence& rule, const Setting& setting) {
    if (setting.role || !setting.weigh.empty() || (setting.kind && *setting.kind != rule.kind))
      return NoFlex(setting, WhatIsSet(setting));
    if (!setting.kind) return;
    if (rule.flex.low == rule.flex.high) return NoFlex(setting, WhatIsSet(setting));
    if (setting.amount >= rule.flex.low && setting.amount <= rule.flex.high) return;
    OutsideFlex(setting, WhatIsSet(setting) + " of", rule, InWords(rule.flex),
                std::to_string(setting.amount));
  }

  void CheckWeights(const Factor& rule, const Setting& setting) {
    if (setting.kind || setting.role) return NoFlex(setting, WhatIsSet(setting));
    for (const auto& [mode, weight] : setting.weigh) {
      const std::string& id = national_.vocabulary.policy.modes[mode].id;
      const Range& flex = rule.flex[mode];
      if (flex.low == flex.high) {
        NoFlex(setting, "the weight of " + Quoted(id));
      } else if (weight < flex.low || weight > flex.high) {
        OutsideFlex(setting, "the weight of " + Quoted(id) + " in", rule, InWords(flex),
                    std::to_string(weight));
      }
    }
  }

  static std::string InWords(const Range& flex) {
    return "from " + std::to_string(flex.low) + " to " + std::to_string(flex.high);
  }

  [[nodiscard]] const std::string& RoleId(RoleIndex role) const {
    return national_.vocabulary.policy.approvers[role].id;
  }

  const NationalVersion& national_;
  Problems& problems_;
};

}  // namespace

void CheckSettings(const NationalVersion& national, const OverlayVersion& overlay,
                   Problems& problems) {
  SettingCheck check(national, problems);
  const std::vector<Setting>& settings = overlay.rules.settings;
  for (std::size_t i = 0; i < settings.size(); ++i) {
    if (settings[i].rule.empty()) continue;
    check.Check(settings[i]);
    for (std::size_t j = 0; j < i; ++j) {
      if (settings[j].rule != settings[i].rule) continue;
      problems.Add(settings[i].rule_place, Quoted(settings[i].rule) + " is set already at " +
                                               settings[j].rule_place.ToString() + "; set it once");
    }
  }
}

}  // namespace bsup::core
