// What a region adds asks more of a contact, and never less than the nation does.
#include <gtest/gtest.h>

#include "advice/engine/advise.h"
#include "policy/flexible_pack.h"

namespace bsup::core {
namespace {

// A contact of 23 November 2026 with somebody who was last seen on 19 October.
class RegionTest : public ::testing::Test {
 protected:
  void Load(const std::string& nation, const std::string& wales, const std::string& model = "") {
    files_ = {PackFile("n.toml", Replaced(SmallPack(nation), "margin = 1",
                                          "margin = 1\nregion_weigh = { access = [0, 2] }")),
              PackFile("w.toml", SmallOverlay("wales", "regional", wales))};
    if (!model.empty())
      files_.push_back(PackFile("m.toml", SmallOverlay("storm", "national", model)));
  }

  // By this mode.
  Advice Advised(std::string_view region, std::string_view planned) {
    policy_ = InForce(files_, region, "2026-11-23");
    Contact contact;
    contact.date = On("2026-11-23");
    contact.with = contact.role = 0;
    contact.planned = policy().ModeNamed(planned);
    Case a_case;
    a_case.facts.assign(policy().facts.size(), kUnknown);
    a_case.from.assign(policy().facts.size(), "");
    a_case.history.given = true;
    a_case.history.contacts = {
        {On("2026-10-19"), policy().ModeNamed("office"), Attendance::kAttended}};
    return Advise(*policy_, contact, a_case, contact.date);
  }
  [[nodiscard]] const ModeAdvice& Of(const Advice& advice, std::string_view mode) const {
    return advice.modes[policy().ModeNamed(mode)];
  }
  [[nodiscard]] std::vector<std::string> Asked(const Advice& advice) const {
    std::vector<std::string> ids;
    for (const Question& question : advice.ask) {
      for (const FactIndex fact : question.facts) ids.push_back(policy().facts[fact].id);
    }
    return ids;
  }
  [[nodiscard]] const Policy& policy() const { return policy_->policy; }

 private:
  std::vector<SourceFile> files_;
  std::shared_ptr<const PolicyInForce> policy_;
};

TEST_F(RegionTest, ANoteOfTheRegionDoesNotQuietenAStopOfTheNation) {
  const std::string local =
      ARule("principle", "local",
            kStandard + "supplement_only = [\"telephone\", \"video\"]\nnotice = \"note\"\n");
  Load(ARule("principle", "no-calls", kNational + "rule_out = [\"telephone\"]\n"), local);
  EXPECT_EQ(Advised("Wales", "telephone").notice.level, NoticeLevel::kStop);
  EXPECT_EQ(Advised("Wales", "video").notice.level, NoticeLevel::kNote);
  EXPECT_EQ(Advised("London", "video").notice.level, NoticeLevel::kNone);
}

TEST_F(RegionTest, EaseThatTheRegionAddsDoesNotLiftWhatANeedWeighsAgainst) {
  const std::string need = ARule("factor", "hard-to-follow",
                                 "kind = \"need\"\nbasis = \"research\"\nweigh = { video = -1 }\n");
  const std::string ease = ARule("factor", "good-signal",
                                 "kind = \"access\"\nbasis = \"local\"\nweigh = { video = 2 }\n");
  Load(need, ease);
  EXPECT_EQ(Of(Advised("Wales", ""), "video").score, -1);
  Load("", ease);
  EXPECT_EQ(Of(Advised("Wales", ""), "video").score, 2);
  EXPECT_EQ(Of(Advised("London", ""), "video").score, 0);
}

TEST_F(RegionTest, TheNationsQuestionsComeBeforeTheRegions) {
  const auto rule = [](const std::string& fact) {
    return ARule("principle", "if-" + fact,
                 kStandard + "rule_out = [\"video\"]\nif_unknown = \"ignore\"\nwhen = { " + fact +
                     " = false }\n");
  };
  Load(rule("telephone"),
       AFlag("aaa") + AFlag("bbb") + AFlag("ccc") + rule("ccc") + rule("bbb") + rule("aaa"));
  EXPECT_EQ(Asked(Advised("Wales", "video")),
            (std::vector<std::string>{"telephone", "aaa", "bbb"}));
  EXPECT_EQ(Asked(Advised("London", "video")), std::vector<std::string>{"telephone"});
}

TEST_F(RegionTest, ATighterCadenceBindsBesideTheNationsAndStandsStillWithIt) {
  const auto see = [](const std::string& id, int weeks, const std::string& more = "") {
    return ARule(
        "cadence", id,
        kStandard + kAsk + "in_person_every_weeks = " + std::to_string(weeks) + "\n" + more);
  };
  const std::string nation = see("see", 8);
  Load(nation, see("often", 2));
  EXPECT_FALSE(Of(Advised("Wales", "telephone"), "telephone").standing.counts);
  EXPECT_TRUE(Of(Advised("London", "telephone"), "telephone").standing.counts);

  const std::string storm =
      ARule("suspend", "storm",
            "from = 2026-11-01\nuntil = 2026-11-30\nresume_weeks = 0\nregions = "
            "\"all\"\nprinciples = []\ncadence = [\"see\"]\n");
  Load(nation, see("often", 4), storm);
  EXPECT_FALSE(Of(Advised("Wales", "telephone"), "telephone").standing.counts);
  Load(nation, see("often", 4, "suspended_with = \"see\"\n"), storm);
  EXPECT_TRUE(Of(Advised("Wales", "telephone"), "telephone").standing.counts);
}

TEST_F(RegionTest, ALooserCadenceRelaxesNothing) {
  const auto see = [](const std::string& id, int weeks) {
    return ARule("cadence", id,
                 kStandard + kAsk + "in_person_every_weeks = " + std::to_string(weeks) + "\n");
  };
  Load(see("see", 2), see("seldom", 26));
  EXPECT_FALSE(Of(Advised("Wales", "telephone"), "telephone").standing.counts);
}

}  // namespace
}  // namespace bsup::core
