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
    const std::size_t boxes =
        std::max(compiled_.deciding.boxes().size(), compiled_.attending.boxes().size());
    if (boxes > kMostBoxes) {
      Add("", policy_.id + ": its rules have " + std::to_string(boxes) +
                  " alternatives together; at most " + std::to_string(kMostBoxes) +
                  " are possible. Join alternatives into lists of values");
    }
    if (policy_.facts.size() > kMostFacts) {
      Add("", policy_.id + ": it has " + std::to_string(policy_.facts.size()) +
                  " facts, cadence rules counted; at most " + std::to_string(kMostFacts) +
                  " are possible");
    }
    for (const FactIndex f : policy_.facts.indexes()) {
      if (compiled_.classes[f].count() >= kMostClasses) {
        Add("", policy_.id + ": conditions name more than " + std::to_string(kMostClasses - 2) +
                    " thresholds of " + policy_.facts[f].id + "; use fewer");
      }
    }
  }

  template <class Rules>
  void Alternatives(RuleKind kind, const Rules& rules) {
    for (const RuleIndex i : rules.indexes()) {
      for (const Row& row : ImpliedAlternatives(policy_, {kind, i})) {
        for (const Test& test : row) {
          if (!test.passes.empty() || test.names_unknown) continue;
          Add(rules[i].place.ToString(),
              "\"" + rules[i].id + "\": an alternative asks for values of " +
                  policy_.facts[test.fact].id +
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
                policy_.facts[test.fact].id);
      }
    }
  }

  void EveryCaseHasAMode() {
    const auto found = CoverSearch(compiled_).Find(policy_.AllModes(), {});
    if (!found) return;
    std::string closed;
    std::string where;
    for (const ModeIndex m : policy_.modes.indexes()) {
      const Rule& rule = RuleOf(policy_, compiled_.deciding_rules[found->closed_by[m]].ref);
      closed += (closed.empty() ? "" : ", ") + policy_.modes[m].id +
                (closed.empty() ? " is closed" : "") + " by \"" + rule.id + "\"";
      if (where.empty()) where = rule.place.ToString();
    }
    Add(where, "a case would be left without a mode when " + SayCase(policy_, compiled_, *found) +
                   ": " + closed + Unknown(*found) + "; leave one mode open there");
  }

  [[nodiscard]] std::string Unknown(const CoveredCase& found) const {
    const std::string unknown = SayUnknown(policy_, compiled_, found);
    return unknown.empty() ? "" : "; " + unknown;
  }

  [[nodiscard]] bool IsRegional(const Rule& rule) const {
    for (const PolicyId& overlay : policy_.overlays) {
      if (overlay.regional && overlay.id == rule.pack) return true;
    }
    return false;
  }

  void InPersonStaysWhereTheNationAsksForIt() {
    const ModeSet in_person = policy_.InPerson();
    const ModeSet remote = policy_.Remote();
    const CoverSearch search(compiled_);
    const auto& boxes = compiled_.deciding.boxes();
    for (const Box& mine : boxes) {
      const DecidingRule& local = compiled_.deciding_rules[mine.entry];
      if (!Closes(local.act) || !local.modes.Meets(in_person) ||
          !IsRegional(RuleOf(policy_, local.ref)))
        continue;
      for (const Box& theirs : boxes) {
        const DecidingRule& national = compiled_.deciding_rules[theirs.entry];
        if (national.ref.kind != RuleKind::kPrinciple || !national.modes.Meets(remote)) continue;
        const Principle& principle = policy_.principles[national.ref.index];
        if (principle.mandate != Mandate::kNational || IsRegional(principle)) continue;
        const auto found = search.Find(in_person, {&mine, &theirs});
        if (!found) continue;
        const Rule& rule = RuleOf(policy_, local.ref);
        Add(rule.place.ToString(),
            "\"" + rule.id +
                "\" would remove the last in-person mode where the national principle \"" +
                principle.id + "\" restricts remote ones, when " +
                SayCase(policy_, compiled_, *found) + Unknown(*found) +
                "; leave an in-person mode open there");
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
