#include "intake/reading/intake.h"

#include <gtest/gtest.h>

#include "small_policy.h"

namespace bsup::core {
namespace {

constexpr const char* kMappingOfCase = R"(
[mapping]
id = "vendor"
version = "1"
case_number = "/crn"
not_known = ["NOT_FOUND", "DK"]
[failed]
at_least = { "/status" = 400 }
any_of = "/error"

[[part]]
id = "person"
at = "/person"
case_number = "/crn"
forename = "/forename"
surname = "/surname"
birth_date = "/born"
[[part.value]]
at = ["/mobile", "/landline"]
fact = "circumstances.telephone"
present = true
[[part.value]]
at = "/minutes"
fact = "circumstances.travel_minutes"
[[part.value]]
at = "/noFixedAbode"
fact = "circumstances.no_fixed_abode"
[[part.value]]
at = "/homeless"
fact = "circumstances.no_fixed_abode"

[[part]]
id = "flags"
at = "/flags"
case_number = "/crn"
forename = "/forename"
surname = "/surname"
birth_date = "/born"
[[part.list]]
at = "/list"
each = ["/code", "/description"]
table = "flags"
except = { "/removed" = true }
begins = "/from"
ends = "/to"
complete = true
[[part.value]]
at = "/mappa/category"
fact = "risk.mappa_category"
table = "categories"

[[part]]
id = "assessment"
at = "/assessment"
[[part.value]]
at = "/overall"
fact = "risk.rosh"
table = "rosh"
[[part.list]]
at = "/community"
fact = "risk.rosh"
table = "rosh"
worse_counts = true
unless = "/overall"

[[part]]
id = "older assessment"
at = "/older"
[[part.value]]
at = "/overall"
fact = "risk.rosh"
table = "rosh"

[table.rosh]
entries = [
  { names = ["LOW"], is = "low" }, { names = ["MEDIUM"], is = "medium" }, { names = ["HIGH"], is = "high" }, { names = ["VERY_HIGH"], is = "very high" },
]
[table.categories]
entries = [{ names = ["1", "M1"], is = "1" }, { names = ["2", "M2"], is = "2" }]
[table.flags]
entries = [
  { names = ["AV2S", "Risk to Staff"], set = { "risk.to_staff" = true } },
  { names = ["ARSO", "Registered Sex Offender"], set = { "risk.registered_sex_offender" = true } },
  { names = ["RVHR", "Very High RoSH"], set = { "risk.rosh" = "very high" } },
]
nothing = ["Weapons"]
)";

Read Payload(const std::string& payload, const std::string& answers = "null") {
  return Read(kMappingOfCase, payload, answers);
}

TEST(ReadCase, AFlagIsTrueByCodeOrDescriptionHoweverItIsWritten) {
  EXPECT_EQ(Payload(R"({"flags":{"list":[{"code":"av2s"}]}})")["risk.to_staff"], "true");
  const Read read = Payload(
      R"({"flags":{"list":[{"description":"Weapons"},{"description":" risk  to STAFF "}]}})");
  EXPECT_EQ(read["risk.to_staff"], "true");
  EXPECT_EQ(read.value.from[6], "/flags/list/1/description");
}

TEST(ReadCase, TwoFlagsOfOneTypeAtTwoLevelsAreOneFlag) {
  const Read read = Payload(
      R"({"flags":{"list":[{"description":"Risk to Staff","level":"HIGH","levelDescription":"Medium"},{"description":"Risk to Staff"}]}})");
  EXPECT_EQ(read["risk.to_staff"], "true");
  EXPECT_TRUE(read.value.conflicts.empty());
}

TEST(ReadCase, RemovedEndedAndComingFlagsDoNotCount) {
  const Read read = Payload(
      R"({"flags":{"list":[{"code":"AV2S","removed":true},{"code":"AV2S","to":"2026-11-23"},{"code":"AV2S","from":"2026-11-24"}]}})");
  EXPECT_EQ(read["risk.to_staff"], "unknown");
  EXPECT_EQ(
      Payload(
          R"({"flags":{"list":[{"code":"AV2S","from":"2026-11-23T00:00:00Z","to":"2026-11-24"}]}})")
          ["risk.to_staff"],
      "true");
}

TEST(ReadCase, AbsenceFromACompleteListIsNoOnlyWhereTheFactSaysSo) {
  const Read read = Payload(R"({"flags":{"list":[]}})");
  EXPECT_EQ(read["risk.registered_sex_offender"], "false");
  EXPECT_EQ(read["risk.to_staff"], "unknown");
  EXPECT_EQ(Payload(R"({"flags":{}})")["risk.registered_sex_offender"], "unknown");
}

TEST(ReadCase, AnUnknownMemberOfAListMakesNoFlagFalse) {
  const Read read = Payload(R"({"flags":{"list":[{"code":"AV2S"},{"description":"Quite new"}]}})");
  EXPECT_EQ(read["risk.registered_sex_offender"], "unknown");
  EXPECT_EQ(read["risk.to_staff"], "true");
  ASSERT_EQ(read.value.unmapped.size(), 1u);
  EXPECT_EQ(read.value.unmapped[0].table, "flags");
  EXPECT_EQ(read.value.unmapped[0].value, "Quite new");
  EXPECT_EQ(read.value.unmapped[0].at, "/flags/list/1/description");
}

TEST(ReadCase, AnUnreadableDateMakesNoFlagFalse) {
  const Read read = Payload(R"({"flags":{"list":[{"code":"ARSO","to":"next year"}]}})");
  EXPECT_EQ(read["risk.registered_sex_offender"], "unknown");
  EXPECT_EQ(read.value.unmapped.size(), 1u);
}

TEST(ReadCase, AnUnmappedCategoryIsUnknownNotNone) {
  const Read read = Payload(R"({"flags":{"mappa":{"category":0}}})");
  EXPECT_EQ(read["risk.mappa_category"], "unknown");
  EXPECT_EQ(read.value.unmapped.at(0).value, "0");
}

TEST(ReadCase, AFailedServiceLeavesItsFactsUnknown) {
  const Read read =
      Payload(R"({"assessment":{"status":500,"userMessage":"no"},"flags":{"error":"timeout"}})");
  EXPECT_EQ(read["risk.rosh"], "unknown");
  EXPECT_EQ(read["risk.registered_sex_offender"], "unknown");
  ASSERT_EQ(read.value.failed.size(), 2u);
  EXPECT_EQ(read.value.failed[0].part, "flags");
  EXPECT_EQ(read.value.failed[1].at, "/assessment");
}

TEST(ReadCase, APartAboutSomebodyElseIsNotMerged) {
  const Read read = Payload(R"({"crn":"X100001",
    "person":{"crn":"X100001","forename":"Ivo","surname":"Sampleton","born":"1991-04-12"},
    "flags":{"crn":"X100002","list":[{"code":"AV2S"}]}})");
  EXPECT_EQ(read["risk.to_staff"], "unknown");
  EXPECT_EQ(read["risk.registered_sex_offender"], "unknown");
  ASSERT_EQ(read.value.others.size(), 1u);
  EXPECT_EQ(read.value.others[0].part, "flags");
  EXPECT_EQ(read.value.others[0].differs, "case number");
}

