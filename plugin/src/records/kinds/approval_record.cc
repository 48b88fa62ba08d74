#include "records/kinds/approval_record.h"

#include <algorithm>

#include "advice/json/value_json.h"
#include "base/suggest.h"
#include "records/content/name.h"
#include "records/content/part.h"
#include "records/content/policy_names.h"
#include "records/kinds/decision_record.h"

namespace bsup::core {
namespace {

std::vector<std::string> Covered(const PolicyNames& policy, std::string_view role,
                                 const std::vector<std::string>& needed) {
  std::vector<std::string> covered;
  for (const std::string& seat : needed) {
    if (policy.Covers(role, seat)) covered.push_back(seat);
  }
  return covered;
}

void CheckRole(ContentReader& reader, const Spot& at, const PolicyNames& policy,
               const DecisionRecord& decision, ApprovalRecord& approval) {
  if (reader.OneOf(at, IdsOf(policy.approvers), "an approver of this policy") < 0) return;
  const std::vector<std::string> needed = decision.RolesNeeded();
  approval.covers = Covered(policy, approval.role, needed);
  if (!approval.covers.empty()) return;
  std::vector<std::string> would_do;
  for (const RankedRole& role : policy.approvers) {
    if (!Covered(policy, role.id, needed).empty()) would_do.push_back(role.id);
  }
  reader.Wrong(
      at, Quoted(approval.role) + " cannot approve this decision; " + OneOf(would_do) + " can");
}

// An approval says until when, a refusal why.
void CheckTerms(ContentReader& reader, const Spot& words_at, const Spot& until_at, Day day,
                const ApprovalRecord& approval) {
  if (!approval.approved) {
    if (!approval.words) reader.Wrong(words_at, "a refusal needs words; say why");
    if (approval.until) reader.Wrong(until_at, "a refusal has no last day; leave it out");
  } else if (!approval.until) {
    if (until_at.node->is_null())
      reader.Wrong(until_at, "an approval needs its last day, \"2026-11-30\"");
  } else if (*approval.until < day) {
    reader.Wrong(until_at, "this approval would have ended before it was given; give a day from " +
                               day.ToString() + " on");
  }
}

std::string Written(const ApprovalRecord& approval) {
  JsonWriter json;
  json.Object();
  json.Key("approved");
  json.Bool(approval.approved);
  json.Key("covers");
  WriteTexts(json, approval.covers);
  json.Key("person");
  json.String(approval.person);
  json.Key("policy");
  json.String(approval.policy);
  json.Key("role");
  json.String(approval.role);
  json.Key("until");
  WriteDay(json, approval.until);
  json.Key("words");
  WriteOrNull(json, approval.words);
  json.EndObject();
  return json.Take();
}

}  // namespace

Result<Draft> ApprovalDraft(const Recorder& recorder, std::string_view content,
                            const OpenedRecord& decision, std::string_view policy) {
  Result<Draft> draft = BeginDraft(RecordKind::kApproval, recorder);
  if (!draft) return draft;
  const Result<std::uint64_t> answers = AnsweredBy(content);
  if (!answers) return answers.error();
  if (const auto fits = CheckAnswered(*answers, decision, RecordKind::kDecision); !fits)
    return fits.error();
  const Result<DecisionRecord> decided = ReadDecision(decision);
  if (!decided) return decided.error();
  const Result<Actor> decider = ReadActor(decision);
  if (!decider) return decider.error();
  const Result<PolicyNames> names = PolicyNamesOf(decided->policy, policy);
  if (!names) return names.error();
  if (decided->needs.empty()) {
    return Error(Status::kBadInput, "/answers",
                 decided->outside
                     ? "this decision is outside policy (" + *decided->outside +
                           "), and no approval brings it within; decide anew"
                     : "this decision needs no approval, so there is none to give or refuse");
  }
  if (SameUser(decider->who.id, recorder.who.id)) {
    return Error(Status::kBadInput, "who.id",
                 "nobody approves their own decision; somebody else in a role that may has to");
  }

  const Result<JsonDocument> document = ParseContent(content);
  if (!document) return document.error();
  ContentReader reader;
  const auto at =
      reader.Object({&document->root(), ""}, {"answers", "approved", "role"}, {"words", "until"});
  ApprovalRecord approval;
  approval.approved = reader.Flag(at[1]);
  approval.role = reader.Text(at[2]);
  approval.words = reader.WordsOrNull(at[3]);
  approval.until = reader.DayOrNull(at[4]);
  approval.person = decided->person;
  approval.policy = decided->policy;
  CheckRole(reader, at[2], *names, *decided, approval);
  if (at[1].node->is_bool()) CheckTerms(reader, at[3], at[4], recorder.day, approval);
  if (const Result<bool> sound = reader.Check(); !sound) return sound.error();
  draft->answers = *answers;
  draft->person = approval.person;
  draft->subject = Written(approval);
  return draft;
}

Result<ApprovalRecord> ReadApproval(const OpenedRecord& record) {
  if (const auto fits = CheckAnswered(record.record.sequence, record, RecordKind::kApproval); !fits)
    return fits.error();
  const Result<JsonDocument> document = ParsePart(record, record.subject);
  if (!document) return document.error();
  ContentReader reader;
  const auto at = reader.Object({&document->root(), ""}, {"approved", "covers", "person", "policy",
                                                          "role", "until", "words"});
  ApprovalRecord approval;
  approval.approved = reader.Flag(at[0]);
  approval.covers = reader.Names(at[1], kMostNameBytes);
  approval.person = reader.Text(at[2]);
  approval.policy = reader.Text(at[3]);
  approval.role = reader.Text(at[4]);
  approval.until = reader.DayOrNull(at[5]);
  approval.words = reader.WordsOrNull(at[6]);
  if (!reader.problems().empty()) return NotReadable(record, reader);
  return approval;
}

}  // namespace bsup::core
