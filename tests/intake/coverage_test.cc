#include "intake/checking/coverage.h"

#include <gtest/gtest.h>

#include "small_policy.h"

namespace bsup::core {
namespace {

constexpr const char* kVendor = R"(
[mapping]
id = "vendor"
version = "1"
case_number = ["/number"]
[failed]
any_of = ["/error"]
[table.rosh]
entries = [{ names = ["HIGH"], is = "high" }]
[table.types]
entries = [{ names = ["OFF"], mode = "office" }]
[contacts.visit]
day = "/day"
type = "/type"
types = "types"
where = { "/done" = true }
[[part]]
id = "person"
at = "/person"
[[part.value]]
at = "/risk"
fact = "risk.rosh"
table = "rosh"
[[part.value]]
at = "/carer"
fact = "risk.to_staff"
present = true
[[part.list]]
at = "/flags"
each = "/code"
fact = "risk.rosh"
table = "rosh"
[[part.contacts]]
at = "/visits"
as = "visit"
keyed = true
)";

class Covered {
 public:
  explicit Covered(const std::string& payload)
      : document_(*JsonDocument::Parse(payload, "payload")),
        parts_(FindParts(mapping_, document_.root())),
        value(mapping_, parts_, document_.root()) {}

  [[nodiscard]] std::string Unread() const {
    std::string text;
    for (const UnreadPlace& place : value.unread())
      text += place.at + " " + std::to_string(place.leaves) + "\n";
    return text;
  }

 private:
  Mapping mapping_ = Load(kVendor);
  JsonDocument document_;
  std::vector<FoundPart> parts_;

 public:
  Coverage value;
};

TEST(Coverage, ALeafThatNoPointerLeadsToIsUnread) {
  const Covered covered(
      R"({"number": "X1", "person": {"risk": "HIGH", "risc": "LOW", "age": 40}})");
  EXPECT_EQ(covered.Unread(), "/person/risc 1\n/person/age 1\n");
  EXPECT_EQ(covered.value.leaves(), 4u);
  EXPECT_EQ(covered.value.read(), 2u);
}

TEST(Coverage, LeavesOfAListOrUnderANumberAreCountedAtOnePlace) {
  const Covered covered(R"({"person": {"visits": [
      {"day": "2026-11-01", "type": "OFF", "done": true, "notes": "a"},
      {"day": "2026-11-02", "type": "OFF", "done": true, "notes": "b"}],
    "log": {"8841": {"x": 1}, "8842": {"x": 2}}}})");
  EXPECT_EQ(covered.Unread(), "/person/visits/*/notes 2\n/person/log/*/x 2\n");
}

TEST(Coverage, ContactsUnderTheirIdsAreReadOneByOne) {
  const Covered covered(
      R"({"person": {"visits": {"7": {"day": "2026-11-01", "type": "OFF", "done": true, "by": "O"}}}})");
  EXPECT_EQ(covered.Unread(), "/person/visits/*/by 1\n");
}

TEST(Coverage, WhatIsWithinAThingThatOnlyHasToBeThereIsRead) {
  EXPECT_EQ(Covered(R"({"person": {"carer": {"name": "A", "of": ["B"]}}})").Unread(), "");
}

TEST(Coverage, NothingIsThereInNullAndInAnEmptyText) {
  EXPECT_EQ(Covered(R"({"person": {"x": null, "y": "", "z": [], "w": {}}})").value.leaves(), 0u);
}

TEST(Coverage, APartThatFailedIsReadNoFurtherThanItsMarker) {
  const Covered covered(R"({"person": {"error": "down", "risk": "HIGH"}})");
  EXPECT_EQ(covered.Unread(), "/person/risk 1\n");
}

TEST(Coverage, EachReadingTellsHowMuchItFound) {
  const Covered covered(R"({"person": {"risk": "HIGH", "flags": [{"code": "A"}, {"code": "B"}]}})");
  std::string found;
  for (const ReadingUse& use : covered.value.uses())
    found += use.what + ": " + std::to_string(use.found) + "\n";
  EXPECT_EQ(found,
            "[[part.value]] at \"/risk\": 1\n"
            "[[part.value]] at \"/carer\": 0\n"
            "[[part.list]] at \"/flags\": 2\n"
            "[[part.contacts]] at \"/visits\": 0\n");
}

TEST(Coverage, AnObjectThatIsAListIsReadMemberByMember) {
  const Covered covered(R"({"person": {"flags": {"a": {"code": "HIGH", "by": "X"}}}})");
  EXPECT_EQ(covered.Unread(), "/person/flags/a/by 1\n");
}

}  // namespace
}  // namespace bsup::core
