// A number that a host has only as two others: `minus` of plugin/docs/mapping.md.
#include "intake/reading/read_statements.h"

#include <gtest/gtest.h>

#include "small_policy.h"

namespace bsup::core {
namespace {

constexpr const char* kYear = R"(
[mapping]
id = "vendor"
version = "1"
[[part]]
id = "year"
at = "/year"
[[part.value]]
at = ["/allowance", "/allowed"]
minus = "/completed"
fact = "circumstances.travel_minutes"
)";

std::string Left(const std::string& payload) {
  return Read(kYear, payload)["circumstances.travel_minutes"];
}

TEST(Difference, IsTheFirstNumberLessTheOther) {
  EXPECT_EQ(Left(R"({"year":{"allowance":13,"completed":6}})"), "7");
  EXPECT_EQ(Left(R"({"year":{"allowance":null,"allowed":10,"completed":0}})"), "10");
}

TEST(Difference, IsNeverBelowTheLeastOfItsFact) {
  EXPECT_EQ(Left(R"({"year":{"allowance":10,"completed":12}})"), "0");
  EXPECT_EQ(Left(R"({"year":{"allowance":9000000000000000000,"completed":0}})"), "600");
}

TEST(Difference, SaysNothingWhereOneNumberIsMissing) {
  for (const char* payload : {R"({"year":{"allowance":13}})", R"({"year":{"completed":6}})",
                              R"({"year":{"allowance":13,"completed":null}})"}) {
    const Read read(kYear, payload);
    EXPECT_EQ(read["circumstances.travel_minutes"], "unknown") << payload;
    EXPECT_TRUE(read.value.unmapped.empty()) << payload;
  }
}

TEST(Difference, ListsWhatIsNotANumber) {
  const Read read(kYear, R"({"year":{"allowance":13,"completed":"six"}})");
  EXPECT_EQ(read["circumstances.travel_minutes"], "unknown");
  ASSERT_EQ(read.value.unmapped.size(), 1u);
  EXPECT_EQ(read.value.unmapped[0].value, "six");
  EXPECT_EQ(read.value.unmapped[0].at, "/year/completed");
  EXPECT_EQ(Left(R"({"year":{"allowance":-1,"completed":0}})"), "unknown");
}

TEST(Difference, IsOfACountAndTakesNoTable) {
  const std::string head =
      "[mapping]\nid = \"v\"\nversion = \"1\"\n[[part]]\nid = \"p\"\nat = \"/p\"\n";
  const auto wrong = LoadMapping("vendor.toml", head + R"([[part.value]]
at = "/a"
minus = "/b"
present = true
fact = "circumstances.telephone"
)");
  ASSERT_FALSE(wrong.ok());
  EXPECT_EQ(wrong.error().Message(),
            "vendor.toml:9:9: \"minus\" takes one number from another; leave out \"table\", "
            "\"present\" and \"worse_counts\"");
  const Mapping flag = Load(
      head + "[[part.value]]\nat = \"/a\"\nminus = \"/b\"\nfact = \"circumstances.telephone\"\n");
  const Policy policy = SmallPolicy();
  const auto binding = Binding::Bind(flag, policy);
  ASSERT_FALSE(binding.ok());
  EXPECT_EQ(
      binding.error().Message(),
      "vendor.toml:7:1: \"minus\" gives a number, and circumstances.telephone is not a count");
}

}  // namespace
}  // namespace bsup::core
