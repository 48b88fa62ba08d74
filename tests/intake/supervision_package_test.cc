// A supervision package in the shapes that services send, read by the mapping that ships.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>

#include "intake/reading/intake.h"
#include "policy/read/read_pack_files.h"
#include "policy/resolve/policy_set.h"
#include "small_policy.h"

namespace bsup::core {
namespace {

class SupervisionPackage : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto files = ReadPackFiles({PROJECT_ROOT "/config/policies/england-wales.toml"});
    ASSERT_TRUE(files.ok()) << files.error().Message();
    auto set = PolicySet::Load(*std::move(files));
    ASSERT_TRUE(set.ok()) << set.error().Message();
    policy_ = *set->Select("", On("2026-11-30"));
    std::ifstream file(PROJECT_ROOT "/config/mappings/ndelius.toml");
    auto mapping = LoadMapping("ndelius.toml", {std::istreambuf_iterator<char>(file), {}});
    ASSERT_TRUE(mapping.ok()) << mapping.error().Message();
    mapping_ = std::make_unique<Mapping>(std::move(mapping).value());
    auto binding = Binding::Bind(*mapping_, policy_->policy);
    ASSERT_TRUE(binding.ok()) << binding.error().Message();
    binding_ = std::make_unique<Binding>(std::move(binding).value());
  }

  // `members` of the package.
  void Package(const std::string& members) {
    const std::string payload = R"({"crn":"X100001","supervisionPackage":{)" + members + "}}";
    const auto document = JsonDocument::Parse(payload, "payload");
    ASSERT_TRUE(document.ok()) << document.error().Message();
    Contact contact;
    contact.date = On("2026-11-30");
    auto made =
        Intake(*mapping_, document->root()).ReadCase(*binding_, nullptr, contact, On("2026-11-23"));
    ASSERT_TRUE(made.ok()) << made.error().Message();
    case_ = std::move(made).value();
  }

  [[nodiscard]] std::string Value(const char* fact) const {
    const FactIndex index = policy_->policy.FactNamed(fact);
    return index ? policy_->policy.facts[index].Spell(case_.facts[index]) : "no such fact";
  }

  static inline std::shared_ptr<const PolicyInForce> policy_;
  static inline std::unique_ptr<Mapping> mapping_;
  static inline std::unique_ptr<Binding> binding_;
  Case case_;
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

TEST_F(SupervisionPackage, MoreUsedThanAllowedLeavesNone) {
  Package(R"("currentYear":{"appointments":{"allowance":10,"completed":12}})");
  EXPECT_EQ(Value("package.left"), "0");
}

TEST_F(SupervisionPackage, ATruthValueIsNoNumberOfAppointments) {
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
