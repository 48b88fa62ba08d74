#include "trail/seal/secret.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <new>
#include <string>
#include <utility>

#include "trail/seal/hash.h"

namespace bsup::core {
namespace {

const std::string kZeros(Secret::kSize, '\0');

Secret Filled(std::string bytes) {
  bytes.resize(Secret::kSize);  // HMAC fills a shorter key up with zeros itself
  return Secret(bytes);
}

// RFC 4231, test cases 1 to 4, whose keys are no longer than ours.
TEST(Hmac, AgreesWithTheStandard) {
  EXPECT_EQ(Hex(Bytes(Mac(Filled(std::string(20, '\x0b'))).Of("Hi There"))),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(Hex(Bytes(Mac(Filled("Jefe")).Of("what do ya want for nothing?"))),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(Hex(Bytes(Mac(Filled(std::string(20, '\xaa'))).Of(std::string(50, '\xdd')))),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
  std::string counting;
  for (char c = 1; c <= 25; ++c) counting += c;
  EXPECT_EQ(Hex(Bytes(Mac(Filled(counting)).Of(std::string(50, '\xcd')))),
            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b");
}

TEST(Secret, IsZeroUntilGiven) { EXPECT_EQ(Secret().bytes(), kZeros); }

TEST(Secret, RandomOnesDiffer) {
  EXPECT_NE(Secret::Random().bytes(), kZeros);
  EXPECT_NE(Secret::Random().bytes(), Secret::Random().bytes());
}

TEST(Secret, ACopyIsAnotherOneOfTheSameBytes) {
  const Secret secret = Secret::Random();
  const Secret copy = secret.Copy();
  EXPECT_EQ(copy.bytes(), secret.bytes());
  EXPECT_NE(copy.data(), secret.data());
}

TEST(Secret, NothingIsLeftWhereOneIsMovedFrom) {
  Secret first = Secret::Random();
  const std::string bytes(first.bytes());
  Secret second = std::move(first);
  EXPECT_EQ(first.bytes(), kZeros);  // NOLINT(bugprone-use-after-move)
  EXPECT_EQ(second.bytes(), bytes);
  Secret third = Secret::Random();
  third = std::move(second);
  EXPECT_EQ(second.bytes(), kZeros);  // NOLINT(bugprone-use-after-move)
  EXPECT_EQ(third.bytes(), bytes);
}

TEST(Secret, NothingIsLeftWhereOneEnds) {
  for (const bool locked : {false, true}) {
    alignas(Secret) std::array<unsigned char, sizeof(Secret)> place;
    auto* const secret = new (place.data()) Secret(std::string(Secret::kSize, 'k'));
    ASSERT_EQ(std::count(place.begin(), place.end(), 'k'), Secret::kSize);
    if (locked) {
      secret->Lock();
      EXPECT_EQ(std::count(place.begin(), place.end(), 'k'), 0);
      EXPECT_EQ(secret->bytes(), std::string(Secret::kSize, 'k'));
    }
    secret->~Secret();
    EXPECT_EQ(std::count(place.begin(), place.end(), 'k'), 0) << "locked: " << locked;
  }
}

TEST(Secret, ALockedOneCanBeLockedAgainAndReplaced) {
  Secret secret = Secret::Random();
  const std::string bytes(secret.bytes());
  secret.Lock();
  secret.Lock();
  EXPECT_EQ(secret.bytes(), bytes);
  const std::uint8_t* const place = secret.data();
  secret = Secret(std::string(Secret::kSize, 'k'));
  EXPECT_EQ(secret.bytes(), std::string(Secret::kSize, 'k'));
  EXPECT_EQ(secret.data(), place) << "it is no longer locked";
  Secret moved = std::move(secret);
  EXPECT_EQ(moved.data(), place);
  EXPECT_EQ(secret.bytes(), kZeros);  // NOLINT(bugprone-use-after-move)
  Secret other;
  other.Lock();
  other = std::move(moved);
  EXPECT_EQ(other.data(), place);
  EXPECT_EQ(moved.bytes(), kZeros);  // NOLINT(bugprone-use-after-move)
}

TEST(Mac, GivesTheSameWhereItIsLocked) {
  Mac mac(Filled("Jefe"));
  const auto before = mac.Of("what do ya want for nothing?");
  mac.Lock();
  mac.Lock();
  EXPECT_EQ(mac.Of("what do ya want for nothing?"), before);
}

TEST(Wipe, TakesAwayWhatATextHeldWhenItWasLonger) {
  std::string text(100, 'k');
  const char* const bytes = text.data();
  text.resize(50);
  Wipe(&text);
  EXPECT_TRUE(text.empty());
  ASSERT_EQ(text.data(), bytes);
  text.resize(text.capacity(), 'x');
  EXPECT_EQ(text.find('k'), std::string::npos);
}

}  // namespace
}  // namespace bsup::core
