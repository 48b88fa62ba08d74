#include "policy/check/check.h"

#include <algorithm>

#include "policy/check/cover.h"
#include "policy/compile/rule_of.h"

namespace bsup::core {
namespace {

class Checker {
 public:
  Checker(const Policy& policy, const CompiledPolicy& compiled)
      : policy_(policy), compiled_(compiled) {}

  std::vector<Problem> Check() {
    Bounds();
    Alternatives(RuleKind::kCannot, policy_.cannot);
    Alternatives(RuleKind::kPrinciple, policy_.principles);
    Alternatives(RuleKind::kFactor, policy_.factors);
    Alternatives(RuleKind::kCadence, policy_.cadence);
    Alternatives(RuleKind::kSafeguard, policy_.safeguards);
    Alternatives(RuleKind::kResource, policy_.resources);
    KnownFactsOnly();
    if (problems_.empty()) {
      EveryCaseHasAMode();
      InPersonStaysWhereTheNationAsksForIt();
    }
    return std::move(problems_);
  }

 private:
  void Add(const std::string& where, std::string what) {
    problems_.push_back({where, std::move(what)});
  }

  void Bounds() {
    const std::size_t most_boxes = kMostBoxWords * 64;
    const std::size_t boxes =
        std::max(compiled_.deciding.boxes().size(), compiled_.attending.boxes().size());
    if (boxes > most_boxes) {
      Add("", policy_.id + ": its rules have " + std::to_string(boxes) +
                  " alternatives together; at most " + std::to_string(most_boxes) +
                  " are possible. Join alternatives into lists of values");
    }
    if (policy_.facts.size() > kMostFacts) {
      Add("", policy_.id + ": it has " + std::to_string(policy_.facts.size()) +
                  " facts, cadence rules counted; at most " + std::to_string(kMostFacts) +
                  " are possible");
    }
    for (std::size_t f = 0; f < policy_.facts.size(); ++f) {
      if (compiled_.classes[f].count() >= static_cast<int>(kMostClasses)) {
        Add("", policy_.id + ": conditions name more than " + std::to_string(kMostClasses - 2) +
                    " thresholds of " + policy_.facts[f].id + "; use fewer");
      }
    }
  }

  template <class Rules>
  void Alternatives(RuleKind kind, const Rules& rules) {
    for (std::size_t i = 0; i < rules.size(); ++i) {
      for (const Row& row : ImpliedAlternatives(policy_, {kind, static_cast<std::int32_t>(i)})) {
        for (const Test& test : row) {
          if (!test.passes.empty() || test.names_unknown) continue;
          Add(rules[i].place.ToString(),
              "\"" + rules[i].id + "\": an alternative asks for values of " +
                  policy_.facts[static_cast<std::size_t>(test.fact)].id +
                  " that exclude each other, so it can never hold; take it out or mend it");
        }
      }
    }
  }

  void KnownFactsOnly() {
    for (const Integrity& rule : policy_.integrity) {
      for (const Test& test : rule.never) {
        if (!test.names_unknown) continue;
        Add(rule.place.ToString(),
            "\"" + rule.id +
                "\": \"never\" lists known values that cannot be true together; "
                "take \"unknown\" out of its test of " +
                policy_.facts[static_cast<std::size_t>(test.fact)].id);
      }
    }
  }

  void EveryCaseHasAMode() {
    const auto found = CoverSearch(compiled_).Find(policy_.AllModes(), {});
    if (!found) return;
    std::string closed;
    std::string where;
    for (std::size_t m = 0; m < policy_.modes.size(); ++m) {
      const Rule& rule = RuleOf(
          policy_, compiled_.deciding_rules[static_cast<std::size_t>(found->closed_by[m])].rule);
      closed += (m == 0 ? "" : ", ") + policy_.modes[m].id + " by \"" + rule.id + "\"";
      if (where.empty()) where = rule.place.ToString();
    }
    Add(where, "a case would be left without a mode: " + SayCase(policy_, compiled_, *found) +
                   " (all else unknown) closes " + closed + "; leave one mode open there");
  }

  [[nodiscard]] bool IsRegional(const Rule& rule) const {
    for (const PolicyId& overlay : policy_.overlays) {
      if (overlay.regional && overlay.id == rule.pack) return true;
    }
    return false;
  }

  void InPersonStaysWhereTheNationAsksForIt() {
    const ModeSet in_person = policy_.InPerson();
    const auto remote = static_cast<ModeSet>(policy_.AllModes() & ~in_person);
    const CoverSearch search(compiled_);
    const auto& boxes = compiled_.deciding.boxes();
    for (const Box& mine : boxes) {
      const DecidingRule& local = compiled_.deciding_rules[static_cast<std::size_t>(mine.rule)];
      if (!Closes(local.act) || (local.modes & in_person) == 0 ||
          !IsRegional(RuleOf(policy_, local.rule)))
        continue;
      for (const Box& theirs : boxes) {
        const DecidingRule& national =
            compiled_.deciding_rules[static_cast<std::size_t>(theirs.rule)];
        if (national.rule.kind != RuleKind::kPrinciple || (national.modes & remote) == 0) continue;
        const Principle& principle =
            policy_.principles[static_cast<std::size_t>(national.rule.index)];
        if (principle.mandate != Mandate::kNational || IsRegional(principle)) continue;
        const auto found = search.Find(in_person, {&mine, &theirs});
        if (!found) continue;
        const Rule& rule = RuleOf(policy_, local.rule);
        Add(rule.place.ToString(),
            "\"" + rule.id +
                "\" would remove the last in-person mode where the national principle \"" +
                principle.id + "\" restricts remote ones: " + SayCase(policy_, compiled_, *found) +
                " (all else unknown); leave an in-person mode open there");
        return;
      }
    }
  }

  const Policy& policy_;
  const CompiledPolicy& compiled_;
  std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> CheckPolicy(const Policy& policy, const CompiledPolicy& compiled) {
  return Checker(policy, compiled).Check();
}

}  // namespace bsup::core
