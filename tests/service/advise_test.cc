// Advising from texts: which contact, which policy, and the same advice again.
#include <vector>

#include "service/kept_sample.h"

namespace bsup::core::testing {
namespace {

std::string EnglishOf(const Result<GivenAdvice>& advice) {
  return Must(advice).Json(Language::kEnglish);
}

std::string RegionOf(const Result<GivenAdvice>& advice) { return Must(advice).a_case.region; }

TEST(AdviseOnTexts, WithoutAContactItIsTheNextAppointmentOfThePayload) {
  const GivenAdvice advice = Must(AdviseOn({}));
  EXPECT_GE(advice.advice.contact.date, kSampleDay);
  EXPECT_EQ(advice.advice.as_of, kSampleDay);
  EXPECT_EQ(advice.mapping_digest, Host().mapping->digest());
}

TEST(AdviseOnTexts, APayloadWithoutAppointmentsIsASupervisionMeetingThatDay) {
  const GivenAdvice advice = Must(AdviseOn({.payload = R"({"crn":"X1"})"}));
  EXPECT_EQ(advice.advice.contact.date, kSampleDay);
  EXPECT_TRUE(Says(advice.Input(Language::kEnglish), "supervision meeting"));
}

TEST(AdviseOnTexts, ThePolicyIsThatOfTheContactsRegion) {
  const std::string wales = R"({"date":"2026-11-30","region":"Wales"})";
  const std::string nowhere = R"({"date":"2026-11-30"})";
  EXPECT_EQ(RegionOf(AdviseOn({.contact = wales})), "Wales");
  EXPECT_EQ(RegionOf(AdviseOn({.contact = nowhere, .region = "Wales"})), "Wales");
  EXPECT_EQ(RegionOf(AdviseOn({.contact = wales, .region = "London"})), "Wales")
      << "the contact's own region goes first";
  EXPECT_TRUE(
      Says(Fails(Status::kNotFound, AdviseOn({.contact = nowhere, .region = "Wael"})), "Wales"));
}

// The payload of a person whose responsible officer works there.
std::string OfficerIn(const std::string& provider) {
  return R"({"crn":"X1","personalDetails":{"crn":"X1","staffContacts":[{"provider":)" + provider +
         R"(,"responsibleOfficer":true}]}})";
}

TEST(AdviseOnTexts, WithoutAnotherWordTheRegionIsThatOfThePayload) {
  for (const char* provider : {R"("Wales")", R"(" wales ")", R"("N03")"}) {
    const GivenAdvice advice = Must(AdviseOn({.payload = OfficerIn(provider)}));
    EXPECT_EQ(advice.a_case.region, "Wales") << provider;
    EXPECT_TRUE(advice.a_case.other_regions.empty());
  }
  EXPECT_EQ(RegionOf(AdviseOn({.payload = OfficerIn("null")})), "");
}

TEST(AdviseOnTexts, WhereThePayloadNamesAnotherRegionTheCallersCountsAndItIsTold) {
  const std::string payload = OfficerIn(R"("London")");
  const std::string wales = R"({"date":"2026-11-30","region":"N03"})";
  for (const AdviseTexts& texts : {AdviseTexts{.payload = payload, .contact = wales},
                                   AdviseTexts{.payload = payload, .region = "Wales"}}) {
    const GivenAdvice advice = Must(AdviseOn(texts));
    EXPECT_EQ(advice.a_case.region, "Wales");
    ASSERT_EQ(advice.a_case.other_regions.size(), 1U);
    EXPECT_EQ(advice.a_case.other_regions[0].region, "London");
    EXPECT_EQ(advice.a_case.other_regions[0].at, "/personalDetails/staffContacts/0/provider");
    EXPECT_TRUE(Says(advice.Text(Language::kEnglish, {}),
                     "The record names the region \"London\"; this advice is for Wales."));
    EXPECT_TRUE(Says(advice.Text(Language::kWelsh, {}),
                     "Mae'r cofnod yn enwi'r rhanbarth \"London\"; mae'r cyngor hwn ar gyfer "
                     "Cymru."));
    const GivenAdvice again = Must(ReplayInput(Host().policy, advice.Input(Language::kEnglish)));
    EXPECT_EQ(again.Json(Language::kEnglish), advice.Json(Language::kEnglish));
  }
}

TEST(AdviseOnTexts, ARegionThatNoPackHasIsListedAndTheNationAdvises) {
  const GivenAdvice advice = Must(AdviseOn({.payload = OfficerIn(R"("Mercia")")}));
  EXPECT_EQ(advice.a_case.region, "");
  ASSERT_EQ(advice.a_case.unmapped.size(), 1U);
  EXPECT_EQ(advice.a_case.unmapped[0].table, "regions");
  EXPECT_EQ(advice.a_case.unmapped[0].value, "Mercia");
}

TEST(AdviseOnTexts, WhereThePayloadNamesTwoRegionsTheFirstCountsAndTheOtherIsTold) {
  const std::string payload = R"({"crn":"X1","personalDetails":{"crn":"X1","staffContacts":[
      {"provider":"Wales","responsibleOfficer":true},
      {"provider":"London","responsibleOfficer":true},
      {"provider":"HMP Swansea","responsibleOfficer":false}]}})";
  const GivenAdvice advice = Must(AdviseOn({.payload = payload}));
  EXPECT_EQ(advice.a_case.region, "Wales");
  ASSERT_EQ(advice.a_case.other_regions.size(), 1U);
  EXPECT_EQ(advice.a_case.other_regions[0].region, "London");
  EXPECT_TRUE(advice.a_case.unmapped.empty());
}

