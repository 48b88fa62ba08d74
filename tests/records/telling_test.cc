// What is said about records: the timeline, the events, and the comparison for replay.
#include <gtest/gtest.h>

#include <regex>

#include "base/json.h"
#include "records/kept.h"
#include "records/kinds/disclosure_record.h"
#include "records/kinds/erasure_record.h"
#include "records/kinds/export_record.h"
#include "records/kinds/policy_record.h"
#include "records/kinds/read_record.h"
#include "records/standing/replay.h"
#include "records/telling/audit_event.h"
#include "records/telling/timeline.h"

namespace bsup::core::testing {
namespace {

#define EXPECT_SAYS(text, words) EXPECT_NE((text).find(words), std::string::npos) << (text)
#define EXPECT_DOES_NOT_SAY(text, words) EXPECT_EQ((text).find(words), std::string::npos) << (text)

// A visit that was approved, took place, was read and disclosed.
Story AVisit() {
  Story story("X100002", "home visit");
  story.Decide(kOfficer, kVisit);
  story.Approve(By("s.senior", "2026-11-24", "senior probation officer"),
                R"("approved":true,"role":"senior probation officer","until":"2026-12-04",)"
                R"("words":"Not alone.")");
  story.Happen(By("a.officer", "2026-12-01", "probation officer"),
               R"("mode":"home visit","attended":"attended","outcome_code":"ATTC",)"
               R"("risk_information":"gained","risk_words":"A new partner lives there.",)"
               R"("mitigations_done":[0])");
  story.Add(Must(DraftFrom<ReadRecord>(By("m.auditor", "2026-12-02"), R"({"person":"X100002"})")));
  story.Add(Must(DraftFrom<DisclosureRecord>(By("s.senior", "2026-12-02"),
                                             R"({"person":"X100002","recipients":["MAPPA panel"],)"
                                             R"("what":"decision and outcome"})")));
  return story;
}

std::string Timeline(Story& story, std::string_view day, Language language = Language::kEnglish,
                     TextOptions text = {}) {
  const std::vector<Document> policies{{Sha256Of({story.sample().policy}), story.sample().policy}};
  return Must(RenderTimeline(story.records(), policies, {language, text, On(day)}));
}

TEST(Timeline, TellsDayByDayWhatWasAdvisedDecidedAndDone) {
  Story story = AVisit();
  const std::string text = Timeline(story, "2026-12-02");
  EXPECT_TRUE(text.starts_with("Monday 23 November 2026\n\n10:15")) << text;
  EXPECT_SAYS(text,
              "Monday 23 November 2026\n\n10:15  12  Advice shown: a.officer, probation officer\n");
  EXPECT_SAYS(text,
              "           Contact on 30 November 2026: supervision meeting. Planned: Home visit "
              "(needs approval,\n           counts as the required contact). NOTE\n");
  EXPECT_SAYS(text, "           Office visit: recommended.\n");
  EXPECT_SAYS(text, "10:15  13  Decision (on no. 12): a.officer, probation officer\n");
  EXPECT_SAYS(text, "Home visit, which departs from the advice: Office visit.\n");
  EXPECT_SAYS(text, "Reason: I need to see the person or the place. “The flat was broken into.”\n");
  EXPECT_SAYS(text, "Approved until 4 December 2026.\n");
  EXPECT_SAYS(text, "Promised by 30 November 2026: two of us go [done, said on 1 December 2026]\n");
  EXPECT_SAYS(text, "Approval (on no. 13): s.senior, senior probation officer\n");
  EXPECT_SAYS(text, "Senior probation officer: approved until 4 December 2026. “Not alone.”\n");
  EXPECT_SAYS(text, "Attended: Home visit (ATTC). Something was learnt about risk.");
  EXPECT_SAYS(text, "Not known: whether the technology failed, whether it was the right mode.\n");
  EXPECT_SAYS(text, "Records read: m.auditor\n");
  EXPECT_SAYS(text, "To: MAPPA panel. “decision and outcome”\n");
  EXPECT_LT(text.find("23 November 2026\n"), text.find("Wednesday 2 December 2026\n"));
}

// The text on one line.
std::string Unwrapped(const std::string& text) {
  return std::regex_replace(text, std::regex("\\s+"), " ");
}

TEST(Timeline, TellsWhatAdviceRestsOnAndWhatWasAsked) {
  Story story = AVisit();
  const std::string text = Unwrapped(Timeline(story, "2026-12-02"));
  EXPECT_SAYS(text, "NOTE There is a known danger at the door, and no current risk assessment");
  EXPECT_SAYS(text, "Asked and not answered: Is a risk assessment recorded for visits to this ");
  EXPECT_SAYS(text, "Policy england-wales, version ");
  EXPECT_SAYS(text, "Advised on what was known on 23 November 2026.");
  EXPECT_SAYS(text, "Why it needs approval: There is a known danger at the door");
  EXPECT_DOES_NOT_SAY(text, "Decided after the contact");
  EXPECT_DOES_NOT_SAY(text, "Answered for this advice");
  const std::string welsh = Unwrapped(Timeline(story, "2026-12-02", Language::kWelsh));
  EXPECT_SAYS(welsh, "Cyswllt ar 30 Tachwedd 2026: cyfarfod goruchwylio.");
  EXPECT_SAYS(welsh, "Cyngor ar sail yr hyn a wyddid ar 23 Tachwedd 2026.");
  EXPECT_SAYS(welsh, "Pam mae angen cymeradwyaeth: ");
  EXPECT_DOES_NOT_SAY(welsh, "There is a known danger");
}

TEST(Timeline, SaysThatItWasDecidedAfterTheContact) {
  Story story("X100002", "home visit");
  story.Decide(By("a.officer", "2026-11-30"), kVisit);
  story.Decide(By("a.officer", "2026-12-01"), kVisit);
  const std::string text = Timeline(story, "2026-12-02");
  const std::string late = "Decided after the contact, which was on 30 November 2026.\n";
  EXPECT_SAYS(text, late);
  EXPECT_EQ(text.find(late), text.rfind(late)) << "on the day itself it is not late";
}

TEST(Timeline, SaysThatWhatWasDoneOutsidePolicyStaysThat) {
  Story story("X100003", "telephone");
  story.Decide(kOfficer, R"("mode":"telephone","reason":{"code":"urgent","words":"Fire."})");
  story.Happen(By("a.officer", "2026-11-30"), R"("mode":"telephone","attended":"attended")");
  story.Decide(By("a.officer", "2026-12-01"), R"("mode":"office")");
  const std::string text = Timeline(story, "2026-12-02");
  EXPECT_SAYS(text, "Outside policy: not allowed.\n");
  EXPECT_SAYS(text, "The contact took place like this, which no later decision changes.\n");
  EXPECT_SAYS(text, "Decided again: see no. 15.\n");
  EXPECT_DOES_NOT_SAY(text, "Superseded");
}

TEST(Timeline, TellsAPromiseKept) {
  Story story = AVisit();
  story.Keep(By("a.officer", "2026-12-02", "probation officer"),
             R"("promises":[0],"on":"2026-11-30","words":"Both of us.")");
  const std::string text = Timeline(story, "2026-12-02");
  EXPECT_SAYS(text, "Promise kept (on no. 13): a.officer, probation officer\n");
  EXPECT_SAYS(text, "Done on 30 November 2026: two of us go.\n");
  EXPECT_SAYS(text, "“Both of us.”\n");
  EXPECT_SAYS(Unwrapped(text), "[done on 30 November 2026, said on 1 December 2026]");
  EXPECT_SAYS(Timeline(story, "2026-12-02", Language::kWelsh), "Cadwyd addewid");
}

TEST(Timeline, TellsOfADayWithoutWhatCameLater) {
  Story story = AVisit();
  const std::string text = Timeline(story, "2026-11-23");
  EXPECT_SAYS(text, "Waiting for approval: Senior probation officer.\n");
  EXPECT_SAYS(text, "two of us go [open]\n");
  EXPECT_DOES_NOT_SAY(text, "s.senior");
  EXPECT_EQ(Timeline(story, "2026-11-22"), "No records.\n");
}

TEST(Timeline, SaysTheSameInWelsh) {
  Story story = AVisit();
  const std::string text = Timeline(story, "2026-12-02", Language::kWelsh);
  EXPECT_SAYS(text, "Dydd Llun 23 Tachwedd 2026\n");
  EXPECT_SAYS(text, "Penderfyniad (ar rif 12): a.officer");
  EXPECT_SAYS(text, "Cymeradwywyd tan 4 Rhagfyr 2026.\n");
  EXPECT_DOES_NOT_SAY(text, "{1}");
}

TEST(Timeline, SaysWhatWasErasedAndByWhomItWasMade) {
  Story story = AVisit();
  for (OpenedRecord& record : story.records()) record = Erased(record);
  const std::string text = Timeline(story, "2026-12-02");
  EXPECT_SAYS(text, "Approval or refusal (on no. 13): s.senior, senior probation officer\n");
  EXPECT_SAYS(text, "What it said has been erased");
  EXPECT_DOES_NOT_SAY(text, "flat");
}

TEST(Timeline, KeepsWithinItsWidthAndColoursWhenAsked) {
  Story story = AVisit();
  const std::string narrow = Timeline(story, "2026-12-02", Language::kEnglish, {.width = 40});
  for (std::size_t at = 0; at < narrow.size();) {
    const std::size_t end = narrow.find('\n', at);
    std::size_t columns = 0;
    for (const char c : narrow.substr(at, end - at))
      columns += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
    EXPECT_LE(columns, 40u) << narrow.substr(at, end - at);
    at = end + 1;
  }
  EXPECT_DOES_NOT_SAY(narrow, "\033[");
  EXPECT_SAYS(Timeline(story, "2026-12-02", Language::kEnglish, {.colour = true}),
              "\033[1;32mApproved until");
}

TEST(Timeline, HasADecisionOutsidePolicyInItsWords) {
  Story story("X100003", "telephone");
  story.Decide(kOfficer, R"("mode":"telephone","reason":{"code":"urgent","words":"Fire."})");
  EXPECT_SAYS(Timeline(story, "2026-11-23"), "Outside policy: not allowed.\n");
}

TEST(Timeline, HasEveryStateInItsWords) {
  Story story("X100002", "home visit");
  story.Decide(kOfficer, kVisit);
  story.Approve(By("s.senior", "2026-11-24"),
                R"("approved":false,"role":"senior probation officer","words":"Not at night.")");
  story.Approve(By("s.senior", "2026-11-25"),
                R"("approved":true,"role":"senior probation officer","until":"2026-11-26")");
  story.Decide(By("a.officer", "2026-11-28"), R"("mode":"office")");
  EXPECT_SAYS(Timeline(story, "2026-11-24"), "Refused; see no. 14.\n");
  EXPECT_SAYS(Timeline(story, "2026-11-24"),
              "Senior probation officer: refused. “Not at night.”\n");
  EXPECT_SAYS(Timeline(story, "2026-11-27"),
              "Approved until 26 November 2026 and no longer; approval is needed again: Senior");
  EXPECT_SAYS(Timeline(story, "2026-11-28"), "Superseded by no. 16.\n");
  EXPECT_SAYS(Timeline(story, "2026-11-28"), "Office visit, as advised.\n");
  EXPECT_SAYS(Timeline(story, "2026-12-01"), "two of us go [overdue]\n");
}

// Every text of the timeline as JSON: what is shown of what waits and of each record.
std::vector<std::string> TextsOf(const JsonNode& root) {
  std::vector<std::string> texts;
  for (const JsonNode& item : root.Find("waiting")->items())
    texts.emplace_back(item.Find("text")->string());
  for (const JsonNode& record : root.Find("records")->items()) {
    texts.emplace_back(record.Find("heading")->string());
    for (const JsonNode& line : record.Find("lines")->items()) texts.emplace_back(line.string());
  }
  return texts;
}

std::string Json(Story& story, std::string_view day, Language language = Language::kEnglish) {
  const std::vector<Document> policies{{Sha256Of({story.sample().policy}), story.sample().policy}};
  return Must(TimelineJson(story.records(), policies, {language, {}, On(day)}));
}

TEST(Timeline, BeginsWithWhatWaits) {
  Story story("X100002", "home visit");
  story.Decide(kOfficer, kVisit);
  const std::string text = Timeline(story, "2026-12-01");
  EXPECT_TRUE(text.starts_with(
      "What waits on 1 December 2026\n\n"
      "       13  Waiting for approval: Senior probation officer. Contact on 30 November 2026.\n"
      "       13  Promised by 30 November 2026: two of us go [overdue]\n"
      "       13  No outcome is recorded for the contact on 30 November 2026.\n\n"
      "Monday 23 November 2026\n"))
      << text;
  EXPECT_SAYS(Timeline(story, "2026-11-30"), "two of us go [open]\n");
  EXPECT_DOES_NOT_SAY(Timeline(story, "2026-11-30"), "No outcome");
  EXPECT_TRUE(Timeline(story, "2026-12-01", Language::kWelsh)
                  .starts_with("Yr hyn sy'n aros ar 1 Rhagfyr 2026\n"));
  Story settled = AVisit();
  EXPECT_DOES_NOT_SAY(Timeline(settled, "2026-12-02"), "What waits");
}

TEST(Timeline, IsJsonInTheSameWords) {
  for (const Language language : {Language::kEnglish, Language::kWelsh}) {
    Story story("X100002", "home visit");
    story.Decide(kOfficer, kVisit);
    story.Approve(By("s.senior", "2026-11-24"),
                  R"("approved":false,"role":"senior probation officer","words":"Not\nat night.")");
    for (const char* day : {"2026-11-23", "2026-12-02"}) {
      const std::string json = Json(story, day, language);
      const auto document = JsonDocument::Parse(json, "timeline");
      ASSERT_TRUE(document);
      const std::string text = Timeline(story, day, language, {.width = 10'000});
      const std::vector<std::string> told = TextsOf(document->root());
      EXPECT_GE(told.size(), 5u);
      for (const std::string& each : told) EXPECT_SAYS(text, each);
    }
  }
}

TEST(Timeline, HasEachRecordsPlaceStateAndTimeInJson) {
  Story story("X100002", "home visit");
  story.Decide(kOfficer, kVisit);
  const std::string json = Json(story, "2026-12-01");
  const std::string begin =
      R"({"as_of":"2026-12-01","waiting":[{"sequence":13,"waits_for":"approval",)"
      R"("day":"2026-11-30","overdue":true,"text":"Waiting for approval: )";
  const std::string advice =
      R"({"sequence":12,"kind":"ADVICE","day":"2026-11-23","time":"2026-11-23T10:15:00.123Z",)"
      R"("who":"a.officer","role":"probation officer","answers":null,"erased":false,)"
      R"("state":null,"heading":"Advice shown","lines":["Contact on )";
  const std::string decision =
      R"("answers":12,"erased":false,"state":"waiting","heading":"Decision (on no. 12)";
  EXPECT_TRUE(json.starts_with(begin)) << json;
  EXPECT_SAYS(json, advice);
  EXPECT_SAYS(json, decision);
  EXPECT_EQ(Json(story, "2026-11-22"), R"({"as_of":"2026-11-22","waiting":[],"records":[]})");
  for (OpenedRecord& record : story.records()) record = Erased(record);
  const std::string erased = Json(story, "2026-12-01");
  EXPECT_SAYS(erased, R"("erased":true,"state":null)");
  EXPECT_SAYS(erased, R"("waiting":[])");
  EXPECT_SAYS(erased, R"("who":"a.officer")");
  EXPECT_DOES_NOT_SAY(erased, "flat");
}

TEST(Timeline, FallsBackOnIdsWithoutThePolicy) {
  Story story = AVisit();
  EXPECT_SAYS(Must(RenderTimeline(story.records(), {}, {Language::kEnglish, {}, On("2026-12-02")})),
              "Reason: need-to-see.");
}

TEST(Timeline, ShowsNoControlCharactersOfAHost) {
  Story story("X100010", "telephone");
  story.Decide(kOfficer,
               R"("mode":"office","reason":{"code":"urgent","words":"a\u001b[2Jb\u202ec"})");
  EXPECT_SAYS(Timeline(story, "2026-11-23"), "“a?[2Jb?c”");
  EXPECT_SAYS(Json(story, "2026-11-23"), "“a?[2Jb?c”");
}

TEST(Timeline, SaysWhereNoModeWasAdvised) {
  Story story("X100007", "office");
  story.Decide(kOfficer, R"("mode":"office","reason":{"code":"urgent","words":"Arrest."})");
  const std::string text = Timeline(story, "2026-11-23");
  EXPECT_SAYS(text, "We do not advise a mode here.\n");
  EXPECT_SAYS(text, "Office visit, though no mode was advised.\n");
  EXPECT_SAYS(text, "Outside policy: no advice.\n");
}

TEST(Timeline, TellsTheTrailsOwnRecordsToo) {
  Story story = AVisit();
  story.Add(Must(PolicyFirstUsed(By("a.officer", "2026-12-02"),
                                 {story.sample().policy, story.sample().bundle})));
  story.Add(Must(DraftFrom<ErasureRecord>(
      By("d.officer", "2026-12-02"), R"({"why":"retention ended","authority":"court order"})")));
  const std::string text = Timeline(story, "2026-12-02");
  EXPECT_SAYS(text, "Policy first used: a.officer\n");
  EXPECT_SAYS(text, "england-wales, version ");
  EXPECT_SAYS(text, "“retention ended” “court order”\n");
}

TEST(AuditEvent, HasTheNineNamesAndDetailsInAText) {
  Story story = AVisit();
  const std::string event = Must(AuditEvent(story.decision()));
  const auto document = JsonDocument::Parse(event, "event");
  ASSERT_TRUE(document);
  std::string names;
  for (const JsonMember& member : document->root().members())
    names += std::string(member.key) + " ";
  EXPECT_EQ(names,
            "what when operationId subjectId subjectType correlationId who service details ");
  EXPECT_SAYS(event,
              R"({"what":"BLENDED_SUPERVISION_DECISION_MADE","when":"2026-11-23T10:15:00.123Z",)"
              R"("operationId":null,"subjectId":"X100002","subjectType":"CRN",)");
  const std::string details(document->root().Find("details")->string());
  const auto inner = JsonDocument::Parse(details, "details");
  ASSERT_TRUE(inner) << details;
  EXPECT_EQ(CanonicalJson(*inner->root().At("/answers")), "12");
  EXPECT_EQ(CanonicalJson(*inner->root().At("/content/mode")), R"("home visit")");
  EXPECT_EQ(inner->root().At("/content/person"), nullptr);
}

TEST(AuditEvent, OfAdviceTellsWhatItCameToAndNoFacts) {
  Story story = AVisit();
  const std::string event = Must(AuditEvent(story.advice()));
  EXPECT_SAYS(event, "BLENDED_SUPERVISION_ADVICE_SHOWN");
  EXPECT_SAYS(event, R"(\"lead\":\"office\")");
  EXPECT_DOES_NOT_SAY(event, "risk.rosh");
}

TEST(AuditEvent, OfWhatWasErasedOrIsAboutNobodyNamesNobody) {
  Story story = AVisit();
  const std::string erased = Must(AuditEvent(Erased(story.records()[2])));
  EXPECT_SAYS(erased, "BLENDED_SUPERVISION_APPROVAL_DECIDED");
  EXPECT_SAYS(erased, R"("subjectId":null,"subjectType":"NOT_APPLICABLE")");
  EXPECT_SAYS(Must(AuditEvent(story.records()[2])), "BLENDED_SUPERVISION_APPROVAL_GIVEN");
  const Draft exported = Must(DraftFrom<ExportRecord>(
      kOfficer, R"({"what":"x","recipients":["y"],"scope":"z","persons":7})"));
  EXPECT_SAYS(Must(AuditEvent(Kept(exported, 3))), R"(\"persons\":7)");
}

std::string Replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(Replay, SaysSameToTheByteOnly) {
  const std::string advice = Advised("X100002", Meeting("home visit")).advice;
  EXPECT_EQ(Must(CompareReplay(advice, advice)).ToJson(),
            R"({"engine":{"recorded":3,"replayed":3},"lead":{"recorded":"office","replayed":)"
            R"("office"},"modes":[],"modes_agree":true,"verdict":"same"})");
  const Replayed differs = Must(
      CompareReplay(advice, Replaced(advice, R"("provisional":true)", R"("provisional":false)")));
  EXPECT_EQ(differs.verdict, ReplayVerdict::kDiffers);
  EXPECT_TRUE(differs.modes_agree());
}

TEST(Replay, OfAnotherEngineComparesModes) {
  const std::string advice = Advised("X100002", Meeting("home visit")).advice;
  const std::string newer = Replaced(advice, R"({"engine":3)", R"({"engine":4)");
  EXPECT_EQ(Must(CompareReplay(advice, newer)).verdict, ReplayVerdict::kOtherEngine);
  EXPECT_TRUE(Must(CompareReplay(advice, newer)).modes_agree());
  const Replayed stricter =
      Must(CompareReplay(advice, Replaced(newer, R"("permission":"permitted","counts":true,"base")",
                                          R"("permission":"not permitted","counts":true,"base")")));
  ASSERT_EQ(stricter.modes.size(), 1u);
  EXPECT_EQ(stricter.modes[0].mode, "office");
  EXPECT_FALSE(stricter.modes_agree());
  EXPECT_EQ(Replayed{}.ToJson(), R"({"verdict":"erased"})");
}

TEST(Replay, ChangesTheNumberOfTheEngineAndNothingElse) {
  const std::string input = Advised("X100002", Meeting("home visit")).input;
  EXPECT_EQ(Must(WithEngine(input, kEngineVersion)), input);
  EXPECT_EQ(Must(WithEngine(input, 7)), Replaced(input, R"("engine":3)", R"("engine":7)"));
  EXPECT_FALSE(WithEngine("{}", 7));
}

TEST(Replay, OfWhatWasErasedHasNothingToRead) {
  Story story = AVisit();
  EXPECT_EQ(ReadAs<AdviceRecord>(Erased(story.advice())).error().status, Status::kErased);
  OpenedRecord lost = story.advice();
  lost.subject.reset();
  EXPECT_EQ(ReadAs<AdviceRecord>(lost).error().status, Status::kInternal);
  lost.subject = "one line";
  EXPECT_EQ(ReadAs<AdviceRecord>(lost).error().status, Status::kInternal);
}

}  // namespace
}  // namespace bsup::core::testing
