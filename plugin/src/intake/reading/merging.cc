#include "intake/reading/merging.h"

#include <algorithm>

#include "base/json.h"

namespace bsup::core {

std::string Where::ToString() const {
  std::string text;
  text.reserve(part.size() + at.size() + within.size() + each.size() + key.size() + 16);
  text += part;
  text += at;
  if (outer >= 0) {
    text += '/';
    text += std::to_string(outer);
    text += within;
  }
  if (in_object) {
    text += '/';
    text += PointerToken(key);
  } else if (index >= 0) {
    text += '/';
    text += std::to_string(index);
  }
  text += each;
  return text;
}

Merging::Merging(const Policy& policy, Case& into)
    : policy_(policy),
      case_(into),
      state_(policy.facts.size(), 0),
      told_on_(policy.facts.size(), std::nullopt) {
  into.facts.assign(policy.facts.size(), kUnknown);
  into.from.assign(policy.facts.size(), {});
}

Conflict& Merging::ConflictOf(FactIndex fact) {
  const auto known = std::ranges::find(case_.conflicts, fact, &Conflict::fact);
  if (known != case_.conflicts.end()) return *known;
  Conflict conflict;
  conflict.fact = fact;
  conflict.sources.push_back({case_.facts[fact], case_.from[fact]});
  case_.conflicts.push_back(std::move(conflict));
  return case_.conflicts.back();
}

void Merging::Merge(FactIndex fact, FactValue value, std::string from, std::optional<Day> told_on) {
  Conflict& conflict = ConflictOf(fact);
  conflict.sources.push_back({value, from});
  if (state_[fact] & kDisputed) return;
  FactValue& now = case_.facts[fact];
  const FactValue worse = policy_.facts[fact].WorseOf(now, value);
  if (worse == kUnknown) {
    state_[fact] |= kDisputed;
    case_.from[fact].clear();
  } else if (worse != now) {
    case_.from[fact] = std::move(from);
    told_on_[fact] = told_on;
  }
  now = worse;
}

void Merging::Say(FactIndex fact, FactValue value, const Where& where, std::optional<Day> told_on) {
  FactValue& now = case_.facts[fact];
  const bool disputed = (state_[fact] & kDisputed) != 0;
  if (now == kUnknown && !disputed) {
    now = value;
    case_.from[fact] = where.ToString();
    told_on_[fact] = told_on;
  } else if (disputed || now != value) {
    Merge(fact, value, where.ToString(), told_on);
  } else if (!told_on || (told_on_[fact] && *told_on > *told_on_[fact])) {
    told_on_[fact] = told_on;
  }
}

void Merging::Listed(FactIndex fact, const Where& where) {
  if (state_[fact] & kListed) return;
  state_[fact] |= kListed;
  listed_.emplace_back(fact, where);
}

void Merging::Settle() {
  for (const FactIndex i : state_.indexes()) {
    if (state_[i] == 0) continue;
    const Fact& fact = policy_.facts[i];
    FactValue& value = case_.facts[i];
    const bool certain = value == fact.type_row().certain || fact.IsWorst(value);
    if ((state_[i] & kNotUnderstood) && value != kUnknown && !certain) {
      value = kUnknown;
      case_.from[i].clear();
    }
  }
  for (const auto& [fact, where] : listed_) {
    const bool doubted = (state_[fact] & (kDoubted | kNotUnderstood | kDisputed)) != 0;
    if (doubted || case_.facts[fact] != kUnknown || policy_.facts[fact].absent == kUnknown)
      continue;
    case_.facts[fact] = policy_.facts[fact].absent;
    case_.from[fact] = where.ToString();
    state_[fact] |= kAbsent;
  }
  for (const Integrity& rule : policy_.integrity) DoubtAbsences(rule.never);
}

void Merging::DoubtAbsences(const Row& never) {
  const auto is_met = [&](const Test& test) {
    const FactValue value = case_.facts[test.fact];
    return value != kUnknown && test.PassesKnown(value);
  };
  const auto is_absent = [&](const Test& test) { return (state_[test.fact] & kAbsent) != 0; };
  if (!std::ranges::all_of(never, is_met) || std::ranges::all_of(never, is_absent)) return;
  for (const Test& test : never) {
    if (!is_absent(test)) continue;
    case_.facts[test.fact] = kUnknown;
    case_.from[test.fact].clear();
  }
}

void Merging::Answer(FactIndex fact, FactValue value) {
  FactValue& now = case_.facts[fact];
  if (now != kUnknown && now != value) return Merge(fact, value, "answers");
  told_on_[fact].reset();
  if (now == value) return;
  now = value;
  case_.from[fact] = "answers";
  if (state_[fact] & kDisputed) ConflictOf(fact).sources.push_back({value, "answers"});
}

void Merging::Finish() {
  std::ranges::stable_sort(case_.conflicts, {}, &Conflict::fact);
  for (Conflict& conflict : case_.conflicts) conflict.taken = case_.facts[conflict.fact];
  for (const FactIndex fact : told_on_.indexes()) {
    if (told_on_[fact] && case_.facts[fact] != kUnknown)
      case_.dated.push_back({fact, *told_on_[fact]});
  }
}

}  // namespace bsup::core
