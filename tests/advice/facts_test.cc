// Facts that are stated, as a batch has them, are settled as those of one case without history are.
#include "advice/engine/facts.h"

#include <gtest/gtest.h>

#include "policy/pack_builder.h"

namespace bsup::core {
namespace {

std::shared_ptr<const PolicyInForce> TwiceSuspended() {
  const auto suspend = [](const std::string& id, const std::string& from,
                          const std::string& until) {
    return "[[suspend]]\nid = \"" + id + "\"\nfrom = " + from + "\nuntil = " + until +
           "\nregions = \"all\"\nprinciples = []\ncadence = [\"see\"]\nresume_weeks = 0\n"
           "because = { en = \"B.\", cy = \"B.\" }\nsource = \"S\"\n";
  };
  const std::string rules =
      ARule("cadence", "see",
            kStandard + "in_person_every_weeks = 4\nask = { en = \"A?\", cy = \"A?\" }\n") +
      ARule("integrity", "cannot-be", "never = { telephone = true, \"risk.rosh\" = \"low\" }\n");
  return InForce(
      {PackFile("pack.toml", Replaced(SmallPack(rules), "type = \"flag\"\nlabel = { en = \"Has",
                                      "type = \"flag\"\npresume = true\nlabel = { en = \"Has")),
       PackFile("storm.toml", SmallOverlay("storm", "national",
                                           suspend("snow", "2026-11-01", "2026-11-10") +
                                               suspend("flood", "2026-11-20", "2026-11-25")))});
}

Indexed<FactIndex, FactValue> OfACase(const Policy& policy, Day date,
                                      const Indexed<FactIndex, FactValue>& stated) {
  Contact contact;
  contact.date = date;
  Case a_case;
  a_case.facts = stated;
  a_case.from.assign(stated.size(), "");
  return SettleFacts(policy, contact, a_case, date).facts;
}

TEST(StatedFacts, AreSettledAsThoseOfACase) {
  const auto in_force = TwiceSuspended();
  const Policy& policy = in_force->policy;
  const StatedFacts prepared(policy);
  Indexed<FactIndex, FactValue> stated;
  stated.assign(policy.facts.size(), kUnknown);
  for (const FactValue rosh : {kUnknown, FactValue{0}, FactValue{2}}) {
    stated[policy.FactNamed("risk.rosh")] = rosh;
    for (const char* day : {"2026-11-02", "2026-11-15", "2026-11-21"}) {
      Indexed<FactIndex, FactValue> settled = stated;
      prepared.Settle(On(day), {settled.data(), settled.size()});
      const Indexed<FactIndex, FactValue> expected = OfACase(policy, On(day), stated);
      for (const FactIndex fact : policy.facts.indexes())
        EXPECT_EQ(settled[fact], expected[fact]) << policy.facts[fact].id << " on " << day;
    }
  }
}

TEST(StatedFacts, ARuleIsKeptOnTheDaysOfEachSuspensionAndNoOthers) {
  const auto in_force = TwiceSuspended();
  const Policy& policy = in_force->policy;
  const auto see = [&](const char* day) {
    std::vector<FactValue> facts(policy.facts.size(), kUnknown);
    StatedFacts(policy).Settle(On(day), facts);
    return policy.facts[policy.FactNamed("cadence.see")].Spell(
        facts[policy.FactNamed("cadence.see").number()]);
  };
  EXPECT_EQ(see("2026-11-10"), "kept");
  EXPECT_EQ(see("2026-11-11"), "unknown");
  EXPECT_EQ(see("2026-11-25"), "kept");
}

}  // namespace
}  // namespace bsup::core
