// Reading records back, and the records that reading leaves.
#include <sys/stat.h>

#include "trail_sample.h"

namespace {

std::string Shown(const OpenTrail& trail, const char* person, const char* language,
                  uint32_t flags = 0) {
  return TextOf([&](auto... out) {
    return Api().trail_show(trail.get(), &kOlive, person, BSUP_TODAY, language, flags, 0, out...);
  });
}

}  // namespace

// POLICY 0, ADVICE 1 and DECISION 2 about one person, ADVICE 3 about another, CONFIG 4.
class TrailRead : public testing::Test {
 protected:
  void SetUp() override {
    sample_.Advise(trail_);
    TrailSample::Record(trail_, BSUP_RECORD_DECISION, R"({"answers":1,"mode":"office"})");
    sample_.host.today = kSampleDay + 1;
    sample_.Advise(trail_, "X200002");
    TrailSample::Record(trail_, BSUP_RECORD_CONFIG, R"({"what":"shift","why":"change"})");
  }
  // How many records of that kind there are, read without leaving a READ.
  int Count(const std::string& kind) {
    return Times(TrailSample::All(trail_, R"({"kinds":[")" + kind +
                                              R"("],"class":["practice","statutory","trail"],
                                              "export":{"recipients":["test"],"scope":"all"}})"),
                 R"("kind":")" + kind + "\"");
  }
  std::string EventsTo(const std::string& path) {
    const std::string filter =
        R"({"export":{"recipients":["hmpps-audit"],"scope":"everything of the day"}})";
    bsup_error* error = nullptr;
    EXPECT_EQ(Api().trail_events(trail_.get(), &kOlive, filter.data(), filter.size(), path.c_str(),
                                 nullptr, nullptr, &error),
              BSUP_OK)
        << Api().error_message(error);
    return ReadFile(path);
  }

  TrailSample sample_;
  const OpenTrail trail_ = sample_.Open();
};

TEST_F(TrailRead, WithoutAFilterPracticeAndTrailAreReadInOrder) {
  const std::string all = TrailSample::All(trail_, "");
  EXPECT_EQ(Times(all, "\n"), 5) << all;
  for (int i = 0; i < 5; ++i) {
    EXPECT_TRUE(Says(all, R"({"sequence":)" + std::to_string(i) + ",")) << all;
  }
  EXPECT_TRUE(Says(all, R"("mode":"office")"));
  EXPECT_TRUE(Says(all, R"("who":"OLIVE_GEN")"));
  EXPECT_TRUE(Says(all, R"("time":"2026-11-23T10:15:00.123Z")"));
}

TEST_F(TrailRead, PagesFollowOneAnotherToAnEmptyOne) {
  const Owned<bsup_reading> reading = TrailSample::Read(trail_, "");
  std::string all;
  for (const int lines : {2, 2, 1, 0, 0}) {
    const std::string page = TrailSample::Next(reading, 2);
    EXPECT_EQ(Times(page, "\n"), lines) << page;
    all += page;
  }
  EXPECT_EQ(all, TrailSample::All(trail_, ""));
  bsup_text* text = nullptr;
  const Owned<bsup_reading> another = TrailSample::Read(trail_, "");
  for (const uint32_t limit : {0u, 1001u, UINT32_MAX}) {
    FailsWith(BSUP_USAGE, [&](bsup_error** error) {
      return Api().reading_next(another.get(), limit, &text, error);
    });
    EXPECT_EQ(text, nullptr);
  }
  EXPECT_EQ(Times(TrailSample::Next(another, 1000), "\n"), 5) << "a slip costs no records";
}

TEST_F(TrailRead, AnExportLeavesOneExportAndNoRead) {
  const int before = Count("EXPORT");
  TrailSample::All(trail_,
                   R"({"export":{"recipients":["inspectorate"],"scope":"all of November"}})");
  // One of it, and one of the counting itself, which comes before it counts.
  EXPECT_EQ(Count("EXPORT"), before + 2);
  EXPECT_EQ(Count("READ"), 0);
  EXPECT_TRUE(Says(TrailSample::All(trail_, R"({"class":["statutory"]})"), "inspectorate"));
}

