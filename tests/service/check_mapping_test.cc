// What a mapping makes of payloads, told to those who write it.
#include "service/advising/check_mapping.h"

#include "service/advising/mapping_faults.h"
#include "service/kept_sample.h"

namespace bsup::core::testing {
namespace {

std::string CheckedBy(const LoadedMapping& mapping, const std::vector<CheckedPayload>& payloads) {
  return CheckMapping(Host().policy, mapping, payloads, "", kSampleDay);
}

std::shared_ptr<const LoadedMapping> MappingOf(const std::string& more) {
  return Must(
      LoadedMapping::FromText("mine.toml", "[mapping]\nid = \"mine\"\nversion = \"1\"\n" + more));
}

constexpr const char* kOnePart = R"(
[table.rosh]
entries = [{ names = ["H"], is = "high" }]
[[part]]
id = "case"
at = ""
[[part.value]]
at = "/risk"
fact = "risk.rosh"
table = "rosh"
)";

TEST(CheckMapping, EachFactComesWithItsPlaceAndEachLeafThatNothingReadIsNamed) {
  const auto mapping = MappingOf(kOnePart);
  const std::string report = CheckedBy(*mapping, {{"a.json", R"({"risk": "H", "riks": "L"})"}});
  EXPECT_TRUE(Says(report, R"({"fact":"risk.rosh","value":"high","from":"/risk"})")) << report;
  EXPECT_TRUE(Says(report, R"("leaves":2,"read":1,"unread":[{"at":"/riks","leaves":1}])"));
  EXPECT_TRUE(Says(report, R"("faults":[],"unused":[])"));
}

TEST(CheckMapping, APayloadThatCannotBeReadIsToldAndTheOthersAreDone) {
  const auto mapping = MappingOf(kOnePart);
  const std::string report = CheckedBy(
      *mapping, {{"cut.json", "{"}, {"list.json", "[]"}, {"good.json", R"({"risk":"H"})"}});
  EXPECT_TRUE(Says(report, R"("payloads":3,"refused":2)")) << report;
  EXPECT_TRUE(Says(report, R"({"fact":"risk.rosh","known":1})"));
}

TEST(CheckMapping, TotalsCountOverAllPayloads) {
  const auto mapping = MappingOf(kOnePart);
  const std::string report = CheckedBy(
      *mapping,
      {{"a", R"({"risk": "H", "x": 1})"}, {"b", R"({"risk": "?", "x": 2})"}, {"c", "{}"}});
  EXPECT_TRUE(Says(report, R"({"fact":"risk.rosh","known":1})")) << report;
  EXPECT_TRUE(Says(report, R"({"at":"/x","payloads":2,"leaves":2})"));
  EXPECT_TRUE(Says(report, R"({"table":"rosh","value":"?","payloads":1})"));
  EXPECT_TRUE(Says(report, R"("what":"[[part.value]] at \"/risk\"","found":2)"));
}

TEST(CheckMapping, WhatDoesNotFitThePolicyIsAFaultWithItsPlace) {
  const auto mapping = MappingOf(R"(
[table.rosh]
entries = [{ names = ["H"], is = "hihg" }]
[table.spare]
entries = [{ names = ["H"], is = "high" }]
[[part]]
id = "case"
at = ""
[[part.value]]
at = "/risk"
fact = "risk.rosh"
table = "rosh"
)");
  const auto faults = FaultsOf(mapping->mapping(), *Host().policy.set());
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(faults[0].where, "mine.toml:6:12");
  EXPECT_TRUE(Says(faults[0].what, "did you mean \"high\"?"));
  const auto unused = UnusedIn(mapping->mapping());
  ASSERT_EQ(unused.size(), 1u);
  EXPECT_TRUE(Says(unused[0].what, "nothing uses [table.spare]"));
  EXPECT_TRUE(Says(CheckedBy(*mapping, {}), R"("faults":[{"where":"mine.toml:6:12")"));
}

TEST(CheckMapping, TheShippedMappingFitsTheShippedPolicyAndUsesAllThatItHas) {
  const Mapping& mapping = Host().mapping->mapping();
  EXPECT_TRUE(FaultsOf(mapping, *Host().policy.set()).empty());
  EXPECT_TRUE(UnusedIn(mapping).empty());
}

}  // namespace
}  // namespace bsup::core::testing
