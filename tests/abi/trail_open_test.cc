// Opening a trail: what is made, what has to be there, and what is refused.
#include <sys/stat.h>

#include <cstddef>
#include <filesystem>
#include <fstream>

#include "trail_sample.h"

namespace {

namespace fs = std::filesystem;

unsigned ModeOf(const std::string& path) {
  struct stat file {};
  EXPECT_EQ(stat(path.c_str(), &file), 0) << path;
  return file.st_mode & 0777;
}

}  // namespace

TEST(TrailOpen, IsMadeOnceAndKeepsItsNameAndKey) {
  const TrailSample sample;
  OpenTrail trail = sample.Open();
  EXPECT_EQ(Api().trail_made(trail.get()), 1);
  EXPECT_STREQ(Api().trail_origin(trail.get()), "kent.probation.example/trail");
  const std::string key = TrailSample::VerifierKey(trail);
  EXPECT_EQ(key.find("kent.probation.example/trail+"), 0u) << key;
  trail.reset();
  trail = sample.Open();
  EXPECT_EQ(Api().trail_made(trail.get()), 0);
  EXPECT_STREQ(Api().trail_origin(trail.get()), "kent.probation.example/trail");
  EXPECT_EQ(TrailSample::VerifierKey(trail), key);
}

TEST(TrailOpen, OnlyTheOwnerMayOpenItsFiles) {
  const TrailSample sample;
  const OpenTrail trail = sample.Open();
  for (const char* end : {"", ".vault", ".lock"}) {
    EXPECT_EQ(ModeOf(sample.Path() + end), 0600u) << end;
  }
}

TEST(TrailOpen, ATrailThatIsNotThereIsNotMadeUnasked) {
  const TrailSample sample;
  bsup_trail_options options = sample.Options();
  options.flags = 0;
  sample.RefusesToOpen(BSUP_NOT_FOUND, options);
  for (const char* end : {"", ".vault", ".lock"}) {
    EXPECT_FALSE(fs::exists(sample.Path() + end)) << end;
  }
  { const OpenTrail made = sample.Open(); }
  EXPECT_NE(sample.Open(options), nullptr);
}

TEST(TrailOpen, WithoutANameItGetsOneThatNoOtherHas) {
  const TrailSample sample;
  bsup_trail_options options = sample.Options();
  options.origin = nullptr;
  const OpenTrail one = sample.Open(options, "one");
  const OpenTrail two = sample.Open(options, "two");
  EXPECT_STRNE(Api().trail_origin(one.get()), Api().trail_origin(two.get()));
}

TEST(TrailOpen, AnotherNameThanItsOwnIsUsage) {
  const TrailSample sample;
  { const OpenTrail made = sample.Open(); }
  bsup_trail_options options = sample.Options();
  options.origin = "essex.probation.example/trail";
  const std::string message = sample.RefusesToOpen(BSUP_USAGE, options);
  EXPECT_TRUE(Says(message, "kent.probation.example/trail")) << message;
}

TEST(TrailOpen, OptionsThatMeanNothingAreUsage) {
  const TrailSample sample;
  const auto refused = [&](auto change) {
    bsup_trail_options options = sample.Options();
    change(options);
    sample.RefusesToOpen(BSUP_USAGE, options);
    EXPECT_FALSE(fs::exists(sample.Path()));
  };
  refused([](bsup_trail_options& options) { options.flags = 3; });
  refused([](bsup_trail_options& options) { options.wait_ms = -1; });
  refused([](bsup_trail_options& options) { options.origin = "two words"; });
  refused([](bsup_trail_options& options) { options.origin = "one+two"; });
  refused([](bsup_trail_options& options) { options.struct_size = 0; });
}

