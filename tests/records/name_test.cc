#include "records/content/name.h"

#include <gtest/gtest.h>

#include <string>

namespace bsup::core {
namespace {

TEST(SameUser, IsOneHoweverTheIdIsWritten) {
  const std::string zoe = "Zo\u00EB Lloyd";
  for (const char* same : {
           "zo\u00EB  LLOYD",
           " Zo\u00EB\u00A0Lloyd ",
           "Zoe\u0308 Lloyd",
           "Zo\u200B\u00EB Lloyd",
           "\uFEFFZo\u00EB\u00AD Lloyd",
           "\uFF3A\uFF4F\u00EB \uFF2C\uFF4C\uFF4F\uFF59\uFF44",
           "\u24CF\u24DE\u00EB Lloyd",
       }) {
    EXPECT_TRUE(SameUser(zoe, same)) << same;
    EXPECT_TRUE(SameUser(same, zoe)) << same;
  }
  for (const char* other : {"Zoe Lloyd", "Zo\u00EBLloyd", "Zo\u00EB Lloyd2", ""}) {
    EXPECT_FALSE(SameUser(zoe, other)) << other;
  }
  EXPECT_FALSE(SameUser(zoe, "Zo\u0451 Lloyd")) << "a Cyrillic letter, as the docs say";
  std::string grows;  // from 252 bytes to 2,772
  for (int i = 0; i < 84; ++i) grows += "\uFDFA";
  EXPECT_TRUE(SameUser(grows, grows + "\u200B"));
  EXPECT_TRUE(SameUser("\u200B", "\u200C")) << "neither can be told from the other";
}

}  // namespace
}  // namespace bsup::core
