// Reading records back, and the records that reading leaves.
#include <sys/stat.h>

#include "service/keeping/events.h"
#include "service/keeping/replay_record.h"
#include "service/keeping/show_person.h"
#include "service/kept_sample.h"

namespace bsup::core::testing {
namespace {

// POLICY 0, ADVICE 1 and DECISION 2 about one person, ADVICE 3 about another, CONFIG 4.
class ReadTest : public KeptSample {
 protected:
  ReadTest() {
    const Recorder next_day = By("OLIVE_GEN", "2026-11-24", "probation practitioner");
    Advise();
    Record(RecordKind::kDecision, R"({"answers":1,"mode":"office"})");
    Advise("X200002", "contact 1", next_day);
    Record(RecordKind::kConfig, R"({"what":"shift","why":"change"})", next_day);
  }
  Result<std::string> Timeline(const std::string& person, Language language,
                               bool statutory = false) {
    return ShowTimeline(*trail_, kOlive, person, statutory, {language, {}, On("2026-11-24")});
  }
  std::string Verdict(std::uint64_t sequence) {
    return kReplayVerdictNames[static_cast<std::size_t>(
        Must(ReplayRecord(*trail_, packs_, sequence)).verdict)];
  }

  LoadedPacks packs_;
};

TEST_F(ReadTest, WithoutAFilterPracticeAndTrailAreReadInOrder) {
  const std::string all = All("");
  EXPECT_EQ(Times(all, "\n"), 5) << all;
  for (int i = 0; i < 5; ++i) {
    EXPECT_TRUE(Says(all, R"({"sequence":)" + std::to_string(i) + ",")) << all;
  }
  EXPECT_TRUE(Says(all, R"("mode":"office")"));
  EXPECT_TRUE(Says(all, R"("who":"OLIVE_GEN")"));
  EXPECT_TRUE(Says(all, R"("time":"2026-11-23T10:15:00.123Z")"));
}

TEST_F(ReadTest, AFilterLetsThroughWhatItSays) {
  const auto sequences = [&](const std::string& filter) {
    const std::string lines = All(filter);
    std::string found;
    for (int i = 0; i < 20; ++i) {
      if (Says(lines, R"({"sequence":)" + std::to_string(i) + ",")) {
        found += std::to_string(i) + " ";
      }
    }
    return found;
  };
  EXPECT_EQ(sequences(R"({"person":"X100001"})"), "1 2 ");
  EXPECT_EQ(sequences(R"({"person":"X200002"})"), "3 ");
  EXPECT_EQ(sequences(R"({"person":"X300003"})"), "");
  EXPECT_EQ(sequences(R"({"kinds":["DECISION","CONFIG"]})"), "2 4 ");
  EXPECT_EQ(sequences(R"({"from":"2026-11-24"})"), "3 4 ");
  EXPECT_EQ(sequences(R"({"until":"2026-11-23"})"), "0 1 2 ");
  EXPECT_EQ(sequences(R"({"after":3})"), "4 ");
  EXPECT_EQ(sequences(R"({"class":["trail"]})"), "4 ");
  EXPECT_EQ(sequences(R"({"class":["practice"],"person":"X100001","kinds":["ADVICE"]})"), "1 ");
  EXPECT_EQ(All(R"({"after":9007199254740991})"), "") << "the last sequence there could be";
}

TEST_F(ReadTest, TheStatutoryClassIsReadOnlyWhenAskedForByName) {
  All(R"({"person":"X100001","justification":"supervision"})");
  EXPECT_FALSE(Says(All(R"({"person":"X100001"})"), "READ"));
  EXPECT_EQ(All(R"({"kinds":["READ"]})"), "");
  const std::string statutory = All(R"({"class":["statutory"]})");
  EXPECT_TRUE(Says(statutory, R"("kind":"READ")")) << statutory;
  EXPECT_TRUE(Says(statutory, R"("justification":"supervision")")) << statutory;
}

TEST_F(ReadTest, PagesFollowOneAnotherToAnEmptyOne) {
  Reading reading = Must(Reading::Begin(trail_, kOlive, ""));
  std::string all;
  for (const int lines : {2, 2, 1, 0, 0}) {
    const std::string page = Must(reading.Next(2));
    EXPECT_EQ(Times(page, "\n"), lines) << page;
    all += page;
  }
  EXPECT_EQ(all, All(""));
  Reading another = Must(Reading::Begin(trail_, kOlive, ""));
  Fails(Status::kUsage, another.Next(0));
  Fails(Status::kUsage, another.Next(Trail::kMostPage + 1));
  EXPECT_EQ(Times(Must(another.Next(Trail::kMostPage)), "\n"), 5) << "a slip costs no records";
}

TEST_F(ReadTest, EverybodyLookedAtLeavesOneReadAReading) {
  All(R"({"kinds":["CONFIG","POLICY"]})");
  EXPECT_EQ(Count("READ"), 0) << "nobody was looked at";
  All(R"({"person":"X100001"})");
  EXPECT_EQ(Count("READ"), 1) << "of two records of one person";
  Reading reading = Must(Reading::Begin(trail_, kOlive, ""));
  EXPECT_EQ(Count("READ"), 1) << "before a page is shown";
  Must(reading.Next(2));
  EXPECT_EQ(Count("READ"), 2);
  Must(reading.Next(2));
  EXPECT_EQ(Count("READ"), 3) << "somebody else's page";
}

TEST_F(ReadTest, AnExportLeavesOneExportAndNoRead) {
  const int before = Count("EXPORT");
  All(R"({"export":{"recipients":["inspectorate"],"scope":"all of November"}})");
  // One of it, and one of the counting itself, which comes before it counts.
  EXPECT_EQ(Count("EXPORT"), before + 2);
  EXPECT_EQ(Count("READ"), 0);
  EXPECT_TRUE(Says(All(R"({"class":["statutory"]})"), "inspectorate"));
}

TEST_F(ReadTest, AFilterThatCannotBeReadSaysWhere) {
  const auto bad = [&](const std::string& filter) {
    return Fails(Status::kBadInput, Reading::Begin(trail_, kOlive, filter));
  };
  EXPECT_TRUE(Says(bad(R"({"persons":"X100001"})"), "/persons"));
  EXPECT_TRUE(Says(bad(R"({"kinds":["GOSSIP"]})"), "/kinds/0"));
  EXPECT_TRUE(Says(bad(R"({"class":["secret"]})"), "/class/0"));
  EXPECT_TRUE(Says(bad(R"({"from":"2026-02-30"})"), "/from"));
  EXPECT_TRUE(Says(bad(R"({"after":-1})"), "/after"));
  EXPECT_TRUE(Says(bad(R"({"export":{"recipients":["a"]}})"), "/export/scope"));
  bad("[]");
  bad("{");
}

TEST_F(ReadTest, ATimelineIsShownInBothLanguagesAndLeavesARead) {
  EXPECT_TRUE(Says(Must(Timeline(kPerson, Language::kEnglish)), "Monday 23 November 2026"));
  EXPECT_TRUE(Says(Must(Timeline(kPerson, Language::kWelsh)), "Dydd Llun 23 Tachwedd 2026"));
  EXPECT_EQ(Count("READ"), 2);
  EXPECT_FALSE(Says(Must(Timeline(kPerson, Language::kEnglish)), "Records read"));
  EXPECT_TRUE(Says(Must(Timeline(kPerson, Language::kEnglish, true)), "Records read"));
  EXPECT_EQ(Count("READ"), 4);
  Fails(Status::kNotFound, Timeline("X300003", Language::kEnglish));
  EXPECT_EQ(Count("READ"), 4) << "nobody was shown";
}

TEST_F(ReadTest, AdviceIsReplayedFromTheTrailAlone) {
  EXPECT_EQ(Verdict(1), "same");
  EXPECT_EQ(Verdict(3), "same");
  Fails(Status::kBadInput, ReplayRecord(*trail_, packs_, 2));
  Fails(Status::kNotFound, ReplayRecord(*trail_, packs_, 99));
}

TEST_F(ReadTest, EventsGoIntoANewFileOfTheOwnersAlone) {
  const std::string exported = R"({"export":{"recipients":["hmpps-audit"],"scope":"the day"}})";
  const std::string path = Path("events");
  std::uint64_t told = 0;
  Must(WriteEvents(*trail_, kOlive, exported, path, [&](std::uint64_t, std::uint64_t) { ++told; }));
  const std::string events = FileOf(path);
  EXPECT_EQ(Times(events, "\n"), 5) << events;
  EXPECT_EQ(told, 0U) << "one page";
  EXPECT_TRUE(Says(events, "BLENDED_SUPERVISION_DECISION_MADE")) << events;
  EXPECT_TRUE(Says(events, R"("subjectId":"X100001","subjectType":"CRN")")) << events;
  struct stat file {};
  ASSERT_EQ(stat(path.c_str(), &file), 0);
  EXPECT_EQ(file.st_mode & 0777, 0600U);

  const int before = Count("EXPORT");
  Fails(Status::kStorage, WriteEvents(*trail_, kOlive, exported, path, {}));
  EXPECT_EQ(FileOf(path), events) << "what is there is left as it is";
  EXPECT_TRUE(Says(Fails(Status::kBadInput, WriteEvents(*trail_, kOlive, "{}", Path("more"), {})),
                   "/export"));
  Fails(Status::kStorage, WriteEvents(*trail_, kOlive, exported, Path("no folder/events"), {}));
  EXPECT_EQ(Count("EXPORT"), before + 1) << "what was not handed out is not said to be";
}

}  // namespace
}  // namespace bsup::core::testing
