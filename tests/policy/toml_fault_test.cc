// What is said of a file that is not TOML: what its author did, where, and what to write.
#include "policy/read/toml_fault.h"

#include <gtest/gtest.h>

#include "policy/pack_builder.h"

namespace bsup::core {
namespace {

// What is said of a pack with this third line; `3:9` is where on it.
std::string ToldOfLine(const std::string& line) {
  return MessageOf({PackFile("", "[policy]\n\n" + line + "\nversion = \"1\"\n")});
}

TEST(TomlFault, ATextWithoutItsClosingQuoteIsToldWhereItBegins) {
  EXPECT_EQ(ToldOfLine("source = \"Guidance"), ":3:10: this text has no closing quote; add it");
  EXPECT_EQ(ToldOfLine("source = 'Guidance"), ":3:10: this text has no closing quote; add it");
  EXPECT_EQ(ToldOfLine(R"(because = { en = "Because.", cy = "Oherwydd. })"),
            ":3:35: this text has no closing quote; add it");
}

TEST(TomlFault, AQuoteThatIsMissingWithinALineIsTold) {
  const std::string told =
      "a text on this line lacks one of its quotes; begin and end each text with a quote";
  EXPECT_EQ(ToldOfLine(R"(because = { en = "Because., cy = "Oherwydd." })"), ":3:35: " + told);
  EXPECT_EQ(ToldOfLine(R"(because = { en = Because.", cy = "Oherwydd." })"), ":3:18: " + told);
  EXPECT_EQ(ToldOfLine("source = 'it's'"), ":3:14: " + told);
}

TEST(TomlFault, PlacesCountCharactersAndNotBytes) {
  EXPECT_EQ(ToldOfLine(R"(words = { en = "ŵŷ", cy = "Oherwydd })"),
            ":3:27: this text has no closing quote; add it");
}

TEST(TomlFault, AQuoteInsideATextIsTold) {
  EXPECT_EQ(
      ToldOfLine(R"(source = "They said "no" to it")"),
      R"(:3:22: the text before this ends at its second quote; write \" for a quote inside a text)");
}

TEST(TomlFault, TheQuotesOfAWordProcessorAreTold) {
  EXPECT_EQ(ToldOfLine("source = “Guidance”"),
            R"(:3:10: this is not a quote of TOML; write straight ones, as in "office")");
}

TEST(TomlFault, AWordWithoutQuotesIsToldWithThem) {
  EXPECT_EQ(ToldOfLine("when = { telephone = unknown }"),
            R"(:3:22: a text needs quotes: "unknown")");
  EXPECT_EQ(ToldOfLine("mandate = standard"), R"(:3:11: a text needs quotes: "standard")");
  EXPECT_EQ(ToldOfLine("modes = [\"office\", home visit]"),
            R"(:3:20: a text needs quotes: "home visit")");
  EXPECT_EQ(ToldOfLine("absent = null"), R"(:3:11: a text needs quotes: "null")");
}

TEST(TomlFault, ATestWithoutQuotesIsToldWithThem) {
  EXPECT_EQ(ToldOfLine("when = { misses = > 3 }"), R"(:3:19: a test needs quotes: "> 3")");
  EXPECT_EQ(ToldOfLine("when = { misses = ≥ 3 }"), R"(:3:19: a test needs quotes: "≥ 3")");
}

TEST(TomlFault, TrueAndFalseAreInLowerCase) {
  EXPECT_EQ(ToldOfLine("must = True"), ":3:8: write true in lower case, without quotes");
  EXPECT_EQ(ToldOfLine("must = FALSE"), ":3:8: write false in lower case, without quotes");
  EXPECT_EQ(ToldOfLine("must = yes"), R"(:3:8: write true, or "yes" in quotes if it is a text)");
}

TEST(TomlFault, ANumberOrADateInAnotherShapeIsTold) {
  const auto told = [](const std::string& column, const std::string& written) {
    return ":3:" + column +
           ": write a whole number, a date as 2026-10-01, or a text in quotes, not \"" + written +
           "\"";
  };
  EXPECT_EQ(ToldOfLine("when = { misses = 6 months }"), told("21", "6 months"));
  EXPECT_EQ(ToldOfLine("in_person_every_weeks = 8,5"), told("26", "8,5"));
  EXPECT_EQ(ToldOfLine("from = 01/10/2026"), told("10", "01/10/2026"));
  EXPECT_EQ(ToldOfLine("from = 2026-10-1"), told("17", "2026-10-1"));
  EXPECT_EQ(ToldOfLine("from = 1 October 2026"), told("10", "1 October 2026"));
}