TEST(ReadCase, NamesAndBirthDatesTellPeopleApartButSpellingDoesNot) {
  const auto differs = [](const std::string& flags) {
    const Read read = Payload(
        R"({"crn":"X100001","person":{"crn":"X100001","forename":"Siân","surname":"O’Sample","born":"1991-04-12"},"flags":)" +
        flags + "}");
    return read.value.others.empty() ? "" : read.value.others[0].differs;
  };
  EXPECT_EQ(
      differs(
          R"({"crn":"x100001 ","forename":"SIÂN","surname":"O'Sample","born":"1991-04-12T00:00:00Z"})"),
      "");
  EXPECT_EQ(differs(R"({"surname":"O'Sample"})"), "");
  EXPECT_EQ(differs(R"({"forename":"Mair","surname":"O'Sample"})"), "name");
  EXPECT_EQ(differs(R"({"born":"1991-04-13"})"), "birth date");
}

TEST(ReadCase, TheReferenceIsWhoCarriesThePayloadsCaseNumber) {
  const Read read =
      Payload(R"({"crn":"X100001","person":{"crn":"X100002","surname":"Other","mobile":"1"},
    "flags":{"crn":"X100001","surname":"Sampleton","list":[{"code":"AV2S"}]}})");
  EXPECT_EQ(read["circumstances.telephone"], "unknown");
  EXPECT_EQ(read["risk.to_staff"], "true");
  EXPECT_EQ(read.value.others.at(0).part, "person");
}

TEST(ReadCase, WhereSourcesDisagreeTheWorseCounts) {
  const Read read = Payload(R"({"assessment":{"overall":"MEDIUM"},"older":{"overall":"HIGH "}})");
  EXPECT_EQ(read["risk.rosh"], "high");
  ASSERT_EQ(read.value.conflicts.size(), 1u);
  EXPECT_EQ(read.value.conflicts[0].sources.size(), 2u);
  EXPECT_EQ(read.value.conflicts[0].sources[1].from, "/older/overall");
  EXPECT_EQ(read.value.conflicts[0].taken, 2);
}

TEST(ReadCase, WhereNeitherIsWorseItIsUnknownUntilSomebodyAnswers) {
  const char* payload = R"({"person":{"noFixedAbode":true,"homeless":false}})";
  EXPECT_EQ(Payload(payload)["circumstances.no_fixed_abode"], "unknown");
  const Read answered = Payload(payload, R"({"circumstances.no_fixed_abode":true})");
  EXPECT_EQ(answered["circumstances.no_fixed_abode"], "true");
  EXPECT_EQ(answered.value.conflicts.at(0).taken, 1);
}

TEST(ReadCase, RiskInTheCommunityStandsInOnlyForAMissingOverallLevel) {
  EXPECT_EQ(
      Payload(R"({"assessment":{"overall":"LOW","community":{"Staff":"VERY_HIGH"}}})")["risk.rosh"],
      "low");
  EXPECT_EQ(
      Payload(
          R"({"assessment":{"overall":"NOT_FOUND","community":{"Staff":"HIGH","Public":"LOW"}}})")
          ["risk.rosh"],
      "high");
  EXPECT_EQ(
      Payload(
          R"({"assessment":{"community":{"LOW":["Public"],"VERY_HIGH":[],"MEDIUM":["Staff"]}}})")
          ["risk.rosh"],
      "medium");
  EXPECT_EQ(Payload(R"({"assessment":{"community":{"Staff":"HIGH","Public":"odd"}}})")["risk.rosh"],
            "unknown");
}

TEST(ReadCase, ATelephoneIsThereWhenAnyNumberIs) {
  EXPECT_EQ(
      Payload(R"({"person":{"mobile":"","landline":"01632 960001"}})")["circumstances.telephone"],
      "true");
  EXPECT_EQ(Payload(R"({"person":{"mobile":" ","landline":null}})")["circumstances.telephone"],
            "unknown");
}

TEST(ReadCase, AnEmptyObjectIsNoTelephone) {
  EXPECT_EQ(Payload(R"({"person":{"mobile":{}}})")["circumstances.telephone"], "unknown");
  EXPECT_EQ(Payload(R"({"person":{"mobile":{"number":1}}})")["circumstances.telephone"], "true");
}

TEST(ReadCase, AValueThatCannotBeReadDoubtsWhatAnotherSourceSays) {
  EXPECT_EQ(Payload(R"({"person":{"homeless":false}})")["circumstances.no_fixed_abode"], "false");
  EXPECT_EQ(Payload(R"({"person":{"noFixedAbode":"at times","homeless":false}})")
                ["circumstances.no_fixed_abode"],
            "unknown");
}

TEST(ReadCase, ACodeThatIsNotUnderstoodDoubtsALesserRiskElsewhere) {
  EXPECT_EQ(Payload(R"({"older":{"overall":"LOW"}})")["risk.rosh"], "low");
  EXPECT_EQ(
      Payload(R"({"assessment":{"overall":"SEVERE"},"older":{"overall":"LOW"}})")["risk.rosh"],
      "unknown");
}

TEST(ReadCase, OfMembersThatCountTogetherTheWorstCountsAndOneThatIsMissingMightBeWorse) {
  const auto rosh = [](const std::string& payload) {
    return Read(R"(
[mapping]
id = "m"
version = "1"
[[part]]
id = "p"
at = ""
[[part.value]]
at = ["/public", "/staff"]
fact = "risk.rosh"
table = "rosh"
worse_counts = true
[table.rosh]
entries = [
  { names = ["LOW"], is = "low" }, { names = ["HIGH"], is = "high" }, { names = ["VERY_HIGH"], is = "very high" },
]
)",
                payload)["risk.rosh"];
  };
  EXPECT_EQ(rosh(R"({"public":"LOW","staff":"HIGH"})"), "high");
  EXPECT_EQ(rosh(R"({"public":"HIGH","staff":"LOW"})"), "high");
  EXPECT_EQ(rosh(R"({"public":"LOW"})"), "unknown");
  EXPECT_EQ(rosh(R"({"public":"VERY_HIGH"})"), "very high");
  EXPECT_EQ(rosh(R"({"public":"LOW","staff":"SEVERE"})"), "unknown");
}

TEST(ReadCase, WhatIsNotUnderstoodIsListedAsItStands) {
  const Read read = Payload(R"({"flags":{"list":[{"code":true},{"code":7}]}})");
  ASSERT_EQ(read.value.unmapped.size(), 2u);
  EXPECT_EQ(read.value.unmapped[0].value, "true");
  EXPECT_EQ(read.value.unmapped[1].value, "7");
}

TEST(Ask, TheContactIsTheOneGivenElseTheNextElseToday) {
  const Mapping mapping = Load(kMappingOfCase);
  const auto payload = JsonDocument::Parse("{}", "payload");
  const auto given = JsonDocument::Parse(R"({"date":"2026-12-01"})", "contact");
  const Intake intake(mapping, payload->root());
  EXPECT_EQ(intake.Ask(&given->root(), On("2026-11-23"))->head().date, On("2026-12-01"));
  EXPECT_EQ(intake.Ask(nullptr, On("2026-11-23"))->head().date, On("2026-11-23"));
}

TEST(ReadCase, ACountIsBroughtWithinItsBounds) {
  EXPECT_EQ(Payload(R"({"person":{"minutes":95}})")["circumstances.travel_minutes"], "95");
  EXPECT_EQ(Payload(R"({"person":{"minutes":100000}})")["circumstances.travel_minutes"], "600");
  EXPECT_EQ(Payload(R"({"person":{"minutes":"an hour"}})")["circumstances.travel_minutes"],
            "unknown");
}

TEST(ReadCase, APayloadMustBeAnObject) {
  EXPECT_EQ(Payload("[]").error, "the payload must be an object, not a list");
}

TEST(ReadCase, AnAnswerAndTheRecordAreTwoSources) {
  const Read read = Payload(R"({"assessment":{"overall":"HIGH"}})", R"({"risk.rosh":"low"})");
  EXPECT_EQ(read["risk.rosh"], "high");
  EXPECT_EQ(read.value.conflicts.at(0).sources.at(1).from, "answers");
}

}  // namespace
}  // namespace bsup::core
