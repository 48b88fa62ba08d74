// What the shared library's file says of itself: what leaves it, and what it needs.
#include <cstdio>
#include <set>
#include <sstream>
#include <string>

#include "functions.h"
#include "loaded.h"

namespace {

std::string OutputOf(const std::string& command) {
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot run " + command);
  std::string output;
  char buffer[4096];
  while (const std::size_t got = fread(buffer, 1, sizeof buffer, pipe)) output.append(buffer, got);
  EXPECT_EQ(pclose(pipe), 0) << command;
  return output;
}

}  // namespace

TEST(File, NothingButTheInterfaceLeavesIt) {
  std::set<std::string> wanted{"bsup_get_api", "bsup_plugin"};
#define ADD(name) wanted.insert("bsup_" #name);
  BSUP_FUNCTIONS(ADD)
  std::set<std::string> found;
  std::istringstream lines(OutputOf("nm -D --defined-only --format=posix " BSUP_LIBRARY));
  for (std::string line; std::getline(lines, line);) found.insert(line.substr(0, line.find(' ')));
  EXPECT_EQ(found, wanted);
}

TEST(File, NeedsNothingButTheCAndCppLibraries) {
#ifdef BSUP_SANITIZED
  GTEST_SKIP() << "a sanitizer's build needs the sanitizer's runtime";
#endif
  const std::set<std::string> allowed{"libc.so.6",
                                      "libm.so.6",
                                      "libstdc++.so.6",
                                      "libgcc_s.so.1",
                                      "ld-linux-x86-64.so.2",
                                      "ld-linux-aarch64.so.1"};
  std::istringstream lines(OutputOf("readelf -d " BSUP_LIBRARY));
  int needed = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.find("(NEEDED)") == std::string::npos) continue;
    ++needed;
    const std::size_t begin = line.find('[') + 1;
    const std::string name = line.substr(begin, line.find(']') - begin);
    EXPECT_TRUE(allowed.contains(name)) << name;
  }
  EXPECT_GE(needed, 1) << "readelf was not understood";
}

TEST(File, HoldsNoPathOfTheMachineItWasBuiltOn) {
#ifdef BSUP_SANITIZED
  GTEST_SKIP() << "sanitizers keep paths";
#endif
  EXPECT_EQ(ReadFile(BSUP_LIBRARY).find(PROJECT_ROOT "/plugin"), std::string::npos);
}
