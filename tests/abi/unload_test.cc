// A host may load the plugin, use it, and be rid of it again.
#include <unistd.h>

#include <fstream>

#include "loaded.h"

namespace {

bool IsMapped() {
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) {
    if (line.find("libblended_supervision") != std::string::npos) return true;
  }
  return false;
}

// Resident pages.
long Resident() {
  std::ifstream statm("/proc/self/statm");
  long size = 0;
  long resident = 0;
  statm >> size >> resident;
  return resident;
}

void LoadAdviseUnload() {
  const Library library;
  const Sample sample(library.api());
  ASSERT_FALSE(sample.Json(sample.Advise().get()).empty());
}

}  // namespace

TEST(Unload, AThousandRoundsLeakNothingAndReallyUnmap) {
#ifdef BSUP_SANITIZED
  constexpr int kRounds = 10;       // each takes long, and LeakSanitizer watches them
  constexpr long kMost = 1L << 40;  // a sanitizer keeps what was freed
#else
  constexpr int kRounds = 1000;
  constexpr long kMost = 1 << 20;
#endif
  constexpr int kWarmUp = kRounds / 10;
  ASSERT_FALSE(IsMapped()) << "before the first round";
  long before = 0;
  for (int round = 0; round < kRounds; ++round) {
    LoadAdviseUnload();
    ASSERT_FALSE(IsMapped()) << "in round " << round;
    if (round == kWarmUp) before = Resident();
  }
  const long grown = (Resident() - before) * sysconf(_SC_PAGESIZE);
  EXPECT_LT(grown, kMost) << "bytes over " << kRounds - kWarmUp << " rounds";
}
