// Which region a payload names: plugin/docs/mapping.md, "The region".
#include "intake/reading/payload_regions.h"

#include <gtest/gtest.h>

#include "small_policy.h"

namespace bsup::core {
namespace {

constexpr const char* kStaff = R"(
[mapping]
id = "vendor"
version = "1"
case_number = "/crn"
not_known = ["NOT_FOUND"]
[failed]
any_of = "/error"
[[part]]
id = "person"
at = "/person"
case_number = "/crn"
[[part.region]]
at = "/staff"
each = ["/code", "/provider"]
where = { "/responsible" = true }
except = { "/prison" = true }
unless = "/transferred"
[[part]]
id = "case"
at = "/case"
case_number = "/crn"
[[part.region]]
at = "/provider"
)";

// `region at; region at`.
std::string RegionsIn(const std::string& payload) {
  const Mapping mapping = Load(kStaff);
  const auto document = JsonDocument::Parse(payload, "payload");
  if (!document.ok()) return document.error().Message();
  std::string told;
  for (const PayloadRegion& each : Intake(mapping, document->root()).Regions(On("2026-11-23"))) {
    told += (told.empty() ? "" : "; ") + each.region + " " + each.at;
  }
  return told;
}

TEST(PayloadRegions, ItIsWhereTheResponsibleOfficerWorks) {
  EXPECT_EQ(RegionsIn(R"({"person":{"staff":[
      {"provider":"Leicester","responsible":false},
      {"provider":"Wales","responsible":true},
      {"provider":"Swansea","responsible":true,"prison":true}]}})"),
            "Wales /person/staff/1/provider");
}

TEST(PayloadRegions, TheFirstPlaceThatSaysSomethingCounts) {
  EXPECT_EQ(RegionsIn(R"({"person":{"staff":[
      {"code":"N03","provider":"Wales","responsible":true},
      {"code":"NOT_FOUND","provider":"Wales","responsible":true},
      {"code":null,"responsible":true}]},"case":{"provider":"N07"}})"),
            "N03 /person/staff/0/code; Wales /person/staff/1/provider; N07 /case/provider");
}

TEST(PayloadRegions, NothingIsReadWhereAnotherPlaceSpeaks) {
  EXPECT_EQ(RegionsIn(R"({"person":{"transferred":"yes","staff":[
      {"provider":"Wales","responsible":true}]}})"),
            "");
}

TEST(PayloadRegions, APartThatFailedOrIsAboutSomebodyElseNamesNone) {
  EXPECT_EQ(RegionsIn(R"({"crn":"X1","person":{"error":"down","staff":[
      {"provider":"Wales","responsible":true}]},"case":{"crn":"X2","provider":"N07"}})"),
            "");
}

TEST(PayloadRegions, AMistakeInTheMappingIsToldWithItsPlace) {
  const auto mapping =
      LoadMapping("vendor.toml",
                  "[mapping]\nid = \"vendor\"\nversion = \"1\"\n[[part]]\nid = \"p\"\nat = "
                  "\"/p\"\n[[part.region]]\neach = \"provider\"\ntable = \"regions\"\n");
  ASSERT_FALSE(mapping.ok());
  EXPECT_EQ(mapping.error().Message(),
            "vendor.toml:7:1: [[part.region]] has no \"at\"; add it\n"
            "vendor.toml:8:8: \"each\" must be a JSON Pointer such as \"/riskFlags/mappa\", not "
            "\"provider\"\n"
            "vendor.toml:9:1: unknown key \"table\" in [[part.region]]");
}

}  // namespace
}  // namespace bsup::core
