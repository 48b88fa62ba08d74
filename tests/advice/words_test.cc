// The words that are part of recorded advice, held to the engine's version: a record is given again
// byte for byte only by the words it was made with.
#include <gtest/gtest.h>

#include <array>
#include <span>
#include <string>
#include <vector>

#include "advice/engine/advice.h"
#include "base/catalogue.h"
#include "base/sha256.h"

namespace bsup::core::testing {
namespace {

// The digest of these words under this version. Where one changes, so does the other.
struct Settled {
  int engine;
  std::string words;
};
const Settled kSettled{3, "947aeadd554f264e279b14a15111f01c6a5bea9998da96f6a5379823eb635acb"};

std::string DigestOf(int engine, std::span<const Text> words) {
  std::string all = std::to_string(engine) + "\n";
  for (const Text& text : words) {
    all += std::string(text.en) + "\n";
    all += std::string(text.cy) + "\n";
  }
  return Sha256Hex(all);
}

// The groups that AnswersInWords uses; the rest of advice's JSON is codes and the pack's own words.
std::vector<Text> WordsOfAdvice() {
  std::vector<Text> words(AnswerText::kAll.begin(), AnswerText::kAll.end());
  words.insert(words.end(), ValueText::kAll.begin(), ValueText::kAll.end());
  return words;
}

// What is wrong, and what to do; or nothing.
std::string Wrong(const Settled& settled, int engine, std::span<const Text> words) {
  const std::string digest = DigestOf(engine, words);
  if (digest == settled.words && engine == settled.engine) return "";
  const std::string settle =
      "set kSettled in tests/advice/words_test.cc to {" + std::to_string(engine);
  if (engine != settled.engine)
    return "kEngineVersion changed: " + settle + ", \"" + digest + "\"}.";
  return "words of recorded advice changed, in [answer] or [value] of config/words: raise "
         "kEngineVersion in plugin/src/advice/engine/advice.h, then follow what this test says.";
}

TEST(WordsOfAdvice, ChangeOnlyWithTheEnginesVersion) {
  EXPECT_EQ(Wrong(kSettled, kEngineVersion, WordsOfAdvice()), "");
}

TEST(WordsOfAdvice, AreMissedWhereTheyChangeAlone) {
  std::vector<Text> words = WordsOfAdvice();
  const Settled settled{1, DigestOf(1, words)};
  EXPECT_EQ(Wrong(settled, 1, words), "");
  words.front().cy = "unrhyw beth";
  EXPECT_NE(Wrong(settled, 1, words).find("raise kEngineVersion"), std::string::npos);
}

TEST(WordsOfAdvice, AreSettledAnewWhereTheVersionChanges) {
  const std::vector<Text> words = WordsOfAdvice();
  const Settled settled{1, DigestOf(1, words)};
  EXPECT_NE(Wrong(settled, 2, words).find("to {2, \"" + DigestOf(2, words)), std::string::npos);
  EXPECT_NE(Wrong({2, settled.words}, 2, words), "");
}

}  // namespace
}  // namespace bsup::core::testing
