#include "trail/seal/hash.h"

#include <gtest/gtest.h>

namespace bsup::core {
namespace {

// FIPS 180-4 example.
TEST(Hash, AgreesWithTheStandardHoweverItIsCutIntoPieces) {
  const std::string digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  EXPECT_EQ(Hex(Bytes(Sha256Of({"abc"}))), digest);
  EXPECT_EQ(Hex(Bytes(Sha256Of({"a", "", "bc"}))), digest);
  EXPECT_EQ(HashFromHex(digest), Sha256Of({"abc"}));
}

TEST(Hash, HasOneHexadecimalForm) {
  const std::string good(64, 'a');
  EXPECT_TRUE(HashFromHex(good));
  for (const std::string& text :
       {std::string(), good.substr(1), good + "a", good + "aa", "A" + good.substr(1),
        "g" + good.substr(1), " " + good.substr(1), "0x" + good.substr(2), good.substr(1) + '\0'}) {
    EXPECT_FALSE(HashFromHex(text)) << text;
  }
}

TEST(Hash, EveryByteThatIsNoHexadecimalDigitIsRefused) {
  for (int byte = 0; byte < 256; ++byte) {
    std::string text(64, 'a');
    text[31] = static_cast<char>(byte);
    const bool digit = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f');
    EXPECT_EQ(HashFromHex(text).has_value(), digit) << byte;
  }
}

// RFC 4648, section 10.
TEST(Base64, AgreesWithTheStandard) {
  const std::vector<std::pair<std::string, std::string>> vectors{{"", ""},
                                                                 {"f", "Zg=="},
                                                                 {"fo", "Zm8="},
                                                                 {"foo", "Zm9v"},
                                                                 {"foob", "Zm9vYg=="},
                                                                 {"fooba", "Zm9vYmE="},
                                                                 {"foobar", "Zm9vYmFy"},
                                                                 {"\xFB\xFF", "+/8="}};
  for (const auto& [bytes, text] : vectors) {
    EXPECT_EQ(Base64(bytes), text);
    EXPECT_EQ(FromBase64(text), bytes);
  }
}

TEST(Base64, HasOneFormForEachText) {
  const std::string_view digits = "AQZagz09+/=-_ \n";
  std::size_t read = 0;
  for (const char a : digits) {
    for (const char b : digits) {
      for (const char c : digits) {
        for (const char d : digits) {
          const std::string text{a, b, c, d};
          const auto bytes = FromBase64(text);
          if (!bytes) continue;
          ++read;
          EXPECT_EQ(Base64(*bytes), text);
        }
      }
    }
  }
  EXPECT_GT(read, 10'000U);
  for (const char* text : {"Zg", "Zg=", "Zg===", "=", "====", "Zg==Zg==", "Zm9v\n", "Zm9vY"}) {
    EXPECT_FALSE(FromBase64(text)) << text;
  }
}

TEST(Base64, EveryByteThatIsNoDigitIsRefused) {
  const std::string_view signs = "+/";
  for (int byte = 0; byte < 256; ++byte) {
    for (std::size_t at = 0; at < 4; ++at) {
      std::string text = "AAAAAAAA";
      text[at] = static_cast<char>(byte);
      const bool digit = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
                         (byte >= 'A' && byte <= 'Z') ||
                         (byte != 0 && signs.find(static_cast<char>(byte)) != signs.npos);
      EXPECT_EQ(FromBase64(text).has_value(), digit) << byte << " at " << at;
    }
  }
}

TEST(Base64, AHashIsThirtyTwoBytes) {
  const Hash hash = Sha256Of({"abc"});
  EXPECT_EQ(HashFromBase64(Base64(Bytes(hash))), hash);
  EXPECT_FALSE(HashFromBase64(Base64(Bytes(hash).substr(1))));
  EXPECT_FALSE(HashFromBase64(Base64(std::string(33, 'x'))));
}

}  // namespace
}  // namespace bsup::core
