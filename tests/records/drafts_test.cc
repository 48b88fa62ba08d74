// What is recorded of advice and decisions, what a host may give, and what is refused.
#include <gtest/gtest.h>

#include "records/content/part.h"
#include "records/kept.h"
#include "records/kinds/config_record.h"
#include "records/kinds/disclosure_record.h"
#include "records/kinds/erasure_record.h"
#include "records/kinds/export_record.h"
#include "records/kinds/key_record.h"
#include "records/kinds/policy_record.h"
#include "records/kinds/read_record.h"
#include "records/kinds/reopen_record.h"

namespace bsup::core::testing {
namespace {

#define EXPECT_SAYS(text, words) EXPECT_NE((text).find(words), std::string::npos) << (text)

TEST(Who, IsKeptWithNullForWhatIsNotGiven) {
  EXPECT_EQ(Must(BeginDraft(RecordKind::kRead, kOfficer)).actor,
            R"({"correlation_id":null,"operation_id":null,"role":"probation officer",)"
            R"("service":null,"time":"2026-11-23T10:15:00.123Z","who":"a.officer"})");
  const OpenedRecord kept = Kept(Must(BeginDraft(RecordKind::kRead, kOfficer)), 1);
  EXPECT_EQ(Must(ReadActor(kept)).who, kOfficer.who);
  EXPECT_EQ(Must(ReadActor(kept)).time, kOfficer.time);
}

TEST(Who, MustHaveAnIdThatFitsOnALine) {
  for (const std::string& id :
       {std::string(), std::string(257, 'a'), std::string("a\nb"), std::string("\xC3("),
        std::string("\xED\xA0\x80"), std::string("\xC0\x80"), std::string("a\xC2\x85"),
        std::string("\xF0\x9F\x98"), std::string("\xF4\x90\x80\x80")}) {
    Recorder who = kOfficer;
    who.who.id = id;
    const auto draft = BeginDraft(RecordKind::kRead, who);
    ASSERT_FALSE(draft) << id;
    EXPECT_EQ(draft.error().status, Status::kUsage);
    EXPECT_EQ(draft.error().problems.front().where, "who.id");
  }
  Recorder welsh = kOfficer;
  welsh.who.id = "siân.ŵyn";
  EXPECT_TRUE(BeginDraft(RecordKind::kRead, welsh));
  welsh.who.id = "\xE2\x82\xAC \xF0\x9F\x98\x80";  // three bytes a character, and four
  EXPECT_TRUE(BeginDraft(RecordKind::kRead, welsh));
  welsh.who.service = "a\tb";
  EXPECT_SAYS(ProblemOf(BeginDraft(RecordKind::kRead, welsh)), "who.service");
}

TEST(Who, RecordsAtATimeThatCanBeWritten) {
  Recorder who = kOfficer;
  who.time = INT64_MAX;
  EXPECT_SAYS(ProblemOf(BeginDraft(RecordKind::kRead, who)), "time: give milliseconds since 1970");
}

TEST(Time, IsWrittenToTheMillisecondAlsoBefore1970) {
  EXPECT_EQ(TimeText(0), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(TimeText(-1), "1969-12-31T23:59:59.999Z");
  EXPECT_EQ(TimeText(1'795'428'900'123), "2026-11-23T10:15:00.123Z");
  EXPECT_EQ(TimeText(INT64_MIN), std::nullopt);
  EXPECT_EQ(TimeText(INT64_MAX), std::nullopt);
  for (const std::int64_t time : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{951'782'399'999}})
    EXPECT_EQ(ParseTime(*TimeText(time)), time);
  for (const char* wrong :
       {"2026-11-23T10:15:00.123", "2026-11-23T24:15:00.123Z", "2026-02-29T10:15:00.123Z",
        "2026-11-23 10:15:00.123Z", "2026-11-23T10:15:60.123Z", "2026-11-23T10:-5:00.123Z",
        "2026-11-23T10:60:00.123Z"})
    EXPECT_EQ(ParseTime(wrong), std::nullopt) << wrong;
}

TEST(AdviceDraft, KeepsThreeLinesThatGiveTheTextsBackToTheByte) {
  Story story("X100002", "home visit");
  const AdviceRecord read = Must(ReadAs<AdviceRecord>(story.advice()));
  EXPECT_EQ(read.person, "X100002");
  EXPECT_EQ(read.contact_id, "c-17");
  EXPECT_EQ(read.input, story.sample().input);
  EXPECT_EQ(read.advice, story.sample().advice);
  EXPECT_EQ(story.advice().subject->substr(0, 40), R"({"contact_id":"c-17","person":"X100002"})");
}

TEST(AdviceDraft, IsTheSameOnlyForTheSamePersonContactAndCase) {
  const SampleAdvice sample = Advised("X100002", Meeting("home visit"));
  const SampleAdvice other = Advised("X100002", Meeting("office"));
  const auto same = [](const Recorder& who, std::optional<std::string> contact,
                       const SampleAdvice& texts) {
    return Must(AdviceDraft(who, "X100002", contact, {texts.input, texts.advice},
                            Sha256Of({texts.policy})))
        .same;
  };
  const std::string first = same(kOfficer, "c-17", sample);
  EXPECT_EQ(same(By("a.officer", "2026-11-24"), "c-17", sample), first);
  EXPECT_NE(same(By("b.officer", "2026-11-23"), "c-17", sample), first);
  EXPECT_NE(same(kOfficer, std::nullopt, sample), first);
  EXPECT_NE(same(kOfficer, "c-17", other), first);
}

TEST(AdviceDraft, RefusesAPolicyItWasNotGivenUnderAndTextsOfSeveralLines) {
  const SampleAdvice sample = Advised("X100002", Meeting("home visit"));
  const auto attempt = [&](const std::string& person, const std::string& advice,
                           const std::string& policy) {
    return AdviceDraft(kOfficer, person, std::nullopt, {sample.input, advice}, Sha256Of({policy}));
  };
  EXPECT_TRUE(attempt("X100002", sample.advice, sample.policy));
  EXPECT_EQ(attempt("X100002", sample.advice, sample.policy + " ").error().status,
            Status::kOtherPolicy);
  EXPECT_SAYS(ProblemOf(attempt("X100002", sample.advice + "\n", sample.policy)), "several lines");
  EXPECT_SAYS(ProblemOf(attempt("X100002", "{}", sample.policy)), "advice/engine");
  EXPECT_SAYS(ProblemOf(attempt("", sample.advice, sample.policy)), "person");
  EXPECT_SAYS(ProblemOf(attempt(std::string(65, 'X'), sample.advice, sample.policy)), "person");
}

TEST(PolicyDraft, IsLeftOutWhereThePolicyIsKeptAlready) {
  const SampleAdvice sample = Advised("X100002", Meeting("home visit"));
  const Draft draft = Must(PolicyFirstUsed(kOfficer, {sample.policy, sample.bundle}));
  EXPECT_TRUE(draft.only_with_new_document);
  EXPECT_EQ(draft.document, Sha256Of({sample.policy}));
  EXPECT_EQ(draft.documents.size(), 2u);
  EXPECT_EQ(draft.documents[1].bytes, sample.bundle);
  EXPECT_EQ(draft.subject, "");
  EXPECT_SAYS(draft.trail, R"("event":"first used")");
  EXPECT_SAYS(draft.trail, R"("id":"england-wales","region":null)");
}

TEST(PolicyDraft, IsWithdrawnByItsDigestAndWithWords) {
  const std::string digest(64, 'a');
  const Draft draft = Must(
      PolicyWithdrawn(kOfficer, R"({"digest":")" + digest + R"(","words":"A rule was wrong."})"));
  EXPECT_EQ(draft.trail, R"({"event":"withdrawn","words":"A rule was wrong."})");
  EXPECT_EQ(Hex(Bytes(*draft.document)), digest);
  EXPECT_SAYS(ProblemOf(PolicyWithdrawn(kOfficer, R"({"digest":"AA","words":"x"})")), "/digest: ");
  EXPECT_SAYS(ProblemOf(PolicyWithdrawn(kOfficer, R"({"digest":")" + digest + R"("})")), "words");
}

TEST(Decision, WhoFollowsTheAdviceNeedsNoReason) {
  Story story("X100010", "telephone");
  for (const char* mode : {"telephone", "video"}) {
    const DecisionRecord decision = Must(ReadAs<DecisionRecord>(
        Kept(Must(story.TryDecide(kOfficer, R"("mode":")" + std::string(mode) + '"')), 13)));
    EXPECT_FALSE(decision.departs) << mode;
    EXPECT_EQ(decision.advised, "telephone");
    EXPECT_FALSE(decision.reason);
    EXPECT_EQ(decision.outside, std::nullopt);
    EXPECT_EQ(decision.contact_day, On("2026-11-30"));
  }
  const Draft reasoned =
      Must(story.TryDecide(kOfficer, R"("mode":"video","reason":{"code":"person-asked"})"));
  EXPECT_SAYS(reasoned.subject, R"("reason":{"code":"person-asked","words":null})");
  EXPECT_EQ(reasoned.person, "X100010");
  EXPECT_EQ(reasoned.answers, 12u);
}

TEST(Decision, WhoDepartsSaysWhyInACodeAndInWords) {
  Story story("X100010", "telephone");
  const auto attempt = [&](const std::string& reason) {
    return ProblemOf(story.TryDecide(kOfficer, R"("mode":"online check-in")" + reason));
  };
  EXPECT_EQ(attempt(R"(,"reason":{"code":"person-asked","words":"She is away."})"), "");
  EXPECT_SAYS(attempt(""), R"(/reason: this departs from the advice (the advice was "telephone"))");
  EXPECT_SAYS(attempt(""), "in a code and in words");
  EXPECT_SAYS(attempt(""), R"("need-to-see" (I need to see the person or the place))");
  EXPECT_SAYS(attempt(R"(,"reason":{"code":"person-asked"})"), "/reason/words: this departs");
  EXPECT_SAYS(attempt(R"(,"reason":{"code":"person-asked","words":"  "})"), "/reason/words: says");
  EXPECT_SAYS(attempt(R"(,"reason":{"code":"whim","words":"x"})"),
              R"(/reason/code: "whim" is not)");
  EXPECT_SAYS(attempt(R"(,"reason":{"code":"whim","words":"x"})"), "person-asked");
}

TEST(Decision, MoreContactThanAdvisedNeedsACodeAlone) {
  Story story("X100010", "telephone");
  const auto attempt = [&](const std::string& reason) {
    return ProblemOf(story.TryDecide(kOfficer, R"("mode":"office")" + reason));
  };
  EXPECT_EQ(attempt(R"(,"reason":{"code":"need-to-see"})"), "");
  EXPECT_EQ(attempt(R"(,"reason":{"code":"need-to-see","words":"Her sister is worried."})"), "");
  EXPECT_SAYS(attempt(""), "say why, in a code. The codes are");
  EXPECT_SAYS(attempt(R"(,"reason":{"code":"other"})"), "in a code and in words");
  EXPECT_EQ(attempt(R"(,"reason":{"code":"other","words":"A parcel to hand over."})"), "");
}

TEST(Decision, AnExtraContactDepartsFromNothing) {
  Story story("X100005", "telephone", "additional");
  EXPECT_EQ(ProblemOf(story.TryDecide(kOfficer, R"("mode":"telephone")")), "");
  Story required("X100005", "telephone");
  EXPECT_SAYS(ProblemOf(required.TryDecide(kOfficer, R"("mode":"telephone")")),
              "/reason: this departs");
}

TEST(Decision, IsReadStrictly) {
  Story story("X100010", "telephone");
  const auto attempt = [&](const std::string& content) {
    return ProblemOf(story.TryDecide(kOfficer, content));
  };
  EXPECT_SAYS(attempt(R"("mode":"fax")"), R"(/mode: "fax" is not a mode of this policy)");
  EXPECT_SAYS(attempt(R"("mode":"video","raeson":null)"), "/raeson: unknown key; did you mean");
  EXPECT_SAYS(attempt(R"("reason":null)"), R"(the key "mode" is missing)");
  EXPECT_SAYS(attempt(R"("mode":7)"), "/mode: a text must stand here");
  EXPECT_SAYS(attempt(R"("mode":"video","mitigations":[{"what":"ring"}])"),
              R"(/mitigations/0: the key "due" is missing)");
  EXPECT_SAYS(attempt(R"("mode":"video","mitigations":[{"what":"ring","due":"soon"}])"),
              "/mitigations/0/due: ");
}

TEST(Decision, OutsidePolicyIsRecordedAsThatAndNeverRefused) {
  const auto outside = [](const char* person, const char* mode) {
    Story story(person, mode);
    const DecisionRecord decision = Must(ReadAs<DecisionRecord>(
        story.Decide(kOfficer, R"("mode":")" + std::string(mode) +
                                   R"(","reason":{"code":"other","words":"No other way."})")));
    EXPECT_TRUE(decision.departs);
    return decision.outside ? NameOf(kOutsideNames, *decision.outside) : "";
  };
  EXPECT_STREQ(outside("X100003", "telephone"), "not permitted");
  EXPECT_STREQ(outside("X100009", "home visit"), "cannot");
  EXPECT_STREQ(outside("X100005", "telephone"), "does not count");
  EXPECT_STREQ(outside("X100007", "office"), "no advice");
  EXPECT_STREQ(outside("X100008", "office"), "no advice");
  EXPECT_STREQ(outside("X100010", "office"), "");
}

TEST(Decision, KeepsTheApprovalItLacksAndWhatWasPromised) {
  Story story("X100002", "home visit");
  const DecisionRecord decision = Must(ReadAs<DecisionRecord>(story.Decide(kOfficer, kVisit)));
  EXPECT_EQ(decision.needs,
            (std::vector<Lacking>{{"visit-with-known-danger", {"senior probation officer"}}}));
  EXPECT_EQ(decision.standing, (ModeStanding{Permission::kNeedsApproval, true}));
  EXPECT_EQ(decision.mitigations.size(), 1u);
  EXPECT_EQ(decision.mitigations[0].due, On("2026-11-30"));
}

TEST(Decision, AnApprovalGivenBeforeTheAdviceIsNotLackedAgain) {
  const SampleAdvice sample = Advised(
      "X100002", Meeting("home visit"),
      R"({"approvals":[{"principle":"visit-with-known-danger",)"
      R"("role":"head of probation delivery unit","day":"2026-11-20","until":"2026-12-31"}]})");
  const OpenedRecord advice =
      Kept(Must(AdviceDraft(kOfficer, "X100002", std::nullopt, {sample.input, sample.advice},
                            Sha256Of({sample.policy}))),
           12);
  const Draft draft = Must(
      DecisionDraft(kOfficer,
                    Must(HostContent::Parse(R"({"answers":12,"mode":"home visit",)"
                                            R"("reason":{"code":"need-to-see","words":"x"}})")),
                    advice, sample.policy));
  EXPECT_SAYS(draft.subject, R"("needs":[])");
  EXPECT_SAYS(draft.subject, R"("permission":"permitted")");
}

TEST(HostContent, AnswersARecordFromTheFirstOn) {
  const auto answers = [](const std::string& number) {
    return Must(HostContent::Parse(R"({"answers":)" + number + "}")).Answers();
  };
  EXPECT_EQ(Must(answers("0")), 0U);
  EXPECT_EQ(Must(answers("9007199254740991")), 9'007'199'254'740'991U);
  EXPECT_SAYS(ProblemOf(answers("-1")), "/answers: -1 is not from 0");
  EXPECT_SAYS(ProblemOf(answers("null")), "/answers");
}

TEST(Decision, AnswersAnAdviceThatIsThere) {
  Story story("X100010", "telephone");
  const std::string content = R"({"answers":12,"mode":"video"})";
  const HostContent parsed = Must(HostContent::Parse(content));
  EXPECT_EQ(
      DecisionDraft(kOfficer, parsed, Erased(story.advice()), story.sample().policy).error().status,
      Status::kErased);
  EXPECT_EQ(DecisionDraft(kOfficer, parsed, story.advice(), "{}").error().status,
            Status::kBadInput);
  const auto decide = [&](const std::string& text, const OpenedRecord& advice) {
    return ProblemOf(story.TryDraft(DecisionDraft, kOfficer, text, advice));
  };
  EXPECT_SAYS(decide(R"({"answers":11,"mode":"video"})", story.advice()),
              "/answers: it names record 11, but record 12 was opened");
  story.Decide(kOfficer, R"("mode":"video")");
  EXPECT_SAYS(decide(R"({"answers":13,"mode":"video"})", story.decision()),
              "/answers: record 13 is of kind DECISION; give the sequence of one of kind ADVICE");
  for (const char* wrong : {R"({"mode":"video"})", R"({"answers":-1})", R"({"answers":"12"})"})
    EXPECT_SAYS(ProblemOf(Must(HostContent::Parse(wrong)).Answers()), "/answers: ");
  EXPECT_EQ(Must(parsed.Answers()), 12u);
}

TEST(Decision, WrittenByAVersionWithOtherWordsIsNotGuessedAt) {
  Story story("X100002", "home visit");
  OpenedRecord& record = story.Decide(kOfficer, kVisit);
  EXPECT_TRUE(ReadAs<DecisionRecord>(record));
  const std::string known = R"("outside":null)";
  record.subject->replace(record.subject->find(known), known.size(), R"("outside":"unwise")");
  EXPECT_EQ(ReadAs<DecisionRecord>(record).error().status, Status::kInternal);
  EXPECT_SAYS(ProblemOf(ReadAs<DecisionRecord>(record)), "record 13: it is not of the shape");
}

class ApprovalTest : public ::testing::Test {
 protected:
  ApprovalTest() : story_("X100002", "home visit") { story_.Decide(kOfficer, kVisit); }
  std::string Attempt(const std::string& content, std::string_view who = "s.senior") {
    return ProblemOf(story_.TryApprove(By(who, "2026-11-24"), content));
  }
  Story story_;
};

TEST_F(ApprovalTest, IsGivenByTheRoleOrOneThatOutranksIt) {
  for (const char* role : {"senior probation officer", "head of probation delivery unit",
                           "regional probation director"}) {
    EXPECT_EQ(Attempt(R"("approved":true,"until":"2026-12-01","role":")" + std::string(role) + '"'),
              "");
  }
  EXPECT_SAYS(Attempt(R"("approved":true,"until":"2026-12-01","role":"probation officer")"),
              R"(/role: "probation officer" is not an approver of this policy)");
}

TEST_F(ApprovalTest, IsNotGivenByALowerRole) {
  std::string& subject = *story_.records()[1].subject;
  const std::string needed = R"("roles":["senior probation officer"])";
  subject.replace(subject.find(needed), needed.size(),
                  R"("roles":["head of probation delivery unit"])");
  EXPECT_SAYS(Attempt(R"("approved":true,"until":"2026-12-01","role":"senior probation officer")"),
              R"(/role: "senior probation officer" cannot approve this decision; )"
              R"("head of probation delivery unit" or "regional probation director" can)");
}

TEST_F(ApprovalTest, IsNeverGivenByWhoeverDecided) {
  const std::string content =
      R"("approved":true,"until":"2026-12-01","role":"senior probation officer")";
  EXPECT_SAYS(Attempt(content, "a.officer"), "who.id: nobody approves their own decision");
  EXPECT_SAYS(Attempt(content, "A.Officer"), "who.id: nobody approves their own decision");
  EXPECT_EQ(Attempt(content, "b.officer"), "");
}

TEST_F(ApprovalTest, IsNotGivenByWhoeverDecidedUnderAnotherSpelling) {
  const std::string content =
      R"("approved":true,"until":"2026-12-01","role":"senior probation officer")";
  for (const char* self :
       {"a.o\u200Bfficer", "\uFF41.officer", "a.of\u00ADficer", "a.o\uFB03cer"}) {
    EXPECT_SAYS(Attempt(content, self), "who.id: nobody approves their own decision");
  }
  EXPECT_EQ(Attempt(content, "a.offic\u00E9r"), "");
}

TEST_F(ApprovalTest, SaysUntilWhenAndARefusalWhy) {
  const std::string role = R"(,"role":"senior probation officer")";
  EXPECT_SAYS(Attempt(R"("approved":true)" + role), "/until: an approval needs its last day");
  EXPECT_SAYS(Attempt(R"("approved":true,"until":"2026-11-23")" + role), "/until: this approval");
  EXPECT_EQ(Attempt(R"("approved":true,"until":"2026-11-24")" + role), "");
  EXPECT_SAYS(Attempt(R"("approved":false)" + role), "/words: a refusal needs words");
  EXPECT_SAYS(Attempt(R"("approved":false,"words":"No.","until":"2026-12-01")" + role),
              "/until: a refusal has no last day");
  EXPECT_EQ(Attempt(R"("approved":false,"words":"Not alone.")" + role), "");
  EXPECT_SAYS(Attempt(R"("approved":null)" + role), "/approved: true or false");
}

TEST(Approval, IsNotAskedForWhereNoneIsNeeded) {
  Story story("X100010", "telephone");
  story.Decide(kOfficer, R"("mode":"telephone")");
  EXPECT_SAYS(ProblemOf(story.TryApprove(
                  By("s.senior", "2026-11-24"),
                  R"("approved":true,"until":"2026-12-01","role":"senior probation officer")")),
              "/answers: this decision needs no approval");
}

TEST_F(ApprovalTest, AnOutcomeKeepsNullForWhatIsNotKnown) {
  const auto subject = [&](const std::string& content) {
    return Must(story_.TryHappen(By("a.officer", "2026-11-30"), content)).subject;
  };
  EXPECT_EQ(
      subject(R"("mode":null,"attended":"not recorded")").substr(0, 91),
      R"({"attended":"not recorded","mitigations_done":null,"mode":null,"outcome_code":null,"person")");
  EXPECT_SAYS(subject(R"("mode":null,"attended":"not recorded")"), R"("technical_failure":null)");
  const std::string full = subject(
      R"("mode":"office","attended":"attended","outcome_code":"ATTC","technical_failure":false,)"
      R"("risk_information":"gained","risk_words":"New partner.","mitigations_done":[],)"
      R"("right_mode":"right","words":null)");
  EXPECT_SAYS(full, R"("technical_failure":false)");
  EXPECT_SAYS(full, R"("mitigations_done":[])");
  EXPECT_SAYS(full, R"("right_mode":"right","risk_information":"gained")");
}

TEST_F(ApprovalTest, AnOutcomeIsReadStrictly) {
  const auto attempt = [&](const std::string& content) {
    return ProblemOf(story_.TryHappen(By("a.officer", "2026-11-30"), content));
  };
  const std::string base = R"("mode":null,"attended":"attended")";
  EXPECT_EQ(attempt(base), "");
  EXPECT_SAYS(attempt(R"("attended":"attended")"), R"(the key "mode" is missing)");
  EXPECT_SAYS(attempt(R"("mode":"fax","attended":"attended")"), "/mode: ");
  EXPECT_SAYS(attempt(R"("mode":null,"attended":null)"), "/attended: ");
  EXPECT_SAYS(attempt(base + R"(,"technical_failure":"no")"), "/technical_failure: true or false");
  EXPECT_SAYS(attempt(base + R"(,"risk_information":"some")"), "/risk_information: ");
  EXPECT_SAYS(attempt(base + R"(,"right_mode":"wrong")"), "/right_mode: ");
  EXPECT_SAYS(attempt(base + R"(,"mitigations_done":[1])"), "/mitigations_done/0: the decision");
  EXPECT_SAYS(attempt(base + R"(,"mitigations_done":[0,0])"),
              "/mitigations_done/1: is in this list twice");
  EXPECT_SAYS(ProblemOf(story_.TryDraft(OutcomeDraft, kOfficer,
                                        R"({"answers":12,"mode":null,"attended":"missed"})",
                                        story_.advice())),
              "/answers: record 12 is of kind ADVICE");
}

TEST(Statutory, AReadNamesThePersonAndMayGiveAJustification) {
  const Draft draft = Must(DraftFrom<ReadRecord>(kOfficer, R"({"person":"X100002"})"));
  EXPECT_EQ(draft.subject, R"({"justification":null,"person":"X100002"})");
  EXPECT_EQ(draft.person, "X100002");
  EXPECT_EQ(draft.trail, "");
  EXPECT_SAYS(ProblemOf(DraftFrom<ReadRecord>(kOfficer, R"({"person":""})")), "/person: ");
  EXPECT_SAYS(
      ProblemOf(DraftFrom<ReadRecord>(kOfficer, R"({"person":")" + std::string(65, 'X') + "\"}")),
      "/person: give 1 to 64 bytes");
  EXPECT_SAYS(ProblemOf(DraftFrom<ReadRecord>(kOfficer, "{}")), "person");
}

TEST(Statutory, ADisclosureNamesItsRecipients) {
  EXPECT_EQ(Must(DraftFrom<DisclosureRecord>(kOfficer,
                                             R"({"person":"X100002","recipients":["MAPPA panel"],)"
                                             R"("what":"the decision of 23 November"})"))
                .subject,
            R"({"justification":null,"person":"X100002","recipients":["MAPPA panel"],)"
            R"("what":"the decision of 23 November"})");
  EXPECT_SAYS(ProblemOf(DraftFrom<DisclosureRecord>(
                  kOfficer, R"({"person":"X1","recipients":[],"what":"x"})")),
              "/recipients: names nobody");
}

TEST(Statutory, AListHasAtMostAHundredItems) {
  const auto told = [](int recipients) {
    std::string list;
    for (int i = 0; i < recipients; ++i) list += (i > 0 ? ",\"r\"" : "\"r\"");
    return ProblemOf(DraftFrom<DisclosureRecord>(
        kOfficer, R"({"person":"X1","what":"all","recipients":[)" + list + "]}"));
  };
  EXPECT_EQ(told(100), "");
  EXPECT_SAYS(told(101), "/recipients");
}

TEST(Statutory, AnExportAndAnErasureNameNobody) {
  const Draft exported = Must(DraftFrom<ExportRecord>(
      kOfficer, R"({"what":"events","recipients":["inspectorate"],"scope":"October"})"));
  EXPECT_EQ(exported.trail,
            R"({"persons":null,"recipients":["inspectorate"],"scope":"October","what":"events"})");
  EXPECT_EQ(exported.person + exported.subject, "");
  EXPECT_SAYS(ProblemOf(DraftFrom<ExportRecord>(
                  kOfficer, R"({"what":"x","recipients":["y"],"scope":"z","persons":-1})")),
              "/persons: ");
  const Draft erasure = Must(DraftFrom<ErasureRecord>(
      kOfficer, R"({"why":"retention ended","authority":"data protection officer"})"));
  EXPECT_EQ(erasure.trail, R"({"authority":"data protection officer","why":"retention ended"})");
  EXPECT_SAYS(ProblemOf(DraftFrom<ErasureRecord>(kOfficer, R"({"why":"x"})")), "authority");
}

TEST(TrailsOwnLife, IsKeptInItsTrailPart) {
  const Draft key = Must(DraftFrom<KeyRecord>(kOfficer, R"({"why":"yearly"})"));
  EXPECT_EQ(key.trail, R"({"is":"","was":"","why":"yearly"})") << "the keys are put in later";
  EXPECT_EQ(Must(DraftFrom<ReopenRecord>(kOfficer, R"({"words":"disk failed"})")).trail,
            R"({"lost":null,"restored":null,"words":"disk failed"})");
  EXPECT_EQ(Must(DraftFrom<ConfigRecord>(kOfficer, R"({"why":"slow disk","what":"wait"})")).trail,
            R"({"what":"wait","why":"slow disk"})");
  EXPECT_SAYS(ProblemOf(DraftFrom<ConfigRecord>(kOfficer, R"({"what":"wait"})")), "why");
  EXPECT_SAYS(ProblemOf(DraftFrom<KeyRecord>(kOfficer, R"({"why":7})")),
              "/why: a text must stand here");
}

}  // namespace
}  // namespace bsup::core::testing
