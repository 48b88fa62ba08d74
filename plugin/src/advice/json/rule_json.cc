#include "advice/json/rule_json.h"

#include "advice/json/value_json.h"
#include "policy/compile/rule_of.h"

namespace bsup::core {
namespace {

constexpr std::array kRuleKindNames{"cannot",  "principle", "factor",
                                    "cadence", "safeguard", "resource"};
static_assert(HasMembers<RuleKind>(kRuleKindNames.size()));

}  // namespace

RuleBook::RuleBook(const Policy& policy, Language language) : policy_(policy), language_(language) {
  const std::array sizes{policy.cannot.size(),  policy.principles.size(), policy.factors.size(),
                         policy.cadence.size(), policy.safeguards.size(), policy.resources.size()};
  for (std::size_t kind = 0; kind < sizes.size(); ++kind)
    first_[kind + 1] = first_[kind] + sizes[kind];
  referred_.resize(first_.back() + policy.integrity.size());
}

void RuleBook::Write(JsonWriter& json) const {
  json.Object();
  for (std::size_t kind = 0; kind + 1 < first_.size(); ++kind) {
    for (std::size_t at = first_[kind]; at < first_[kind + 1]; ++at) {
      if (referred_[at] == 0) continue;
      const RuleRef ref{static_cast<RuleKind>(kind), RuleIndex(at - first_[kind])};
      const Rule& rule = RuleOf(policy_, ref);
      json.PlainKey(rule.id);
      json.Object();
      json.Member("kind", kRuleKindNames[kind]);
      WriteKind(json, ref);
      WriteRule(json, rule);
      json.EndObject();
    }
  }
  for (const RuleIndex i : policy_.integrity.indexes()) {
    if (referred_[first_.back() + i.number()] != 0) WriteIntegrity(json, policy_.integrity[i]);
  }
  json.EndObject();
}

// What only rules of its kind have.
void RuleBook::WriteKind(JsonWriter& json, RuleRef ref) const {
  switch (ref.kind) {
    case RuleKind::kCannot: WriteModes(json, policy_.cannot[ref.index].modes); break;
    case RuleKind::kPrinciple: {
      const Principle& rule = policy_.principles[ref.index];
      json.Member("effect", RowOf(rule.effect).word);
      WriteModes(json, rule.modes);
      if (RowOf(rule.effect).takes_roles) WriteIds(json, "roles", policy_.approvers, rule.roles);
      json.Member("mandate", NameOf(kMandateNames, rule.mandate));
      break;
    }
    case RuleKind::kFactor: {
      const Factor& rule = policy_.factors[ref.index];
      json.Member("factor", RowOf(rule.kind).word);
      json.Object("weigh");
      for (const ModeIndex mode : policy_.modes.indexes()) {
        if (rule.weigh[mode] == 0) continue;
        json.Key(policy_.modes[mode].id);
        json.Integer(rule.weigh[mode]);
      }
      json.EndObject();
      break;
    }
    case RuleKind::kCadence: {
      const Cadence& rule = policy_.cadence[ref.index];
      json.Member("cadence", RowOf(rule.kind).word);
      if (RowOf(rule.kind).most > 0) json.Member("amount", rule.amount);
      json.Member("mandate", NameOf(kMandateNames, rule.mandate));
      break;
    }
    case RuleKind::kSafeguard: {
      const Safeguard& rule = policy_.safeguards[ref.index];
      WriteModes(json, rule.modes);
      json.Member("must", rule.must);
      break;
    }
    case RuleKind::kResource: WriteModes(json, policy_.resources[ref.index].modes); break;
  }
  if (const auto basis = BasisOf(policy_, ref)) json.Member("basis", NameOf(kBasisNames, *basis));
}

void RuleBook::WriteRule(JsonWriter& json, const Rule& rule) const {
  if (!rule.because.en.empty()) json.Member("because", rule.because.In(language_));
  json.Member("source", rule.source.text);
  if (!rule.source.link.empty()) json.Member("link", rule.source.link);
  if (!rule.source.place.empty()) json.Member("place", rule.source.place);
  json.Member("pack", rule.pack);
  if (!rule.during.empty()) json.Member("during", rule.during);
}

void RuleBook::WriteIntegrity(JsonWriter& json, const Integrity& rule) const {
  json.PlainKey(rule.id);
  json.Object();
  json.Member("kind", "integrity");
  json.Member("because", rule.because.In(language_));
  json.Member("source", rule.source.text);
  if (!rule.source.link.empty()) json.Member("link", rule.source.link);
  if (!rule.source.place.empty()) json.Member("place", rule.source.place);
  json.Member("pack", rule.pack);
  json.EndObject();
}

void RuleBook::WriteModes(JsonWriter& json, ModeSet modes) const {
  WriteIds(json, "modes", policy_.modes, modes);
}

}  // namespace bsup::core
