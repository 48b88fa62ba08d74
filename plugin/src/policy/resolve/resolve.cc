#include "policy/resolve/resolve.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "policy/library/check_versions.h"

namespace bsup::core {
namespace {

bool Concerns(const Suspension& suspension, const std::optional<Region>& region) {
  if (suspension.regions.empty()) return true;
  return region && std::ranges::find(suspension.regions, region->id) != suspension.regions.end();
}

bool Concerns(const OverlayVersion& overlay, const std::optional<Region>& region) {
  if (overlay.head.kind == PackKind::kRegional) return region && overlay.region == region->id;
  return std::ranges::any_of(overlay.rules.suspensions, [&](const Suspension& suspension) {
    return Concerns(suspension, region);
  });
}

// A suspension holds on the days on which its pack is in force.
void AddSuspensions(const Rules& rules, const std::optional<Span>& in_force,
                    const std::optional<Region>& region, std::vector<Suspension>& all) {
  if (!in_force) return;
  for (const Suspension& suspension : rules.suspensions) {
    const auto days = Meet({suspension.from, suspension.until}, *in_force);
    if (!days || !Concerns(suspension, region)) continue;
    all.push_back(suspension);
    all.back().from = days->from;
    all.back().until = *days->until;
  }
}

// Resolves one region over the days of one national version.
class Resolver {
 public:
  Resolver(const NationalVersion& national, const std::optional<Region>& region,
           const std::vector<Suspension>& suspensions)
      : national_(national), region_(region), suspensions_(suspensions) {}

  std::vector<Policy> Resolve() {
    const std::vector<Day> starts = Starts();
    std::vector<Policy> policies;
    for (std::size_t i = 0; i < starts.size(); ++i) {
      Span span{starts[i], national_.head.until};
      if (i + 1 < starts.size()) span.until = starts[i + 1] - 1;
      policies.push_back(ResolveSpan(span));
    }
    return policies;
  }

 private:
  // The days on which something changes.
  [[nodiscard]] std::vector<Day> Starts() const {
    std::vector<Day> starts{national_.head.from};
    const auto add = [&](const Span& span) {
      starts.push_back(span.from);
      if (span.until) starts.push_back(*span.until + 1);
    };
    for (const OverlayVersion& overlay : national_.overlays) {
      if (Concerns(overlay, region_)) add(SpanOf(overlay.head));
    }
    for (const Suspension& suspension : suspensions_) add({suspension.from, suspension.until});
    std::erase_if(starts, [&](Day day) { return !SpanOf(national_.head).Covers(day); });
    std::ranges::sort(starts);
    starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
    return starts;
  }

  Policy ResolveSpan(const Span& span) {
    Vocabulary vocabulary = national_.vocabulary;
    Policy policy = vocabulary.policy;
    policy.region = region_;
    policy.from = span.from;
    policy.until = span.until;
    policy.suspensions = suspensions_;
    AddRules(national_.rules, policy);
    policy.integrity = national_.rules.integrity;
    for (const OverlayVersion& overlay : national_.overlays) {
      if (!Concerns(overlay, region_) || !SpanOf(overlay.head).Covers(span.from)) continue;
      policy.overlays.push_back(
          {overlay.head.id, overlay.head.version, overlay.head.kind == PackKind::kRegional});
      if (overlay.head.status == "illustrative") policy.status = overlay.head.status;
      AddRules(RulesOf(overlay, vocabulary), policy);
      for (const Setting& setting : overlay.rules.settings) Apply(setting, policy);
    }
    std::ranges::copy_if(policy.principles, std::back_inserter(policy.suspended),
                         [&](const Principle& rule) { return IsSuspended(rule.id, span.from); });
    std::erase_if(policy.principles,
                  [&](const Principle& rule) { return IsSuspended(rule.id, span.from); });
    policy.facts = std::move(vocabulary.policy.facts);
    policy.questions = std::move(vocabulary.policy.questions);
    policy.reason_codes = std::move(vocabulary.policy.reason_codes);
    for (const RuleIndex rule : policy.cadence.indexes()) {
      if (const FactIndex fact = policy.cadence[rule].fact) policy.facts[fact].cadence = rule;
    }
    Presume(policy);
    return policy;
  }

  void Presume(Policy& policy) const {
    for (const Suspension& suspension : suspensions_) {
      if (!suspension.Covers(policy.from)) continue;
      for (const Suspension::Presumed& presumed : suspension.presume) {
        if (const FactIndex fact = policy.FactNamed(presumed.fact))
          policy.facts[fact].presume = presumed.value ? 1 : 0;
      }
    }
  }

