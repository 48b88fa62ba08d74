// Advice speaks of sets, boxes and places by their types: no cast to a size, no bit picked out by
// hand, no -1 that stands for none.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <string>
#include <vector>

namespace {

constexpr const char* kByHand =
    R"(static_cast<std::size_t>|>> *[a-z_.()]+ *& *1\b|\b1u *<<|(^|[^A-Za-z0-9_)\] ]) *-1\b|return -1\b)";

// A kind of rule, a choice's value and the width of a screen have numbers of their own.
const std::vector<std::string> kAllowed{
    "fact.values[static_cast<std::size_t>(value)]",
    "first_[static_cast<std::size_t>(ref.kind)]",
    "static_cast<std::size_t>(std::max(options.width, kLeastWidth))",
};

bool IsByHand(const std::string& line) {
  for (const std::string& allowed : kAllowed) {
    if (line.find(allowed) != std::string::npos) return false;
  }
  static const std::regex by_hand(kByHand, std::regex::optimize);
  return std::regex_search(line, by_hand);
}

std::string WithoutComment(const std::string& line) { return line.substr(0, line.find("//")); }

TEST(Algebra, IsTypesAndNotCastsShiftsOrMinusOne) {
  std::string found;
  int files = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(PROJECT_ROOT "/plugin/src/advice")) {
    if (!entry.is_regular_file()) continue;
    ++files;
    std::ifstream file(entry.path());
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
      if (IsByHand(WithoutComment(line)))
        found += entry.path().string() + ":" + std::to_string(number) + ":" + line + "\n";
    }
  }
  EXPECT_GT(files, 30);
  EXPECT_EQ(found, "");
}

// The control: what must not pass does not.
TEST(Algebra, EachWayByHandIsSeen) {
  for (const char* line : {"facts[static_cast<std::size_t>(fact)]", "if ((modes >> mode & 1) != 0)",
                           "if ((test.passes >> c & 1) == 0)", "modes |= 1u << mode;",
                           "int mode = -1;", "return -1;", "Ask(first, -1)"}) {
    EXPECT_TRUE(IsByHand(line)) << line;
  }
  for (const char* line :
       {"words.size() - 1", "values[i]-1", "suited - 1 < sum", "hash >> 4 & 15", "int at = 0;"}) {
    EXPECT_FALSE(IsByHand(line)) << line;
  }
}

}  // namespace
