// Facts that matter only together; the worked example of plugin/docs/advice.md, "What is not known".
#include <gtest/gtest.h>

#include <string>

#include "advice/engine/advise.h"
#include "policy/pack_builder.h"

namespace bsup::core {
namespace {

// The office with this base, and flags of which each adds 2 to the telephone's base of 0. An
// alternative must score as much as the lead.
std::shared_ptr<const PolicyInForce> OfficeAgainstCalls(int office, int flags) {
  std::string pack = Replaced(SmallPack(), "margin = 1", "margin = 0");
  pack = Replaced(std::move(pack), "base = 2", "base = " + std::to_string(office));
  for (int flag = 0; flag < flags; ++flag) {
    const std::string id = "reason" + std::to_string(flag);
    pack += "[fact.\"" + id +
            "\"]\ntype = \"flag\"\nlabel = { en = \"A\", cy = \"B\" }\n"
            "ask = { en = \"A?\", cy = \"B?\" }\n";
    pack += ARule("factor", "factor" + std::to_string(flag),
                  "kind = \"access\"\nbasis = \"research\"\nwhen = { \"" + id +
                      "\" = true }\nweigh = { telephone = 2 }\n");
  }
  return InForce({PackFile("pack.toml", pack)});
}

Advice AdviceOn(const PolicyInForce& in_force, FactValue first) {
  Contact contact;
  contact.date = On("2026-11-30");
  contact.with = 0;
  contact.role = 0;
  Case a_case;
  a_case.facts.assign(in_force.policy.facts.size(), kUnknown);
  a_case.from.assign(in_force.policy.facts.size(), "");
  a_case.facts[in_force.policy.FactNamed("reason0")] = first;
  return Advise(in_force, contact, a_case, On("2026-11-23"));
}

TEST(Together, TwoAnswersThatMatterOnlyTogetherAreOneQuestion) {
  const auto in_force = OfficeAgainstCalls(3, 2);
  const Advice advice = AdviceOn(*in_force, kUnknown);
  EXPECT_EQ(advice.decision.outcome, Outcome::Lead(in_force->policy.ModeNamed("office")));
  EXPECT_TRUE(advice.provisional);
  EXPECT_EQ(advice.together, 2);
  ASSERT_EQ(advice.ask.size(), 1U);
  EXPECT_EQ(advice.ask[0].facts, (std::vector{in_force->policy.FactNamed("reason0"),
                                              in_force->policy.FactNamed("reason1")}));
}

TEST(Together, OnceOneOfTheTwoIsKnownTheOtherMattersAlone) {
  const auto in_force = OfficeAgainstCalls(3, 2);
  const Advice with_one = AdviceOn(*in_force, 1);
  EXPECT_EQ(with_one.together, 0);
  ASSERT_EQ(with_one.ask.size(), 1U);
  EXPECT_EQ(with_one.ask[0].facts, std::vector{in_force->policy.FactNamed("reason1")});
  const Advice without = AdviceOn(*in_force, 0);
  EXPECT_FALSE(without.provisional);
  EXPECT_TRUE(without.ask.empty());
}

TEST(Together, WhatOnlyThreeAnswersChangeIsNotAsked) {
  const auto in_force = OfficeAgainstCalls(5, 3);
  const Advice advice = AdviceOn(*in_force, kUnknown);
  EXPECT_TRUE(advice.provisional);
  EXPECT_EQ(advice.together, 3);
  EXPECT_TRUE(advice.ask.empty());
}

}  // namespace
}  // namespace bsup::core
