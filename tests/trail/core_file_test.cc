// What a core file of a process with an open trail would hold. The kernel leaves out the mappings
// that smaps marks "dd" (MADV_DONTDUMP); all others are searched.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "trail/child.h"
#include "trail/keys/key_file.h"
#include "trail/keys/vault.h"
#include "trail/tampering.h"

namespace bsup::core {
namespace {

class CoreFile : public testing::Test {
 protected:
  void SetUp() override {
#ifdef BSUP_SANITIZED
    GTEST_SKIP() << "Skipped: sanitizers keep copies, and terabytes of their own";
#endif
  }
};

// A secret to look for, that is not itself what is looked for.
class Needle {
 public:
  explicit Needle(std::string_view secret) {
    for (const char c : secret) turned_ += static_cast<char>(c ^ kTurn);
  }
  [[nodiscard]] std::size_t CountIn(std::string_view bytes) const {
    const auto is = [](char turned, char byte) {
      return byte == static_cast<char>(turned ^ kTurn);
    };
    std::size_t count = 0;
    for (auto at = bytes.begin();;) {
      at = std::find(at, bytes.end(), static_cast<char>(turned_[0] ^ kTurn));
      if (static_cast<std::size_t>(bytes.end() - at) < turned_.size()) return count;
      if (std::equal(turned_.begin(), turned_.end(), at, is)) {
        ++count;
      }
      ++at;
    }
  }

