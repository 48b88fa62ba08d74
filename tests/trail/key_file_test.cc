#include "trail/keys/key_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <set>
#include <string>

#include "child.h"
#include "files.h"
#include "key_files.h"

namespace bsup::core {
namespace {

TEST(KeyFileFormat, IsALineAKeyInOrderOfName) {
  const std::string text = kHead + "epoch-1 " + kA + "\nepoch-2 " + kB + "\n";
  const auto keys = KeyFile::Parse(text);
  ASSERT_TRUE(keys) << keys.error().Message();
  ASSERT_EQ(keys->size(), 2U);
  EXPECT_EQ(keys->at("epoch-1").bytes(), std::string(32, 'a'));
  EXPECT_EQ(keys->at("epoch-2").bytes(), std::string(32, 'b'));
  EXPECT_EQ(KeyFile::ToString(*keys), text);
}

TEST(KeyFileFormat, MayHoldNoKey) {
  const auto keys = KeyFile::Parse(kHead);
  ASSERT_TRUE(keys) << keys.error().Message();
  EXPECT_TRUE(keys->empty());
  EXPECT_EQ(KeyFile::ToString(*keys), kHead);
}

TEST(KeyFileFormat, AnythingElseIsRefusedWithItsLine) {
  const std::string line = "epoch-1 " + kA + "\n";
  std::string not_canonical = kA;
  not_canonical[42] = 'F';  // the same 32 bytes, with a bit set that counts for nothing
  const struct {
    std::string text;
    std::string where;
  } cases[] = {
      {"", "keys:1"},
      {"blended-supervision keys v1", "keys:1"},
      {"blended-supervision keys v2\n", "keys:1"},
      {" " + kHead, "keys:1"},
      {"\xEF\xBB\xBF" + kHead, "keys:1"},
      {"blended-supervision keys v1\r\n", "keys:1"},
      {kHead + "\n", "keys:2"},
      {kHead + line + "\n", "keys:3"},
      {kHead + "epoch-1 " + kA, "keys:2"},
      {kHead + "epoch-1\n", "keys:2"},
      {kHead + " " + kA + "\n", "keys:2"},
      {kHead + "epoch-1  " + kA + "\n", "keys:2"},
      {kHead + "epoch-1 " + kA + " \n", "keys:2"},
      {kHead + "epoch-1 " + kA + "\r\n", "keys:2"},
      {kHead + "epoch\t1 " + kA + "\n", "keys:2"},
      {kHead + "\xC3\xA9poque " + kA + "\n", "keys:2"},
      {kHead + std::string(256, 'n') + " " + kA + "\n", "keys:2"},
      {kHead + "epoch-1 " + kA.substr(0, 43) + "\n", "keys:2"},
      {kHead + "epoch-1 " + kA.substr(0, 42) + "==\n", "keys:2"},
      {kHead + "epoch-1 " + kA.substr(0, 43) + "A\n", "keys:2"},
      {kHead + "epoch-1 " + kA.substr(0, 6) + "\xF2" + kA.substr(7) + "\n", "keys:2"},
      {kHead + "epoch-1 -" + kA.substr(1) + "\n", "keys:2"},
      {kHead + "epoch-1 " + not_canonical + "\n", "keys:2"},
      {kHead + line + line, "keys:3"},
      {kHead + "epoch-2 " + kB + "\n" + line, "keys:3"},
      {std::string(200, '\0'), "keys:1"},
  };
  for (const auto& a_case : cases) {
    const auto keys = KeyFile::Parse(a_case.text);
    ASSERT_FALSE(keys) << a_case.text;
    EXPECT_EQ(keys.error().status, Status::kBadInput);
    EXPECT_EQ(keys.error().problems[0].where, a_case.where) << a_case.text;
    EXPECT_EQ(keys.error().Message().find("YWFh"), std::string::npos) << "a message tells a key";
  }
}

TEST_F(Keys, AreMadeWhenTheyAreFirstAskedFor) {
  const auto file = Open();
  EXPECT_FALSE(std::filesystem::exists(path_));
  const std::string wrapped = Wrapped(file.get(), "epoch-1", secret_);
  EXPECT_EQ(wrapped.size(), 72U);
  struct stat about {};
  ASSERT_EQ(stat(path_.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600U);
  const auto unwrapped = file->Unwrap("epoch-1", wrapped);
  ASSERT_TRUE(unwrapped) << unwrapped.error().Message();
  EXPECT_EQ(unwrapped->bytes(), secret_.bytes());
}

TEST_F(Keys, StayTheSameFromThenOn) {
  const std::string first = Wrapped(Open().get(), "epoch-1", secret_);
  const std::string text = ReadFile(path_);
  const std::string second = Wrapped(Open(false).get(), "epoch-1", secret_);
  EXPECT_NE(first, second) << "the nonce is random";
  EXPECT_EQ(ReadFile(path_), text);
  EXPECT_TRUE(Open(false)->Unwrap("epoch-1", first));
}

TEST_F(Keys, WithoutAFileAreNotFound) {
  EXPECT_EQ(KeyFile::Open(path_, false).error().status, Status::kNotFound);
  const auto file = Open();
  EXPECT_EQ(file->Unwrap("epoch-1", std::string(72, 'x')).error().status, Status::kNotFound);
  EXPECT_EQ(file->Destroy("epoch-1").error().status, Status::kNotFound)
      << "a file that is away is not proof that its keys are gone";
}

TEST_F(Keys, AnUnknownOneIsRefused) {
  const auto file = Open();
  const std::string wrapped = Wrapped(file.get(), "epoch-1", secret_);
  EXPECT_EQ(file->Unwrap("epoch-2", wrapped).error().status, Status::kKeyRefused);
}

TEST_F(Keys, OneUnwrapsNothingThatAnotherOfAnotherNameWrapped) {
  WriteFile(path_, kHead + "epoch-1 " + kA + "\nepoch-2 " + kA + "\n");
  const auto file = Open();
  const std::string wrapped = Wrapped(file.get(), "epoch-1", secret_);
  EXPECT_TRUE(file->Unwrap("epoch-1", wrapped));
  EXPECT_EQ(file->Unwrap("epoch-2", wrapped).error().status, Status::kKeyRefused);
}

TEST_F(Keys, ANameOfTheWrongFormIsAMistakeOfTheCaller) {
  const auto file = Open();
  for (const std::string& name :
       {std::string(), std::string("a b"), std::string("a\nb"), std::string(256, 'n')}) {
    EXPECT_EQ(file->Wrap(name, secret_).error().status, Status::kUsage);
    EXPECT_EQ(file->Unwrap(name, "").error().status, Status::kUsage);
    EXPECT_EQ(file->Destroy(name).error().status, Status::kUsage);
  }
}

TEST_F(Keys, NoByteOfWhatWasWrappedCanBeChanged) {
  const auto file = Open();
  std::string wrapped = Wrapped(file.get(), "epoch-1", secret_);
  for (char& byte : wrapped) {
    byte ^= 1;
    EXPECT_EQ(file->Unwrap("epoch-1", wrapped).error().status, Status::kKeyRefused);
    byte ^= 1;
  }
  for (std::size_t size = 0; size < wrapped.size(); ++size) {
    EXPECT_FALSE(file->Unwrap("epoch-1", wrapped.substr(0, size))) << size;
  }
  EXPECT_FALSE(file->Unwrap("epoch-1", wrapped + "x"));
  EXPECT_TRUE(file->Unwrap("epoch-1", wrapped));
}

TEST_F(Keys, ADestroyedOneIsGoneAndTheOthersAreNot) {
  const auto file = Open();
  const std::string first = Wrapped(file.get(), "epoch-1", secret_);
  const std::string second = Wrapped(file.get(), "epoch-2", secret_);
  for (int times = 0; times < 2; ++times) {
    const auto destroyed = file->Destroy("epoch-1");
    ASSERT_TRUE(destroyed) << destroyed.error().Message();
    EXPECT_EQ(*destroyed, Destroyed::kYes);
  }
  EXPECT_EQ(file->Unwrap("epoch-1", first).error().status, Status::kKeyRefused);
  EXPECT_TRUE(file->Unwrap("epoch-2", second));
  // One of the same name that is made later is another one.
  Wrapped(file.get(), "epoch-1", secret_);
  EXPECT_EQ(file->Unwrap("epoch-1", first).error().status, Status::kKeyRefused);
}

TEST_F(Keys, ThatOthersCanReachAreRefusedWithHowToMendIt) {
  Wrapped(Open().get(), "epoch-1", secret_);
  const auto file = Open();
  for (const mode_t mode : {0640, 0620, 0604, 0602, 0610}) {
    chmod(path_.c_str(), mode);
    EXPECT_EQ(WhyNot(), Status::kKeyRefused) << mode;
    const auto wrapped = file->Wrap("epoch-1", secret_);
    ASSERT_FALSE(wrapped) << "each call looks again";
    EXPECT_EQ(wrapped.error().status, Status::kKeyRefused);
    EXPECT_NE(wrapped.error().Message().find("chmod 600 " + path_), std::string::npos);
  }
  chmod(path_.c_str(), 0600);
  EXPECT_EQ(WhyNot(), Status::kOk);
}

TEST_F(Keys, OfAnotherUserAreRefused) {
  WriteFile(path_, kHead);
  if (chown(path_.c_str(), 65534, 65534) != 0) GTEST_SKIP() << "only root can give a file away";
  EXPECT_EQ(WhyNot(), Status::kKeyRefused);
}

TEST_F(Keys, ThatAreNoRegularFileAreRefused) {
  WriteFile(folder_ / "elsewhere", kHead);
  ASSERT_EQ(symlink((folder_ / "elsewhere").c_str(), path_.c_str()), 0);
  EXPECT_EQ(WhyNot(), Status::kKeyRefused) << "a link";
  unlink(path_.c_str());
  ASSERT_EQ(mkfifo(path_.c_str(), 0600), 0);
  EXPECT_EQ(WhyNot(), Status::kKeyRefused) << "a pipe, which must not be waited for either";
  unlink(path_.c_str());
  ASSERT_EQ(mkdir(path_.c_str(), 0700), 0);
  EXPECT_EQ(WhyNot(), Status::kKeyRefused) << "a folder";
}

TEST_F(Keys, AFileThatIsNoKeyFileIsRefusedWithItsLineAndLeftAsItIs) {
  const std::string text = kHead + "epoch-1 " + kA + "\nnonsense\n";
  WriteFile(path_, text);
  const auto file = KeyFile::Open(path_, true);
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().status, Status::kBadInput);
  EXPECT_EQ(file.error().problems[0].where, path_ + ":3");
  EXPECT_EQ(ReadFile(path_), text);
  WriteFile(path_, std::string((1 << 20) + 1, 'x'));
  EXPECT_EQ(WhyNot(), Status::kBadInput);
}

TEST_F(Keys, AFolderThatIsNotThereIsAnErrorOfStorage) {
  const auto file = KeyFile::Open(folder_ / "nowhere/keys", true);
  ASSERT_TRUE(file) << "as long as nothing is written";
  EXPECT_EQ((*file)->Wrap("epoch-1", secret_).error().status, Status::kStorage);
}

TEST_F(Keys, OfTwoProcessesThatAddAtOnceAllAreKept) {
  BSUP_SKIP_WITHOUT_FORK();
  constexpr int kEach = 20;
  const auto add = [&](const std::string& whose) {
    return [&, whose] {
      const auto file = KeyFile::Open(path_, true);
      if (!file) return 1;
      for (int i = 0; i < kEach; ++i) {
        for (const std::string& name : {whose + std::to_string(i), "both" + std::to_string(i)}) {
          const auto wrapped = (*file)->Wrap(name, secret_);
          if (!wrapped) return 2;
          const auto unwrapped = (*file)->Unwrap(name, *wrapped);
          if (!unwrapped || unwrapped->bytes() != secret_.bytes()) return 3;
        }
      }
      return 0;
    };
  };
  Child one(add("one"));
  Child two(add("two"));
  EXPECT_EQ(one.Wait(), 0);
  EXPECT_EQ(two.Wait(), 0);
  std::set<std::string> names;
  for (const std::string& file : KeyFiles()) {
    const auto keys = KeyFile::Parse(ReadFile(file));
    ASSERT_TRUE(keys) << keys.error().Message();
    ASSERT_EQ(keys->size(), 1U) << file;
    names.insert(keys->begin()->first);
  }
  EXPECT_EQ(names.size(), 3U * kEach);
}

// Destroy overwrites the old file while readers may be in it.
TEST_F(Keys, AreReadWhileOthersAreDestroyed) {
  BSUP_SKIP_WITHOUT_FORK();
  const auto file = Open();
  const std::string wrapped = Wrapped(file.get(), "kept", secret_);
  const Common<std::atomic<bool>> enough;
  Child reader([&] {
    while (!*enough) {
      const auto unwrapped = file->Unwrap("kept", wrapped);
      if (!unwrapped) return 1;
    }
    return 0;
  });
  for (int i = 0; i < 50; ++i) {
    Wrapped(file.get(), "passing", secret_);
    EXPECT_TRUE(file->Destroy("passing"));
  }
  *enough = true;
  EXPECT_EQ(reader.Wait(), 0);
}

}  // namespace
}  // namespace bsup::core
