// Erased is erased on the disk too: an ext4 file system in a file is made, a trail and its key file
// work in it, and the image is searched as somebody does who has the disk and no password.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "trail/files.h"
#include "trail/keys/key_file.h"
#include "trail/keys/vault.h"
#include "trail/tampering.h"

namespace bsup::core {
namespace {

constexpr const char* kPerson = "X100003";
constexpr std::uintmax_t kImageBytes = 48 << 20;

// Mounted at `At("")` until it ends or is told to.
class RawDisk {
 public:
  RawDisk() {
    std::filesystem::create_directory(mounted_);
    std::ofstream(image_).close();
    std::filesystem::resize_file(image_, kImageBytes);
    why_not_ = geteuid() != 0 ? "only root can mount a disk" : Mount();
  }
  ~RawDisk() { Unmount(); }
  RawDisk(const RawDisk&) = delete;
  RawDisk& operator=(const RawDisk&) = delete;

  // Why there is none; empty where there is.
  [[nodiscard]] const std::string& why_not() const { return why_not_; }
  [[nodiscard]] std::string At(const std::string& name) const { return mounted_ + "/" + name; }

  // What was written, and not synced by its writer, is on the disk too.
  void Sync() const {
    const int folder = open(mounted_.c_str(), O_RDONLY | O_DIRECTORY);
    EXPECT_EQ(syncfs(folder), 0);
    close(folder);
  }
  // All that is on it, free blocks and journal included.
  std::string Bytes() {
    Unmount();
    std::string bytes(kImageBytes, '\0');
    std::ifstream(image_, std::ios::binary)
        .read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return bytes;
  }

 private:
  std::string Mount() {
    if (!Ran("PATH=$PATH:/sbin:/usr/sbin mkfs.ext4 -q -F " + image_)) {
      return "there is no mkfs.ext4 here";
    }
    is_mounted_ = Ran("mount -o loop " + image_ + " " + mounted_);
    return is_mounted_ ? "" : "this machine lets nobody mount a loop device";
  }
  void Unmount() {
    if (!std::exchange(is_mounted_, false)) return;
    EXPECT_EQ(umount(mounted_.c_str()), 0);
  }
  static bool Ran(const std::string& command) {
    return std::system((command + " >/dev/null 2>&1").c_str()) == 0;  // NOLINT(cert-env33-c)
  }

  const TemporaryFolder folder_;
  const std::string image_ = folder_ / "image";
  const std::string mounted_ = folder_ / "disk";
  bool is_mounted_ = false;
  std::string why_not_;
};

// What must not be found, by its name.
using Traces = std::map<std::string, std::string>;

std::vector<std::string> Found(const Traces& traces, const std::string& bytes) {
  std::vector<std::string> found;
  for (const auto& [name, trace] : traces) {
    EXPECT_GE(trace.size(), 10U) << name;
    if (bytes.find(trace) != std::string::npos) found.push_back(name);
  }
  return found;
}

void AddKeysOf(const std::string& key_file, Traces* traces) {
  const auto keys = KeyFile::Parse(ReadFile(key_file));
  ASSERT_TRUE(keys) << keys.error().Message();
  for (const auto& [name, key] : *keys) {
    Traces::mapped_type raw(key.bytes());
    std::map<std::string, Secret> one;
    one.emplace("k", key.Copy());
    std::string line = KeyFile::ToString(one);
    line = line.substr(line.rfind(' ') + 1);
    line.pop_back();
    traces->emplace(name, std::move(raw));
    traces->emplace(name + " in Base64", std::move(line));
  }
}

class OnARawDisk : public testing::Test {
 protected:
  void SetUp() override {
    if (!disk_.why_not().empty()) GTEST_SKIP() << "Skipped: " << disk_.why_not();
    keys_ = KeyFile::Open(key_file(), true).value();
    std::vector<Draft> drafts;
    for (int i = 0; i < 10; ++i) {
      for (const char* person : {kPerson, "X200004"}) {
        drafts.push_back(SmallDraft(RecordKind::kAdvice, person));
        drafts.back().subject = std::string(R"({"words":"SECRETWORDS)") + person + "\"}";
      }
    }
    const auto receipts = Open()->Append(std::move(drafts));
    ASSERT_TRUE(receipts.ok()) << receipts.error().Message();
  }

  [[nodiscard]] TrailFiles files() const { return TrailFiles::At(disk_.At("t")); }
  [[nodiscard]] std::string key_file() const { return disk_.At("t.key"); }
  std::unique_ptr<Trail> Open() { return OpenedTrail(files(), keys_.get()); }

  // Of the present epoch and of the person.
  Traces TracesNow() {
    Traces traces;
    AddKeysOf(key_file(), &traces);
    const std::string name = RawStore(files().vault).Values("SELECT key_name FROM epoch").back();
    const std::string wrapped = RawStore(files().vault).Values("SELECT wrapped FROM epoch").back();
    traces.emplace("vault key", keys_->Unwrap(name, wrapped).value().bytes());
    const auto vault =
        Vault::Open(files().vault, nullptr, OpenMode::kReadOnly, keys_.get()).value();
    traces.emplace("person's key", vault->FindPerson(kPerson).value()->key.bytes());
    traces.emplace("words", std::string("SECRETWORDS") + kPerson);
    return traces;
  }

  RawDisk disk_;
  std::unique_ptr<KeyFile> keys_;
};

TEST_F(OnARawDisk, NothingOpensWhatWasErased) {
  const Traces traces = TracesNow();
  ASSERT_TRUE(Open()->Erase(kPerson, SmallDraft(RecordKind::kErasure, "")).ok());
  EXPECT_EQ(Found(traces, disk_.Bytes()), std::vector<std::string>());
}

TEST_F(OnARawDisk, NothingIsLeftOfAKeyThatWasReplaced) {
  const Traces traces = TracesNow();
  const auto words = [](const VerifierKey&, const VerifierKey&) { return "{}"; };
  for (int times = 0; times < 3; ++times) {
    ASSERT_TRUE(Open()->Rotate(SmallDraft(RecordKind::kKey, ""), words).ok());
  }
  EXPECT_EQ(Found(traces, disk_.Bytes()), std::vector<std::string>());
}

TEST_F(OnARawDisk, NothingIsLeftOfAKeyWhoseChangeWasCutOff) {
  const Traces traces = TracesNow();
  const auto words = [](const VerifierKey&, const VerifierKey&) { return "{}"; };
  const std::string text = ReadFile(key_file());
  ASSERT_TRUE(Open()->Rotate(SmallDraft(RecordKind::kKey, ""), words).ok());
  WriteFile(key_file() + ".old", text);
  WriteFile(key_file() + ".new", text);
  disk_.Sync();
  ASSERT_TRUE(KeyFile::Open(key_file(), false).ok());
  EXPECT_EQ(Found(traces, disk_.Bytes()), std::vector<std::string>());
}

// The control: what is there is found, and so is what was unlinked and not overwritten.
TEST_F(OnARawDisk, WhatWasPlainlyUnlinkedIsFound) {
  Traces traces = TracesNow();
  std::filesystem::rename(key_file(), disk_.At("away"));
  disk_.Sync();
  std::filesystem::remove(disk_.At("away"));
  WriteFile(disk_.At("words"), traces.at("words"));
  const std::vector<std::string> found = Found(traces, disk_.Bytes());
  ASSERT_EQ(found.size(), 2U);
  EXPECT_TRUE(found[0].ends_with("/1 in Base64")) << found[0];
  EXPECT_EQ(found[1], "words");
}

}  // namespace
}  // namespace bsup::core
