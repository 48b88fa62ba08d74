// The parts and the event of a record of every kind, to the byte: golden.txt was written by the
// first version, and what has been recorded must never be written otherwise.
#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <sstream>
#include <string>

#include "records/kept.h"
#include "records/kinds/config_record.h"
#include "records/kinds/disclosure_record.h"
#include "records/kinds/erasure_record.h"
#include "records/kinds/export_record.h"
#include "records/kinds/key_record.h"
#include "records/kinds/policy_record.h"
#include "records/kinds/read_record.h"
#include "records/kinds/reopen_record.h"
#include "records/telling/audit_event.h"

namespace bsup::core::testing {
namespace {

// Digests of policies change with the packs; that they are right is for drafts_test.cc.
std::string WithoutDigests(const std::string& text) {
  return std::regex_replace(text, std::regex("[0-9a-f]{64}"), "(digest)");
}

class Golden {
 public:
  void Add(const std::string& title, const Draft& draft) {
    const OpenedRecord record = Kept(draft, 7);
    text_ += "# " + title + "\n";
    // Of an ADVICE the first line: input and advice are kept as they are given.
    Line("subject", draft.subject.substr(0, draft.subject.find('\n')));
    Line("actor", draft.actor);
    Line("trail", draft.trail);
    Line("event", Must(AuditEvent(record)));
    if (!draft.subject.empty()) Line("erased", Must(AuditEvent(Erased(record))));
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void Line(const std::string& name, const std::string& part) {
    if (!part.empty()) text_ += name + " " + WithoutDigests(part) + "\n";
  }
  std::string text_;
};

const Recorder kWhole{{"siân.ŵyn", "probation officer", "Delius \"2\"", "op-1", "corr-1"},
                      1'795'428'900'123,
                      *Day::Parse("2026-11-23")};

// On the day of the contact.
const Recorder kAfter = By("a.officer", "2026-11-30", "probation officer");

std::string PolicyText(const std::string& region, const std::string& until) {
  return R"({"approvers":[],"from":"2026-04-01","id":"a-policy","modes":[],"reason_codes":[],)"
         R"("refer":{"role":"r"},"region":)" +
         region + R"(,"until":)" + until + R"(,"version":"2.1"})";
}

void AddPractice(Golden& golden) {
  Story visit("X100002", "home visit");
  const SampleAdvice& sample = visit.sample();
  const AdviceTexts texts{sample.input, sample.advice};
  const Hash digest = Sha256Of({sample.policy});
  golden.Add("ADVICE", Must(AdviceDraft(kWhole, "X100002", "c \"17\"", texts, digest)));
  golden.Add("ADVICE without an id of the contact",
             Must(AdviceDraft(kOfficer, "X100002", std::nullopt, texts, digest)));
  golden.Add("DECISION that needs approval", Must(visit.TryDecide(kOfficer, kVisit)));
  visit.Decide(kOfficer, kVisit);
  const Recorder senior = By("s.senior", "2026-11-24", "senior probation officer");
  golden.Add("APPROVAL", Must(visit.TryApprove(senior, R"("approved":true,"until":"2026-12-01",)"
                                                       R"("role":"senior probation officer")")));
  golden.Add("APPROVAL refused",
             Must(visit.TryApprove(senior,
                                   R"("approved":false,"words":"Not alone,\n\u0007 \"at\" night.",)"
                                   R"("role":"head of probation delivery unit")")));
  golden.Add("OUTCOME of which little is known",
             Must(visit.TryHappen(kAfter, R"("mode":null,"attended":"not recorded")")));
  golden.Add(
      "OUTCOME",
      Must(visit.TryHappen(
          kAfter, R"("mode":"home visit","attended":"attended","outcome_code":"ATTC",)"
                  R"("technical_failure":false,"risk_information":"gained","risk_words":"Ŵ.",)"
                  R"("mitigations_done":[0],"right_mode":"in person would have been better",)"
                  R"("words":"All well.")")));
  golden.Add("OUTCOME without what was promised",
             Must(visit.TryHappen(
                 kAfter, R"("mode":"telephone","attended":"missed","technical_failure":true,)"
                         R"("risk_information":"none","mitigations_done":[],)"
                         R"("right_mode":"remote would have done")")));
  golden.Add(
      "OUTCOME excused",
      Must(visit.TryHappen(kAfter, R"("mode":null,"attended":"excused","right_mode":"right")")));
  golden.Add("KEPT", Must(visit.TryKeep(kAfter, R"("promises":[0],"on":"2026-11-29",)"
                                                R"("words":"Two of us went.")")));
  golden.Add("KEPT on a day that is not known", Must(visit.TryKeep(kAfter, R"("promises":[0])")));
}

void AddDecisions(Golden& golden) {
  Story call("X100010", "telephone");
  golden.Add("DECISION as advised", Must(call.TryDecide(kOfficer, R"("mode":"telephone")")));
  golden.Add("DECISION with a code",
             Must(call.TryDecide(kOfficer, R"("mode":"video","reason":{"code":"person-asked"})")));
  for (const auto& [person, mode] :
       {std::pair("X100003", "telephone"), std::pair("X100009", "home visit"),
        std::pair("X100005", "telephone"), std::pair("X100007", "office")}) {
    golden.Add(std::string("DECISION outside policy, ") + person,
               Must(Story(person, mode)
                        .TryDecide(kOfficer, R"("mode":")" + std::string(mode) +
                                                 R"(","reason":{"code":"other","words":"x"})")));
  }
}

void AddOthers(Golden& golden) {
  golden.Add("POLICY first used",
             Must(PolicyFirstUsed(kOfficer, {PolicyText("null", "null"), "a bundle"})));
  golden.Add("POLICY first used in a region",
             Must(PolicyFirstUsed(
                 kOfficer, {PolicyText(R"({"id":"wales"})", R"("2027-03-31")"), "a bundle"})));
  golden.Add("POLICY withdrawn",
             Must(PolicyWithdrawn(kOfficer, R"({"digest":")" + std::string(64, 'a') +
                                                R"(","words":"A rule was wrong."})")));
  golden.Add("READ", Must(DraftFrom<ReadRecord>(kOfficer, R"({"person":"X1"})")));
  golden.Add(
      "READ with why",
      Must(DraftFrom<ReadRecord>(kOfficer, R"({"person":"X1","justification":"asked by court"})")));
  golden.Add("DISCLOSURE",
             Must(DraftFrom<DisclosureRecord>(
                 kOfficer, R"({"person":"X1","recipients":["MAPPA","police"],"what":"all"})")));
  golden.Add("DISCLOSURE with why", Must(DraftFrom<DisclosureRecord>(
                                        kOfficer, R"({"person":"X1","recipients":["a"],"what":"b",)"
                                                  R"("justification":"c"})")));
  golden.Add("EXPORT", Must(DraftFrom<ExportRecord>(
                           kOfficer, R"({"what":"events","recipients":["a"],"scope":"b"})")));
  golden.Add("EXPORT of so many",
             Must(DraftFrom<ExportRecord>(kOfficer, R"({"what":"events","recipients":)"
                                                    R"(["a"],"scope":"b","persons":7})")));
  golden.Add("ERASURE",
             Must(DraftFrom<ErasureRecord>(kOfficer, R"({"why":"over","authority":"court"})")));
  Draft key = Must(DraftFrom<KeyRecord>(kOfficer, R"({"why":"yearly"})"));
  Put(key, KeyRecord{"t+2", "t+1", "yearly"});
  golden.Add("KEY", key);
  Draft reopen = Must(DraftFrom<ReopenRecord>(kOfficer, R"({"words":"disk"})"));
  golden.Add("REOPEN of which little is known", reopen);
  Put(reopen, ReopenRecord{"a\n", "b\n", "disk"});
  golden.Add("REOPEN", reopen);
  golden.Add("CONFIG", Must(DraftFrom<ConfigRecord>(kOfficer, R"({"why":"slow","what":"wait"})")));
}

TEST(Golden, EveryKindIsWrittenAsEver) {
  Golden golden;
  AddPractice(golden);
  AddDecisions(golden);
  AddOthers(golden);
  std::ifstream file(PROJECT_ROOT "/tests/records/golden.txt");
  std::istringstream written(golden.text());
  std::string expected;
  std::string line;
  while (std::getline(file, expected) && std::getline(written, line)) ASSERT_EQ(line, expected);
  EXPECT_TRUE(file.eof() && !std::getline(written, line)) << "one has more lines than the other";
  for (const char* kind : kRecordKindNames)
    EXPECT_NE(golden.text().find("# " + std::string(kind)), std::string::npos) << kind;
}

}  // namespace
}  // namespace bsup::core::testing
