// A trail's own life: copies, a new beginning, erasing, new keys, and its end.
#include <filesystem>

#include "trail_sample.h"

namespace {

namespace fs = std::filesystem;

constexpr const char* kErase =
    R"({"person":"X100001","why":"retention ended","authority":"the unit"})";

struct Erasure {
  int32_t status = -1;
  Recorded receipt;
};

Erasure Erase(const OpenTrail& trail, const std::string& content = kErase) {
  Erasure erasure;
  erasure.receipt = ReceiptOf([&](auto... out) {
    return Api().trail_erase(trail.get(), &kOlive, content.data(), content.size(), &erasure.status,
                             out...);
  });
  return erasure;
}

int32_t Finish(const OpenTrail& trail) {
  int32_t status = -1;
  EXPECT_EQ(Api().trail_finish_erasures(trail.get(), &status, nullptr), BSUP_OK);
  return status;
}

bsup_status Backup(const OpenTrail& trail, const std::string& path) {
  return Api().trail_backup(trail.get(), &kOlive, path.c_str(), nullptr);
}

Recorded Rotate(const OpenTrail& trail) {
  return ReceiptOf(
      [&](auto... out) { return Api().trail_rotate(trail.get(), &kOlive, "yearly", out...); });
}

}  // namespace

class TrailLife : public testing::Test {
 protected:
  void SetUp() override { sample_.Advise(trail_); }

  OpenTrail Restore(const std::string& backup, const std::string& to, const std::string& lost) {
    bsup_trail_options options = sample_.Options();
    options.origin = "kent.probation.example/trail/2";
    options.known_head = lost.data();
    options.known_head_size = lost.size();
    return {Made<bsup_trail>(Api(),
                             [&](auto... out) {
                               return Api().trail_restore(sample_.sample.session(),
                                                          sample_.Path(backup).c_str(),
                                                          sample_.Path(to).c_str(), &options,
                                                          &kOlive, "the disk broke", out...);
                             }),
            Api().trail_close};
  }
  bsup_status VerdictWith(const std::string& name, const std::string& key) {
    bsup_verify_options options{};
    options.struct_size = sizeof options;
    options.vkey = key.c_str();
    return sample_.Verify(name, &options).verdict;
  }

  TrailSample sample_;
  OpenTrail trail_ = sample_.Open();
};

TEST_F(TrailLife, ABackupIsATrailThatSaysItIsOne) {
  const std::string path = sample_.Path("backup");
  ASSERT_EQ(Backup(trail_, path), BSUP_OK);
  EXPECT_TRUE(Says(TrailSample::Leaf(trail_, 2), R"("kind":"CONFIG")"));
  EXPECT_EQ(Backup(trail_, path), BSUP_STORAGE) << "what is there is not written over";
  const OpenTrail copy = sample_.Open(sample_.Options(), "backup");
  EXPECT_EQ(TrailSample::Size(copy), 3u);
  EXPECT_EQ(TrailSample::Leaf(copy, 2), TrailSample::Leaf(trail_, 2));
  EXPECT_TRUE(Says(TrailSample::Replay(copy, 1), "same"));
}

TEST_F(TrailLife, ARestoredTrailBeginsAnewAndCitesBothHeads) {
  ASSERT_EQ(Backup(trail_, sample_.Path("backup")), BSUP_OK);
  const std::string restored = TrailSample::Head(trail_);
  const std::string lost = sample_.Advise(trail_, "X200002").checkpoint;
  const std::string old_key = TrailSample::VerifierKey(trail_);
  trail_.reset();
  OpenTrail fresh = Restore("backup", "fresh", lost);
  EXPECT_STREQ(Api().trail_origin(fresh.get()), "kent.probation.example/trail/2");
  EXPECT_NE(TrailSample::VerifierKey(fresh), old_key);
  ASSERT_EQ(TrailSample::Size(fresh), 1u);
  const std::string reopen = TrailSample::All(fresh, "{}");
  EXPECT_TRUE(Says(reopen, R"({"sequence":0,"kind":"REOPEN",)")) << reopen;
  EXPECT_TRUE(Says(reopen, "the disk broke")) << reopen;
  for (std::string head : {restored, lost}) {
    for (std::size_t at = 0; (at = head.find('\n', at)) != std::string::npos; at += 2) {
      head.replace(at, 1, "\\n");
    }
    EXPECT_TRUE(Says(reopen, head)) << head << " in " << reopen;
  }
  // The old log is proved by its own key; its vault is that of the new one.
  const TrailSample without_keys(false);
  bsup_verify_options options{};
  options.struct_size = sizeof options;
  options.vkey = old_key.c_str();
  int32_t verdict = -1;
  const std::string report = TextOf([&](auto... out) {
    return Api().trail_verify(without_keys.sample.session(), sample_.Path("fresh.before").c_str(),
                              &options, &verdict, out...);
  });
  EXPECT_EQ(verdict, BSUP_VERDICT_INTACT_NO_OUTSIDE_HEAD) << report;
  EXPECT_TRUE(Says(report, R"("records":3)")) << report;
  EXPECT_EQ(sample_.Advise(fresh).existed, 0) << "the person is known, the record is new";
}

