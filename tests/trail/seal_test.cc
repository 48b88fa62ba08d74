#include "trail/seal/seal.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>

#include "base/sha256.h"

namespace bsup::core {
namespace {

using namespace std::string_literals;

const std::string kPlaintext = R"({"contact":"2026-11-30","mode":"telephone"})";
const PartPlace kPlace{"trail.example/north", 41, PayloadPart::kSubject};

class SealTest : public testing::Test {
 protected:
  const Secret key_ = Secret::Random();
  const SealedPart sealed_ = Seal(key_, KeyId{1, 2, 3}, kPlace, kPlaintext);
};

std::string Unhex(const std::string& hex) {
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  }
  return bytes;
}

Hash HashOf(const std::string& hex) {
  Hash hash{};
  const std::string bytes = Unhex(hex);
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

// HMAC as RFC 2104 has it, from nothing but SHA-256.
std::string HmacByDefinition(const std::string& key, const std::string& message) {
  std::string inner(64, '\x36');
  std::string outer(64, '\x5c');
  for (std::size_t i = 0; i < key.size(); ++i) {
    inner[i] = static_cast<char>(inner[i] ^ key[i]);
    outer[i] = static_cast<char>(outer[i] ^ key[i]);
  }
  return Unhex(Sha256Hex(outer + Unhex(Sha256Hex(inner + message))));
}

TEST_F(SealTest, OpensAgain) {
  EXPECT_EQ(sealed_.key, (KeyId{1, 2, 3}));
  EXPECT_EQ(sealed_.ciphertext.size(), kPlaintext.size() + 16);
  const auto opened = Unseal(key_, kPlace, sealed_);
  ASSERT_TRUE(opened) << opened.error().Message();
  EXPECT_EQ(*opened, kPlaintext);
}

TEST_F(SealTest, AnEmptyPartOpensToo) {
  const SealedPart empty = Seal(key_, KeyId{}, kPlace, "");
  const auto opened = Unseal(key_, kPlace, empty);
  ASSERT_TRUE(opened) << opened.error().Message();
  EXPECT_EQ(*opened, "");
}

TEST_F(SealTest, TheSameTextIsNeverSealedTheSame) {
  const SealedPart again = Seal(key_, KeyId{1, 2, 3}, kPlace, kPlaintext);
  EXPECT_NE(again.nonce, sealed_.nonce);
  EXPECT_NE(again.ciphertext, sealed_.ciphertext);
  EXPECT_NE(Commitment(again), Commitment(sealed_));
}

TEST_F(SealTest, KeyHashAndCommitmentAreAsTheFormatHasThem) {
  const std::string nonce(Bytes(sealed_.nonce));
  const std::string record_key = HmacByDefinition(std::string(key_.bytes()), "record/v1" + nonce);
  EXPECT_EQ(RecordKey(key_, sealed_).bytes(), record_key);
  EXPECT_EQ(Hex(Bytes(sealed_.key_hash)), Sha256Hex("blended-supervision/key/v1\0"s + record_key));
  EXPECT_EQ(Hex(Bytes(Commitment(sealed_))),
            Sha256Hex("blended-supervision/payload/v1\0"s + nonce +
                      std::string(Bytes(sealed_.key_hash)) + sealed_.ciphertext));
}

// Computed apart, with a cipher written from RFC 8439 and the XChaCha draft
// (draft-irtf-cfrg-xchacha-03).
TEST(Seal, AFixedPartOpensAndHasItsCommitment) {
  std::string key;
  for (char c = 0; c < 32; ++c) key += c;
  SealedPart sealed;
  for (std::uint8_t i = 0; i < 24; ++i) sealed.nonce[i] = 64 + i;
  sealed.key_hash = HashOf("b316561167956fef6da4e1e56a2ec9a343c6fcf1b88a2ea7e9e9dc9eedbc88be");
  sealed.ciphertext =
      Unhex("71199e627ed918485819c337ab16f7bb99905c95d7147396bbd22786de151479d733935e");
  EXPECT_EQ(Hex(Bytes(Commitment(sealed))),
            "33ac359aef388814cff3420e917d7a455af87b8964c745933c80c3a13d87b63d");
  const auto opened = Unseal(Secret(key), kPlace, sealed);
  ASSERT_TRUE(opened) << opened.error().Message();
  EXPECT_EQ(*opened, R"({"mode":"telephone"})");
}

TEST_F(SealTest, NoByteOfItCanBeChangedUnnoticed) {
  const Hash commitment = Commitment(sealed_);
  const auto check = [&](const std::string& what, std::size_t size,
                         const std::function<void(SealedPart*, std::size_t)>& change) {
    for (std::size_t i = 0; i < size; ++i) {
      SealedPart changed = sealed_;
      change(&changed, i);
      EXPECT_NE(Commitment(changed), commitment) << what << " " << i;
      const auto opened = Unseal(key_, kPlace, changed);
      ASSERT_FALSE(opened) << what << " " << i;
      EXPECT_EQ(opened.error().status, Status::kBadInput);
    }
  };
  check("nonce", sealed_.nonce.size(),
        [](SealedPart* part, std::size_t i) { part->nonce[i] ^= 1; });
  check("key hash", sealed_.key_hash.size(),
        [](SealedPart* part, std::size_t i) { part->key_hash[i] ^= 0x80; });
  check("ciphertext", sealed_.ciphertext.size(),
        [](SealedPart* part, std::size_t i) { part->ciphertext[i] ^= 4; });
  check("cut off after", sealed_.ciphertext.size(),
        [](SealedPart* part, std::size_t i) { part->ciphertext.resize(i); });
}

TEST_F(SealTest, OpensNowhereElse) {
  for (const PartPlace& elsewhere : {PartPlace{"trail.example/south", 41, PayloadPart::kSubject},
                                     PartPlace{"", 41, PayloadPart::kSubject},
                                     PartPlace{"trail.example/north", 42, PayloadPart::kSubject},
                                     PartPlace{"trail.example/north", 4, PayloadPart::kSubject},
                                     PartPlace{"trail.example/north", 41, PayloadPart::kActor},
                                     PartPlace{"trail.example/north", 41, PayloadPart::kTrail}}) {
    EXPECT_FALSE(Unseal(key_, elsewhere, sealed_)) << elsewhere.origin << " " << elsewhere.sequence;
  }
}

TEST_F(SealTest, OpensUnderNoOtherKey) {
  std::string bytes(key_.bytes());
  for (char& byte : bytes) {
    byte ^= 1;
    EXPECT_FALSE(Unseal(Secret(bytes), kPlace, sealed_));
    byte ^= 1;
  }
  EXPECT_TRUE(Unseal(Secret(bytes), kPlace, sealed_));
}

TEST_F(SealTest, TheRecordsOwnKeyOpensItAndNoOther) {
  const Secret record_key = RecordKey(key_, sealed_);
  const auto opened = OpenWithRecordKey(record_key, kPlace, sealed_);
  ASSERT_TRUE(opened) << opened.error().Message();
  EXPECT_EQ(*opened, kPlaintext);

  const PartPlace next{kPlace.origin, 42, PayloadPart::kSubject};
  const SealedPart other = Seal(key_, KeyId{1, 2, 3}, next, kPlaintext);
  ASSERT_TRUE(Unseal(key_, next, other));
  EXPECT_FALSE(OpenWithRecordKey(record_key, next, other));
  EXPECT_FALSE(Unseal(record_key, kPlace, sealed_)) << "it is not the person's key";
}

// The cipher alone would let one text be shown to one reader and another to the next.
TEST_F(SealTest, AKeyThatWasNotCommittedToIsRefusedBeforeTheCipherIsAsked) {
  SealedPart claimed = sealed_;
  claimed.key_hash = Seal(Secret::Random(), KeyId{}, kPlace, kPlaintext).key_hash;
  const auto opened = Unseal(key_, kPlace, claimed);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().Message(), "this key did not seal this part of the record");
}

}  // namespace
}  // namespace bsup::core
