// What a pack can mean and most likely does not: it is loaded, and a warning says so.
#include <gtest/gtest.h>

#include "policy/flexible_pack.h"

namespace bsup::core {
namespace {

// The warnings of packs that are sound, a line each.
std::string WarningsOf(std::vector<SourceFile> files) {
  const Result<PolicySet> set = PolicySet::Load(std::move(files));
  if (!set) return set.error().Message();
  std::string told;
  for (const Problem& warning : set->warnings()) told += warning.Line() + "\n";
  return told;
}
std::string WarningsOf(const std::string& more) {
  return WarningsOf({PackFile("pack.toml", SmallPack(more))});
}

std::string Because(const std::string& en, const std::string& cy) {
  return "[[reason_code]]\nid = \"code\"\nlabel = { en = \"" + en + "\", cy = \"" + cy + "\" }\n";
}
const int kFirst = FirstLineAfter(SmallPack());

TEST(Warnings, TheSmallPackHasNone) { EXPECT_EQ(WarningsOf(""), ""); }

TEST(Warnings, WelshThatIsTheEnglishSentenceIsTold) {
  EXPECT_EQ(WarningsOf(Because("Speak with your manager.", "Speak with your manager.")),
            "pack.toml:" + std::to_string(kFirst + 2) +
                ":49: the Welsh is the same as the English; translate it\n");
  EXPECT_EQ(WarningsOf(Because("Office visit", "Office visit")),
            "pack.toml:" + std::to_string(kFirst + 2) +
                ":37: the Welsh is the same as the English; translate it\n");
  EXPECT_EQ(WarningsOf(Because("Speak with your manager.", "Siaradwch â'ch rheolwr.")), "");
}

TEST(Warnings, ANameOrAWordThatBothLanguagesHaveIsNotTold) {
  for (const char* same :
       {"IOM", "video", "Microsoft Teams", "Tier 3", "MAPPA 2", "3 x 5", "Llandudno"})
    EXPECT_EQ(WarningsOf(Because(same, same)), "") << same;
}

TEST(Warnings, AWarningIsToldOnceForAllRegionsAndVersions) {
  const std::string label = Because("Office visit", "Office visit");
  EXPECT_EQ(WarningsOf({PackFile("a.toml", Ending(SmallPack(), "2027-03-31")),
                        PackFile("b.toml", SecondVersion("2027-04-01")),
                        PackFile("w.toml", SmallOverlay("wales", "regional",
                                                        ARule("safeguard", "s",
                                                              "modes = [\"video\"]\nbasis = "
                                                              "\"local\"\n") +
                                                            "[refer]\nrole = \"senior probation "
                                                            "officer\"\nwords = { en = \"Ask "
                                                            "somebody.\", cy = \"Ask somebody.\" "
                                                            "}\n"))}),
            "w.toml:19:38: the Welsh is the same as the English; translate it\n");
}

// A principle of approval for these modes.
std::string Approval(const std::string& modes, const std::string& more = "") {
  return ARule("principle", "ask-first",
               kStandard + "needs_approval = { modes = [" + modes +
                   "], role = \"senior probation officer\" }\n" + more);
}

TEST(Warnings, AnOfficeVisitBehindAnApprovalForEverybodyIsTold) {
  const std::string told = "pack.toml:" + std::to_string(kFirst) +
                           ":1: \"ask-first\" has no condition, so every contact by \"office\" "
                           "needs an approval; add \"when\" if that is not meant\n";
  EXPECT_EQ(WarningsOf(Approval("\"office\", \"home visit\"")), told);
  EXPECT_EQ(WarningsOf(Approval("\"office\"")), told);
  EXPECT_EQ(WarningsOf(Approval("\"office\", \"video\"")), told);
}

TEST(Warnings, WhereAnybodyMayBeSeenWithoutAnApprovalNothingIsTold) {
  EXPECT_EQ(WarningsOf(Approval("\"office\"", "when = { telephone = true }\n")), "");
  EXPECT_EQ(WarningsOf(Approval("\"home visit\", \"video\", \"telephone\"")), "");
}

TEST(Warnings, TheModeInPersonThatIsLeftIsTheOneThatMatters) {
  const std::string no_office =
      ARule("principle", "no-office", kStandard + "rule_out = [\"office\"]\n");
  EXPECT_NE(WarningsOf(no_office + Approval("\"home visit\"")).find("by \"home visit\" needs"),
            std::string::npos);
  EXPECT_EQ(WarningsOf(no_office + Approval("\"office\"")), "");
  EXPECT_EQ(WarningsOf(ARule("principle", "no-visits",
                             kStandard + "rule_out = [\"office\", \"home visit\"]\n") +
                       Approval("\"office\"")),
            "");
}

}  // namespace
}  // namespace bsup::core
