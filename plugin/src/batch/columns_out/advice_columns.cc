#include "batch/columns_out/advice_columns.h"

#include <algorithm>
#include <array>
#include <utility>

#include "advice/engine/open.h"
#include "advice/json/advice_json.h"

namespace bsup::core {
namespace {

const std::string& ModeId(const Policy& policy, int mode) {
  return policy.modes[static_cast<std::size_t>(mode)].id;
}

const char* PermissionWord(const Decision& decision, int mode) {
  return kPermissionNames[static_cast<std::size_t>(decision.StandingOf(mode).permission)];
}

// Best first, as many as `count` becomes.
std::array<int, kMostModes> Alternatives(const Decision& decision, std::size_t& count) {
  std::array<int, kMostModes> modes{};
  count = 0;
  for (std::size_t m = 0; m < kMostModes; ++m) {
    if ((decision.alternatives >> m & 1) == 0) continue;
    std::size_t at = count++;
    for (; at > 0; --at) {
      const auto before = static_cast<std::size_t>(modes[at - 1]);
      if (decision.score[before] >= decision.score[m]) break;
      modes[at] = modes[at - 1];
    }
    modes[at] = static_cast<int>(m);
  }
  return modes;
}

}  // namespace

AdviceColumns::AdviceColumns(std::uint64_t groups, const BatchIds& ids) {
  if ((groups & kBatchAdvice) != 0) lead_.emplace(ids);
  if ((groups & kBatchRules) != 0) rules_.emplace(ids);
  if ((groups & kBatchUnknown) != 0) unknown_.emplace(ids);
  if ((groups & kBatchModes) == 0) return;
  for (const std::string& mode : ids.modes.ids()) {
    modes_.push_back({TextColumn("permission." + mode, true),
                      NumberColumn<std::int16_t>("score." + mode, kSmallFormat)});
  }
}

std::vector<std::string> AdviceColumns::Names(std::uint64_t groups, const BatchIds& ids) {
  std::vector<std::string> names;
  for (const Exported& column : AdviceColumns(groups, ids).Finish())
    names.emplace_back(column.schema->name);
  return names;
}

void AdviceColumns::Tell(const ReadyPolicy& policy, std::span<const FactValue> facts, int planned) {
  const CompiledPolicy& compiled = policy.compiled();
  const BoxBits deciding = LiveBoxesOn(compiled, compiled.deciding, facts);
  const Decision decision = Decide(compiled, deciding);
  if (lead_) TellLead(policy, decision, planned);
  if (rules_) TellRules(policy, deciding, facts);
  if (unknown_) TellUnknown(policy, facts, decision, planned);
  if (!modes_.empty()) TellModes(policy, decision);
}

void AdviceColumns::TellLead(const ReadyPolicy& policy, const Decision& decision, int planned) {
  if (decision.outcome >= 0) {
    lead_->lead.Append(ModeId(policy.policy(), decision.outcome));
  } else {
    lead_->lead.AppendNull();
  }
  lead_->outcome.Append(OutcomeName(decision.outcome));
  lead_->firmness.Append(kFirmnessNames[static_cast<std::size_t>(decision.firmness)]);
  std::size_t count = 0;
  const auto alternatives = Alternatives(decision, count);
  for (std::size_t i = 0; i < count; ++i)
    lead_->alternatives.Append(policy.mode_codes[static_cast<std::size_t>(alternatives[i])]);
  lead_->alternatives.EndRow();
  if (planned >= 0) {
    lead_->planned_permission.Append(PermissionWord(decision, planned));
  } else {
    lead_->planned_permission.AppendNull();
  }
}

void AdviceColumns::TellRules(const ReadyPolicy& policy, const BoxBits& deciding,
                              std::span<const FactValue> facts) {
  const CompiledPolicy& compiled = policy.compiled();
  const BoxBits attending = LiveBoxesOn(compiled, compiled.attending, facts);
  policy.rules.Find(deciding, attending, rules_->acting);
  policy.rules.ForEachActing(rules_->acting,
                             [this](IdDictionary::Code code) { rules_->rules.Append(code); });
  rules_->rules.EndRow();
  policy.rules.ForEachLimiting(rules_->acting,
                               [this](IdDictionary::Code code) { rules_->limits.Append(code); });
  rules_->limits.EndRow();
}

void AdviceColumns::TellUnknown(const ReadyPolicy& policy, std::span<const FactValue> facts,
                                const Decision& decision, int planned) {
  Classes classes;
  ClassesOf(policy.compiled(), facts, classes);
  const Open open = FindOpen(policy.compiled(), classes, BoxBits{}, decision, planned);
  unknown_->provisional.Append(open.provisional);
  if (open.planned_safe) {
    unknown_->planned_safe.Append(*open.planned_safe);
  } else {
    unknown_->planned_safe.AppendNull();
  }
  std::vector<int> asked;
  for (const Question& question : open.ask) {
    for (const int fact : question.facts) {
      if (std::ranges::find(asked, fact) != asked.end()) continue;
      asked.push_back(fact);
      unknown_->ask.Append(policy.fact_codes[static_cast<std::size_t>(fact)]);
    }
  }
  unknown_->ask.EndRow();
}

void AdviceColumns::TellModes(const ReadyPolicy& policy, const Decision& decision) {
  for (std::size_t m = 0; m < modes_.size(); ++m) {
    const int mode = policy.modes[m];
    if (mode < 0) {
      modes_[m].permission.AppendNull();
      modes_[m].score.AppendNull();
    } else {
      modes_[m].permission.Append(PermissionWord(decision, mode));
      modes_[m].score.Append(decision.score[static_cast<std::size_t>(mode)]);
    }
  }
}

const std::string* AdviceColumns::Full() const {
  const auto full = [](const auto& column) { return column.full() ? &column.name() : nullptr; };
  if (lead_) {
    if (const auto* name = full(lead_->lead)) return name;
    if (const auto* name = full(lead_->outcome)) return name;
    if (const auto* name = full(lead_->firmness)) return name;
    if (const auto* name = full(lead_->alternatives)) return name;
    if (const auto* name = full(lead_->planned_permission)) return name;
  }
  if (rules_) {
    if (const auto* name = full(rules_->rules)) return name;
    if (const auto* name = full(rules_->limits)) return name;
  }
  if (unknown_) {
    if (const auto* name = full(unknown_->ask)) return name;
  }
  for (const ModeColumns& column : modes_) {
    if (const auto* name = full(column.permission)) return name;
  }
  return nullptr;
}

std::vector<Exported> AdviceColumns::Finish() {
  std::vector<Exported> columns;
  const auto add = [&columns](auto& column) { columns.push_back(Export(column.Finish())); };
  if (lead_) {
    add(lead_->lead);
    add(lead_->outcome);
    add(lead_->firmness);
    add(lead_->alternatives);
    add(lead_->planned_permission);
  }
  if (rules_) {
    add(rules_->rules);
    add(rules_->limits);
  }
  if (unknown_) {
    add(unknown_->provisional);
    add(unknown_->planned_safe);
    add(unknown_->ask);
  }
  for (ModeColumns& column : modes_) {
    add(column.permission);
    add(column.score);
  }
  return columns;
}

}  // namespace bsup::core
