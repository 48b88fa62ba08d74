#include "intake/mapping/fold.h"

#include <gtest/gtest.h>

#include <string>

#include "intake/mapping/table.h"

namespace bsup::core {
namespace {

std::string Fold(std::string_view text) { return std::string(Folded(text).text()); }

TEST(Fold, CaseAndSpaceMakeNoDifference) {
  EXPECT_EQ(Fold("HIGH "), "high");
  EXPECT_EQ(Fold("  Very \t High\n"), "very high");
  EXPECT_EQ(Fold(" \t "), "");
}

TEST(Fold, TypographicQuotesAndDashesArePlain) {
  EXPECT_EQ(Fold("Risk to ‘Adult at Risk’"), "risk to 'adult at risk'");
  EXPECT_EQ(Fold("Cuckooing – Potential Victim"), "cuckooing - potential victim");
}

TEST(Fold, WelshLettersFoldToo) { EXPECT_EQ(Fold("SIÂN ŴYN Ŷ"), "siân ŵyn ŷ"); }

TEST(Fold, OtherLettersFoldFromTheFirstToTheLastOfTheirBlock) {
  EXPECT_EQ(Fold("Ā Ķ Ŋ Ŷ"), "ā ķ ŋ ŷ");
  EXPECT_EQ(Fold("€ 😀 A"), "€ 😀 a");  // three bytes and four
}

TEST(Fold, PunctuationStays) {
  EXPECT_EQ(Fold("Committed/ Transferred to Crown."), "committed/ transferred to crown.");
}

TEST(Fold, ATextTooLongFoldsToNothingKnown) {
  EXPECT_FALSE(Folded(std::string(253, 'x')).fits());
  EXPECT_TRUE(Folded(std::string(252, 'x')).fits());
  EXPECT_TRUE(Folded(std::string(300, ' ')).fits());
}

TEST(Fold, ALengthOfSentenceIsLeftOut) {
  EXPECT_EQ(WithoutLength("12 month community order"), "community order");
  EXPECT_EQ(WithoutLength("community order (12 months)"), "community order");
  EXPECT_EQ(WithoutLength("session 12 (group)"), "session 12 (group)");
  EXPECT_EQ(WithoutLength("12 steps"), "12 steps");
  EXPECT_EQ(WithoutLength("12-month order"), "12-month order");
}

TEST(NameTable, CodesAndDescriptionsLeadToOneEntry) {
  NameTable table;
  table.IgnoreSuffixes({"(ns)"});
  EXPECT_EQ(table.Add("COVC", 3), 3);
  EXPECT_EQ(table.Add("Planned Video Contact (NS)", 3), 3);
  EXPECT_EQ(table.Find("covc"), 3);
  EXPECT_EQ(table.Find("Planned video contact"), 3);
  EXPECT_EQ(table.Find("planned  Video Contact(NS) "), 3);
  EXPECT_EQ(table.Find("Planned Contact"), NameTable::kUnmapped);
  EXPECT_EQ(table.Find("  "), NameTable::kNotSaid);
}

TEST(NameTable, ABeginningLeadsToTheEntryOfAllThatBeginsSo) {
  NameTable table;
  EXPECT_EQ(table.AddBeginning("Programme -", 1), 1);
  EXPECT_EQ(table.AddBeginning("Programme - Building", 2), 2);
  EXPECT_EQ(table.AddBeginning("PROGRAMME  \u2013", 3), 1) << "taken: the same once folded";
  EXPECT_EQ(table.AddBeginning(" ", 3), NameTable::kUnmapped);
  table.Add("Programme - Building", 4);
  EXPECT_EQ(table.Find("programme - Horizon"), 1);
  EXPECT_EQ(table.Find("Programme - Building Choices"), 2) << "the longest";
  EXPECT_EQ(table.Find("programme - building"), 4) << "a whole name first";
  EXPECT_EQ(table.Find("Programmes"), NameTable::kUnmapped);
  EXPECT_EQ(table.Find("Programme - " + std::string(300, 'x')), 1) << "too long to fold whole";
}

TEST(NameTable, HundredsOfNamesAreAllFoundAgain) {
  NameTable table;
  for (int i = 0; i < 900; ++i) table.Add("Module " + std::to_string(i), i);
  for (int i = 0; i < 900; ++i) EXPECT_EQ(table.Find("MODULE " + std::to_string(i)), i);
}

}  // namespace
}  // namespace bsup::core
