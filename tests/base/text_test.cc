#include "base/text.h"

#include <gtest/gtest.h>

namespace bsup::core {
namespace {

constexpr Text kYes{"yes", "ie"};
constexpr Pattern<2> kBetween{"{1} to {2}", "{2} ar ôl {1}"};

TEST(Text, IsSaidInEitherLanguage) {
  EXPECT_EQ(Say(kYes, Language::kEnglish), "yes");
  EXPECT_EQ(Say(kYes, Language::kWelsh), "ie");
  EXPECT_EQ(kYes.both(), (Words{"yes", "ie"}));
}

TEST(Text, IsFilledInInTheOrderOfItsLanguage) {
  EXPECT_EQ(Say(kBetween, Language::kEnglish, {"a", "b"}), "a to b");
  EXPECT_EQ(Say(kBetween, Language::kWelsh, {"a", "b"}), "b ar ôl a");
}

TEST(Text, IsNotFilledInTwice) {
  EXPECT_EQ(Say(kBetween, Language::kEnglish, {"{2}", "{1}"}), "{2} to {1}");
}

}  // namespace
}  // namespace bsup::core
