#include "oracle/difference.h"

#include <algorithm>

#include "oracle/slow_rules.h"

namespace bsup::core::oracle {
namespace {

class Teller {
 public:
  Teller(const Policy& policy, const Advice& advice)
      : policy_(policy), rules_(policy), advice_(advice) {}

  std::vector<std::string> Tell() {
    Line("as_of", advice_.as_of.ToString());
    for (const FactIndex f : advice_.facts.indexes())
      Line("fact " + FactId(f), Value(f, advice_.facts[f]) + " from " + advice_.from[f]);
    for (const Conflict& conflict : advice_.conflicts) OfConflict(conflict);
    OfDecision();
    for (const ModeIndex m : advice_.modes.indexes()) OfMode(m);
    for (const CadenceAdvice& cadence : advice_.cadence) OfCadence(cadence);
    Line("outcome_rules", Actings(advice_.outcome_rules));
    Line("resources", Actings(advice_.resources));
    OfUnknown();
    return std::move(lines_);
  }

 private:
  void Line(const std::string& name, const std::string& value) {
    lines_.push_back(name + ": " + value);
  }

  [[nodiscard]] std::string FactId(FactIndex fact) const { return policy_.facts[fact].id; }
  [[nodiscard]] std::string Value(FactIndex fact, FactValue value) const {
    return policy_.facts[fact].Spell(value);
  }
  [[nodiscard]] std::string RuleId(RuleRef ref) const { return rules_.Of(ref).rule->id; }

  [[nodiscard]] std::string Actings(const std::vector<Acting>& all) const {
    std::string text;
    for (const Acting& acting : all) {
      text += " " + RuleId(acting.ref);
      if (acting.unknown.empty()) continue;
      text += "(in spite of";
      for (const FactIndex fact : acting.unknown) text += " " + FactId(fact);
      text += ")";
    }
    return text;
  }

  [[nodiscard]] std::string Modes(ModeSet modes) const {
    std::string text;
    for (const ModeIndex m : modes) text += (text.empty() ? "" : ", ") + ModeId(m);
    return "{" + text + "}";
  }
  [[nodiscard]] std::string ModeId(ModeIndex mode) const {
    return mode.number() < policy_.modes.size() ? policy_.modes[mode].id
                                                : "no mode " + std::to_string(mode.number());
  }
  [[nodiscard]] std::string Said(Outcome outcome) const {
    if (outcome == kOutcomeNoAdvice) return "no advice";
    if (outcome == kOutcomeReferSuspended) return "refer (suspended)";
    if (outcome == kOutcomeReferNothing) return "refer (nothing usable)";
    return ModeId(outcome.lead);
  }
  static std::string Said(const Standing& standing) {
    return std::string(kPermissionNames[static_cast<std::size_t>(standing.permission)]) +
           (standing.counts ? ", counts" : ", supplements");
  }
  static std::string Said(const std::optional<Day>& day) { return day ? day->ToString() : "-"; }

  void OfConflict(const Conflict& conflict) {
    std::string text;
    for (const Conflict::Source& source : conflict.sources) {
      text += Value(conflict.fact, source.value) + " from " + source.from + ", ";
    }
    text += "taken " + Value(conflict.fact, conflict.taken);
    if (conflict.integrity) {
      text += " by " + policy_.integrity[conflict.integrity].id;
    }
    Line("conflict " + FactId(conflict.fact), text);
  }

  void OfDecision() {
    const Decision& decision = advice_.decision;
    Line("decision.cannot", Modes(decision.cannot));
    Line("decision.ruled_out", Modes(decision.ruled_out));
    Line("decision.lacks_approval", Modes(decision.lacks_approval));
    Line("decision.supplements", Modes(decision.supplements));
    Line("decision.no_advice", decision.no_advice ? "yes" : "no");
    Line("decision.refer", decision.refer ? "yes" : "no");
    std::string scores;
    for (const ModeIndex m : policy_.modes.indexes()) {
      scores += " " + std::to_string(decision.score[m]);
    }
    Line("decision.score", scores);
    Line("decision.outcome", Said(decision.outcome));
    Line("decision.alternatives", Modes(decision.alternatives));
    Line("decision.firmness", kFirmnessNames[static_cast<std::size_t>(decision.firmness)]);
  }

