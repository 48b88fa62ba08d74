// The digest: one for every way of writing the same policy, another for every change of it.
#include <gtest/gtest.h>

#include "base/json.h"
#include "policy/pack_builder.h"

namespace bsup::core {
namespace {

std::string DigestOf(const std::string& more) {
  return InForce({PackFile("pack.toml", SmallPack(more))})->policy.digest;
}

std::string ACannot(const std::string& when, const std::string& more = "") {
  return ARule("cannot", "no-phone", "modes = [\"telephone\"]\nwhen = " + when + "\n" + more);
}

TEST(Digest, LayoutAndCommentsDoNotMatter) {
  const std::string loose =
      Replaced(SmallPack(), "margin = 1", "\n# how close\nmargin   =   1 # one");
  EXPECT_EQ(InForce({PackFile("other.toml", loose)})->policy.digest, DigestOf(""));
}

TEST(Digest, DefaultsWrittenOutDoNotMatter) {
  EXPECT_EQ(DigestOf(ACannot("{ telephone = false }", "if_unknown = \"ignore\"\n")),
            DigestOf(ACannot("{ telephone = false }")));
}

TEST(Digest, HowATestIsWrittenDoesNotMatter) {
  const std::string listed = DigestOf(ACannot("{ \"risk.rosh\" = [\"very high\", \"high\"] }"));
  EXPECT_EQ(DigestOf(ACannot("{ \"risk.rosh\" = \">= high\" }")), listed);
  EXPECT_EQ(DigestOf(ACannot("{ \"risk.rosh\" = \"> medium\" }")), listed);
  EXPECT_EQ(DigestOf(ACannot("{ \"risk.rosh\" = \"not (low, medium)\" }")), listed);
  EXPECT_NE(DigestOf(ACannot("{ \"risk.rosh\" = [\"high\", \"very high\", \"unknown\"] }")),
            listed);
}

TEST(Digest, TheOrderOfTestsAndAlternativesDoesNotMatter) {
  EXPECT_EQ(DigestOf(ACannot("{ misses = \"> 3\", telephone = false }")),
            DigestOf(ACannot("{ telephone = false, misses = \">= 4\" }")));
  EXPECT_EQ(DigestOf(ACannot("{ any = [ { misses = 3 }, { telephone = false } ] }")),
            DigestOf(ACannot("{ any = [ { telephone = false }, { misses = 3 } ] }")));
}

TEST(Digest, KnownIsNotTheSameAsEveryValue) {
  const std::string known = ACannot("{ telephone = \"known\", misses = 3 }");
  const std::string neither = ACannot("{ misses = 3 }");
  EXPECT_NE(DigestOf(known), DigestOf(neither));
}

TEST(Digest, WhereARuleStandsDoesNotMatter) {
  const std::string rule = ACannot("{ telephone = false }");
  const std::string pack =
      Replaced(SmallPack(), "margin = 1", "margin = 1\ninclude = [\"rules.toml\"]");
  EXPECT_EQ(InForce({PackFile("pack.toml", pack), IncludedFile("rules.toml", rule)})->policy.digest,
            DigestOf(rule));
}

TEST(Digest, EveryChangeOfMeaningMatters) {
  const std::string plain = DigestOf(ACannot("{ telephone = false }"));
  EXPECT_NE(DigestOf(ACannot("{ telephone = true }")), plain);
  EXPECT_NE(DigestOf(ACannot("{ telephone = false }", "if_unknown = \"apply\"\n")), plain);
  EXPECT_NE(DigestOf(Replaced(ACannot("{ telephone = false }"), "Oherwydd.", "Achos.")), plain);
  EXPECT_NE(DigestOf(Replaced(ACannot("{ telephone = false }"), "no-phone", "no-telephone")),
            plain);
}

TEST(Canonical, IsRfc8785OfWhatIsInForce) {
  const auto in_force = InForce(
      {PackFile("pack.toml",
                SmallPack(ACannot("{ telephone = [false, \"unknown\"], misses = \"[3..5]\" }")))},
      "Wales");
  const std::string& canonical = in_force->policy.canonical;
  const Result<JsonDocument> document = JsonDocument::Parse(canonical, "canonical");
  ASSERT_TRUE(document);
  EXPECT_EQ(CanonicalJson(document->root()), canonical);
  EXPECT_EQ(document->root().At("/region/code")->string(), "N03");
  EXPECT_EQ(CanonicalJson(*document->root().At("/cannot/0/when/all")),
            R"({"misses":[[3,5]],"telephone":[false,"unknown"]})");
  EXPECT_EQ(canonical.find("pack.toml"), std::string::npos);
}

}  // namespace
}  // namespace bsup::core
