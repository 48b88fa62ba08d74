#include "trail/log/note.h"

#include <gtest/gtest.h>

#include "oracle/cosign.h"
#include "trail/log/merkle.h"

namespace bsup::core {
namespace {

// The published example of signed notes.
constexpr const char* kVkey =
    "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
constexpr const char* kText = "This is an example message.\n";
constexpr const char* kSignature =
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=";

std::string Example() {
  return std::string(kText) + "\n\xE2\x80\x94 example.com/foo " + kSignature + "\n";
}

Secret Seed(char filler) { return Secret(std::string(Secret::kSize, filler)); }

VerifierKey LogKey() { return VerifierKeyOf("log.example", KeyType::kEd25519, Seed('l')); }
VerifierKey WitnessKey() {
  return VerifierKeyOf("witness.example", KeyType::kCosignature, Seed('w'));
}

Note Signed(const std::string& text) { return {text, {Sign(text, LogKey(), Seed('l'))}}; }

TEST(Note, ThePublishedExampleIsGood) {
  const auto key = VerifierKey::Parse(kVkey);
  ASSERT_TRUE(key) << key.error().Message();
  EXPECT_EQ(key->name, "example.com/foo");
  EXPECT_EQ(key->type, KeyType::kEd25519);
  EXPECT_EQ(key->ToString(), kVkey);
  const auto note = Note::Parse(Example());
  ASSERT_TRUE(note) << note.error().Message();
  EXPECT_EQ(note->text, kText);
  EXPECT_EQ(note->ToString(), Example());
  EXPECT_TRUE(note->SignedBy(*key));
}

TEST(Note, SignedWithTheKeyAtHandItIsTheSame) {
  EXPECT_EQ(SignMatched("text\n", LogKey(), Seed('l')), Sign("text\n", LogKey(), Seed('l')));
}

TEST(Note, AChangedTextIsNotSigned) {
  const auto key = VerifierKey::Parse(kVkey);
  const std::string example = Example();
  for (std::size_t at = 0; at + 1 < std::string_view(kText).size(); ++at) {
    std::string changed = example;
    changed[at] = changed[at] == 'x' ? 'y' : 'x';
    const auto note = Note::Parse(changed);
    ASSERT_TRUE(note);
    EXPECT_FALSE(note->SignedBy(*key)) << at;
  }
}

TEST(Note, AChangedSignatureIsNotGood) {
  const auto key = VerifierKey::Parse(kVkey);
  const auto note = Note::Parse(Example());
  ASSERT_TRUE(note->SignedBy(*key));
  for (std::size_t bit = 0; bit < 8 * note->signatures[0].bytes.size(); ++bit) {
    Note changed = *note;
    changed.signatures[0].bytes[bit / 8] ^= static_cast<char>(1 << (bit % 8));
    EXPECT_FALSE(changed.SignedBy(*key)) << bit;
  }
  Note shorter = *note;
  shorter.signatures[0].bytes.pop_back();
  EXPECT_FALSE(shorter.SignedBy(*key));
}

TEST(Note, ANoteWhoseSignatureWasStrippedIsNoNote) {
  EXPECT_FALSE(Note::Parse(kText));
  EXPECT_FALSE(Note::Parse(std::string(kText) + "\n"));
}

TEST(Note, ASignatureOfAnotherKeyIsNotOurs) {
  const Note note = Signed("text\n");
  EXPECT_TRUE(note.SignedBy(LogKey()));
  EXPECT_FALSE(note.SignedBy(VerifierKeyOf("log.example", KeyType::kEd25519, Seed('x'))));
  EXPECT_FALSE(note.SignedBy(VerifierKeyOf("other.example", KeyType::kEd25519, Seed('l'))));
  EXPECT_FALSE(note.SignedBy(VerifierKeyOf("log.example", KeyType::kCosignature, Seed('l'))));
}

TEST(Note, ASignatureOfAnotherKeyUnderOurNameAndIdIsBad) {
  Note note = Signed("text\n");
  NoteSignature forged = Sign("text\n", LogKey(), Seed('x'));
  note.signatures = {forged};
  EXPECT_FALSE(note.SignedBy(LogKey()));
}

TEST(Note, OneBadSignatureOfOurKeySpoilsTheNote) {
  Note note = Signed("text\n");
  note.signatures.push_back(Sign("other\n", LogKey(), Seed('l')));
  EXPECT_FALSE(note.SignedBy(LogKey()));
}

TEST(Note, SignaturesOfUnknownKeysAreLeftAlone) {
  Note note = Signed("text\n");
  note.signatures.insert(note.signatures.begin(),
                         {"post-quantum.example", {1, 2, 3, 4}, std::string(2420, 's')});
  const auto read = Note::Parse(note.ToString());
  ASSERT_TRUE(read) << read.error().Message();
  EXPECT_EQ(read->signatures, note.signatures);
  EXPECT_TRUE(read->SignedBy(LogKey()));
}

TEST(Note, TheTextMayHoldBlankLines) {
  const Note note = Signed("one\n\n\ntwo\n");
  const auto read = Note::Parse(note.ToString());
  ASSERT_TRUE(read) << read.error().Message();
  EXPECT_EQ(read->text, "one\n\n\ntwo\n");
  EXPECT_TRUE(read->SignedBy(LogKey()));
}

TEST(Note, EveryByteIsChecked) {
  const std::string dash = "\xE2\x80\x94 ";
  const std::string line = dash + "example.com/foo " + kSignature + "\n";
  const std::string text = "text\n\n";
  ASSERT_TRUE(Note::Parse(text + line));
  for (const std::string& bytes :
       {std::string(), std::string("\n"), std::string("\n\n"), "text\n" + line, line,
        text + line.substr(0, line.size() - 1), text + line + "\n", text + line + "more\n",
        text + "- example.com/foo " + kSignature + "\n", text + " " + line,
        text + dash + " example.com/foo " + kSignature + "\n",
        text + dash + "example.com/foo  " + kSignature + "\n",
        text + dash + "example.com/foo " + kSignature + " \n", text + dash + kSignature + "\n",
        text + dash + "example.com/foo\n", text + dash + "example.com/foo \n",
        text + dash + "example.com/foo Uw2QOg==\n", text + dash + "exam+ple " + kSignature + "\n",
        text + dash + "example.com/foo " + std::string(kSignature).substr(0, 91) + "\n",
        // The last bits of the Base64 are not zero.
        text + dash + "example.com/foo Uw2QOkn9\n" + dash + "example.com/foo Uw2QOkl=\n",
        "te\txt\n\n" + line, "text\r\n\r\n" + line, std::string("te\0xt\n\n", 7) + line,
        "te\xFFxt\n\n" + line, "te\xC0\xAExt\n\n" + line, "te\xED\xA0\x80xt\n\n" + line,
        "te\xF4\x90\x80\x80xt\n\n" + line, "te\xE2\x80\n\n" + line}) {
    EXPECT_FALSE(Note::Parse(bytes)) << bytes;
  }
  EXPECT_TRUE(Note::Parse("t\xC3\xA9xt \xE2\x80\x94 \xF0\x9F\x8F\xA0\n\n" + line));
}

TEST(Note, AnErrorSaysOnWhichLine) {
  const auto error = Note::Parse("one\ntwo\n\nnot a signature\n").error();
  EXPECT_EQ(error.status, Status::kBadInput);
  EXPECT_EQ(error.problems[0].where, "note:4");
  EXPECT_EQ(Note::Parse("one\nt\two\n\n").error().problems[0].where, "note:2");
}

TEST(Note, ThereIsAnEndToItsSize) {
  Note note = Signed("text\n");
  note.signatures.resize(Note::kMostSignatures, note.signatures[0]);
  EXPECT_TRUE(Note::Parse(note.ToString()));
  note.signatures.push_back(note.signatures[0]);
  EXPECT_FALSE(Note::Parse(note.ToString()));

  const std::size_t rest = Signed("\n").ToString().size() - 1;
  EXPECT_TRUE(Note::Parse(Signed(std::string(Note::kMostBytes - rest - 1, 'x') + "\n").ToString()));
  EXPECT_FALSE(Note::Parse(Signed(std::string(Note::kMostBytes - rest, 'x') + "\n").ToString()));
}

TEST(Note, ACosignatureVouchesForTextAndTime) {
  const std::string text = "log.example\n0\n" + Base64(Bytes(EmptyRoot())) + "\n";
  Note note = Signed(text);
  note.signatures.push_back(Cosign(text, WitnessKey(), Seed('w'), 1'679'315'147));
  const auto read = Note::Parse(note.ToString());
  ASSERT_TRUE(read) << read.error().Message();
  EXPECT_TRUE(read->SignedBy(LogKey()));
  EXPECT_TRUE(read->SignedBy(WitnessKey()));
  EXPECT_EQ(CosignatureTime(read->signatures[1]), 1'679'315'147U);

  Note later = *read;
  later.signatures[1].bytes[7] ^= 1;
  EXPECT_FALSE(later.SignedBy(WitnessKey()));
  Note other = *read;
  other.text[0] = 'L';
  EXPECT_FALSE(other.SignedBy(WitnessKey()));
  EXPECT_FALSE(CosignatureTime(read->signatures[0]));
}

// tlog-cosignature: the message that a witness signs, line by line.
TEST(Note, ACosignatureIsOverItsHeaderTheTimeAndTheText) {
  const std::string text = "log.example\n0\nroot\n";
  const NoteSignature cosignature = Cosign(text, WitnessKey(), Seed('w'), 258);
  EXPECT_EQ(cosignature.bytes.substr(0, 8), std::string("\0\0\0\0\0\0\1\2", 8));
  const NoteSignature plain = Sign("cosignature/v1\ntime 258\n" + text, WitnessKey(), Seed('w'));
  EXPECT_EQ(cosignature.bytes.substr(8), plain.bytes);
}

TEST(Note, ATimeBeyondTheStandardIsNone) {
  const NoteSignature last = Cosign("t\n", WitnessKey(), Seed('w'), ~std::uint64_t{0} >> 1);
  const NoteSignature beyond = Cosign("t\n", WitnessKey(), Seed('w'), std::uint64_t{1} << 63);
  EXPECT_TRUE((Note{"t\n", {last}}.SignedBy(WitnessKey())));
  EXPECT_FALSE((Note{"t\n", {beyond}}.SignedBy(WitnessKey())));
}

TEST(VerifierKey, ReadsBackAsWritten) {
  for (const VerifierKey& key : {LogKey(), WitnessKey()}) {
    const auto read = VerifierKey::Parse(key.ToString());
    ASSERT_TRUE(read) << read.error().Message();
    EXPECT_EQ(*read, key);
  }
}

TEST(VerifierKey, WhatIsNotOneIsRefused) {
  const std::string good = kVkey;
  const std::string material = good.substr(good.rfind('+') + 1);
  for (const std::string& text :
       {std::string(), std::string("example.com/foo"), std::string("example.com/foo+530d903a"),
        "+530d903a+" + material, "example.com/foo+530D903A+" + material,
        "example.com/foo+530d903b+" + material, "example.com/foo+530d903+" + material,
        "example.com/fop+530d903a+" + material, "example com/foo+530d903a+" + material, good + "\n",
        good.substr(0, good.size() - 1), good + "=", " " + good,
        "example.com/foo+530d903a+B" + material.substr(1),
        // The last bits of the Base64 are not zero.
        good.substr(0, good.size() - 1) + "l"}) {
    EXPECT_FALSE(VerifierKey::Parse(text)) << text;
  }
  ASSERT_TRUE(VerifierKey::Parse(good));
  EXPECT_EQ(VerifierKey::Parse("").error().status, Status::kBadInput);
}

TEST(VerifierKey, ANameHasNoSpacesPlusesOrControlCharacters) {
  for (const char* name : {"", "a b", "a+b", "a\tb", "a\x7F", "a\xC2\x85", "a\xC2\xA0",
                           "a\xE2\x80\x83", "a\xE3\x80\x80", "a\xFF", "\xE2\x80"}) {
    EXPECT_FALSE(IsKeyName(name)) << name;
  }
  for (const char* name : {"a", "example.com/foo", "\xC3\xA9", "a-b_c~d%20", "\xF0\x9F\x8F\xA0"}) {
    EXPECT_TRUE(IsKeyName(name)) << name;
  }
}

TEST(Checkpoint, ReadsBackAsWritten) {
  const Checkpoint head{"log.example/1", 1'234'567, EmptyRoot()};
  EXPECT_EQ(head.ToString(),
            "log.example/1\n1234567\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
  const auto read = Checkpoint::Parse(head.ToString());
  ASSERT_TRUE(read) << read.error().Message();
  EXPECT_EQ(*read, head);
}

TEST(Checkpoint, WhatIsNotOneIsRefused) {
  const std::string root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
  ASSERT_TRUE(Checkpoint::Parse("log\n18446744073709551615\n" + root + "\n"));
  for (const std::string& text :
       {std::string(), std::string("log\n"), std::string("log\n1\n"), "log\n1\n" + root,
        "\n1\n" + root + "\n", "log\n\n" + root + "\n", "log\n01\n" + root + "\n",
        "log\n+1\n" + root + "\n", "log\n-1\n" + root + "\n", "log\n 1\n" + root + "\n",
        "log\n1.0\n" + root + "\n", "log\n18446744073709551616\n" + root + "\n",
        "log\n1\n" + root + "\nextension\n", "log\n1\n" + root + "\n\n", "log\n1\n" + root + "=\n",
        "log\n1\n" + root.substr(0, 43) + "\n", std::string("log\n1\n47DEQpj8\n"),
        "lo\tg\n1\n" + root + "\n", "lo\xFFg\n1\n" + root + "\n"}) {
    EXPECT_FALSE(Checkpoint::Parse(text)) << text;
  }
  EXPECT_EQ(Checkpoint::Parse("log\n01\n" + root + "\n").error().problems[0].where, "checkpoint:2");
}

}  // namespace
}  // namespace bsup::core