TEST(TomlFault, ACommaOrABracketThatIsMissingIsTold) {
  EXPECT_EQ(ToldOfLine("modes = [\"video\" \"office\"]"), ":3:18: a comma is missing before this");
  EXPECT_EQ(ToldOfLine(R"(label = { en = "A" cy = "B" })"),
            ":3:20: a comma is missing before this");
  EXPECT_EQ(ToldOfLine("weigh = { video = 1 office = 2 }"),
            ":3:21: a comma or } is missing before this");
  EXPECT_EQ(ToldOfLine("modes = [\"video\", \"office\""),
            ":4:1: a comma or ] is missing before this");
  EXPECT_EQ(ToldOfLine("weigh = { video = 1,"), ":3:21: close this with } on the same line");
  EXPECT_EQ(ToldOfLine("weigh = { video = 1, }"), ":3:22: take out the comma before the }");
}

TEST(TomlFault, AHeadingHasTheBracketsThatItNeeds) {
  const std::string told =
      "this heading lacks a bracket or has one too many; write [policy] or [[principle]]";
  EXPECT_EQ(ToldOfLine("[[principle]"), ":3:13: " + told);
  EXPECT_EQ(ToldOfLine("[principle"), ":3:11: " + told);
  EXPECT_EQ(ToldOfLine("[policy]]"), ":3:9: " + told);
}

TEST(TomlFault, AKeyHasAnEqualsSignAndAValue) {
  const std::string told = "there is no = between the key and its value; write key = value";
  EXPECT_EQ(ToldOfLine("mandate: \"standard\""), ":3:8: " + told);
  EXPECT_EQ(ToldOfLine("mandate \"standard\""), ":3:9: " + told);
  EXPECT_EQ(ToldOfLine("mandate ="), ":3:10: the value is missing; write it after the =");
}

TEST(TomlFault, WhatIsGivenTwiceIsTold) {
  EXPECT_EQ(ToldOfLine("version = \"2\""), ":4:11: \"version\" is given twice; keep one");
  EXPECT_EQ(ToldOfLine("[policy]"), ":3:1: \"policy\" is given twice; keep one");
  EXPECT_EQ(ToldOfLine("bands = { suited = 0 }\nbands.well_suited = 3"),
            ":4:1: this is given twice; keep one");
}

TEST(TomlFault, ABackslashInATextIsTold) {
  EXPECT_EQ(ToldOfLine(R"(source = "C:\Guidance")"),
            R"(:3:14: a backslash in a text begins a sign such as \n; write \\ for a backslash)");
}

TEST(TomlFault, AControlCharacterInATextIsTold) {
  EXPECT_EQ(ToldOfLine("source = \"a\x01\""),
            ":3:12: a text holds a control character here; take it out");
}

TEST(TomlFault, AFileInAnotherEncodingIsTold) {
  EXPECT_EQ(ToldOfLine("source = \"\xE9t\xE9\""),
            ":3:10: the file is not in UTF-8 here; save it as UTF-8");
}

TEST(TomlFault, AFileThatEndsTooSoonIsTold) {
  EXPECT_EQ(MessageOf({PackFile("", "[policy]\ninclude = [\"a.toml\",")}),
            ":2:21: the file ends within a list, a table or a text; close it");
  EXPECT_EQ(MessageOf({PackFile("", "[policy]\nid = \"\"\"x\n")}),
            ":2:11: the file ends within a list, a table or a text; close it");
}

TEST(TomlFault, AKeyOfOtherLettersNeedsQuotes) {
  const std::string told =
      "write a key here; one with signs other than a to z, digits, - and _ needs quotes";
  for (const char* line : {"ŵ = 1", "[ŵ]", "= 3"})
    EXPECT_EQ(ToldOfLine(line), (line[0] == '[' ? ":3:2: " : ":3:1: ") + told) << line;
}

TEST(TomlFault, AllElseIsToldInTheParsersWords) {
  EXPECT_TRUE(ToldOfLine("id = [}").starts_with(":3:7: not valid TOML: ")) << ToldOfLine("id = [}");
}

}  // namespace
}  // namespace bsup::core
