// What the reader takes as `derive` of a count, and what it says of mistakes in it.
#include <gtest/gtest.h>

#include "policy/pack_builder.h"

namespace bsup::core {
namespace {

// A fact whose `derive` is on its fifth line, from column 10.
std::string Counted(const std::string& derive) {
  return "[fact.\"new\"]\ntype = \"count\"\nmin = 0\nmax = 100\nderive = " + derive +
         "\nunit = { en = \"contacts\", cy = \"cyswllt\" }\n"
         "label = { en = \"New\", cy = \"Newydd\" }\nask = { en = \"New?\", cy = \"Newydd?\" }\n";
}

Derivation Derived(const std::string& derive) {
  const auto in_force = InForce({PackFile("pack.toml", SmallPack(Counted(derive)))});
  const FactIndex fact = in_force->policy.FactNamed("new");
  if (fact && in_force->policy.facts[fact].derive) return *in_force->policy.facts[fact].derive;
  ADD_FAILURE() << derive << " is not read";
  return {};
}

std::string DigestOfCount(const std::string& derive) {
  return InForce({PackFile("pack.toml", SmallPack(Counted(derive)))})->policy.digest;
}

TEST(ReadDerivation, AWordStandsAlone) {
  for (const DerivationRow& row : kDerivations) {
    if (row.takes != DerivationTakes::kNothing) continue;
    EXPECT_EQ(Derived("\"" + std::string(row.word) + "\"").kind, row.member) << row.word;
  }
}

TEST(ReadDerivation, OfTheLastFewContactsItSaysHowManyAndWhichArePassedOver) {
  const Derivation plain = Derived("{ remote_of_last = 3 }");
  EXPECT_EQ(plain.kind, DerivationKind::kRemoteOfLast);
  EXPECT_EQ(plain.last, 3);
  EXPECT_TRUE(plain.except.empty());
  const Derivation share = Derived("{ remote_percent_of_last = 8, except = [\"video\"] }");
  EXPECT_EQ(share.kind, DerivationKind::kRemotePercentOfLast);
  EXPECT_EQ(share.last, 8);
  EXPECT_EQ(share.except, ModeSet{ModeIndex(2)});
}

TEST(ReadDerivation, OfASentenceYearItSaysWhichModesCount) {
  const Derivation read = Derived("{ attended_in_sentence_year = [\"home visit\", \"office\"] }");
  EXPECT_EQ(read.kind, DerivationKind::kAttendedInSentenceYear);
  EXPECT_EQ(read.modes, (ModeSet{ModeIndex(0), ModeIndex(1)}));
}

TEST(ReadDerivation, WhatIsSaidBesideTheWordIsPartOfThePolicy) {
  const std::string plain = DigestOfCount("{ remote_of_last = 3 }");
  EXPECT_EQ(DigestOfCount("{remote_of_last=3}"), plain);
  EXPECT_NE(DigestOfCount("{ remote_of_last = 4 }"), plain);
  EXPECT_NE(DigestOfCount("{ remote_percent_of_last = 3 }"), plain);
  EXPECT_NE(DigestOfCount("{ remote_of_last = 3, except = [\"video\"] }"), plain);
  EXPECT_EQ(DigestOfCount("{ attended_in_sentence_year = [\"video\", \"office\"] }"),
            DigestOfCount("{ attended_in_sentence_year = [\"office\", \"video\"] }"));
  EXPECT_NE(DigestOfCount("{ attended_in_sentence_year = [\"office\"] }"),
            DigestOfCount("{ attended_in_sentence_year = [\"video\"] }"));
}

TEST(ReadDerivation, AWordThatThereIsNotIsAMistake) {
  EXPECT_EQ(
      Told(Counted("\"moon phase\"")),
      R"(+4:10: "derive" must be "days since in person", "days since remote", "remote in a row", "misses in a row", "remote misses in a row", "weeks working together", "days into supervision" or "day of final third", or a table with "remote_of_last", "remote_percent_of_last" or "attended_in_sentence_year", not "moon phase")");
  EXPECT_EQ(Told(Counted("4")), R"(+4:10: "derive" must be a text or a table, not a whole number)");
}

TEST(ReadDerivation, AWordThatSaysMoreCannotStandAlone) {
  EXPECT_EQ(
      Told(Counted("\"remote_of_last\"")),
      R"(+4:10: "remote_of_last" says more; write it as a table: derive = { remote_of_last = 4 })");
  EXPECT_EQ(
      Told(Counted("\"attended_in_sentence_year\"")),
      R"(+4:10: "attended_in_sentence_year" says more; write it as a table: derive = { attended_in_sentence_year = ["office"] })");
}

TEST(ReadDerivation, ATableHasExactlyOneWord) {
  const std::string told =
      R"(+4:10: a table under "derive" has exactly one of "remote_of_last", "remote_percent_of_last" or "attended_in_sentence_year")";
  EXPECT_EQ(Told(Counted("{}")), told);
  EXPECT_EQ(Told(Counted("{ \"remote in a row\" = true }")), told);
  EXPECT_EQ(Told(Counted("{ remote_of_last = 4, remote_percent_of_last = 4 }")), told);
}

TEST(ReadDerivation, AWindowHoldsOneToAHundredContacts) {
  EXPECT_EQ(Told(Counted("{ remote_of_last = 1 }")), "");
  EXPECT_EQ(Told(Counted("{ remote_of_last = 100 }")), "");
  for (const char* wrong : {"0", "101"}) {
    EXPECT_EQ(Told(Counted("{ remote_of_last = " + std::string(wrong) + " }")),
              "+4:29: \"remote_of_last\" must be a whole number from 1 to 100, not " +
                  std::string(wrong));
  }
}

TEST(ReadDerivation, ModesAreThoseOfThePack) {
  EXPECT_EQ(Told(Counted("{ attended_in_sentence_year = [\"offise\"] }")),
            R"(+4:41: unknown mode "offise"; did you mean "office"?)");
  EXPECT_EQ(Told(Counted("{ attended_in_sentence_year = [] }")),
            R"(+4:40: "attended_in_sentence_year" is an empty list; name at least one)");
  EXPECT_EQ(Told(Counted("{ remote_of_last = 4, except = [\"fax\"] }")),
            R"(+4:42: unknown mode "fax"; known: "office", "home visit", "video" or "telephone")");
}

TEST(ReadDerivation, WhatIsPassedOverLeavesSomethingToCount) {
  EXPECT_EQ(Told(Counted("{ remote_of_last = 4, except = [\"video\", \"telephone\"] }")),
            R"(+4:41: "except" passes over every remote mode; leave one)");
  EXPECT_EQ(Told(Counted("{ remote_of_last = 4, except = [\"office\", \"home visit\"] }")),
            R"(+4:41: "except" passes over every mode in person; leave one)");
}

TEST(ReadDerivation, ASentenceYearPassesNothingOver) {
  EXPECT_EQ(Told(Counted("{ attended_in_sentence_year = [\"office\"], except = [\"video\"] }")),
            R"(+4:52: unknown key "except" in "derive")");
}

TEST(ReadDerivation, OnlyACountIsCounted) {
  EXPECT_EQ(Told("[fact.\"new\"]\ntype = \"flag\"\nderive = \"remote in a row\"\n"
                 "label = { en = \"New\", cy = \"Newydd\" }\n"
                 "ask = { en = \"New?\", cy = \"Newydd?\" }\n"),
            R"(+2:1: unknown key "derive" in [fact."new"])");
}

}  // namespace
}  // namespace bsup::core