TEST(AdviseOnTexts, ASelectedPolicyStaysWhateverRegionThePayloadNames) {
  const std::string payload = OfficerIn(R"("London")");
  const LoadedPolicy wales = Must(Host().policy.Select("Wales", kSampleDay));
  const GivenAdvice welsh = Must(AdviseOn({.payload = payload}, kSampleDay, wales));
  EXPECT_EQ(welsh.a_case.region, "Wales");
  EXPECT_EQ(welsh.a_case.other_regions.size(), 1U);
  const LoadedPolicy nation = Must(Host().policy.Select("", kSampleDay));
  const GivenAdvice alone = Must(AdviseOn({.payload = payload}, kSampleDay, nation));
  EXPECT_EQ(alone.a_case.region, "");
  EXPECT_TRUE(alone.a_case.other_regions.empty());
}

TEST(AdviseOnTexts, ThePolicyIsThatOfTheContactsDate) {
  const std::string contact = R"({"date":"1971-01-01"})";
  Fails(Status::kNotFound, AdviseOn({.contact = contact}));
}

TEST(AdviseOnTexts, EachVersionOfThePackHasItsOwnDays) {
  const LoadedPolicy both =
      Must(LoadedPolicy::FromFiles({InProject("config/policies/england-wales.toml"),
                                    InProject("config/policies/england-wales-2026.04.toml")}));
  const auto version = [&](const std::string& date) {
    const std::string contact = R"({"date":")" + date + R"("})";
    return Must(AdviseOn({.contact = contact}, kSampleDay, both)).policy->policy.version;
  };
  EXPECT_EQ(version("2026-04-01"), "2026.04");
  EXPECT_EQ(version("2026-09-30"), "2026.04");
  EXPECT_EQ(version("2026-10-01"), "2026.10");
  Fails(Status::kNotFound, AdviseOn({.contact = R"({"date":"2026-03-31"})"}, kSampleDay, both));
}

TEST(AdviseOnTexts, ASelectedPolicyServesItsRegionAndDaysOnly) {
  const LoadedPolicy wales = Must(Host().policy.Select("Wales", kSampleDay));
  const auto by = [&](const std::string& contact) {
    return AdviseOn({.contact = contact}, kSampleDay, wales);
  };
  EXPECT_EQ(EnglishOf(by(R"({"date":"2026-11-30"})")),
            EnglishOf(by(R"({"date":"2026-11-30","region":"Wales"})")));
  EXPECT_TRUE(Says(Fails(Status::kNotFound, by(R"({"date":"2026-11-30","region":"London"})")),
                   "/contact/region"));
  EXPECT_TRUE(Says(Fails(Status::kNotFound, by(R"({"date":"2001-11-30"})")), "/contact/date"));
}

TEST(AdviseOnTexts, WhatCannotBeReadSaysWhere) {
  EXPECT_TRUE(Says(Fails(Status::kBadInput, AdviseOn({.payload = "{"})), "payload"));
  EXPECT_TRUE(Says(Fails(Status::kBadInput, AdviseOn({.contact = "{"})), "contact"));
  EXPECT_TRUE(Says(Fails(Status::kBadInput, AdviseOn({.answers = "["})), "answers"));
  EXPECT_TRUE(Says(Fails(Status::kBadInput, AdviseOn({.answers = R"({"no.such.fact":true})"})),
                   "no.such.fact"));
}