TEST(TrailOpen, OptionsOfAnotherSizeAreReadNoFurtherThanTheyGo) {
  const TrailSample sample;
  bsup_trail_options options = sample.Options();
  options.struct_size = offsetof(bsup_trail_options, origin);
  options.key_file = "/nowhere/at/all";
  const OpenTrail trail = sample.Open(options);
  EXPECT_STRNE(Api().trail_origin(trail.get()), options.origin) << "read beyond struct_size";

  struct Larger {
    bsup_trail_options options;
    char unknown[64];
  } larger{sample.Options(), {}};
  std::memset(larger.unknown, 0xAB, sizeof larger.unknown);
  larger.options.struct_size = sizeof larger;
  EXPECT_STREQ(Api().trail_origin(sample.Open(larger.options, "other").get()), options.origin);
}

TEST(TrailOpen, SomethingElseAtItsPlaceIsRefusedAndLeftAsItIs) {
  const TrailSample sample;
  const std::string words = "minutes of a meeting, not a trail, and longer than a header of SQLite";
  std::ofstream(sample.Path()) << words << std::string(4096, '.');
  bsup_trail* trail = nullptr;
  const bsup_trail_options options = sample.Options();
  bsup_error* error = nullptr;
  EXPECT_NE(
      Api().trail_open(sample.sample.session(), sample.Path().c_str(), &options, &trail, &error),
      BSUP_OK);
  Api().error_free(error);
  EXPECT_EQ(trail, nullptr);
  EXPECT_EQ(ReadFile(sample.Path()).substr(0, words.size()), words);
}

TEST(TrailOpen, AKnownHeadIsHeldAgainstIt) {
  const TrailSample sample;
  const std::string empty = TrailSample::Head(sample.Open());
  bsup_trail_options options = sample.Options();
  options.origin = nullptr;
  const std::string other = sample.Advise(sample.Open(options, "another")).checkpoint;
  const std::string first = sample.Advise(sample.Open()).checkpoint;
  for (const char* end : {"", "-wal"}) fs::copy(sample.Path() + end, sample.Path("old") + end);
  const std::string newest = sample.Advise(sample.Open(), kPerson, "contact 2").checkpoint;
  const auto known = [&](const std::string& head) {
    options.known_head = head.data();
    options.known_head_size = head.size();
    return options;
  };
  EXPECT_NE(sample.Open(known(newest)), nullptr);
  EXPECT_NE(sample.Open(known(empty)), nullptr);
  EXPECT_TRUE(Says(sample.RefusesToOpen(BSUP_TAMPERED, known(other)), "forked"));
  sample.RefusesToOpen(BSUP_BAD_INPUT, known("no note"));

  for (const char* end : {"", "-wal"}) fs::rename(sample.Path("old") + end, sample.Path() + end);
  EXPECT_TRUE(Says(sample.RefusesToOpen(BSUP_TAMPERED, known(newest)), "rolled back"));
  EXPECT_NE(sample.Open(known(first)), nullptr) << "a control: the old file itself is sound";
}

// By its other name it would have another lock, and others could change it.
TEST(TrailOpen, AFileThatOthersComeToByAnotherWayIsRefused) {
  const TrailSample sample;
  { const OpenTrail made = sample.Open(); }
  const auto options = sample.Options();
  for (const char* end : {"", ".vault"}) {
    const std::string file = sample.Path() + end;
    fs::create_hard_link(file, file + ".other");
    EXPECT_TRUE(Says(sample.RefusesToOpen(BSUP_STORAGE, options), "a hard link")) << end;
    fs::remove(file + ".other");

    for (const fs::perms others : {fs::perms::others_write, fs::perms::group_write}) {
      fs::permissions(file, others, fs::perm_options::add);
      EXPECT_TRUE(Says(sample.RefusesToOpen(BSUP_STORAGE, options), "chmod 600 " + file)) << end;
      fs::permissions(file, others, fs::perm_options::remove);
    }

    fs::rename(file, file + ".itself");
    fs::create_symlink(file + ".itself", file);
    EXPECT_TRUE(Says(sample.RefusesToOpen(BSUP_STORAGE, options), "this is a link")) << end;
    fs::remove(file);
    fs::rename(file + ".itself", file);
    EXPECT_NE(sample.Open(), nullptr) << "a control";
  }
}

