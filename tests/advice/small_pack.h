// The policy of small_pack.toml, and cases for it.
#pragma once

#include <charconv>
#include <initializer_list>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "advice/engine/advise.h"
#include "policy/read/read_pack_files.h"
#include "policy/resolve/policy_set.h"

namespace bsup::core::testing {

inline Day On(std::string_view day) { return Day::Parse(day).value(); }

// In force from 1 October 2026, without regions.
inline std::shared_ptr<const PolicyInForce> SmallPolicy() {
  static const auto policy = [] {
    auto files = ReadPackFiles({std::string(PROJECT_ROOT) + "/tests/advice/small_pack.toml"});
    if (!files) throw std::runtime_error(files.error().Message());
    auto set = PolicySet::Load(*std::move(files));
    if (!set) throw std::runtime_error(set.error().Message());
    return set->Select("", On("2026-11-30")).value();
  }();
  return policy;
}

struct SmallCase {
  Contact contact;
  Case a_case;
  Day as_of;
};

using Stated = std::initializer_list<std::pair<std::string_view, std::string_view>>;

inline FactValue ValueOf(const Fact& fact, std::string_view text) {
  if (fact.type == FactType::kFlag) return text == "true" ? 1 : 0;
  if (fact.type != FactType::kCount) return fact.Named(text).value();
  FactValue value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// A contact of 30 November 2026 that counts, with the person, known on 23 November. Facts as packs
// write their values; `planned` may be empty.
inline SmallCase Make(std::string_view planned, Stated facts) {
  const Policy& policy = SmallPolicy()->policy;
  SmallCase made;
  made.as_of = On("2026-11-23");
  made.contact.date = On("2026-11-30");
  made.contact.planned = policy.ModeNamed(planned);
  made.contact.with = 0;
  made.contact.role = 0;
  made.a_case.facts.assign(policy.facts.size(), kUnknown);
  made.a_case.from.assign(policy.facts.size(), "");
  for (const auto& [id, value] : facts) {
    const FactIndex fact = policy.FactNamed(id);
    made.a_case.facts[fact] = ValueOf(policy.facts[fact], value);
    made.a_case.from[fact] = "/case/" + std::string(id);
  }
  return made;
}

}  // namespace bsup::core::testing
