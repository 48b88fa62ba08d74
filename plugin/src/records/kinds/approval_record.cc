#include "records/kinds/approval_record.h"

#include <algorithm>

#include "base/suggest.h"
#include "records/content/drafting.h"
#include "records/content/name.h"
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

Result<void> CheckMayBeApproved(const DecisionRecord& decision) {
  if (!decision.needs.empty()) return {};
  return Error(Status::kBadInput, "/answers",
               decision.outside
                   ? std::string("this decision is outside policy (") +
                         NameOf(kOutsideNames, *decision.outside) +
                         "), and no approval brings it within; decide anew"
                   : "this decision needs no approval, so there is none to give or refuse");
}

void CheckRole(ContentReader& reader, const Decided& decided, ApprovalRecord& approval) {
  const PolicyNames& policy = decided.policy;
  if (!reader.IsOneOf("role", IdsOf(policy.approvers), "an approver of this policy")) return;
  const std::vector<std::string> needed = decided.decision.RolesNeeded();
  approval.covers = Covered(policy, approval.role, needed);
  if (!approval.covers.empty()) return;
  std::vector<std::string> would_do;
  for (const RankedRole& role : policy.approvers) {
    if (!Covered(policy, role.id, needed).empty()) would_do.push_back(role.id);
  }
  reader.Add("role",
             Quoted(approval.role) + " cannot approve this decision; " + OneOf(would_do) + " can");
}

// An approval says until when, a refusal why.
void CheckTerms(ContentReader& reader, Day day, const ApprovalRecord& approval) {
  if (!reader.Value("approved").is_bool()) return;
  if (!approval.approved) {
    if (!approval.words) reader.Add("words", "a refusal needs words; say why");
    if (approval.until) reader.Add("until", "a refusal has no last day; leave it out");
  } else if (!approval.until) {
    if (reader.Value("until").is_null())
      reader.Add("until", "an approval needs its last day, \"2026-11-30\"");
  } else if (*approval.until < day) {
    reader.Add("until", "this approval would have ended before it was given; give a day from " +
                            day.ToString() + " on");
  }
}

}  // namespace

Result<Draft> ApprovalDraft(const Recorder& recorder, const HostContent& content,
                            const OpenedRecord& decision, std::string_view policy) {
  BSUP_TRY(Draft draft, BeginDraft(RecordKind::kApproval, recorder));
  BSUP_TRY(const Decided decided, ReadDecided(content, decision, policy));
  BSUP_TRY(const Actor decider, ReadActor(decision));
  BSUP_TRY(CheckMayBeApproved(decided.decision));
  if (SameUser(decider.who.id, recorder.who.id)) {
    return Error(Status::kBadInput, "who.id",
                 "nobody approves their own decision; ask somebody else in a role that may");
  }
  std::vector<Problem> problems;
  ContentReader reader(content.root(), "", problems);
  auto approval = ReadGiven<ApprovalRecord>(reader);
  approval.person = decided.decision.person;
  approval.policy = decided.decision.policy;
  CheckRole(reader, decided, approval);
  CheckTerms(reader, recorder.day, approval);
  BSUP_TRY(reader.Check());
  Put(draft, approval);
  return draft;
}

}  // namespace bsup::core
