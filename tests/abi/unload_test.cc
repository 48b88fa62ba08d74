// A host may load the plugin, use it, and be rid of it again.
#include <unistd.h>

#include <fstream>

#include "loaded.h"
#include "trail/child.h"
#include "trail/temporary_folder.h"

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

// With a key file, so that the library needs nothing of the host.
void LoadOpenATrailUnload(const std::string& path) {
  const Library library;
  const bsup_api& api = library.api();
  const Owned<bsup_session> session(
      Made<bsup_session>(api, [&](auto... out) { return api.session_open(nullptr, out...); }),
      api.session_close);
  const std::string keys = path + ".keys";
  bsup_trail_options options{};
  options.struct_size = sizeof options;
  options.flags = BSUP_TRAIL_CREATE;
  options.key_file = keys.c_str();
  const Owned<bsup_trail> trail(
      Made<bsup_trail>(api,
                       [&](auto... out) {
                         return api.trail_open(session.get(), path.c_str(), &options, out...);
                       }),
      api.trail_close);
  ASSERT_NE(api.trail_origin(trail.get()), nullptr);
}

}  // namespace

// What the library had the system do at a fork is gone with it too.
TEST(Unload, AfterATrailItReallyUnmapsAndTheProcessMayFork) {
  const bsup::core::TemporaryFolder folder;
  for (int round = 0; round < 10; ++round) {
    LoadOpenATrailUnload(folder / "trail");
    ASSERT_FALSE(IsMapped()) << "in round " << round;
    bsup::core::Child child([] { return 0; });
    ASSERT_EQ(child.Wait(), 0);
  }
}

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