  // Facts of an overlay stand behind those of the overlays before it, so that its rules are read
  // with the facts that there are by now. They were found sound when the library was read.
  static Rules RulesOf(const OverlayVersion& overlay, Vocabulary& vocabulary) {
    Problems none;
    AddOverlayVocabulary(overlay, vocabulary, none);
    return ReadRules(overlay, vocabulary, none);
  }

  void AddRules(const Rules& rules, Policy& policy) const {
    const auto add = [&](const auto& from, auto& to) {
      std::ranges::copy_if(from, std::back_inserter(to), [&](const Rule& rule) {
        return rule.during.empty() || IsRunning(rule.during, policy.from);
      });
    };
    add(rules.cannot, policy.cannot);
    add(rules.principles, policy.principles);
    add(rules.factors, policy.factors);
    add(rules.safeguards, policy.safeguards);
    add(rules.resources, policy.resources);
    for (const Cadence& rule : rules.cadence) {
      policy.cadence.push_back(rule);
      for (Suspension& suspension : policy.suspensions) {
        if (std::ranges::find(suspension.cadence, rule.suspended_with) != suspension.cadence.end())
          suspension.cadence.push_back(rule.id);
      }
    }
    if (rules.refer) policy.refer = *rules.refer;
  }

  [[nodiscard]] bool IsRunning(const std::string& suspension, Day day) const {
    return std::ranges::any_of(suspensions_, [&](const Suspension& s) {
      return s.id == suspension && s.from <= day && day <= s.until;
    });
  }

  [[nodiscard]] bool IsSuspended(const std::string& principle, Day day) const {
    return std::ranges::any_of(suspensions_, [&](const Suspension& s) {
      return s.from <= day && day <= s.until &&
             std::ranges::find(s.principles, principle) != s.principles.end();
    });
  }

  static void Apply(const Setting& setting, Policy& policy) {
    for (Principle& rule : policy.principles) {
      if (rule.id == setting.rule) rule.roles = {*setting.role};
    }
    for (Cadence& rule : policy.cadence) {
      if (rule.id == setting.rule) rule.amount = setting.amount;
    }
    for (Factor& rule : policy.factors) {
      if (rule.id != setting.rule) continue;
      for (const auto& [mode, weight] : setting.weigh)
        rule.weigh[mode] = static_cast<std::int8_t>(weight);
    }
  }

  const NationalVersion& national_;
  const std::optional<Region>& region_;
  const std::vector<Suspension>& suspensions_;
};

}  // namespace

std::vector<Suspension> SuspensionsOf(const Library& library, const std::optional<Region>& region) {
  std::vector<Suspension> pieces;
  for (const NationalVersion& national : library) {
    const Span days = SpanOf(national.head);
    AddSuspensions(national.rules, days, region, pieces);
    for (const OverlayVersion& overlay : national.overlays)
      AddSuspensions(overlay.rules, Meet(SpanOf(overlay.head), days), region, pieces);
  }
  std::ranges::stable_sort(pieces, {}, [](const Suspension& suspension) {
    return std::tuple(suspension.from, suspension.id);
  });

  // A suspension that runs on into the next version is one, or clocks would start again in between.
  std::vector<Suspension> suspensions;
  for (Suspension& piece : pieces) {
    const auto earlier = std::ranges::find_if(suspensions, [&](const Suspension& s) {
      return s.id == piece.id && s.until + 1 == piece.from;
    });
    if (earlier == suspensions.end()) {
      suspensions.push_back(std::move(piece));
    } else {
      earlier->until = piece.until;
    }
  }
  return suspensions;
}

std::vector<Policy> ResolveRegion(const Library& library, const std::optional<Region>& region) {
  const std::vector<Suspension> suspensions = SuspensionsOf(library, region);
  std::vector<Policy> policies;
  for (const NationalVersion& national : library) {
    std::optional<Region> listed;  // as this version describes it
    if (region) {
      const auto& regions = national.vocabulary.regions;
      const auto found = std::ranges::find(regions, region->id, &Region::id);
      if (found == regions.end()) continue;
      listed = *found;
    }
    for (Policy& policy : Resolver(national, listed, suspensions).Resolve())
      policies.push_back(std::move(policy));
  }
  return policies;
}

std::vector<Region> RegionsOf(const Library& library) {
  std::vector<Region> regions;
  for (const NationalVersion& national : library) {
    for (const Region& region : national.vocabulary.regions) {
      if (std::ranges::find(regions, region.id, &Region::id) == regions.end())
        regions.push_back(region);
    }
  }
  return regions;
}

}  // namespace bsup::core