TEST_F(TrailRead, ATimelineIsShownInBothLanguagesAndLeavesARead) {
  const std::string english = Shown(trail_, kPerson, "en");
  const std::string welsh = Shown(trail_, kPerson, "cy");
  EXPECT_TRUE(Says(english, "Monday 23 November 2026")) << english;
  EXPECT_TRUE(Says(welsh, "Dydd Llun 23 Tachwedd 2026")) << welsh;
  EXPECT_EQ(Count("READ"), 2);
  // Who has read is not for everybody who reads.
  EXPECT_FALSE(Says(Shown(trail_, kPerson, "en"), "Records read"));
  EXPECT_TRUE(Says(Shown(trail_, kPerson, "en", BSUP_SHOW_STATUTORY), "Records read"));
  EXPECT_EQ(Count("READ"), 4);
  EXPECT_FALSE(Says(Shown(trail_, "X200002", "en"), "Monday"));
  bsup_text* text = nullptr;
  const auto refused = [&](bsup_status status, const char* person, const char* language,
                           uint32_t width) {
    FailsWith(status, [&](bsup_error** error) {
      return Api().trail_show(trail_.get(), &kOlive, person, BSUP_TODAY, language, 0, width, &text,
                              error);
    });
    EXPECT_EQ(text, nullptr);
  };
  refused(BSUP_NOT_FOUND, "X300003", "en", 0);
  refused(BSUP_USAGE, kPerson, "fr", 0);
  refused(BSUP_USAGE, kPerson, "en", 39);
}

TEST_F(TrailRead, SomeOfATimelineAndOneRecordInFullLeaveARead) {
  const auto told = [&](const std::string& request) {
    return TextOf([&](auto... out) {
      return Api().trail_tell(trail_.get(), &kOlive, request.data(), request.size(), out...);
    });
  };
  EXPECT_TRUE(Says(told(R"({"person":"X100001","until":"2026-11-23"})"), R"("kind":"ADVICE")"));
  EXPECT_TRUE(Says(told(R"({"person":"X100001","until":"2026-11-22"})"), R"("records":[])"));
  EXPECT_TRUE(Says(told(R"({"record":1})"), R"("screen_is":"same")"));
  EXPECT_EQ(Count("READ"), 3);
  bsup_text* text = nullptr;
  const std::string wrong = R"({"person":"X100001","contact":"c"})";
  FailsWith(BSUP_BAD_INPUT, [&](bsup_error** error) {
    return Api().trail_tell(trail_.get(), &kOlive, wrong.data(), wrong.size(), &text, error);
  });
  EXPECT_EQ(text, nullptr);
  EXPECT_EQ(Count("READ"), 3);
}

