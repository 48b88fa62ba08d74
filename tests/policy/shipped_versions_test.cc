// The versions of the national pack that ship, loaded together as a host would.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "oracle/packs.h"
#include "policy/model/policy.h"

namespace bsup::core {
namespace {

const Policy& NationOn(std::string_view date) { return oracle::Shipped("", date)->policy; }

template <class List, class Member>
std::vector<std::string> IdsOf(const List& list, Member id) {
  std::vector<std::string> ids;
  for (const auto& item : list) ids.push_back(item.*id);
  return ids;
}

TEST(ShippedVersions, TheContactsDayChoosesBetweenThem) {
  EXPECT_EQ(NationOn("2026-04-01").version, "2026.04");
  EXPECT_EQ(NationOn("2026-09-30").version, "2026.04");
  EXPECT_EQ(NationOn("2026-10-01").version, "2026.10");
  EXPECT_EQ(NationOn("2027-10-01").version, "2026.10");
  EXPECT_FALSE(oracle::ShippedPacks().Select("", *Day::Parse("2026-03-31")));
}

TEST(ShippedVersions, RegionsSpeakFromOctoberOn) {
  EXPECT_TRUE(oracle::Shipped("Wales", "2026-09-30")->policy.overlays.empty());
  EXPECT_FALSE(oracle::Shipped("Wales", "2026-10-01")->policy.overlays.empty());
}

TEST(ShippedVersions, HaveTheSameFactsModesRolesAndReasons) {
  const Policy& before = NationOn("2026-09-30");
  const Policy& after = NationOn("2026-10-01");
  const auto stated = [](const Policy& policy) {
    std::vector<std::string> ids;
    for (const Fact& fact : policy.facts) {
      if (!fact.cadence) ids.push_back(fact.id);
    }
    return ids;
  };
  EXPECT_EQ(stated(before), stated(after));
  EXPECT_EQ(IdsOf(before.modes, &Mode::id), IdsOf(after.modes, &Mode::id));
  EXPECT_EQ(IdsOf(before.approvers, &Approver::id), IdsOf(after.approvers, &Approver::id));
  EXPECT_EQ(IdsOf(before.reason_codes, &ReasonCode::id),
            IdsOf(after.reason_codes, &ReasonCode::id));
}

// So that what was approved or confirmed under one of them is not a mistake under another.
TEST(ShippedVersions, EachKnowsTheIdsOfTheOthers) {
  const std::string only_before = "check-in-intensive-supervision-court-not-known";
  const Policy& after = NationOn("2026-10-01");
  const std::vector<std::string> own = IdsOf(after.principles, &Principle::id);
  EXPECT_EQ(std::ranges::find(own, only_before), own.end());
  EXPECT_TRUE(after.loaded->approved.contains(only_before));
  EXPECT_TRUE(after.loaded->approved.contains("check-in-final-third"));
  EXPECT_EQ(after.loaded, oracle::Shipped("Wales", "2026-09-30")->policy.loaded);
}

TEST(ShippedVersions, StaffCircumstancesAreAReasonToBeCounted) {
  const Policy& policy = NationOn("2026-10-01");
  const std::vector<std::string> codes = IdsOf(policy.reason_codes, &ReasonCode::id);
  EXPECT_NE(std::ranges::find(codes, "staff-circumstances"), codes.end());
}

}  // namespace
}  // namespace bsup::core