 private:
  static constexpr char kTurn = 0x5A;
  std::string turned_;
};

struct Mapping {
  std::uintptr_t begin = 0;
  std::uintptr_t end = 0;
  bool dumped = false;
  bool locked = false;
};

// Those that hold data of this process.
std::vector<Mapping> Mappings() {
  std::vector<Mapping> mappings;
  std::ifstream smaps("/proc/self/smaps");
  for (std::string line; std::getline(smaps, line);) {
    Mapping next;
    char readable = '-';
    char writable = '-';
    unsigned long begin = 0;
    unsigned long end = 0;
    if (std::sscanf(line.c_str(), "%lx-%lx %c%c", &begin, &end, &readable, &writable) == 4) {
      next.begin = begin;
      next.end = end;
      if (readable == 'r' && writable == 'w') {
        mappings.push_back(next);
      } else {
        mappings.push_back({});  // its flags are nobody's
      }
    } else if (line.starts_with("VmFlags:") && !mappings.empty()) {
      mappings.back().dumped = line.find(" dd") == std::string::npos;
      mappings.back().locked = line.find(" lo") != std::string::npos;
    }
  }
  std::erase_if(mappings, [](const Mapping& mapping) { return mapping.begin == 0; });
  return mappings;
}

struct Copies {
  std::size_t dumped = 0;
  std::size_t kept_out = 0;
  std::size_t unlocked = 0;  // of those that are kept out
};

std::map<std::string, Copies> Search(const std::map<std::string, Needle>& needles) {
  std::map<std::string, Copies> found;
  const int memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
  EXPECT_GE(memory, 0);
  // Searched like the rest, but for what it holds itself.
  static std::vector<char> bytes(1 << 20);
  const std::uintptr_t own = reinterpret_cast<std::uintptr_t>(bytes.data());
  constexpr std::size_t kOverlap = 64;
  for (const Mapping& mapping : Mappings()) {
    for (std::uintptr_t at = mapping.begin; at < mapping.end; at += bytes.size() - kOverlap) {
      const std::size_t size = std::min<std::size_t>(bytes.size(), mapping.end - at);
      const ssize_t got = pread(memory, bytes.data(), size, static_cast<off_t>(at));
      if (got <= 0) continue;
      // Its own bytes, as they are now, are those of the piece before.
      if (own < at + size && at < own + bytes.size()) {
        const std::uintptr_t from = std::max(own, at) - at;
        const std::uintptr_t to = std::min(own + bytes.size(), at + size) - at;
        std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(from),
                  bytes.begin() + static_cast<std::ptrdiff_t>(to), '\0');
      }
      for (const auto& [name, needle] : needles) {
        const std::size_t count = needle.CountIn({bytes.data(), static_cast<std::size_t>(got)});
        Copies& copies = found[name];
        (mapping.dumped ? copies.dumped : copies.kept_out) += count;
        if (!mapping.dumped && !mapping.locked) copies.unlocked += count;
      }
    }
  }
  std::fill(bytes.begin(), bytes.end(), '\0');
  close(memory);
  return found;
}

TEST_F(CoreFile, HoldsNoKeyOfAnOpenTrail) {
  const TemporaryFolder folder;
  const TrailFiles files = TrailFiles::At(folder / "t");
  const auto keys = KeyFile::Open(folder / "t.key", true).value();
  const auto trail = OpenedTrail(files, keys.get());
  for (int i = 0; i < 5; ++i) AppendOne(*trail, SmallDraft(RecordKind::kAdvice, "A1"));
  ASSERT_TRUE(trail->ReadOne(0).ok());
  std::map<std::string, Needle> needles;
  {
    const auto vault = Vault::Open(files.vault, nullptr, OpenMode::kReadOnly, keys.get()).value();
    needles.emplace("staff", Needle(vault->keys()->staff.bytes()));
    needles.emplace("trail", Needle(vault->keys()->trail.bytes()));
    needles.emplace("index", Needle(vault->keys()->index.bytes()));
    needles.emplace("signing", Needle(vault->keys()->signing.back().bytes()));
    needles.emplace("person", Needle(vault->FindPerson("A1").value()->key.bytes()));
  }
  {
    RawStore vault(files.vault);
    const std::string name = vault.Values("SELECT key_name FROM epoch").back();
    const std::string wrapped = vault.Values("SELECT wrapped FROM epoch").back();
    needles.emplace("vault key", Needle(keys->Unwrap(name, wrapped).value().bytes()));
  }
  const bool locks = MemoryIsLocked();
  for (const auto& [name, copies] : Search(needles)) {
    EXPECT_EQ(copies.dumped, 0U) << name;
    EXPECT_GE(copies.kept_out, name == "person" ? 0U : 1U) << name;
    EXPECT_EQ(locks ? copies.unlocked : 0U, 0U) << name;
  }
}

// The control: a key in plain memory is found, and one that is locked is found where it is kept out.
TEST_F(CoreFile, HoldsAKeyInPlainMemory) {
  const auto plain = std::make_unique<Secret>(Secret::Random());
  Secret locked = Secret::Random();
  locked.Lock();
  auto found = Search({{"plain", Needle(plain->bytes())}, {"locked", Needle(locked.bytes())}});
  EXPECT_GE(found["plain"].dumped, 1U);
  EXPECT_EQ(found["plain"].kept_out, 0U);
  EXPECT_EQ(found["locked"].kept_out, 1U);
}

// Without the right to lock memory a key is kept out all the same, and it is said.
TEST_F(CoreFile, HoldsNoKeyWhereMemoryCannotBeLocked) {
  BSUP_SKIP_WITHOUT_FORK();
  Child child([] {
    const rlimit none{0, 0};
    if (setrlimit(RLIMIT_MEMLOCK, &none) != 0) return 2;
    if (setegid(65534) != 0 || seteuid(65534) != 0) {
      if (geteuid() == 0) return 3;
    }
    Secret secret = Secret::Random();
    secret.Lock();
    if (MemoryIsLocked()) return 4;
    if (seteuid(getuid()) != 0) return 5;
    const Copies copies = Search({{"key", Needle(secret.bytes())}})["key"];
    return copies.kept_out == 1 && copies.unlocked == 1 ? kFine : kWrong;
  });
  EXPECT_EQ(child.Wait(), kFine);
}

}  // namespace
}  // namespace bsup::core