  void OfMode(ModeIndex index) {
    const ModeAdvice& mode = advice_.modes[index];
    const std::string name = "mode " + ModeId(index) + " ";
    Line(name + "standing", Said(mode.standing));
    Line(name + "score", std::to_string(mode.score));
    Line(name + "band", kBandNames[static_cast<std::size_t>(mode.band)]);
    Line(name + "cannot", Actings(mode.cannot));
    Line(name + "restrictions", Actings(mode.restrictions));
    Line(name + "in_favour", Actings(mode.in_favour));
    Line(name + "against", Actings(mode.against));
    Line(name + "safeguards", Actings(mode.safeguards));
    std::string roles;
    for (const RoleIndex role : mode.roles) roles += " " + policy_.approvers[role].id;
    Line(name + "roles", roles);
    Line(name + "why_not", kWhyNotNames[static_cast<std::size_t>(mode.why_not)]);
  }

  void OfCadence(const CadenceAdvice& said) {
    const Cadence& rule = policy_.cadence[said.rule];
    std::string state =
        said.state == kUnknown || !rule.fact ? "unknown" : Value(rule.fact, said.state);
    if (said.reaches_in_spite) state += ", in spite";
    Line("cadence " + rule.id, state + ", last " + Said(said.last) + ", due " + Said(said.due) +
                                   ", suspended until " + Said(said.suspended_until));
  }

  void OfUnknown() {
    Line("base_decides", advice_.base_decides ? "yes" : "no");
    Line("provisional", advice_.provisional ? "yes" : "no");
    Line("planned_safe", !advice_.planned_safe ? "-" : *advice_.planned_safe ? "yes" : "no");
    Line("together", std::to_string(advice_.together));
    for (std::size_t q = 0; q < advice_.ask.size(); ++q) OfQuestion(q);
    std::string in_contact;
    for (const FactIndex fact : advice_.in_contact) in_contact += " " + FactId(fact);
    Line("in_contact", in_contact);
    const Notice& notice = advice_.notice;
    Line("notice", std::string(kNoticeNames[static_cast<std::size_t>(notice.level)]) +
                       (notice.repeated ? ", repeated" : ""));
    std::string reasons;
    for (const NoticeReason& reason : notice.reasons) {
      reasons += std::string(" [") + kNoticeWhyNames[static_cast<std::size_t>(reason.why)] +
                 (reason.ref ? " " + RuleId(*reason.ref) : "") + "]";
    }
    Line("notice reasons", reasons);
    Line("notice key", notice.key);
  }

  [[nodiscard]] std::string Safeguards(const std::vector<RuleIndex>& rules) const {
    std::string text;
    for (const RuleIndex rule : rules) text += " " + policy_.safeguards[rule].id;
    return text;
  }

  void OfQuestion(std::size_t index) {
    const Question& question = advice_.ask[index];
    const std::string name = "ask " + std::to_string(index) + " ";
    std::string facts;
    for (const FactIndex fact : question.facts) facts += " " + FactId(fact);
    Line(name + "facts", facts);
    Line(name + "rank", std::to_string(static_cast<int>(question.rank)));
    for (const AnswerGroup& group : question.answers) {
      std::string classes;
      for (const auto& answer : group.classes) {
        classes += "(";
        for (const ClassIndex c : answer) classes += " " + std::to_string(c.number());
        classes += " )";
      }
      Line(name + "answers " + classes,
           Said(group.outcome) + " " + Modes(group.alternatives) +
               (group.planned ? " planned " + Said(*group.planned) : "") +
               Safeguards(group.safeguards));
    }
  }

  const Policy& policy_;
  SlowRules rules_;
  const Advice& advice_;
  std::vector<std::string> lines_;
};

// Lines of `a` that `b` does not have.
void Missing(const std::vector<std::string>& a, const std::vector<std::string>& b,
             const std::string& mark, std::string& text) {
  for (const std::string& line : a) {
    if (std::find(b.begin(), b.end(), line) == b.end()) text += mark + line + "\n";
  }
}

}  // namespace

std::vector<std::string> Told(const Policy& policy, const Advice& advice) {
  return Teller(policy, advice).Tell();
}

std::string Difference(const Policy& policy, const Advice& fast, const Advice& slow) {
  const std::vector<std::string> of_fast = Told(policy, fast);
  const std::vector<std::string> of_slow = Told(policy, slow);
  if (of_fast == of_slow) return "";
  std::string text;
  Missing(of_fast, of_slow, "  fast  ", text);
  Missing(of_slow, of_fast, "  slow  ", text);
  return text.empty() ? "  the same lines in another order\n" : text;
}

}  // namespace bsup::core::oracle
