#include "batch/columns_out/advice_columns.h"

#include <algorithm>

#include "advice/engine/open.h"
#include "base/enum_names.h"

namespace bsup::core {
namespace {

const char* PermissionWord(const Decision& decision, ModeIndex mode) {
  return NameOf(kPermissionNames, decision.PermissionOf(mode));
}

// Those of the attending boxes that are told without a lead: of safeguards of usable modes.
BoxBits OfUsableModes(const CompiledPolicy& policy, const Decision& decision,
                      const BoxBits& attending) {
  const ModeSet usable = ModeSet::All(policy.mode_count) - decision.Unusable();
  BoxBits told = policy.attending.None();
  attending.ForEach([&](BoxIndex box) {
    if (policy.safeguard_modes[policy.attending.EntryOf(box)].Meets(usable)) told.Add(box);
  });
  return told;
}

}  // namespace

AdviceColumns::AdviceColumns(std::uint64_t groups, const BatchIds& ids, std::size_t room) {
  if ((groups & kBatchAdvice) != 0) lead_.emplace(ids, room);
  if ((groups & kBatchRules) != 0) rules_.emplace(ids, room);
  if ((groups & kBatchUnknown) != 0) unknown_.emplace(ids, room);
  if ((groups & kBatchModes) == 0) return;
  for (const std::string& mode : ids.modes.ids()) modes_.emplace_back(mode, room);
}

std::vector<std::string> AdviceColumns::Names() {
  std::vector<std::string> names;
  ForEach([&](const auto& column) { names.push_back(column.name()); });
  return names;
}

const std::string* AdviceColumns::Full() {
  const std::string* full = nullptr;
  ForEach([&](const auto& column) {
    if (full == nullptr && column.full()) full = &column.name();
  });
  return full;
}

std::vector<Exported> AdviceColumns::Finish() {
  std::vector<Exported> columns;
  ForEach([&](auto& column) { columns.push_back(Export(column.Finish())); });
  return columns;
}

void AdviceColumns::Tell(const ReadyPolicy& policy, FactValues facts, ModeIndex planned) {
  const CompiledPolicy& compiled = policy.compiled();
  const BoxBits deciding = LiveBoxesOn(compiled, compiled.deciding, facts);
  const Decision decision = Decide(compiled, deciding);
  if (lead_) TellLead(policy, decision, planned);
  if (rules_) TellRules(policy, deciding, facts, decision);
  if (unknown_) TellUnknown(policy, facts, decision, planned);
  if (!modes_.empty()) TellModes(policy, decision);
}

void AdviceColumns::TellLead(const ReadyPolicy& policy, const Decision& decision,
                             ModeIndex planned) {
  const ModeIndex lead = decision.outcome.lead;
  lead ? lead_->lead.Append(policy.policy().modes[lead].id) : lead_->lead.AppendNull();
  lead_->outcome.Append(NameOf(kOutcomeNames, decision.outcome.kind));
  lead_->firmness.Append(NameOf(kFirmnessNames, decision.firmness));
  decision.ForEachAlternative(
      [&](ModeIndex mode) { lead_->alternatives.Append(policy.mode_codes[mode]); });
  lead_->alternatives.EndRow();
  TextColumn& permission = lead_->planned_permission;
  planned ? permission.Append(PermissionWord(decision, planned)) : permission.AppendNull();
}

void AdviceColumns::TellRules(const ReadyPolicy& policy, const BoxBits& deciding, FactValues facts,
                              const Decision& decision) {
  const CompiledPolicy& compiled = policy.compiled();
  BoxBits attending = LiveBoxesOn(compiled, compiled.attending, facts);
  if (!decision.outcome.lead) attending = OfUsableModes(compiled, decision, attending);
  policy.rules.Find(deciding, attending, rules_->acting);
  policy.rules.ForEachActing(rules_->acting,
                             [this](IdDictionary::Code code) { rules_->rules.Append(code); });
  rules_->rules.EndRow();
  policy.rules.ForEachLimiting(rules_->acting,
                               [this](IdDictionary::Code code) { rules_->limits.Append(code); });
  rules_->limits.EndRow();
}

void AdviceColumns::TellUnknown(const ReadyPolicy& policy, FactValues facts,
                                const Decision& decision, ModeIndex planned) {
  const CompiledPolicy& compiled = policy.compiled();
  const Classes classes(compiled, facts);
  const Open open = FindOpen(compiled, classes, compiled.deciding.None(), decision, planned);
  unknown_->provisional.Append(open.provisional);
  FlagColumn& safe = unknown_->planned_safe;
  open.planned_safe ? safe.Append(*open.planned_safe) : safe.AppendNull();
  std::vector<FactIndex> asked;
  for (const Question& question : open.asked.ask) {
    for (const FactIndex fact : question.facts) {
      if (std::ranges::find(asked, fact) != asked.end()) continue;
      asked.push_back(fact);
      unknown_->ask.Append(policy.fact_codes[fact]);
    }
  }
  unknown_->ask.EndRow();
}

void AdviceColumns::TellModes(const ReadyPolicy& policy, const Decision& decision) {
  for (std::size_t code = 0; code < modes_.size(); ++code) {
    const ModeIndex mode = policy.modes[code];
    if (!mode) {
      modes_[code].ForEach([](auto& column) { column.AppendNull(); });
    } else {
      modes_[code].permission.Append(PermissionWord(decision, mode));
      modes_[code].score.Append(decision.score[mode]);
    }
  }
}

}  // namespace bsup::core
