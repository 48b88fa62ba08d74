#include "intake/reading/names.h"

#include <gtest/gtest.h>

#include <string>

namespace bsup::core {
namespace {

TEST(Names, AreOneHoweverTheirAccentsAreWritten) {
  EXPECT_TRUE(IsOneName("Siân", "Sia\u0302n")) << "NFC and NFD";
  EXPECT_TRUE(IsOneName("LLŶR", "Lly\u0302r"));
  EXPECT_TRUE(IsOneName("Straße", "STRASSE"));
  EXPECT_TRUE(IsOneName("ИВАН", "Иван"));
  EXPECT_TRUE(IsOneName("Ste\uFB00an", "Steffan")) << "a ligature";
  EXPECT_TRUE(IsOneName("Jo\u200Bhn", "John")) << "a space of no width";
  EXPECT_FALSE(IsOneName("Siân", "Sian")) << "another letter";
}

TEST(Names, HyphensAndSpacesAreAlike) {
  EXPECT_TRUE(IsOneName("Mary-Jane", "Mary Jane"));
  EXPECT_TRUE(IsOneName("Mary \u2013 Jane", " Mary  Jane "));
  EXPECT_FALSE(IsOneName("Mary-Jane", "Maryjane"));
  EXPECT_TRUE(IsOneName("O\u2019Brien", "O'Brien"));
}

TEST(Names, ATitleIsNotPartOfThem) {
  EXPECT_TRUE(IsOneName("Mr John", "John"));
  EXPECT_TRUE(IsOneName("Dr. John", "MR JOHN"));
  EXPECT_TRUE(IsOneName("Mr", "mr")) << "a title alone is a name";
  EXPECT_FALSE(IsOneName("Mr", "Mrs"));
  EXPECT_FALSE(IsOneName("Drew John", "John"));
}

TEST(Names, OfAnyLengthAndInAnyBytesAreCompared) {
  const std::string long_name(400, 'x');
  EXPECT_TRUE(IsOneName(long_name, std::string(400, 'X')));
  EXPECT_FALSE(IsOneName(long_name, long_name + "y"));
  EXPECT_TRUE(IsOneName("\xFF", "\xFF"));
  EXPECT_FALSE(IsOneName("\xFF", "\xFE"));
  EXPECT_TRUE(IsOneName("", ""));
}

}  // namespace
}  // namespace bsup::core
