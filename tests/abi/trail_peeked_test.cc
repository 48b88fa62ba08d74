// A host that looks into the trail's files by itself, in the process that keeps the trail: with an
// SQLite of its own, as a file, or through a second copy of this library. No receipt is lost.
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <functional>
#include <thread>

#include "trail/child.h"
#include "trail_sample.h"

namespace {

namespace fs = std::filesystem;

constexpr const char* kDisclosure =
    R"({"person":"X100001","recipients":["court"],"what":"report"})";

#ifdef BSUP_SANITIZED
constexpr int kReceipts = 20;
#else
constexpr int kReceipts = 150;
#endif

constexpr int kLooks = 4;  // however slow looking is

void LookBySqlite(const std::string& path, int flags) {
  sqlite3* store = nullptr;
  if (sqlite3_open_v2(path.c_str(), &store, flags, nullptr) == SQLITE_OK) {
    sqlite3_exec(store, "SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr);
  }
  sqlite3_close(store);
}

void ReadAndWrite(const std::string& path) { LookBySqlite(path, SQLITE_OPEN_READWRITE); }
void OnlyRead(const std::string& path) { LookBySqlite(path, SQLITE_OPEN_READONLY); }
void AsFiles(const std::string& path) {
  for (const char* end : {"", "-wal", "-shm", ".vault", ".vault-wal", ".vault-shm", ".lock"}) {
    ReadFile(path + end);
  }
}

struct Peek {
  const char* name;
  void (*look)(const std::string& path);
  bool second_writer;
};

// What a process was told last.
struct Told {
  std::atomic<int> receipts = 0;
  char checkpoint[4096] = {};
};

// Takes away the locks by which the library keeps other SQLites from its files, as one that did not
// have them.
int DropHolds(const std::string& path) {
  int dropped = 0;
  for (const auto& entry : fs::directory_iterator("/proc/self/fd")) {
    std::error_code gone;
    const std::string file = fs::read_symlink(entry.path(), gone).string();
    if (file != path && file != path + "-shm") continue;
    struct flock lock {};
    lock.l_type = F_UNLCK;
    dropped += fcntl(std::stoi(entry.path().filename()), F_OFD_SETLK, &lock) == 0 ? 1 : 0;
  }
  return dropped;
}

class TrailPeeked : public testing::TestWithParam<Peek> {
 protected:
  [[nodiscard]] bsup_verify_options Knowing(const std::string& head) const {
    bsup_verify_options options{};
    options.struct_size = sizeof options;
    options.known_head = head.data();
    options.known_head_size = head.size();
    return options;
  }
  void ExpectAllThere(const std::string& head) const {
    const bsup_verify_options options = Knowing(head);
    const TrailSample::Verified verified = sample_.Verify("trail", &options);
    EXPECT_EQ(verified.verdict, BSUP_VERDICT_INTACT) << verified.report;
  }

  TrailSample sample_;
};

TEST_P(TrailPeeked, LosesNoReceipt) {
  BSUP_SKIP_WITHOUT_FORK();
  OpenTrail trail = sample_.Open();
  sample_.Advise(trail);
  bsup::core::Common<Told> told;
  bsup::core::Common<std::atomic<bool>> over;
  trail.reset();
  bsup::core::Child other([&] {
    if (!GetParam().second_writer) return bsup::core::kFine;
    const OpenTrail its_own = sample_.Open();
    while (!*over) {
      const Recorded receipt = TrailSample::Record(its_own, BSUP_RECORD_DISCLOSURE, kDisclosure);
      receipt.checkpoint.copy(told->checkpoint, sizeof told->checkpoint - 1);
      ++told->receipts;
    }
    return bsup::core::kFine;
  });
  trail = sample_.Open();
  std::atomic<bool> done = false;
  std::atomic<int> looks = 0;
  std::thread peeker([&] {
    while (!done) {
      GetParam().look(sample_.Path());
      ++looks;
    }
  });
  Recorded last;
  int receipts = 0;
  for (; receipts < kReceipts || looks < kLooks; ++receipts) {
    last = TrailSample::Record(trail, BSUP_RECORD_DISCLOSURE, kDisclosure);
    if (receipts % 10 == 0) {  // at rest, too
      trail.reset();
      trail = sample_.Open();
    }
  }
  done = true;
  peeker.join();
  *over = true;
  EXPECT_EQ(other.Wait(), bsup::core::kFine);
  EXPECT_EQ(TrailSample::Size(trail), 2u + static_cast<std::uint64_t>(receipts + told->receipts));
  trail.reset();
  EXPECT_EQ(TrailSample::Size(sample_.Open()),
            2u + static_cast<std::uint64_t>(receipts + told->receipts));
  ExpectAllThere(last.checkpoint);
  if (GetParam().second_writer) ExpectAllThere(told->checkpoint);
}

INSTANTIATE_TEST_SUITE_P(By, TrailPeeked,
                         testing::Values(Peek{"ReadingAndWriting", ReadAndWrite, false},
                                         Peek{"ReadingAndWritingWithAnother", ReadAndWrite, true},
                                         Peek{"OnlyReading", OnlyRead, false},
                                         Peek{"OnlyReadingWithAnother", OnlyRead, true},
                                         Peek{"Files", AsFiles, false},
                                         Peek{"FilesWithAnother", AsFiles, true}),
                         [](const auto& info) { return std::string(info.param.name); });

// The control: without the locks, one look takes the write-ahead log away. Then no receipt is given.
TEST_F(TrailPeeked, WithoutItsLocksTheFilesAreGoneAndItSaysSo) {
  OpenTrail trail = sample_.Open();
  const Recorded receipt = sample_.Advise(trail);
  ReadAndWrite(sample_.Path());
  EXPECT_TRUE(fs::exists(sample_.Path("trail-wal")));
  ASSERT_GE(DropHolds(sample_.Path()), 2);
  ReadAndWrite(sample_.Path());
  EXPECT_FALSE(fs::exists(sample_.Path("trail-wal"))) << "the look is harmless: no control";

  for (int again = 0; again < 2; ++again) {
    bsup_receipt* none = nullptr;
    const std::string message = FailsWith(BSUP_STORAGE, [&](bsup_error** error) {
      return Api().trail_record(trail.get(), BSUP_RECORD_DISCLOSURE, &kOlive, kDisclosure,
                                std::string(kDisclosure).size(), &none, error);
    });
    EXPECT_EQ(none, nullptr);
    EXPECT_TRUE(Says(message, "removed or replaced while the trail was open")) << message;
  }
  bsup_text* head = nullptr;
  FailsWith(BSUP_STORAGE,
            [&](bsup_error** error) { return Api().trail_head(trail.get(), &head, error); });
  trail.reset();
  EXPECT_EQ(TrailSample::Size(sample_.Open()), 2u);
  ExpectAllThere(receipt.checkpoint);
}

TEST_F(TrailPeeked, AFileThatIsRemovedOrReplacedGivesNoReceipt) {
  int number = 0;
  for (const char* end : {"", "-wal", "-shm", ".vault", ".vault-wal", ".vault-shm"}) {
    SCOPED_TRACE(end);
    const OpenTrail trail = sample_.Open(sample_.Options(), "trail" + std::to_string(++number));
    TrailSample::Record(trail, BSUP_RECORD_DISCLOSURE, kDisclosure);
    const std::string file = sample_.Path("trail" + std::to_string(number)) + end;
    fs::copy_file(file, file + ".copy");
    fs::rename(file + ".copy", file);
    bsup_receipt* none = nullptr;
    // About somebody new, so that the vault changes too.
    const std::string content = R"({"person":"NEW","recipients":["court"],"what":"report"})";
    const std::string message = FailsWith(BSUP_STORAGE, [&](bsup_error** error) {
      return Api().trail_record(trail.get(), BSUP_RECORD_DISCLOSURE, &kOlive, content.data(),
                                content.size(), &none, error);
    });
    EXPECT_EQ(none, nullptr);
    EXPECT_TRUE(Says(message, file)) << message;
  }
}

TEST_F(TrailPeeked, ASecondCopyOfTheLibraryInTheProcessIsRefused) {
  OpenTrail trail = sample_.Open();
  const std::string copy = sample_.Path("copy.so");
  fs::copy_file(BSUP_LIBRARY, copy);
  void* const handle = dlopen(copy.c_str(), RTLD_NOW | RTLD_LOCAL);
  ASSERT_NE(handle, nullptr);
  const auto get_api = reinterpret_cast<decltype(&bsup_get_api)>(dlsym(handle, "bsup_get_api"));
  const bsup_api& other = *get_api(BSUP_ABI);
  ASSERT_NE(&other, &Api());
  const bsup_host host = sample_.host.Host();
  const Owned<bsup_session> session(
      Made<bsup_session>(other, [&](auto... out) { return other.session_open(&host, out...); }),
      other.session_close);
  const bsup_trail_options options = sample_.Options();
  bsup_trail* refused = nullptr;
  bsup_error* error = nullptr;
  EXPECT_EQ(other.trail_open(session.get(), sample_.Path().c_str(), &options, &refused, &error),
            BSUP_USAGE);
  ASSERT_NE(error, nullptr);
  const std::string message = other.error_message(error);
  other.error_free(error);
  EXPECT_TRUE(Says(message, "another copy of this library in this process")) << message;

  // The same copy may, and the other one once this one is done.
  { const OpenTrail twice = sample_.Open(); }
  sample_.Advise(trail);
  trail.reset();
  const Owned<bsup_trail> opened(Made<bsup_trail>(other,
                                                  [&](auto... out) {
                                                    return other.trail_open(session.get(),
                                                                            sample_.Path().c_str(),
                                                                            &options, out...);
                                                  }),
                                 other.trail_close);
  sample_.RefusesToOpen(BSUP_USAGE, options);
}

}  // namespace
