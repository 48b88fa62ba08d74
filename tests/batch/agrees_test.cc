// A row of a batch is advised as the same facts are alone, whatever the policy.
#include <algorithm>
#include <set>

#include "advice/engine/advise.h"
#include "advice/json/advice_json.h"
#include "base/enum_names.h"
#include "batch/batch_call.h"
#include "oracle/agreement.h"
#include "oracle/dice.h"
#include "oracle/random_case.h"
#include "oracle/random_policy.h"
#include "policy/compile/rule_of.h"

namespace bsup::core::made {
namespace {

// A case as columns can state it: no history, approvals or sources that disagree.
oracle::RandomCase StatedCase(oracle::Dice& dice, const Policy& policy) {
  oracle::RandomCase made = oracle::AnyCase(dice, policy, 10 * dice.Below(10));
  made.contact.next.reset();
  made.a_case.history = {};
  made.a_case.approvals.clear();
  made.a_case.conflicts.clear();
  for (const FactIndex f : policy.facts.indexes()) {
    FactValue& value = made.a_case.facts[f];
    const Fact& fact = policy.facts[f];
    const bool counted = fact.derive.has_value() || fact.cadence;
    if (counted && value == kUnknown && fact.type == FactType::kCount && dice.Percent(50))
      value = dice.Between(fact.min, std::min(fact.max, 200));
    if (counted && value == kUnknown && fact.type != FactType::kCount && dice.Percent(50))
      value = dice.Below(static_cast<int>(fact.values.size()));
  }
  return made;
}

FactValue Stated(const Policy& policy, const oracle::RandomCase& made, FactIndex fact) {
  if (fact == policy.contact.purpose) return made.contact.purpose;
  if (fact == policy.contact.scheduled) return made.contact.scheduled;
  if (fact == policy.contact.with) return made.contact.with;
  if (fact == policy.contact.role) return made.contact.role;
  return made.a_case.facts[fact];
}

MadeColumn ColumnOf(const Policy& policy, const std::vector<oracle::RandomCase>& cases,
                    FactIndex f) {
  const Fact& fact = policy.facts[f];
  Values<bool> flags;
  Values<double> counts;
  Values<std::string> texts;
  for (const auto& made : cases) {
    const FactValue value = Stated(policy, made, f);
    const bool known = value != kUnknown;
    flags.push_back(known ? std::optional(value == 1) : std::nullopt);
    counts.push_back(known ? std::optional<double>(value) : std::nullopt);
    texts.push_back(known && !fact.values.empty()
                        ? std::optional(fact.values[static_cast<std::size_t>(value)])
                        : std::nullopt);
  }
  if (fact.type == FactType::kFlag) return Flags(fact.id, flags);
  if (fact.type == FactType::kCount) return Numbers(fact.id, counts);
  return Texts(fact.id, texts);
}

MadeColumn BatchOf(const Policy& policy, const std::vector<oracle::RandomCase>& cases) {
  std::vector<MadeColumn> columns;
  for (const FactIndex f : policy.facts.indexes()) columns.push_back(ColumnOf(policy, cases, f));
  Values<double> dates;
  Values<std::string> planned;
  for (const auto& made : cases) {
    dates.emplace_back(made.contact.date.number());
    planned.push_back(made.contact.planned ? std::optional(policy.modes[made.contact.planned].id)
                                           : std::nullopt);
  }
  columns.push_back(Numbers("contact.date", dates, "tdD"));
  columns.push_back(Texts("planned", planned));
  return Batch(std::move(columns), static_cast<std::int64_t>(cases.size()));
}

// Which rules a piece of advice names, in the order of the column.
std::vector<std::string> RulesOf(const Policy& policy, const Advice& advice, bool limits) {
  std::vector<RuleRef> refs;
  const auto add = [&](const std::vector<Acting>& list) {
    for (const Acting& acting : list) refs.push_back(acting.ref);
  };
  for (const ModeAdvice& mode : advice.modes) {
    add(mode.cannot);
    add(mode.restrictions);
    if (limits) continue;
    add(mode.in_favour);
    add(mode.against);
    add(mode.safeguards);
  }
  if (!limits) add(advice.outcome_rules);
  std::vector<std::string> ids;
  for (const RuleKind kind : {RuleKind::kCannot, RuleKind::kPrinciple, RuleKind::kCadence,
                              RuleKind::kFactor, RuleKind::kSafeguard}) {
    std::set<RuleIndex> indexes;
    for (const RuleRef ref : refs) {
      if (ref.kind == kind) indexes.insert(ref.index);
    }
    for (const RuleIndex index : indexes) ids.push_back(RuleOf(policy, {kind, index}).id);
  }
  return ids;
}

std::string Listed(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& item : list) text += item + ",";
  return text;
}

std::string Alternatives(const Policy& policy, const Advice& advice) {
  std::vector<ModeIndex> modes;
  for (const ModeIndex mode : advice.decision.alternatives) modes.push_back(mode);
  std::ranges::stable_sort(modes, std::ranges::greater(),
                           [&](ModeIndex mode) { return advice.modes[mode].score; });
  std::string text;
  for (const ModeIndex mode : modes) text += policy.modes[mode].id + ",";
  return text;
}

std::string Asked(const Policy& policy, const Advice& advice) {
  std::vector<std::string> ids;
  for (const Question& question : advice.ask) {
    for (const FactIndex fact : question.facts) {
      const std::string& id = policy.facts[fact].id;
      if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
    }
  }
  return Listed(ids);
}

std::string Word(const Standing& standing) {
  return kPermissionNames[static_cast<std::size_t>(standing.permission)];
}

// The advice as Answer::Row says it.
std::string RowOf(const Policy& policy, const Advice& advice) {
  const Decision& decision = advice.decision;
  const ModeIndex planned = advice.contact.planned;
  const ModeIndex lead = decision.outcome.lead;
  std::string row = "lead=" + (lead ? policy.modes[lead].id : "null");
  row += std::string("\noutcome=") + NameOf(kOutcomeNames, decision.outcome.kind);
  row += std::string("\nfirmness=") + kFirmnessNames[static_cast<std::size_t>(decision.firmness)];
  row += "\nalternatives=" + Alternatives(policy, advice);
  row += "\nplanned_permission=" + (planned ? Word(advice.modes[planned].standing) : "null");
  row += "\nrules=" + Listed(RulesOf(policy, advice, false));
  row += "\nlimits=" + Listed(RulesOf(policy, advice, true));
  row += "\nprovisional=" + std::to_string(advice.provisional);
  row += "\nplanned_safe=" +
         (advice.planned_safe ? std::to_string(*advice.planned_safe) : std::string("null"));
  row += "\nask=" + Asked(policy, advice) + "\n";
  for (const ModeIndex m : policy.modes.indexes()) {
    row += "permission." + policy.modes[m].id + "=" + Word(advice.modes[m].standing) + "\n";
    row += "score." + policy.modes[m].id + "=" + std::to_string(advice.modes[m].score) + "\n";
  }
  return row;
}

void Agree(const std::shared_ptr<const PolicyInForce>& in_force, oracle::Dice& dice, int rows) {
  const Policy& policy = in_force->policy;
  std::vector<oracle::RandomCase> cases;
  for (int i = 0; i < rows; ++i) cases.push_back(StatedCase(dice, policy));
  const Answer answer = Advised(OfPolicy(in_force, kBatchAll), BatchOf(policy, cases));
  ASSERT_EQ(answer.rows(), rows);
  for (int i = 0; i < rows; ++i) {
    const oracle::RandomCase& made = cases[static_cast<std::size_t>(i)];
    const Advice advice = Advise(*in_force, made.contact, made.a_case, made.as_of);
    ASSERT_EQ(answer.Row(i), RowOf(policy, advice)) << "row " << i;
  }
}

TEST(BatchAgrees, WithAdviceOnEachRowAloneUnderEveryShippedPolicy) {
  oracle::Dice dice(11);
  for (const auto& policy : oracle::ShippedPacks().all()) {
    Agree(policy, dice, oracle::Cases(150));
    if (HasFatalFailure()) return;
  }
}

TEST(BatchAgrees, WithAdviceOnEachRowAloneUnderPoliciesNoTeamWouldWrite) {
  const int policies = oracle::Cases(400);
  for (int i = 0; i < policies; ++i) {
    oracle::Dice dice(static_cast<std::uint64_t>(i) + 3'000'000);
    const auto policy = oracle::RandomPolicy(dice);
    Agree(policy, dice, 20);
    if (HasFatalFailure()) FAIL() << "policy " << i;
  }
}

}  // namespace
}  // namespace bsup::core::made
