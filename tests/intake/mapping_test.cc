#include "intake/mapping/mapping.h"

#include <gtest/gtest.h>

#include "intake/reading/binding.h"
#include "small_policy.h"

namespace bsup::core {
namespace {

std::string ProblemsOf(const std::string& text) {
  const auto mapping = LoadMapping("vendor.toml", text);
  return mapping.ok() ? "" : mapping.error().Message();
}

std::string BindProblems(const std::string& text) {
  const Mapping mapping = Load(text);
  const Policy policy = SmallPolicy();
  const auto binding = Binding::Bind(mapping, policy);
  return binding.ok() ? "" : binding.error().Message();
}

constexpr const char* kHead = "[mapping]\nid = \"vendor\"\nversion = \"1\"\n";

TEST(Mapping, EverythingWrongIsToldInOneGo) {
  EXPECT_EQ(ProblemsOf(std::string(kHead) + R"(
[[part]]
id = "risk"
at = "riskFlags"
[[part.value]]
at = "/rosh"
tabel = "rosh"
fact = "risk.rosh"
table = "rosch"
[table.rosh]
entries = [{ names = ["HIGH"], is = "high" }, { names = ["high "], is = "low" }]
)"),
            "vendor.toml:7:6: \"at\" must be a JSON Pointer such as \"/riskFlags/mappa\", not "
            "\"riskFlags\"\n"
            "vendor.toml:10:1: unknown key \"tabel\" in [[part.value]]; did you mean \"table\"?\n"
            "vendor.toml:12:9: unknown code table \"rosch\"; did you mean \"rosh\"?\n"
            "vendor.toml:14:58: \"high \" is in [table.rosh] twice, since case and spaces make no "
            "difference; keep one");
}

TEST(Mapping, WithoutAHeadOrPartsItSaysWhatToAdd) {
  const std::string problems = ProblemsOf("");
  EXPECT_NE(problems.find("a mapping begins with [mapping] and its id; add it"), std::string::npos)
      << problems;
  EXPECT_NE(problems.find("a mapping needs at least one [[part]]"), std::string::npos) << problems;
}

TEST(Mapping, BrokenTomlIsABadMapping) {
  const auto mapping = LoadMapping("vendor.toml", "[mapping\n");
  ASSERT_FALSE(mapping.ok());
  EXPECT_EQ(mapping.error().status, Status::kBadMapping);
}

TEST(Mapping, ATableHoldsEntriesOfOneKind) {
  const std::string problems = ProblemsOf(std::string(kHead) + R"(
[[part]]
id = "p"
at = ""
[table.t]
entries = [{ names = ["A"], is = true }, { names = ["B"], mode = "office" }, { names = ["C"] }]
)");
  EXPECT_NE(problems.find("the entries of one code table must all be of one kind"),
            std::string::npos)
      << problems;
  EXPECT_NE(problems.find("this entry says nothing"), std::string::npos) << problems;
}

TEST(Mapping, ATableOfTheWrongKindIsToldWithTheKindThatIsNeeded) {
  const std::string problems = ProblemsOf(std::string(kHead) + R"(
[[part]]
id = "p"
at = ""
[[part.value]]
at = "/a"
fact = "f"
table = "types"
[[part.contacts]]
at = "/c"
as = "contact"
[contacts.contact]
day = "/on"
type = "/type"
types = "facts"
outcome = "/outcome"
outcomes = "facts"
[table.types]
entries = [{ names = ["A"], mode = "office" }]
[table.facts]
entries = [{ names = ["B"], is = true }]
)");
  for (const char* told :
       {"\"types\" does not hold facts (entries with `set` or `is`)",
        "\"facts\" does not hold types of contact (entries with `mode`, `purpose` or `attendance`)",
        "\"facts\" does not hold outcomes (entries with `attendance`)"})
    EXPECT_NE(problems.find(told), std::string::npos) << problems;
}

TEST(Mapping, LayoutAndCommentsDoNotChangeTheDigest) {
  const Mapping a = Load(std::string(kHead) + "[[part]]\nid = \"p\"\nat = \"/p\"\n");
  const Mapping b = Load("# comment\n[[part]]\nat = \"/p\"\nid = \"p\"\n\n" + std::string(kHead));
  const Mapping c = Load(std::string(kHead) + "[[part]]\nid = \"p\"\nat = \"/q\"\n");
  EXPECT_EQ(a.digest, b.digest);
  EXPECT_NE(a.digest, c.digest);
  EXPECT_EQ(a.digest.size(), 64u);
}

TEST(Binding, AValueThatThePolicyDoesNotKnowNamesItsPlace) {
  EXPECT_EQ(
      BindProblems(std::string(kHead) + R"([table.flags]
entries = [{ names = ["RVHR"], set = { "risk.rosh" = "very hihg" } }]
[[part]]
id = "p"
at = ""
[[part.list]]
at = "/flags"
table = "flags"
)"),
      "vendor.toml:5:54: \"very hihg\" is not a value of risk.rosh; did you mean \"very high\"?");
}

TEST(Binding, AModeThatThePolicyDoesNotKnowIsAnError) {
  EXPECT_EQ(BindProblems(std::string(kHead) + R"([table.types]
entries = [{ names = ["COPT"], mode = "telefone" }]
[[part]]
id = "p"
at = ""
)"),
            "vendor.toml:5:12: unknown mode \"telefone\"; did you mean \"telephone\"?");
}

TEST(Binding, FactsOfAnotherPolicyAreIgnoredAndNamed) {
  const Mapping mapping =
      Load(std::string(kHead) +
           "[[part]]\nid = \"p\"\nat = \"\"\n[[part.value]]\nat = \"/x\"\nfact = \"other.fact\"\n");
  const Policy policy = SmallPolicy();
  const auto binding = Binding::Bind(mapping, policy);
  ASSERT_TRUE(binding.ok());
  EXPECT_EQ(binding->ignored(), std::vector<std::string>{"other.fact"});
}

}  // namespace
}  // namespace bsup::core
