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
      if (AreTogether(earlier, overlay)) AddRules(earlier.rules, known, told_before);
    }
    AddRules(overlay.rules, known, problems);
  }
}

// What a suspension names is a rule of the nation that may be suspended.
template <class Rules>
void CheckSuspended(const Suspension& suspension, const std::vector<std::string>& ids,
                    const Rules& rules, const std::string& kind, Problems& problems) {
  for (const std::string& id : ids) {
    const auto rule = std::ranges::find(rules, id, [](const Rule& each) { return each.id; });
    if (rule == rules.end()) {
      problems.Add(suspension.place, UnknownName("national " + kind, id, IdsOf(rules)));
    } else if (rule->never_suspended) {
      problems.Add(suspension.place, Quoted(id) + " is never to be suspended, as " +
                                         rule->place.ToString() + " says; take it out of " +
                                         Quoted(suspension.id));
    }
  }
}

void CheckSuspensions(const Rules& rules, const Rules& nation, Problems& problems) {
  for (const Suspension& suspension : rules.suspensions) {
    CheckSuspended(suspension, suspension.principles, nation.principles, "principle", problems);
    CheckSuspended(suspension, suspension.cadence, nation.cadence, "cadence", problems);
  }
}

void CheckDuring(const Rules& rules, const std::vector<std::string>& suspensions,
                 Problems& problems) {
  const auto check = [&](const auto& list) {
    for (const Rule& rule : list) {
      if (rule.during.empty() || std::ranges::find(suspensions, rule.during) != suspensions.end())
        continue;
      problems.Add(rule.place, UnknownName("suspension", rule.during, suspensions) +
                                   " in \"during\" of " + Quoted(rule.id));
    }
  };
  check(rules.cannot);
  check(rules.principles);
  check(rules.factors);
  check(rules.safeguards);
  check(rules.resources);
}

}  // namespace

void CheckNames(const NationalVersion& national, Problems& problems) {
  CheckIds(national, problems);
  const std::vector<std::string> own = IdsOf(national.rules.suspensions);
  CheckSuspensions(national.rules, national.rules, problems);
  CheckDuring(national.rules, own, problems);
  std::vector<std::string> all = own;
  for (const OverlayVersion& overlay : national.overlays) {
    const std::vector<std::string> ids = IdsOf(overlay.rules.suspensions);
    all.insert(all.end(), ids.begin(), ids.end());
  }
  for (const OverlayVersion& overlay : national.overlays) {
    CheckSuspensions(overlay.rules, national.rules, problems);
    // An exceptional model's rules hold during it, and not during another.
    const bool regional = overlay.head.kind == PackKind::kRegional;
    CheckDuring(overlay.rules, regional ? all : IdsOf(overlay.rules.suspensions), problems);
  }
}

}  // namespace bsup::core
