// A supervision package in the shapes that services send, read by the mapping that ships.
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>

#include "shipped_intake.h"

namespace bsup::core {
namespace {

class SupervisionPackage : public ShippedIntake {
 protected:
  // `members` of the package.
  void Package(const std::string& members) {
    ReadText(R"({"crn":"X100001","supervisionPackage":{)" + members + "}}");
  }
};

TEST_F(SupervisionPackage, ItsPhaseSaysThatThePersonIsOnOne) {
  constexpr std::pair<const char*, const char*> kPhases[] = {{"INIT", "early engagement"},
                                                             {"STD", "standard"},
                                                             {"FTHRD", "final third"},
                                                             {"IOM", "IOM"},
                                                             {"OPD", "OPD"}};
  for (const auto& [phase, value] : kPhases) {
    Package(R"("currentPhase":{"phase":{"code":")" + std::string(phase) +
            R"("},"supervisionPackage":{"code":"SPA","description":"A"}})");
    EXPECT_EQ(Value("case.phase"), value);
    EXPECT_EQ(Value("case.on_supervision_package"), "true") << phase;
    EXPECT_TRUE(case_.unmapped.empty()) << phase;
  }
}

TEST_F(SupervisionPackage, WhereItDoesNotApplyThePersonIsOnNone) {
  Package(R"("currentPhase":{"phase":{"code":"SPNA"}})");
  EXPECT_EQ(Value("case.on_supervision_package"), "false");
}

TEST_F(SupervisionPackage, WhatIsNotStartedOrNotKnownSaysNothingOfIt) {
  for (const char* phase : {"SPNS", "SPNK", "SENT"}) {
    Package(R"("currentPhase":{"phase":{"code":")" + std::string(phase) + R"("}})");
    EXPECT_EQ(Value("case.on_supervision_package"), "unknown") << phase;
    EXPECT_TRUE(case_.unmapped.empty()) << phase;
  }
  Package(R"("context":{"gender":"Male"})");
  EXPECT_EQ(Value("case.on_supervision_package"), "unknown");
}

TEST_F(SupervisionPackage, ItsAppointmentsAreCountedForTheYear) {
  Package(R"("currentYear":{"appointments":{"allowance":13,"scheduled":3,"completed":6}},)"
          R"("earlyEngagement":{"weeks":8,"completed":2})");
  EXPECT_EQ(Value("package.allowance"), "13");
  EXPECT_EQ(Value("package.used"), "6");
  EXPECT_EQ(Value("package.left"), "7");
  EXPECT_EQ(Value("package.booked"), "3");
  EXPECT_EQ(Value("package.early_engagement_weeks"), "8");
  EXPECT_EQ(Value("package.early_engagement_attended"), "2");
}

TEST_F(SupervisionPackage, ItsSentenceYearEndsOnADay) {
  Package(R"("currentYear":{"endDate":"2027-08-14"})");
  EXPECT_EQ(case_.history.year_end, Day::Parse("2027-08-14"));
  Package(R"("currentYear":{"endDate":null})");
  EXPECT_EQ(case_.history.year_end, std::nullopt) << "there are sentences without one";
}

TEST_F(SupervisionPackage, TheFinalThirdOfItsLastSentenceBeginsOnADay) {
  Package(
      R"("context":{"finalThirdEligibility":{"eligible":true,"since":"2026-08-15"},"sentences":[)"
      R"({"custody":{"finalThirdDate":"2026-11-07"}},{"custody":{"finalThirdDate":"2027-03-07"}},)"
      R"({"type":{"isCustodial":false}}]})");
  EXPECT_EQ(case_.history.final_third, Day::Parse("2027-03-07"));
  Package(R"("context":{"finalThirdEligibility":{"eligible":true,"since":"2026-08-15"}})");
  EXPECT_EQ(case_.history.final_third, std::nullopt) << "the day of a finding is another";
}

TEST_F(SupervisionPackage, MoreUsedThanAllowedLeavesNone) {
  Package(R"("currentYear":{"appointments":{"allowance":10,"completed":12}})");
  EXPECT_EQ(Value("package.left"), "0");
}

TEST_F(SupervisionPackage, ATruthValueIsNotANumberOfAppointments) {
  Package(R"("earlyEngagement":{"weeks":8,"completed":true})");
  EXPECT_EQ(Value("package.early_engagement_attended"), "unknown");
  EXPECT_TRUE(case_.unmapped.empty());
}

TEST_F(SupervisionPackage, ItsContextTellsOfThePerson) {
  Package(R"("context":{"gender":"Female","preventConcerns":true,)"
          R"("finalThirdEligibility":{"eligible":true,"since":"2026-08-15"},)"
          R"("integratedOffenderManagementRedRated":true})");
  EXPECT_EQ(Value("circumstances.gender"), "female");
  EXPECT_EQ(Value("case.prevent_concerns"), "true");
  EXPECT_EQ(Value("case.final_third_eligible"), "true");
  EXPECT_EQ(Value("case.iom_red"), "true");
  Package(R"("context":{"gender":"Not Specified"})");
  EXPECT_EQ(Value("circumstances.gender"), "unknown");
  EXPECT_TRUE(case_.unmapped.empty());
}

}  // namespace
}  // namespace bsup::core
