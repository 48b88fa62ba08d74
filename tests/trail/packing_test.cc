// What a part's plaintext is before it is sealed: no length tells what it says, and nothing that is
// not whole is taken.
#include "trail/seal/packing.h"

#include <gtest/gtest.h>
#include <zstd.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/sha256.h"

namespace bsup::core {
namespace {

const std::string kDocument =
    R"({"rules":[{"id":"office-first","words":"See them in the office."}]})";
const std::string kAdvice =
    R"({"person":"X1"})"
    "\n"
    R"({"mode":"office","rules":{"office-first":"See them in the office."}})";

std::string ExampleRecord() {
  std::ifstream file(PROJECT_ROOT "/plugin/src/trail/seal/packing_example.jsonl");
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string Unpacked(std::string_view padded, const Dictionary* dictionary) {
  const Result<std::string> text = Unpack(padded, dictionary);
  return text ? *text : "refused: " + text.error().Message();
}

TEST(Packing, GivesTheTextBack) {
  const auto dictionary = Dictionary::Of(kDocument);
  for (const std::string& text : {kAdvice, std::string("{}"), ExampleRecord(),
                                  ExampleRecord() + ExampleRecord() + kDocument}) {
    const std::string packed = dictionary->Pack(text);
    for (const std::size_t step : {8, 256, 512}) {
      const std::string padded = Padded(packed, step);
      EXPECT_EQ(padded.size() % step, 0U);
      EXPECT_LT(padded.size(), packed.size() + step + 8);
      EXPECT_EQ(Unpacked(padded, dictionary.get()), text);
      EXPECT_EQ(Unpacked(Padded(text, step), nullptr), text);
      EXPECT_EQ(Padded(text, step).size() % step, 0U);
    }
  }
}

TEST(Packing, EveryLengthIsPadded) {
  const auto dictionary = Dictionary::Of(kDocument);
  std::string text;
  for (int i = 0; i < 300; ++i) {
    text += static_cast<char>('!' + (i * 7919) % 90);  // packs badly, so that lengths differ
    const std::string padded = Padded(dictionary->Pack(text), 64);
    ASSERT_EQ(padded.size() % 64, 0U) << i;
    ASSERT_EQ(Unpacked(padded, dictionary.get()), text) << i;
  }
}

TEST(Packing, WhatWasSealedBeforeIsReadAsItIs) {
  EXPECT_EQ(Unpacked(kAdvice, nullptr), kAdvice);
  EXPECT_EQ(Unpacked("", nullptr), "");
}

TEST(Packing, IsAsThePageSays) {
  // The dictionary is the document and then the example, both to the byte; what is sealed is one
  // frame of it, then one that is skipped.
  const std::string example = ExampleRecord();
  EXPECT_EQ(Sha256Hex(example), "53a13e00c221ed97a7112790c99608ea634e3d787e4c89b093eafadf5d8f24fb")
      << "trails rest on every byte of it: it never changes";
  const std::string by_hand = kDocument + example;
  const std::string padded = Padded(Dictionary::Of(kDocument)->Pack(kAdvice), 512);
  std::string text(kAdvice.size(), '\0');
  ZSTD_DCtx* context = ZSTD_createDCtx();
  EXPECT_EQ(ZSTD_decompress_usingDict(context, text.data(), text.size(), padded.data(),
                                      padded.size(), by_hand.data(), by_hand.size()),
            kAdvice.size());
  EXPECT_EQ(text, kAdvice);
  const std::size_t other =
      ZSTD_decompress_usingDict(context, text.data(), text.size(), padded.data(), padded.size(),
                                by_hand.data(), by_hand.size() - 1);
  EXPECT_TRUE(ZSTD_isError(other) != 0 || text != kAdvice);
  ZSTD_freeDCtx(context);
}

TEST(Packing, IsSmallWhereTheTextIsLikeTheExample) {
  const std::string example = ExampleRecord();
  EXPECT_LT(Dictionary::Of(kDocument)->Pack(example).size(), example.size() / 100);
  std::string unlike = example;  // the control
  for (std::size_t i = 0; i < unlike.size(); ++i) unlike[i] = static_cast<char>(i * i % 251);
  EXPECT_GT(Dictionary::Of(kDocument)->Pack(unlike).size(), example.size() / 100);
}

TEST(Packing, RefusesWhatIsNotWhole) {
  const auto dictionary = Dictionary::Of(kDocument);
  const std::string packed = dictionary->Pack(kAdvice);
  const std::string padded = Padded(packed, 256);
  ASSERT_EQ(Unpacked(padded, dictionary.get()), kAdvice);
  EXPECT_EQ(Unpacked(padded, nullptr),
            "refused: the text is packed, and its dictionary is missing");
  for (std::size_t size = 4; size < packed.size(); ++size) {
    EXPECT_FALSE(Unpack(packed.substr(0, size), dictionary.get())) << size;
  }
  for (const std::string& after : {std::string(" "), packed, padded.substr(packed.size()) + "x"}) {
    EXPECT_EQ(Unpacked(packed + after, dictionary.get()),
              "refused: something follows the packed text");
  }
  const auto other = Dictionary::Of(kDocument + " ");
  const Result<std::string> wrong = Unpack(padded, other.get());
  EXPECT_TRUE(!wrong || *wrong != kAdvice);
}

// A frame of zeros, which packs to almost nothing.
std::string Zeros(std::size_t size, bool says_its_size) {
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, says_its_size ? 1 : 0);
  const std::string zeros(size, '\0');
  std::string frame(ZSTD_compressBound(size), '\0');
  frame.resize(ZSTD_compress2(context, frame.data(), frame.size(), zeros.data(), zeros.size()));
  ZSTD_freeCCtx(context);
  return frame;
}

TEST(Packing, RefusesABombByItsSize) {
  const auto dictionary = Dictionary::Of(kDocument);
  const std::string most = Zeros(kMostUnpackedBytes, true);
  EXPECT_LT(most.size(), 10'000U);
  EXPECT_EQ(Unpacked(most, dictionary.get()).size(), kMostUnpackedBytes);
  const std::string refusal =
      "refused: the packed text is longer than 67108864 bytes, or does not say how long it is";
  EXPECT_EQ(Unpacked(Zeros(kMostUnpackedBytes + 1, true), dictionary.get()), refusal);
  EXPECT_EQ(Unpacked(Zeros(100, false), dictionary.get()), refusal);
}

}  // namespace
}  // namespace bsup::core