TEST_F(TrailLife, WhereSomethingIsNothingIsRestored) {
  ASSERT_EQ(Backup(trail_, sample_.Path("backup")), BSUP_OK);
  const auto refused = [&](bsup_status status, const char* backup, const char* to) {
    bsup_trail* out = nullptr;
    const bsup_trail_options options = sample_.Options();
    FailsWith(status, [&](bsup_error** error) {
      return Api().trail_restore(sample_.sample.session(), sample_.Path(backup).c_str(),
                                 sample_.Path(to).c_str(), &options, &kOlive, "w", &out, error);
    });
    EXPECT_EQ(out, nullptr);
  };
  refused(BSUP_STORAGE, "backup", "trail");
  refused(BSUP_TAMPERED, "nothing", "fresh");
  EXPECT_FALSE(fs::exists(sample_.Path("fresh")));
}

TEST_F(TrailLife, AnErasedPersonIsGoneAndEveryProofHolds) {
  TrailSample::Record(trail_, BSUP_RECORD_DECISION, R"({"answers":1,"mode":"office"})");
  sample_.Advise(trail_, "X200002");
  const std::string head = TrailSample::Head(trail_);
  const std::string leaf = TrailSample::Leaf(trail_, 1);
  const Erasure erasure = Erase(trail_);
  EXPECT_EQ(erasure.status, BSUP_ERASURE_DONE);
  EXPECT_EQ(erasure.receipt.sequence, 4);

  EXPECT_EQ(TrailSample::All(trail_, R"({"person":"X100001"})"), "");
  const std::string all = TrailSample::All(trail_, "{}");
  EXPECT_FALSE(Says(all, kPerson)) << all;
  EXPECT_TRUE(Says(all, "X200002")) << "a control: " << all;
  EXPECT_EQ(Times(all, R"("erased":true,"subject":null)"), 2) << all;
  EXPECT_TRUE(Says(TrailSample::Replay(trail_, 1), R"("verdict":"erased")"));
  EXPECT_TRUE(Says(TrailSample::Replay(trail_, 3), R"("verdict":"same")"));
  TrailSample::Refuses(BSUP_ERASED, trail_, BSUP_RECORD_DECISION,
                       R"({"answers":1,"mode":"office"})");
  bsup_text* text = nullptr;
  FailsWith(BSUP_ERASED, [&](bsup_error** error) {
    return Api().trail_decision(trail_.get(), 2, BSUP_TODAY, &text, error);
  });
  EXPECT_EQ(text, nullptr);

  EXPECT_EQ(TrailSample::Leaf(trail_, 1), leaf);
  bsup_verify_options options{};
  options.struct_size = sizeof options;
  options.known_head = head.data();
  options.known_head_size = head.size();
  const auto verified = sample_.Verify("trail", &options);
  EXPECT_EQ(verified.verdict, BSUP_VERDICT_ERASED_IN_PART) << verified.report;
  EXPECT_TRUE(Says(verified.report, R"("erased":2)")) << verified.report;
  const Recorded again = sample_.Advise(trail_);
  EXPECT_EQ(again.existed, 0) << "who comes again is somebody new";
}

TEST_F(TrailLife, SomebodyTheTrailDoesNotKnowCannotBeErased) {
  int32_t status = 77;
  bsup_receipt* receipt = nullptr;
  const auto refused = [&](bsup_status expected, const std::string& content) {
    FailsWith(expected, [&](bsup_error** error) {
      return Api().trail_erase(trail_.get(), &kOlive, content.data(), content.size(), &status,
                               &receipt, error);
    });
    EXPECT_EQ(status, 77);
    EXPECT_EQ(receipt, nullptr);
  };
  refused(BSUP_NOT_FOUND, R"({"person":"X300003","why":"retention ended","authority":"unit"})");
  refused(BSUP_BAD_INPUT, R"({"person":"X100001","why":"retention ended"})");
  refused(BSUP_BAD_INPUT, R"({"person":"","why":"retention ended","authority":"unit"})");
  refused(BSUP_BAD_INPUT, "");
  Erase(trail_);
  refused(BSUP_NOT_FOUND, kErase);
}

