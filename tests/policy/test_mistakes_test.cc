// What the reader makes of tests that are written as other languages do, or as people speak.
#include "policy/read/test_mistakes.h"

#include <gtest/gtest.h>

#include "policy/pack_builder.h"

namespace bsup::core {
namespace {

const std::string kWeeks =
    "[fact.\"weeks\"]\ntype = \"count\"\nmin = 0\nmax = 520\nunit = { en = \"weeks\", cy = "
    "\"wythnos\" }\nlabel = { en = \"Weeks\", cy = \"Wythnosau\" }\nask = { en = \"How many?\", cy "
    "= \"Sawl un?\" }\n";
const std::string kPurpose =
    "[fact.\"purpose\"]\ntype = \"choice\"\nvalues = [\"initial appointment\", \"review\"]\nwords "
    "= { \"initial appointment\" = { en = \"first appointment\", cy = \"apwyntiad cyntaf\" } "
    "}\nlabel = { en = \"Purpose\", cy = \"Diben\" }\nask = { en = \"What for?\", cy = \"At ba "
    "ddiben?\" }\n";

// What is said of a pack with this rule's condition, whose last line is the fourteenth.
std::string ToldOf(const std::string& test) {
  return Told(kWeeks + kPurpose +
              ARule("cannot", "c", "modes = [\"telephone\"]\nwhen = { " + test + " }\n"));
}

TEST(TestMistakes, StandsAtTheTestsValue) {
  EXPECT_EQ(ToldOf(R"("risk.rosh" = "=> high")"),
            R"(+18:24: "=> high" is not a test of risk.rosh; write ">= high")");
}

// What somebody is told to write in place of a test of a fact.
std::string Instead(const std::string& fact, const std::string& test) {
  const std::string told = ToldOf("\"" + fact + "\" = '" + test + "'");
  const std::size_t at = told.find("; write ");
  return at == std::string::npos ? told : told.substr(at + 8);
}

TEST(TestMistakes, AComparisonInAnotherSpellingIsTranslated) {
  for (const char* test : {"=> high", "≥ high", "at least high", "high+", "high or above",
                           "HIGH or higher", ">= \"high\"", "≥high"})
    EXPECT_EQ(Instead("risk.rosh", test), "\">= high\"") << test;
  for (const char* test : {"=< medium", "≤ medium", "at most medium", "medium or below"})
    EXPECT_EQ(Instead("risk.rosh", test), "\"<= medium\"") << test;
  for (const char* test : {"more than 3", "over 3", "above 3", "> \"3\""})
    EXPECT_EQ(Instead("misses", test), "\"> 3\"") << test;
  for (const char* test : {"less than 3", "fewer than 3", "under 3", "below 3"})
    EXPECT_EQ(Instead("misses", test), "\"< 3\"") << test;
}

TEST(TestMistakes, AnEqualsSignIsLeftOut) {
  for (const char* test : {"== high", "=high", "is high", "High"})
    EXPECT_EQ(Instead("risk.rosh", test), "\"high\"") << test;
  EXPECT_EQ(Instead("misses", "== 3"), "3");
  EXPECT_EQ(Instead("telephone", "= true"), "true");
}

TEST(TestMistakes, WhatIsNotIsWrittenWithBrackets) {
  for (const char* test : {"!= high", "<> high", "≠ high", "not high", "!high", "is not high"})
    EXPECT_EQ(Instead("risk.rosh", test), "\"not (high)\"") << test;
  EXPECT_EQ(Instead("risk.rosh", "not low, medium"), "\"not (low, medium)\"");
  EXPECT_EQ(Instead("misses", "!= 3"), "\"not (3)\"");
  EXPECT_EQ(Instead("telephone", "not true"), "false");
}

TEST(TestMistakes, AFlagIsWrittenWithoutQuotes) {
  EXPECT_EQ(Instead("telephone", "true"), "true");
  EXPECT_EQ(Instead("telephone", "yes"), "true");
  EXPECT_EQ(Instead("telephone", "No"), "false");
}

TEST(TestMistakes, AListIsWrittenAsOne) {
  for (const char* test : {"low, medium", "low or medium", "low|medium", "low/medium"})
    EXPECT_EQ(Instead("risk.rosh", test), "[\"low\", \"medium\"]") << test;
  EXPECT_EQ(Instead("misses", "3 or 5"), "[3, 5]");
}

TEST(TestMistakes, ARangeIsWrittenAsOne) {
  for (const char* test :
       {"3-5", "3–5", "3..5", "3 to 5", "from 3 to 5", "between 3 and 5", "[3-5]", "[3,5]"})
    EXPECT_EQ(Instead("misses", test), "\"[3..5]\"") << test;
  EXPECT_EQ(Instead("risk.rosh", "low to high"), "\"[low..high]\"");
}

TEST(TestMistakes, WhatIsNotKnownIsUnknown) {
  for (const char* test : {"not known", "null", "none", "missing"})
    EXPECT_EQ(Instead("risk.rosh", test), "\"unknown\"") << test;
  EXPECT_EQ(Instead("risk.rosh", "not unknown"), "\"known\"");
}

TEST(TestMistakes, ACountSaysItsUnit) {
  EXPECT_EQ(
      ToldOf(R"(weeks = "> 6 months")"),
      R"(+18:18: "> 6 months" is not a test of weeks, which is counted in weeks; write "> 26")");
  EXPECT_EQ(Instead("weeks", ">= 6m"), "\">= 26\"");
  EXPECT_EQ(Instead("weeks", "26 weeks"), "26");
  EXPECT_EQ(Instead("weeks", "< 2 years"), "\"< 104\"");
  EXPECT_EQ(Instead("weeks", "at least 28 days"), "\">= 4\"");
  EXPECT_EQ(Instead("misses", "> 3 contacts"), "\"> 3\"");
  EXPECT_EQ(
      ToldOf(R"(misses = "> 3 months")"),
      "+18:19: \"3 months\" is not a value of misses; write a whole number of contacts from 0 "
      "to 100");
}

TEST(TestMistakes, ACountIsAWholeNumber) {
  EXPECT_EQ(ToldOf("weeks = 8.5"),
            "+18:18: a test of \"weeks\" must be a text, a whole number, true or false, not a "
            "decimal number");
  EXPECT_EQ(ToldOf(R"(weeks = "> 8.5")"),
            "+18:18: \"8.5\" is not a value of weeks; write a whole number of weeks from 0 to 520");
}

TEST(TestMistakes, AValueMayBeGivenByItsLabel) {
  EXPECT_EQ(Instead("purpose", "First appointment"), "\"initial appointment\"");
}

TEST(TestMistakes, WhatHasNoOrderIsNotCompared) {
  EXPECT_EQ(
      ToldOf(R"(purpose = "> review")"),
      R"(+18:20: "> review" compares, but the values of purpose have no order; list the values instead)");
  EXPECT_EQ(ToldOf(R"(purpose = "=> review")"),
            R"(+18:20: "=> review" is not a value of purpose; did you mean "review"?)");
}

TEST(TestMistakes, OfWhatNobodyCouldMeanNothingIsMade) {
  EXPECT_EQ(
      ToldOf(R"("risk.rosh" = "=> sometimes")"),
      R"(+18:24: "=> sometimes" is not a value of risk.rosh; write "low", "medium", "high" or "very high")");
}

}  // namespace
}  // namespace bsup::core
