#include "base/unicode.h"

#include <gtest/gtest.h>

namespace bsup::core {
namespace {

TEST(Unicode, OneFormIsTheSameForAllWaysToWriteAText) {
  EXPECT_EQ(OneForm("Si\u00E2n"), OneForm("sia\u0302N"));
  EXPECT_NE(OneForm("Si\u00E2n"), OneForm("Sian"));
  EXPECT_EQ(OneForm("\xFF"), "\xFF") << "not UTF-8";
  EXPECT_EQ(OneForm(""), "");
}

TEST(Unicode, Utf8IsToldFromOtherBytes) {
  EXPECT_TRUE(IsUtf8(""));
  EXPECT_TRUE(IsUtf8("Siân 🏠"));
  EXPECT_FALSE(IsUtf8("Si\xE2n"));
  EXPECT_FALSE(IsUtf8("Si\xC3"));
}

}  // namespace
}  // namespace bsup::core