TEST_F(TrailLife, AnErasureWaitsForTheKeyServiceAndIsFinished) {
  sample_.host.box.keeps_for_backups = true;
  EXPECT_EQ(Erase(trail_).status, BSUP_ERASURE_PENDING_BACKUPS);
  EXPECT_EQ(Finish(trail_), BSUP_ERASURE_PENDING_BACKUPS);
  EXPECT_EQ(sample_.host.box.keys.size(), 2u);
  sample_.host.box.keeps_for_backups = false;
  EXPECT_EQ(Finish(trail_), BSUP_ERASURE_DONE);
  EXPECT_EQ(sample_.host.box.keys.size(), 1u) << "the key of old backups is destroyed";
  EXPECT_EQ(sample_.host.box.destroyed, 1);
  EXPECT_EQ(Finish(trail_), BSUP_ERASURE_DONE);
  EXPECT_EQ(sample_.host.box.destroyed, 1) << "what is destroyed is not asked for again";
}

TEST_F(TrailLife, ErasingReachesBackThroughARestore) {
  ASSERT_EQ(Backup(trail_, sample_.Path("backup")), BSUP_OK);
  const OpenTrail fresh = Restore("backup", "fresh", "");
  EXPECT_EQ(Erase(fresh).status, BSUP_ERASURE_DONE);
  trail_.reset();
  EXPECT_FALSE(Says(ReadFile(sample_.Path("fresh.before")), kPerson));
}

TEST_F(TrailLife, ANewKeyIsVouchedForByTheOld) {
  const std::string old_key = TrailSample::VerifierKey(trail_);
  const Recorded receipt = Rotate(trail_);
  const std::string new_key = TrailSample::VerifierKey(trail_);
  EXPECT_NE(new_key, old_key);
  EXPECT_TRUE(Says(TrailSample::Leaf(trail_, 2), R"("kind":"KEY")"));
  EXPECT_EQ(Times(receipt.checkpoint, "\xE2\x80\x94 kent.probation.example/trail "), 2)
      << "the head is signed by both: " << receipt.checkpoint;
  EXPECT_EQ(VerdictWith("trail", new_key), BSUP_VERDICT_INTACT_NO_OUTSIDE_HEAD);
  sample_.Advise(trail_, "X200002");
  EXPECT_EQ(VerdictWith("trail", old_key), BSUP_VERDICT_WRONG_KEY);
  EXPECT_EQ(VerdictWith("trail", new_key), BSUP_VERDICT_INTACT_NO_OUTSIDE_HEAD);
  const std::string record = TrailSample::All(trail_, R"({"kinds":["KEY"]})");
  EXPECT_TRUE(Says(record, old_key) && Says(record, new_key)) << record;
  EXPECT_TRUE(Says(TrailSample::Replay(trail_, 1), "same"));
}

TEST_F(TrailLife, AnotherHandleLearnsOfANewKeyByItself) {
  const OpenTrail other = sample_.Open();
  Rotate(other);
  EXPECT_EQ(sample_.Advise(trail_, "X200002").sequence, 3);
  EXPECT_EQ(TrailSample::VerifierKey(trail_), TrailSample::VerifierKey(other));
}

TEST_F(TrailLife, HandlesEndInAnyOrder) {
  Owned<bsup_reading> reading = TrailSample::Read(trail_, R"({"person":"X100001"})");
  Owned<bsup_advice> advice = sample_.sample.Advise();
  sample_.sample.End('s');
  sample_.sample.End('p');
  sample_.sample.End('m');
  const Recorded again = ReceiptOf([&](auto... out) {
    return Api().advice_record(advice.get(), trail_.get(), &kOlive, kPerson, "contact 2", "cy",
                               out...);
  });
  EXPECT_EQ(again.sequence, 2);
  trail_.reset();
  const std::string page = TrailSample::Next(reading);
  EXPECT_EQ(Times(page, "\n"), 2) << "reading goes on after the trail's handle is closed: " << page;
  reading.reset();
  EXPECT_EQ(Api().advice_mode_count(advice.get()), 7u);
  EXPECT_EQ(sample_.host.box.threads, std::set{std::this_thread::get_id()});
}