TEST(AdviseOnTexts, AMappingThatDoesNotFitThePolicyIsRefusedByIt) {
  std::string text = Host().mapping->source();
  const std::string setting = R"("risk.rosh" = "high")";
  const std::size_t at = text.find(setting);
  ASSERT_NE(at, std::string::npos);
  text.replace(at, setting.size(), R"("risk.rosh" = "towering")");
  const auto mapping = LoadedMapping::FromText("changed.toml", text);
  ASSERT_TRUE(mapping) << mapping.error().Message();
  EXPECT_TRUE(
      Says(Fails(Status::kBadMapping,
                 AdviseOnTexts(Host().policy, **mapping, {.payload = Host().payload}, kSampleDay)),
           "towering"));
}

TEST(ReplayInput, GivesTheSameBytesInTheLanguageOfTheInput) {
  const GivenAdvice advice = Must(AdviseOn({}));
  for (const Language language : {Language::kEnglish, Language::kWelsh}) {
    const std::string input = advice.Input(language);
    const GivenAdvice again = Must(ReplayInput(Host().policy, input));
    EXPECT_EQ(again.language, language);
    EXPECT_EQ(again.Json(again.language), advice.Json(language));
    EXPECT_EQ(again.Input(again.language), input);
  }
}

TEST(ReplayInput, RefusesAnotherPolicyAndAnotherEngine) {
  const GivenAdvice advice = Must(AdviseOn({}));
  const std::string input = advice.Input(Language::kEnglish);
  const auto changed = [&](const std::string& from, const std::string& to) {
    std::string copy = input;
    const std::size_t at = copy.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return copy.replace(at, from.size(), to);
  };
  const auto replayed = [](const std::string& text) { return ReplayInput(Host().policy, text); };
  Fails(Status::kOtherEngine, replayed(changed("\"engine\":", "\"engine\":9")));
  Fails(Status::kOtherPolicy,
        replayed(changed(advice.policy->policy.digest, std::string(64, '0'))));
  Fails(Status::kBadInput, replayed("{}"));
  Fails(Status::kBadInput, replayed(input.substr(0, input.size() / 2)));
}

TEST(LoadedPolicy, ABundleIsTheSamePolicyWithoutItsFiles) {
  const LoadedPolicy again = Must(LoadedPolicy::FromBundle(Host().policy.Bundle()));
  EXPECT_EQ(again.digest(), Host().policy.digest());
  EXPECT_EQ(again.Describe(), Host().policy.Describe());
  EXPECT_EQ(again.Bundle(), Host().policy.Bundle());
  EXPECT_EQ(Must(again.Select("Wales", kSampleDay)).Bundle(), again.Bundle());
}

TEST(LoadedPolicy, ABrokenBundleIsAnError) {
  for (const std::string text :
       {"", "{", "[]", "{}", R"({"files":[]})", R"({"files":[{"path":"a"}]})",
        R"({"files":[{"path":1,"text":"","included":false}]})"}) {
    Fails(Status::kBadInput, LoadedPolicy::FromBundle(text));
  }
}

TEST(LoadedPolicy, IsMadeReadyForBatchesOnce) {
  const LoadedPolicy wales = Must(Host().policy.Select("Wales", kSampleDay));
  EXPECT_EQ(Host().policy.ForBatches(), Host().policy.ForBatches());
  EXPECT_NE(Host().policy.ForBatches(), wales.ForBatches());
  EXPECT_EQ(wales.ForBatches()->all().size(), 1U);
}

TEST(LoadedMapping, IsBoundToAPolicyOnceAndAFileThatIsNotThereIsNotFound) {
  const auto in_force = Must(Host().policy.For("", kSampleDay));
  const PolicySet& set = *Host().policy.set();
  EXPECT_EQ(Must(Host().mapping->For(in_force, set)), Must(Host().mapping->For(in_force, set)));
  EXPECT_TRUE(Says(Fails(Status::kNotFound, LoadedMapping::FromFile("no-such.toml")), "no-such"));
  Fails(Status::kNotFound, LoadedMapping::FromFile(PROJECT_ROOT));
}

}  // namespace
}  // namespace bsup::core::testing
