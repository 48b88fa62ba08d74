// What a key file leaves on its disk: nothing of a key that was destroyed.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <utility>

#include "files.h"
#include "key_files.h"
#include "trail/store/guarded_file.h"

namespace bsup::core {
namespace {

class DiskOfKeys : public Keys {};

TEST_F(DiskOfKeys, ThatArePlainlyUnlinkedStay) {  // the control of the tests below
  Wrapped(Open().get(), "epoch-1", secret_);
  Blocks blocks(path_);
  unlink(path_.c_str());
  EXPECT_TRUE(KeyFile::Parse(blocks.Left()));
}

TEST_F(DiskOfKeys, LieEachInAFileThatIsWrittenOnceAndOverwrittenBeforeItGoes) {
  const auto file = Open();
  Wrapped(file.get(), "epoch-1", secret_);
  const std::string first_text = ReadFile(path_);
  Blocks first(path_);
  const std::string second = Wrapped(file.get(), "epoch-2", secret_);
  EXPECT_EQ(ReadFile(path_), first_text);
  const std::string second_text = ReadFile(path_ + ".2");
  EXPECT_EQ(KeyFiles(), (std::set<std::string>{path_, path_ + ".2"}));
  struct stat before {};
  ASSERT_EQ(stat((path_ + ".2").c_str(), &before), 0);
  EXPECT_EQ(before.st_mode & 0777, 0600U);

  ASSERT_TRUE(file->Destroy("epoch-1"));
  EXPECT_TRUE(first.AreZero());
  EXPECT_EQ(KeyFiles(), std::set<std::string>{path_});
  struct stat after {};
  ASSERT_EQ(stat(path_.c_str(), &after), 0);
  EXPECT_EQ(after.st_ino, before.st_ino) << "it was copied";
  EXPECT_EQ(ReadFile(path_), second_text);
  EXPECT_TRUE(file->Unwrap("epoch-2", second));

  Blocks last(path_);
  ASSERT_TRUE(file->Destroy("epoch-2"));
  EXPECT_TRUE(last.AreZero());
  EXPECT_EQ(ReadFile(path_), kHead);
  Wrapped(file.get(), "epoch-3", secret_);
  EXPECT_EQ(KeyFiles(), std::set<std::string>{path_});
}

TEST_F(DiskOfKeys, OneBesideTheFileIsOverwrittenBeforeItGoes) {
  const auto file = Open();
  for (const char* name : {"a", "b", "c"}) Wrapped(file.get(), name, secret_);
  Blocks blocks(path_ + ".2");
  ASSERT_TRUE(file->Destroy("b"));
  EXPECT_TRUE(blocks.AreZero());
  EXPECT_EQ(KeyFiles(), (std::set<std::string>{path_, path_ + ".3"}));
  Wrapped(file.get(), "d", secret_);
  EXPECT_EQ(KeyFiles(), (std::set<std::string>{path_, path_ + ".2", path_ + ".3"}));
}

TEST_F(DiskOfKeys, SeveralInOneFileAreReadAndOverwritten) {
  WriteFile(path_, kHead + "epoch-1 " + kA + "\nepoch-2 " + kB + "\n");
  const auto file = Open(false);
  Blocks blocks(path_);
  Wrapped(file.get(), "epoch-3", secret_);
  EXPECT_EQ(KeyFiles(), (std::set<std::string>{path_, path_ + ".2"}));
  ASSERT_TRUE(file->Destroy("epoch-1"));
  EXPECT_TRUE(blocks.AreZero());
  EXPECT_EQ(ReadFile(path_), kHead + "epoch-2 " + kB + "\n");
  ASSERT_TRUE(file->Destroy("epoch-2"));
  EXPECT_EQ(KeyFiles(), std::set<std::string>{path_});
}

TEST_F(DiskOfKeys, AFileBesideThatIsNotOneKeyIsRefusedByItsName) {
  WriteFile(path_, kHead + "epoch-1 " + kA + "\n");
  const std::pair<std::string, std::string> cases[] = {
      {kHead, "holds one key"},
      {kHead + "a " + kA + "\nb " + kB + "\n", "holds one key"},
      {kHead + "epoch-1 " + kB + "\n", "is in " + path_ + " too"},
      {"other", "the line has no end"},
  };
  for (const auto& [text, words] : cases) {
    WriteFile(path_ + ".2", text);
    const auto file = KeyFile::Open(path_, true);
    ASSERT_FALSE(file) << text;
    EXPECT_EQ(file.error().status, Status::kBadInput);
    EXPECT_NE(file.error().Message().find(path_ + ".2"), std::string::npos);
    EXPECT_NE(file.error().Message().find(words), std::string::npos) << file.error().Message();
  }
  unlink((path_ + ".2").c_str());
  for (const char* other : {".1", ".02", ".2x", ".", ".before", ".99999999999", "x.2"}) {
    WriteFile(path_ + other, "other");
  }
  EXPECT_EQ(WhyNot(), Status::kOk);
}

// A process that was killed in the middle of a change, at each of its steps: what it left goes at
// the next change and at the next opening, whichever is first.
TEST_F(DiskOfKeys, WhatAKilledProcessLeftIsOverwrittenAndRemoved) {
  const std::string one = kHead + "epoch-1 " + kA + "\n";
  const std::string two = kHead + "epoch-2 " + kB + "\n";
  const std::string fresh = path_ + ".new";
  const std::string old = path_ + ".old";
  const std::string beside = path_ + ".2";
  const struct {
    const char* at;
    std::function<void()> leave;
    std::string left;  // a name of what is overwritten
  } cases[] = {
      {"an unfinished new file",
       [&] {
         WriteFile(path_, one);
         WriteFile(fresh, two.substr(0, 40));
       },
       fresh},
      {"a new file, not yet in its place",
       [&] {
         WriteFile(path_, one);
         WriteFile(fresh, two);
       },
       fresh},
      {"the next file in place",
       [&] {
         WriteFile(path_, two);
         WriteFile(old, one);
       },
       old},
      {"one beside taken away",
       [&] {
         WriteFile(path_, two);
         WriteFile(old, one);
         WriteFile(beside, kHead + "epoch-3 " + kA + "\n");
       },
       old},
  };
  for (const bool opening : {true, false}) {
    for (const auto& each : cases) {
      SCOPED_TRACE(std::string(each.at) + (opening ? ", opened" : ", changed"));
      WriteFile(path_, one);
      const auto open_before = Open();
      each.leave();
      const std::string text = ReadFile(path_);
      Blocks blocks(each.left);
      if (opening) {
        Open(false);
      } else {
        EXPECT_TRUE(open_before->Destroy("another"));
      }
      EXPECT_TRUE(blocks.AreZero());
      EXPECT_FALSE(std::filesystem::exists(fresh));
      EXPECT_FALSE(std::filesystem::exists(old));
      EXPECT_EQ(ReadFile(path_), text);
      std::filesystem::remove(beside);
    }
  }
}

TEST_F(DiskOfKeys, AChangeThatWasCutOffBeforeTheNextFileWasInPlaceSpoilsNothing) {
  const auto file = Open();
  const std::string first = Wrapped(file.get(), "epoch-1", secret_);
  const std::string second = Wrapped(file.get(), "epoch-2", secret_);
  const std::string old = path_ + ".old";
  ASSERT_EQ(link(path_.c_str(), old.c_str()), 0);
  EXPECT_TRUE(Open()->Unwrap("epoch-1", first));
  EXPECT_FALSE(std::filesystem::exists(old));
  ASSERT_EQ(link(path_.c_str(), old.c_str()), 0);
  Blocks blocks(path_);
  EXPECT_TRUE(file->Destroy("epoch-1"));
  EXPECT_TRUE(blocks.AreZero());
  EXPECT_TRUE(file->Unwrap("epoch-2", second));
}

TEST_F(DiskOfKeys, WhatIsLeftIsNotTouchedWhileAnotherChangesTheKeys) {
  Wrapped(Open().get(), "epoch-1", secret_);
  WriteFile(path_ + ".new", "of another process");
  {
    const auto lock = LockGuarded(path_);
    ASSERT_TRUE(lock);
    EXPECT_EQ(WhyNot(), Status::kOk);
    EXPECT_EQ(ReadFile(path_ + ".new"), "of another process");
  }
  EXPECT_EQ(WhyNot(), Status::kOk);
  EXPECT_FALSE(std::filesystem::exists(path_ + ".new"));
}

}  // namespace
}  // namespace bsup::core
