#include "base/suggest.h"

#include <gtest/gtest.h>

namespace bsup::core {
namespace {

const std::vector<std::string> kKnown{"risk.rosh", "risk.rising", "contact.purpose", "tier", "low"};

TEST(DidYouMean, NamesTheNearest) {
  EXPECT_EQ(DidYouMean("risk.rsoh", kKnown), "; did you mean \"risk.rosh\"?");
  EXPECT_EQ(DidYouMean("contact.porpose", kKnown), "; did you mean \"contact.purpose\"?");
  EXPECT_EQ(DidYouMean("teir", kKnown), "; did you mean \"tier\"?");
}

TEST(DidYouMean, TheBeginningOrAPartOfANameIsEnough) {
  const std::vector<std::string> known{"first-appointment-in-person", "first-home-visit-low",
                                       "home visit", "telephone"};
  EXPECT_EQ(DidYouMean("first-appointment", known),
            "; did you mean \"first-appointment-in-person\"?");
  EXPECT_EQ(DidYouMean("first", known), "; did you mean \"first-home-visit-low\"?");
  EXPECT_EQ(DidYouMean("visit", known), "; did you mean \"home visit\"?");
  EXPECT_EQ(DidYouMean("telephone call", known), "; did you mean \"telephone\"?");
  EXPECT_EQ(DidYouMean("hom", known), "");
}

TEST(DidYouMean, SaysNothingWhenNothingIsNear) {
  EXPECT_EQ(DidYouMean("weather.in.wales", kKnown), "");
  EXPECT_EQ(DidYouMean("risk.rosh", {}), "");
}

TEST(DidYouMean, TheFirstOfEquallyNearOnesIsNamed) {
  EXPECT_EQ(DidYouMean("bat", {"cat", "hat"}), "; did you mean \"cat\"?");
}

TEST(DidYouMean, AVeryLongWordCostsNoTime) {
  EXPECT_EQ(DidYouMean(std::string(1'000'000, 'x'), kKnown), "");
}

TEST(OneOf, ReadsAsASentenceDoes) {
  EXPECT_EQ(OneOf({}), "");
  EXPECT_EQ(OneOf({"a"}), "\"a\"");
  EXPECT_EQ(OneOf({"a", "b"}), "\"a\" or \"b\"");
  EXPECT_EQ(OneOf({"a", "b", "c"}), "\"a\", \"b\" or \"c\"");
}

TEST(Quoted, IsFitForAMessage) {
  EXPECT_EQ(Quoted("HIGH "), "\"HIGH \"");
  EXPECT_EQ(Quoted("a\nb\x7F"), "\"a?b?\"");
  EXPECT_EQ(Quoted(std::string(81, 'x')), "\"" + std::string(80, 'x') + "...\"");
  EXPECT_EQ(Quoted(std::string(80, 'x')), "\"" + std::string(80, 'x') + "\"");
}

TEST(Quoted, IsNeverCutInTheMiddleOfACharacter) {
  // Eighty bytes would end inside the y with an acute accent.
  EXPECT_EQ(Quoted(std::string(79, 'x') + "\xC3\xBDz"), "\"" + std::string(79, 'x') + "...\"");
}

}  // namespace
}  // namespace bsup::core
