// What the contact is for puts modes out of reach: sentences from practice on the packs that ship.
#include <gtest/gtest.h>

#include "oracle/case_in_words.h"

namespace bsup::core::oracle {
namespace {

constexpr const char* kThatDay = "2026-11-23";

Permission PermissionOf(const CaseInWords& told, std::string_view mode) {
  return told.Mode(told.Advise(), mode).standing.permission;
}

CaseInWords HomeVisit() {
  return CaseInWords::Ordinary(kThatDay).Is("contact.purpose", "home visit").Planned("home visit");
}

TEST(Purpose, OnlyAHomeVisitSeesTheHome) {
  const CaseInWords told = HomeVisit();
  for (const char* mode :
       {"office", "in person elsewhere", "doorstep", "video", "telephone", "online check-in"})
    EXPECT_EQ(PermissionOf(told, mode), Permission::kCannot) << mode;
  EXPECT_EQ(told.Lead(told.Advise()), "home visit");
  EXPECT_EQ(told.Advise().decision.firmness, Firmness::kOnlyOption);
  EXPECT_EQ(told.Advise().notice.level, NoticeLevel::kNone);
}

TEST(Purpose, AHomeVisitThatNeedsApprovalStillLeads) {
  const CaseInWords told =
      HomeVisit().Is("risk.home_visit_assessed", "false").Is("risk.to_staff", "true");
  EXPECT_EQ(told.Lead(told.Advise()), "home visit");
  EXPECT_EQ(PermissionOf(told, "home visit"), Permission::kNeedsApproval);
}

TEST(Purpose, WithoutAHomeThereIsNothingToVisitAndTheManagerIsAsked) {
  const CaseInWords told = HomeVisit().Is("circumstances.no_fixed_abode", "true");
  EXPECT_EQ(told.Lead(told.Advise()), "refer");
}

CaseInWords Check(std::string_view scheduled) {
  return CaseInWords::Ordinary(kThatDay)
      .Is("contact.purpose", "welfare check")
      .Is("contact.role", "additional")
      .Is("contact.scheduled", scheduled);
}

TEST(Purpose, AnUnplannedCheckIsMadeByWhatCanBeDoneNow) {
  const CaseInWords told = Check("false");
  for (const char* mode : {"office", "in person elsewhere", "online check-in"})
    EXPECT_EQ(PermissionOf(told, mode), Permission::kCannot) << mode;
  for (const char* mode : {"home visit", "doorstep", "video", "telephone"})
    EXPECT_EQ(PermissionOf(told, mode), Permission::kPermitted) << mode;
  EXPECT_EQ(told.Lead(told.Advise()), "telephone");
}

TEST(Purpose, APlannedCheckMayBeInTheOffice) {
  for (const char* scheduled : {"true", "unknown"})
    EXPECT_EQ(PermissionOf(Check(scheduled), "office"), Permission::kPermitted) << scheduled;
}

TEST(Purpose, WhereAVictimCannotBeCalledYetTheUnplannedCheckIsAtTheirHomeWithCare) {
  const CaseInWords told = Check("false")
                               .Is("risk.domestic_abuse_victim", "true")
                               .Is("risk.home_visit_assessed", "unknown")
                               .Is("contact.safe_to_call", "unknown")
                               .Planned("telephone");
  const Advice advice = told.Advise();
  EXPECT_EQ(told.Lead(advice), "home visit");
  EXPECT_EQ(PermissionOf(told, "home visit"), Permission::kNeedsApproval);
  EXPECT_TRUE(told.Asks(advice, "contact.safe_to_call"));
}

}  // namespace
}  // namespace bsup::core::oracle
