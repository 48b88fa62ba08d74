// The proofs made when a policy is loaded.
#include "policy/check/check.h"

#include <gtest/gtest.h>

#include "policy/pack_builder.h"

namespace bsup::core {
namespace {

std::string Principle(const std::string& id, const std::string& more,
                      const std::string& mandate = "standard") {
  return ARule("principle", id, "mandate = \"" + mandate + "\"\nbasis = \"guidance\"\n" + more);
}

const char* const kAllButTelephone = R"(rule_out = ["office", "home visit", "video"])";
const char* const kTelephone = R"(rule_out = ["telephone"])";

TEST(Check, ACaseWithoutAModeIsNamedWithTheFewestFacts) {
  // Two ways to lose the telephone; the one that needs a single further fact is told.
  EXPECT_EQ(
      Told(Principle("no-visits", std::string("when = { \"risk.rosh\" = \">= high\" }\n"
                                              "if_unknown = \"ignore\"\n") +
                                      kAllButTelephone + "\n") +
           Principle("no-calls", std::string("when = { \"misses\" = \"> 2\", any = [ { "
                                             "\"telephone\" = false }, { \"risk.rosh\" = \"very "
                                             "high\" } ] }\nif_unknown = \"ignore\"\n") +
                                     kTelephone + "\n")),
      "+0:1: a case would be left without a mode when risk.rosh = very high, misses = 3 (all else "
      "unknown): office is closed by \"no-visits\", home visit by \"no-visits\", video by "
      "\"no-visits\", telephone by \"no-calls\"; leave one mode open there (first for the nation "
      "alone from 2026-10-01)");
}

TEST(Check, WhatAppliesWhenUnknownCanLeaveACaseWithNothingKnownWithoutAMode) {
  const std::string both =
      Principle("no-visits",
                std::string("when = { \"risk.rosh\" = \">= high\" }\n") + kAllButTelephone + "\n") +
      Principle("no-calls", std::string("when = { \"telephone\" = false }\n") + kTelephone + "\n");
  EXPECT_EQ(
      Told(both),
      "+0:1: a case would be left without a mode when no fact is known: office is closed by "
      "\"no-visits\", "
      "home "
      "visit by \"no-visits\", video by \"no-visits\", telephone by \"no-calls\"; \"no-visits\" "
      "applies while risk.rosh is unknown; \"no-calls\" applies while telephone is unknown, unless "
      "it says if_unknown = \"ignore\"; leave one mode open there (first for the nation alone from "
      "2026-10-01)");
  // The control: the same rules, ignored while unknown and never met together.
  EXPECT_EQ(Told(Principle("no-visits", std::string("when = { \"risk.rosh\" = \"low\" }\n"
                                                    "if_unknown = \"ignore\"\n") +
                                            kAllButTelephone + "\n") +
                 Principle("no-calls", std::string("when = { \"risk.rosh\" = \"high\" }\n"
                                                   "if_unknown = \"ignore\"\n") +
                                           kTelephone + "\n")),
            "");
}

TEST(Check, ASupplementIsNoModeForAContactThatCounts) {
  EXPECT_NE(Told(Principle("on-top",
                           "if_unknown = \"ignore\"\n"
                           "supplement_only = [\"telephone\", \"video\"]\n") +
                 Principle("no-visits", "rule_out = [\"office\", \"home visit\"]\n"))
                .find("office is closed by \"no-visits\", home visit by \"no-visits\", video by "
                      "\"on-top\", telephone by \"on-top\""),
            std::string::npos);
}

TEST(Check, ACaseThatIsSuspendedOrCannotBeNeedsNoMode) {
  const std::string closed =
      Principle("closed",
                "when = { \"telephone\" = false, \"misses\" = \"> 3\" }\n"
                "if_unknown = \"ignore\"\n"
                "rule_out = [\"office\", \"home visit\", \"video\", \"telephone\"]\n");
  EXPECT_NE(Told(closed), "");
  EXPECT_EQ(Told(closed + Principle("suspended",
                                    "when = { \"telephone\" = false }\n"
                                    "no_advice = true\n"
                                    "refer_when = { \"risk.rosh\" = \"high\" }\n")),
            "");
  EXPECT_EQ(Told(closed + ARule("integrity", "cannot-be",
                                "never = { \"telephone\" = false, \"misses\" = \"> 3\" }\n")),
            "");
}

TEST(Check, APhysicalLimitIsNoReasonToRefuseAPack) {
  EXPECT_EQ(Told(ARule("cannot", "nothing-works",
                       "when = { \"telephone\" = false }\n"
                       "modes = [\"office\", \"home visit\", \"video\", \"telephone\"]\n")),
            "");
}

TEST(Check, AnAlternativeThatExcludesItselfIsTold) {
  EXPECT_EQ(
      Told(Principle("twice",
                     "when = { \"risk.rosh\" = \"low\", any = [ { \"risk.rosh\" = "
                     "\"high\" }, { \"telephone\" = false } ] }\n"
                     "rule_out = [\"video\"]\n")),
      "+0:1: \"twice\": an alternative asks for values of risk.rosh that exclude each other, "
      "so it can never hold; take it out or mend it (first for the nation alone from 2026-10-01)");
  const std::string never =
      "when = { \"risk.rosh\" = \"low\", any = [ { \"risk.rosh\" = \"high\" } ] }\n";
  for (const std::string& rule :
       {ARule("cannot", "twice", "modes = [\"video\"]\n" + never),
        ARule("factor", "twice",
              "kind = \"risk\"\nbasis = \"local\"\nweigh = { video = 1 }\n" + never),
        ARule("safeguard", "twice", "modes = [\"video\"]\nbasis = \"local\"\n" + never),
        ARule("cadence", "twice", kStandard + "not_published = true\n" + never)}) {
    EXPECT_NE(Told(rule).find("an alternative asks for values of risk.rosh"), std::string::npos)
        << rule;
  }
}

TEST(Check, ARegionCannotRemoveTheLastInPersonModeWhereTheNationRestrictsRemoteOnes) {
  const std::string nation =
      SmallPack(Principle("seen-in-person",
                          "when = { \"risk.rosh\" = \"very high\" }\nif_unknown = \"ignore\"\n"
                          "needs_approval = { modes = [\"telephone\"], role = \"senior probation "
                          "officer\" }\n",
                          "national"));
  const auto region = [](const std::string& when) {
    return SmallOverlay(
        "wales", "regional",
        Principle("few-visits", when + "if_unknown = \"ignore\"\n"
                                       "rule_out = [\"office\", \"home visit\"]\n"));
  };
  const std::string told =
      MessageOf({PackFile("nation.toml", nation),
                 PackFile("wales.toml", region("when = { \"misses\" = \"< 2\" }\n"))});
  EXPECT_NE(told.find("wales.toml:"), std::string::npos) << told;
  EXPECT_NE(
      told.find("\"few-visits\" would remove the last in-person mode where the national "
                "principle \"seen-in-person\" restricts remote ones, when risk.rosh = very high, "
                "misses = 0"),
      std::string::npos)
      << told;
  // The control: a region that closes its offices only where the nation asks for nothing.
  EXPECT_EQ(MessageOf({PackFile("nation.toml", nation),
                       PackFile("wales.toml", region("when = { \"risk.rosh\" = \"low\" }\n"))}),
            "");
}

TEST(Check, AnInPersonModeThatOnlyNeedsApprovalIsStillOpen) {
  const std::string nation =
      SmallPack(Principle("seen-in-person",
                          "when = { \"risk.rosh\" = \"very high\" }\nif_unknown = \"ignore\"\n"
                          "needs_approval = { modes = [\"telephone\", \"office\"], role = \"senior "
                          "probation officer\" }\n",
                          "national"));
  const std::string region = Principle("no-home-visits",
                                       "when = { \"misses\" = \"< 2\" }\nif_unknown = \"ignore\"\n"
                                       "rule_out = [\"home visit\"]\n");
  EXPECT_EQ(MessageOf({PackFile("nation.toml", nation),
                       PackFile("wales.toml", SmallOverlay("wales", "regional", region))}),
            "");
}

TEST(Check, WhatCannotBeIsSaidOfKnownValuesOnly) {
  const auto told = [](const std::string& test) {
    return Told(ARule("integrity", "cannot-be",
                      "never = { \"telephone\" = " + test + ", \"misses\" = \"> 3\" }\n"));
  };
  EXPECT_NE(told("\"unknown\"").find("take \"unknown\" out of its test of telephone"),
            std::string::npos);
  EXPECT_EQ(told("false"), "");
}

TEST(Check, MoreThresholdsThanTheEngineHoldsAreRefused) {
  std::string rules;
  for (int i = 1; i <= 40; ++i) {
    rules += ARule("factor", "f" + std::to_string(i),
                   "kind = \"practice\"\nbasis = \"guidance\"\nwhen = { \"misses\" = " +
                       std::to_string(2 * i) + " }\nweigh = { telephone = 1 }\n");
  }
  EXPECT_NE(Told(rules).find("conditions name more than 61 thresholds of misses; use fewer"),
            std::string::npos)
      << Told(rules);
}

}  // namespace
}  // namespace bsup::core