TEST_F(TrailRead, ATimelineIsJsonTooAndLeavesARead) {
  const auto timeline = [&](const char* language, uint32_t flags) {
    return TextOf([&](auto... out) {
      return Api().trail_timeline(trail_.get(), &kOlive, kPerson, BSUP_TODAY, language, flags,
                                  out...);
    });
  };
  EXPECT_TRUE(Says(timeline("en", 0), R"("heading":"Decision (on no. 1)"));
  EXPECT_TRUE(Says(timeline("cy", 0), R"("heading":"Penderfyniad (ar rif 1)"));
  EXPECT_EQ(Count("READ"), 2);
  EXPECT_FALSE(Says(timeline("en", 0), R"("kind":"READ")"));
  EXPECT_TRUE(Says(timeline("en", BSUP_SHOW_STATUTORY), R"("kind":"READ")"));
  EXPECT_EQ(Count("READ"), 4);
  bsup_text* text = nullptr;
  const auto refused = [&](bsup_status status, const char* person, const char* language,
                           uint32_t flags) {
    FailsWith(status, [&](bsup_error** error) {
      return Api().trail_timeline(trail_.get(), &kOlive, person, BSUP_TODAY, language, flags, &text,
                                  error);
    });
    EXPECT_EQ(text, nullptr);
  };
  refused(BSUP_NOT_FOUND, "X300003", "en", 0);
  refused(BSUP_USAGE, kPerson, "fr", 0);
  refused(BSUP_USAGE, kPerson, "en", BSUP_TEXT_COLOUR);
}

TEST_F(TrailRead, WhatWaitsIsGivenInPagesAndLeavesAReadOfEachPerson) {
  const auto list = [&](const std::string& request) {
    return TextOf([&](auto... out) {
      return Api().trail_worklist(trail_.get(), &kSenior, request.data(), request.size(), out...);
    });
  };
  EXPECT_TRUE(Says(list(""), R"("items":[],"next":null)")) << "the contact is today";
  EXPECT_EQ(Count("READ"), 0);
  const std::string after = list(R"({"as_of":"2026-11-25"})");
  EXPECT_TRUE(Says(after, R"("counts":{"approval":0,"promise":0,"outcome":1})")) << after;
  EXPECT_TRUE(Says(after, R"("person":"X100001")")) << after;
  EXPECT_EQ(Count("READ"), 1);
  EXPECT_EQ(TextOf([&](auto... out) {
              return Api().trail_worklist(trail_.get(), &kSenior, nullptr, 0, out...);
            }),
            list("{}"));
  bsup_text* text = nullptr;
  FailsWith(BSUP_BAD_INPUT, [&](bsup_error** error) {
    return Api().trail_worklist(trail_.get(), &kSenior, "[]", 2, &text, error);
  });
  EXPECT_EQ(text, nullptr);
}

TEST_F(TrailRead, AdviceIsReplayedFromTheTrailAlone) {
  EXPECT_TRUE(Says(TrailSample::Replay(trail_, 1), R"("verdict":"same")"));
  // No policy and no mapping is loaded any more; another session opens it.
  sample_.sample.End('p');
  sample_.sample.End('m');
  const OpenTrail anew = sample_.Open();
  sample_.sample.End('s');
  EXPECT_TRUE(Says(TrailSample::Replay(anew, 1), R"("verdict":"same")"));
  EXPECT_TRUE(Says(TrailSample::Replay(anew, 3), R"("verdict":"same")"));
  bsup_text* text = nullptr;
  FailsWith(BSUP_BAD_INPUT,
            [&](bsup_error** error) { return Api().trail_replay(anew.get(), 2, &text, error); });
  FailsWith(BSUP_NOT_FOUND,
            [&](bsup_error** error) { return Api().trail_replay(anew.get(), 99, &text, error); });
  EXPECT_EQ(text, nullptr);
}

TEST_F(TrailRead, EventsGoIntoANewFileOfTheOwnersAlone) {
  const std::string path = sample_.Path("events");
  const std::string events = EventsTo(path);
  EXPECT_EQ(Times(events, "\n"), 5) << events;
  for (const char* what : {"ADVICE_SHOWN", "DECISION_MADE", "POLICY_FIRST_USED"}) {
    EXPECT_TRUE(Says(events, std::string("BLENDED_SUPERVISION_") + what)) << events;
  }
  EXPECT_TRUE(Says(events, R"("subjectId":"X100001","subjectType":"CRN")")) << events;
  struct stat file {};
  ASSERT_EQ(stat(path.c_str(), &file), 0);
  EXPECT_EQ(file.st_mode & 0777, 0600u);

  const auto refused = [&](bsup_status status, const std::string& filter, const std::string& to) {
    FailsWith(status, [&](bsup_error** error) {
      return Api().trail_events(trail_.get(), &kOlive, filter.data(), filter.size(), to.c_str(),
                                nullptr, nullptr, error);
    });
  };
  const std::string exported = R"({"export":{"recipients":["audit"],"scope":"all"}})";
  const int before = Count("EXPORT");
  refused(BSUP_STORAGE, exported, path);
  EXPECT_EQ(ReadFile(path), events) << "what is there is left as it is";
  refused(BSUP_BAD_INPUT, "{}", sample_.Path("more events"));
  refused(BSUP_STORAGE, exported, sample_.Path("no folder/events"));
  EXPECT_EQ(Count("EXPORT"), before + 1) << "what was not handed out is not said to be";
}
