#include "policy/read/read_fact_conditions.h"

#include "base/suggest.h"
#include "policy/read/read_condition.h"

namespace bsup::core {
namespace {

// The tests that every test of the fact carries. They test facts that carry none, so that no chain
// of them has to be followed.
void ReadOnlyWhen(const TomlValue& value, Policy& policy, FactIndex fact, Problems& problems) {
  Row carried = ReadRow(value, "\"only_when\"", policy, problems);
  if (value.is_table() && value.members.empty())
    problems.Add(value.place, "\"only_when\" tests nothing; name a fact, or leave it out");
  policy.facts[fact].only_when = std::move(carried);
}

void ReadAskWhen(const TomlValue& value, Policy& policy, FactIndex fact, Problems& problems) {
  policy.facts[fact].ask_when = ReadCondition(value, "\"ask_when\"", policy, problems);
  if (value.is_table() && value.members.empty())
    problems.Add(value.place, "\"ask_when\" tests nothing; name a fact, or leave it out");
}

void CheckChains(const TomlValue& value, const Policy& policy, FactIndex fact, Problems& problems) {
  for (const Test& test : policy.facts[fact].only_when) {
    if (test.fact != fact && policy.facts[test.fact].only_when.empty()) continue;
    problems.Add(value.place, "\"only_when\" tests " + Quoted(policy.facts[test.fact].id) +
                                  ", which has an \"only_when\" of its own; test a fact without");
  }
}

// Calls `see` with the value under `key` of each fact that has it, and the fact.
template <class See>
void ForEachWith(std::string_view key, const Pack& pack, const Policy& policy, See see) {
  for (const TomlValue& file : pack.source.files) {
    const TomlValue* declared = file.Find("fact");
    if (declared == nullptr) continue;
    for (const TomlMember& member : declared->members) {
      const TomlValue* value = member.value.is_table() ? member.value.Find(key) : nullptr;
      const FactIndex fact = policy.FactNamed(member.key);
      if (value != nullptr && fact) see(*value, fact);
    }
  }
}

}  // namespace

void ReadFactConditions(const Pack& pack, Policy& policy, Problems& problems) {
  ForEachWith("only_when", pack, policy, [&](const TomlValue& value, FactIndex fact) {
    ReadOnlyWhen(value, policy, fact, problems);
  });
  ForEachWith("ask_when", pack, policy, [&](const TomlValue& value, FactIndex fact) {
    ReadAskWhen(value, policy, fact, problems);
  });
  ForEachWith("only_when", pack, policy, [&](const TomlValue& value, FactIndex fact) {
    CheckChains(value, policy, fact, problems);
  });
}

}  // namespace bsup::core
