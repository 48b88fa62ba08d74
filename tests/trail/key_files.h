// A folder with a key file, and what is left of it on the disk.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <set>
#include <string>

#include "temporary_folder.h"
#include "trail/keys/key_file.h"

namespace bsup::core {

inline const std::string kHead = "blended-supervision keys v1\n";
// Keys of 32 times `a` and 32 times `b`.
inline const std::string kA = "YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE=";
inline const std::string kB = "YmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmI=";

class Keys : public testing::Test {
 protected:
  std::unique_ptr<KeyFile> Open(bool create = true) const {
    auto file = KeyFile::Open(path_, create);
    EXPECT_TRUE(file) << file.error().Message();
    return file ? *std::move(file) : nullptr;
  }
  Status WhyNot() const {
    const auto file = KeyFile::Open(path_, true);
    return file ? Status::kOk : file.error().status;
  }
  static std::string Wrapped(KeyFile* file, const std::string& name, const Secret& secret) {
    auto wrapped = file->Wrap(name, secret);
    EXPECT_TRUE(wrapped) << wrapped.error().Message();
    return wrapped ? *wrapped : "";
  }

  // All but the lock.
  std::set<std::string> KeyFiles() const {
    std::set<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder_ / "")) {
      if (entry.path() != path_ + ".lock") files.insert(entry.path());
    }
    return files;
  }

  const TemporaryFolder folder_;
  const std::string path_ = folder_ / "keys";
  const Secret secret_ = Secret::Random();
};

// Holds a file open, and so sees what is written over it when it has no name any more.
class Blocks {
 public:
  explicit Blocks(const std::string& path) : file_(path, std::ios::binary) {}
  std::string Left() {
    std::string bytes{std::istreambuf_iterator<char>(file_), {}};
    EXPECT_FALSE(bytes.empty());
    return bytes;
  }
  bool AreZero() { return Left().find_first_not_of('\0') == std::string::npos; }

 private:
  std::ifstream file_;
};

}  // namespace bsup::core
