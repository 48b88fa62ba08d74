#include "trail/log/proof.h"

#include <gtest/gtest.h>

#include "trail/log/merkle.h"

namespace bsup::core {
namespace {

Secret ProofSeed(char filler) { return Secret(std::string(Secret::kSize, filler)); }
VerifierKey ProofKey() { return VerifierKeyOf("log.example", KeyType::kEd25519, ProofSeed('l')); }

std::string SignedBy(const Checkpoint& head, const VerifierKey& key, char seed) {
  const std::string text = head.ToString();
  return Note{text, {Sign(text, key, ProofSeed(seed))}}.ToString();
}

std::string RecordAt(std::uint64_t index) { return "record " + std::to_string(index); }

// Three records, and the proof of the one in the middle.
struct Log {
  std::array<Hash, 3> leaves{LeafHash(RecordAt(0)), LeafHash(RecordAt(1)), LeafHash(RecordAt(2))};
  Checkpoint head{"log.example", 3, NodeHash(NodeHash(leaves[0], leaves[1]), leaves[2])};
  RecordProof proof{1, {leaves[0], leaves[2]}, SignedBy(head, ProofKey(), 'l'), ""};
};

TEST(RecordProof, IsWrittenAsTheFormatSays) {
  const Log log;
  EXPECT_EQ(log.proof.ToString(), "c2sp.org/tlog-proof@v1\nindex 1\n" +
                                      Base64(Bytes(log.leaves[0])) + "\n" +
                                      Base64(Bytes(log.leaves[2])) + "\n\n" + log.proof.checkpoint);
  RecordProof with_extra = log.proof;
  with_extra.extra = "hello";
  EXPECT_TRUE(
      with_extra.ToString().starts_with("c2sp.org/tlog-proof@v1\nextra aGVsbG8=\nindex 1\n"));
}

TEST(RecordProof, ReadsBackAsWritten) {
  for (const char* extra : {"", "x", "extra data\n"}) {
    Log log;
    log.proof.extra = extra;
    const auto read = RecordProof::Parse(log.proof.ToString());
    ASSERT_TRUE(read) << read.error().Message();
    EXPECT_EQ(read->index, 1U);
    EXPECT_EQ(read->hashes, log.proof.hashes);
    EXPECT_EQ(read->checkpoint, log.proof.checkpoint);
    EXPECT_EQ(read->extra, extra);
    EXPECT_EQ(read->ToString(), log.proof.ToString());
  }
}

TEST(RecordProof, ProvesTheRecordAndNoOther) {
  const Log log;
  const auto head = log.proof.Check(RecordAt(1), ProofKey());
  ASSERT_TRUE(head) << head.error().Message();
  EXPECT_EQ(*head, log.head);
  EXPECT_FALSE(log.proof.Check(RecordAt(0), ProofKey()));
  EXPECT_FALSE(log.proof.Check("", ProofKey()));
}

TEST(RecordProof, TheOnlyRecordNeedsNoHashes) {
  const Checkpoint head{"log.example", 1, LeafHash("only")};
  const RecordProof proof{0, {}, SignedBy(head, ProofKey(), 'l'), ""};
  const auto read = RecordProof::Parse(proof.ToString());
  ASSERT_TRUE(read) << read.error().Message();
  EXPECT_TRUE(read->Check("only", ProofKey()));
}

TEST(RecordProof, EachStepCanFail) {
  const Log log;
  const auto why = [](const RecordProof& proof, const VerifierKey& key) {
    const auto checked = proof.Check(RecordAt(1), key);
    EXPECT_FALSE(checked);
    return checked ? "" : checked.error().problems[0].where;
  };
  const VerifierKey other = VerifierKeyOf("log.example", KeyType::kEd25519, ProofSeed('x'));
  EXPECT_EQ(why(log.proof, other), "checkpoint");

  RecordProof another_log = log.proof;
  Checkpoint head = log.head;
  head.origin = "other.example";
  another_log.checkpoint = SignedBy(head, ProofKey(), 'l');
  EXPECT_EQ(why(another_log, ProofKey()), "checkpoint:1");

  RecordProof extended = log.proof;
  const std::string text = log.head.ToString() + "extension\n";
  extended.checkpoint = Note{text, {Sign(text, ProofKey(), ProofSeed('l'))}}.ToString();
  EXPECT_EQ(why(extended, ProofKey()), "checkpoint:4");

  RecordProof unsigned_head = log.proof;
  unsigned_head.checkpoint = log.head.ToString();
  EXPECT_EQ(why(unsigned_head, ProofKey()), "note");

  RecordProof past_the_end = log.proof;
  past_the_end.index = 3;
  EXPECT_EQ(why(past_the_end, ProofKey()), "proof");
  EXPECT_EQ(past_the_end.Check(RecordAt(1), ProofKey()).error().problems[0].what,
            "the log has 3 records, and no record 3");
  RecordProof elsewhere = log.proof;
  elsewhere.index = 0;
  EXPECT_EQ(why(elsewhere, ProofKey()), "proof");
  RecordProof shorter = log.proof;
  shorter.hashes.pop_back();
  EXPECT_EQ(why(shorter, ProofKey()), "proof");
  RecordProof changed = log.proof;
  changed.hashes[1][31] ^= 1;
  EXPECT_EQ(why(changed, ProofKey()), "proof");
}

// An attacker who keeps the signature and moves the head.
TEST(RecordProof, AChangedCheckpointIsNotSigned) {
  Log log;
  const std::string was = log.proof.checkpoint;
  for (std::size_t at = 0; at < log.head.ToString().size(); ++at) {
    log.proof.checkpoint = was;
    log.proof.checkpoint[at] = was[at] == '2' ? '3' : '2';
    EXPECT_FALSE(log.proof.Check(RecordAt(1), ProofKey())) << at;
  }
}

TEST(RecordProof, WhatIsNotOneIsRefusedWithTheLine) {
  const Log log;
  const std::string head = "c2sp.org/tlog-proof@v1\n";
  const std::string hash = Base64(Bytes(log.leaves[0])) + "\n";
  const std::string tail = "\n" + log.proof.checkpoint;
  ASSERT_TRUE(RecordProof::Parse(head + "index 1\n" + hash + tail));
  const std::vector<std::pair<std::string, std::string>> cases{
      {"", "proof:1"},
      {"c2sp.org/tlog-proof@v2\nindex 1\n" + tail, "proof:1"},
      {head, "proof:2"},
      {head + "index 1", "proof:2"},
      {head + "index 01\n" + tail, "proof:2"},
      {head + "index -1\n" + tail, "proof:2"},
      {head + "index 18446744073709551616\n" + tail, "proof:2"},
      {head + "Index 1\n" + tail, "proof:2"},
      {head + tail, "proof:2"},
      {head + "extra \nindex 1\n" + tail, "proof:2"},
      {head + "extra aGVsbG8\nindex 1\n" + tail, "proof:2"},
      {head + "extra aGVsbG8=\n", "proof:3"},
      {head + "extra aGVsbG8=\nextra aGVsbG8=\nindex 1\n" + tail, "proof:3"},
      {head + "index 1\n" + hash, "proof:4"},
      {head + "index 1\n" + hash.substr(1) + tail, "proof:3"},
      {head + "index 1\naGVsbG8=\n" + tail, "proof:3"},
      {head + "index 1\n" + hash + "\n", "proof: checkpoint from line 5"},
      {head + "index 1\n" + hash + "\n" + tail + "\n", "proof: checkpoint from line 5"},
      {head + "index 1\n" + hash + "\n" + log.head.ToString(), "proof: checkpoint from line 5"},
      {std::string(200'000, 'x'), "proof"},
  };
  for (const auto& [text, where] : cases) {
    const auto read = RecordProof::Parse(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().status, Status::kBadInput);
    EXPECT_EQ(read.error().problems[0].where, where) << text.substr(0, 200);
  }
  std::string many = head + "index 1\n";
  for (int i = 0; i < 64; ++i) many += hash;
  EXPECT_TRUE(RecordProof::Parse(many + tail));
  EXPECT_FALSE(RecordProof::Parse(many + hash + tail));
}

}  // namespace
}  // namespace bsup::core
