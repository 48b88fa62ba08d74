// plugin.hpp, as a C++ host uses it.
#include "blended_supervision/plugin.hpp"

#include "loaded.h"

namespace {

using std::chrono::November;
constexpr std::chrono::sys_days kToday = std::chrono::year(2026) / November / 23;

}  // namespace

TEST(Wrapper, AdvisesLikeTheCInterface) {
  const Sample sample;
  const bsup::Session session(Api());
  const bsup::Policy policy = session.LoadPolicy({InProject("config/policies/england-wales.toml")});
  const bsup::Mapping mapping = session.LoadMapping(InProject("config/mappings/ndelius.toml"));
  const bsup::Advice advice =
      policy.Advise(mapping, {.payload = sample.payload(), .as_of = kToday});
  EXPECT_EQ(advice.Json(), sample.Json(sample.Advise().get()));
  EXPECT_EQ(advice.modes().size(), 7u);
  EXPECT_EQ(advice.lead().has_value(), !advice.lead_label().empty());
  EXPECT_EQ(advice.alternatives().size(), Api().advice_alternative_count(advice.get()));
  EXPECT_EQ(advice.ask().size(), Api().advice_ask_count(advice.get()));
  EXPECT_EQ(advice.reasons().size(), Api().advice_reason_count(advice.get()));
  EXPECT_FALSE(advice.Text(bsup::Language::kWelsh, true, 60).empty());
  EXPECT_EQ(policy.Replay(advice.Input(bsup::Language::kWelsh)).Json(),
            advice.Json(bsup::Language::kWelsh));
  EXPECT_EQ(session.LoadPolicyBundle(policy.Bundle()).digest(), policy.digest());
  EXPECT_EQ(session.LoadMappingText("again", mapping.source()).digest(), mapping.digest());
  EXPECT_NE(policy.Select("Wales", kToday).Describe(), policy.Describe());
}

TEST(Wrapper, ThrowsWhatWentWrongAndWhere) {
  const bsup::Session session(Api());
  try {
    static_cast<void>(session.LoadPolicy({"no-such-pack.toml"}));
    FAIL() << "nothing was thrown";
  } catch (const bsup::Error& error) {
    EXPECT_EQ(error.status(), BSUP_NOT_FOUND);
    ASSERT_EQ(error.details().size(), 1u);
    EXPECT_NE(std::string(error.what()).find("no-such-pack.toml"), std::string::npos);
  }
}

TEST(Wrapper, CallbacksThatThrowDoNoHarm) {
  const Sample sample;
  const bsup::Session session(Api(), {.log = [](std::int32_t, std::string_view) { throw 1; },
                                      .today = []() -> std::chrono::sys_days { throw 2; }});
  const bsup::Policy policy = session.LoadPolicy({InProject("config/policies/england-wales.toml")});
  const bsup::Mapping mapping = session.LoadMapping(InProject("config/mappings/ndelius.toml"));
  EXPECT_THROW(static_cast<void>(policy.Advise(mapping, {.payload = sample.payload()})),
               bsup::Error);
}

TEST(Wrapper, TheHostLivesUntilTheLastObjectEnds) {
  auto counted = std::make_shared<int>(0);
  std::optional<bsup::Policy> policy;
  {
    const bsup::Session session(Api(),
                                {.log = [counted](std::int32_t, std::string_view) { ++*counted; }});
    policy = session.LoadPolicy({InProject("config/policies/england-wales.toml")});
  }
  EXPECT_EQ(*counted, 1);
  EXPECT_EQ(counted.use_count(), 2);
  policy.reset();
  EXPECT_EQ(counted.use_count(), 1);
}