TEST(TrailOpen, AStoreThatIsGoneIsNotBegunAnewBesideItsVault) {
  for (const bool person : {false, true}) {
    const TrailSample sample;
    { const OpenTrail empty = sample.Open(); }
    const auto remove = [&] {
      for (const char* end : {"", "-wal", "-shm"}) fs::remove(sample.Path() + end);
    };
    remove();
    EXPECT_NE(sample.Open(), nullptr) << "a control: nothing was ever recorded";
    if (person) {
      sample.Advise(sample.Open());
    } else {
      TrailSample::Record(sample.Open(), BSUP_RECORD_CONFIG, R"({"what":"shift","why":"change"})");
    }
    remove();
    const std::string message = sample.RefusesToOpen(BSUP_TAMPERED, sample.Options());
    EXPECT_TRUE(Says(message, "the trail that it served is gone")) << message;
    EXPECT_FALSE(fs::exists(sample.Path())) << "and nothing is made";
  }
}

TEST(TrailOpen, AnEmptyPathIsUsage) {
  const TrailSample sample;
  const bsup_trail_options options = sample.Options();
  bsup_trail* trail = nullptr;
  const std::string message = FailsWith(BSUP_USAGE, [&](bsup_error** error) {
    return Api().trail_open(sample.sample.session(), "", &options, &trail, error);
  });
  EXPECT_TRUE(Says(message, "name the trail's file")) << message;
}

// So that a copy of them is the whole trail.
TEST(TrailOpen, OnceItIsClosedAllOfItIsInItsNamedFiles) {
  const TrailSample sample;
  std::string newest;
  for (const char* contact : {"contact 1", "contact 2"}) {
    newest = sample.Advise(sample.Open(), kPerson, contact).checkpoint;
  }
  EXPECT_EQ(fs::file_size(sample.Path("trail-wal")), 0u);
  EXPECT_EQ(fs::file_size(sample.Path("trail.vault-wal")), 0u);
  for (const char* end : {"", ".vault"}) fs::copy(sample.Path() + end, sample.Path("copy") + end);
  bsup_verify_options options{};
  options.struct_size = sizeof options;
  options.known_head = newest.data();
  options.known_head_size = newest.size();
  const TrailSample::Verified verified = sample.Verify("copy", &options);
  EXPECT_EQ(verified.verdict, BSUP_VERDICT_INTACT) << verified.report;
  EXPECT_TRUE(Says(verified.report, R"("records":3)")) << verified.report;

  // A control: while it is open, the newest is not in them.
  const OpenTrail open = sample.Open();
  sample.Advise(open, kPerson, "contact 3");
  EXPECT_GT(fs::file_size(sample.Path("trail-wal")), 0u);
}

TEST(TrailOpen, NothingIsToldOfAnybodyInTheLog) {
  TrailSample sample;
  const OpenTrail trail = sample.Open();
  sample.Advise(trail);
  sample.Refuses(BSUP_BAD_INPUT, trail, BSUP_RECORD_DECISION, R"({"answers":1,"mode":"telephone",
      "reason":{"code":"none","words":"Ask Mrs Sampleton of X100001"}})");
  TrailSample::All(trail, R"({"person":"X100001"})");
  const std::string content =
      R"({"person":"X100001","why":"period of retention ended","authority":"unit of X100001"})";
  int32_t status = -1;
  ReceiptOf([&](auto... out) {
    return Api().trail_erase(trail.get(), &kOlive, content.data(), content.size(), &status, out...);
  });
  EXPECT_TRUE(Says(sample.host.log, "erasure")) << "a control: " << sample.host.log;
  for (const char* secret : {kPerson, "OLIVE", "Sampleton", "contact 1", "retention"}) {
    EXPECT_FALSE(Says(sample.host.log, secret)) << secret << " in " << sample.host.log;
  }
}
