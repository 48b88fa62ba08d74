#include "policy/library/check_names.h"

#include <algorithm>

#include "base/suggest.h"
#include "policy/library/check_versions.h"

namespace bsup::core {
namespace {

struct NamedRule {
  std::string id;
  Place place;
};

void AddRules(const Rules& rules, std::vector<NamedRule>& known, Problems& problems) {
  ForEachRule(rules, [&](const std::string& id, const Place& place) {
    const auto other = std::ranges::find(known, id, &NamedRule::id);
    if (other != known.end() && !id.empty()) {
      problems.Add(place, "the id " + Quoted(id) + " is that of the rule at " +
                              other->place.ToString() + " already; give this one its own");
    }
    known.push_back({id, place});
  });
}

// Whether both can be in force on one day for one region.
bool AreTogether(const OverlayVersion& a, const OverlayVersion& b) {
  if (!a.region.empty() && !b.region.empty() && a.region != b.region) return false;
  return Meet(SpanOf(a.head), SpanOf(b.head)).has_value();
}

void CheckIds(const NationalVersion& national, Problems& problems) {
  std::vector<NamedRule> nation;
  AddRules(national.rules, nation, problems);
  for (const OverlayVersion& overlay : national.overlays) {
    std::vector<NamedRule> known = nation;
    Problems told_before;  // the earlier overlays' own
    for (const OverlayVersion& earlier : national.overlays) {
      if (&earlier == &overlay) break;
      if (earlier.head.id == overlay.head.id) continue;  // versions of one pack
      if (AreTogether(earlier, overlay)) AddRules(earlier.rules, known, told_before);
    }
    AddRules(overlay.rules, known, problems);
  }
}

// A fact or a question, whose ids are keys of answers.
struct Asked {
  const char* what;
  std::string id;
  Place place;
};

std::vector<Asked> QuestionsOf(const std::vector<JointQuestion>& questions) {
  std::vector<Asked> asked;
  for (const JointQuestion& each : questions) asked.push_back({"question", each.id, each.place});
  return asked;
}

std::vector<Asked> AskedBy(const OverlayVersion& overlay) {
  std::vector<Asked> asked = QuestionsOf(overlay.questions);
  for (const Fact& fact : overlay.facts) asked.push_back({"fact", fact.id, fact.place});
  return asked;
}

void CheckAsked(const std::vector<Asked>& known, const std::vector<Asked>& own,
                Problems& problems) {
  for (const Asked& each : own) {
    const auto other = std::ranges::find(known, each.id, &Asked::id);
    if (other == known.end()) continue;
    problems.Add(each.place, "the id " + Quoted(each.id) + " is that of the " + other->what +
                                 " at " + other->place.ToString() +
                                 " already; give this one its own");
  }
}

// What an overlay asks has ids of its own. That none is a fact of the nation, and no question is
// one of the nation's, is seen when it is read.
void CheckAnswers(const NationalVersion& national, Problems& problems) {
  for (const OverlayVersion& overlay : national.overlays) {
    for (const Fact& fact : overlay.facts)
      CheckAsked(QuestionsOf(national.vocabulary.policy.questions), {{"fact", fact.id, fact.place}},
                 problems);
    for (const OverlayVersion& earlier : national.overlays) {
      if (&earlier == &overlay) break;
      if (earlier.head.id == overlay.head.id || !AreTogether(earlier, overlay)) continue;
      CheckAsked(AskedBy(earlier), AskedBy(overlay), problems);
    }
  }
}

// The rules that a pack names are there: principles and cadences of the nation that may be
// suspended, and one of `suspensions`.
void CheckNamed(const Rules& rules, const Rules& nation,
                const std::vector<std::string>& suspensions, Problems& problems) {
  const auto is_there = [&](const RuleName& name, const char* kind,
                            const std::vector<std::string>& known) {
    if (name.id.empty()) return false;
    if (std::ranges::find(known, name.id) != known.end()) return true;
    problems.Add(name.place, UnknownName(kind, name.id, known));
    return false;
  };
  const auto may_be_suspended = [&](const RuleName& name, const auto& all) {
    const auto& rule =
        *std::ranges::find_if(all, [&](const Rule& each) { return each.id == name.id; });
    if (!rule.never_suspended) return;
    problems.Add(name.place, Quoted(name.id) + " is never to be suspended, as " +
                                 rule.place.ToString() + " says; take it out");
  };
  for (const RuleName& name : rules.names) {
    switch (name.kind) {
      case RuleNameKind::kPrinciple:
        if (is_there(name, "national principle", IdsOf(nation.principles)))
          may_be_suspended(name, nation.principles);
        break;
      case RuleNameKind::kCadence:
        if (is_there(name, "national cadence", IdsOf(nation.cadence)))
          may_be_suspended(name, nation.cadence);
        break;
      case RuleNameKind::kSuspension: is_there(name, "suspension", suspensions); break;
    }
  }
}

}  // namespace

void CheckNames(const NationalVersion& national, Problems& problems) {
  CheckIds(national, problems);
  CheckAnswers(national, problems);
  const std::vector<std::string> own = IdsOf(national.rules.suspensions);
  CheckNamed(national.rules, national.rules, own, problems);
  std::vector<std::string> all = own;
  for (const OverlayVersion& overlay : national.overlays) {
    const std::vector<std::string> ids = IdsOf(overlay.rules.suspensions);
    all.insert(all.end(), ids.begin(), ids.end());
  }
  for (const OverlayVersion& overlay : national.overlays) {
    // An exceptional model's rules hold during it, and not during another.
    const bool regional = overlay.head.kind == PackKind::kRegional;
    CheckNamed(overlay.rules, national.rules, regional ? all : IdsOf(overlay.rules.suspensions),
               problems);
  }
}

}  // namespace bsup::core
