#include "service/keeping/record.h"

#include <cstdint>
#include <utility>
#include <vector>

#include "records/content/content.h"
#include "records/kinds/advice_record.h"
#include "records/kinds/approval_record.h"
#include "records/kinds/config_record.h"
#include "records/kinds/decision_record.h"
#include "records/kinds/disclosure_record.h"
#include "records/kinds/export_record.h"
#include "records/kinds/kept_record.h"
#include "records/kinds/outcome_record.h"
#include "records/kinds/policy_record.h"
#include "records/kinds/read_record.h"
#include "service/advising/bundle.h"

namespace bsup::core {
namespace {

// In one commit; the receipt of the last.
Result<Receipt> Append(Trail& trail, std::vector<Draft> drafts) {
  BSUP_TRY(std::vector<Receipt> receipts, trail.Append(std::move(drafts)));
  return std::move(receipts.back());
}

// The record a content answers, and the policy of the advice behind it.
struct Answered {
  OpenedRecord record;
  std::string policy;
};

// The policy of a decision is that of the advice it answers.
Result<std::optional<Hash>> PolicyBehind(Trail& trail, const Record& record) {
  if (record.kind != RecordKind::kDecision || !record.answers) return record.document;
  BSUP_TRY(const OpenedRecord advice, trail.ReadOne(*record.answers));
  return advice.record.document;
}

Result<Answered> ReadAnswered(Trail& trail, const HostContent& content) {
  BSUP_TRY(const std::uint64_t sequence, content.Answers());
  BSUP_TRY(OpenedRecord record, trail.ReadOne(sequence));
  BSUP_TRY(const std::optional<Hash> digest, PolicyBehind(trail, record.record));
  Answered answered{std::move(record), ""};
  if (!digest) return answered;  // it is of another kind, which the draft refuses
  BSUP_TRY(auto policy, trail.ReadDocument(*digest));
  if (!policy) {
    return Error(Status::kTampered, "",
                 "the trail lacks the policy behind record " + std::to_string(sequence) +
                     "; run verify on it");
  }
  answered.policy = *std::move(policy);
  return answered;
}

using AnsweringDraft = Result<Draft> (*)(const Recorder&, const HostContent&, const OpenedRecord&,
                                         std::string_view);

Result<Draft> Answering(Trail& trail, AnsweringDraft draft, const Recorder& recorder,
                        std::string_view text) {
  BSUP_TRY(const HostContent content, HostContent::Parse(text));
  BSUP_TRY(const Answered answered, ReadAnswered(trail, content));
  return draft(recorder, content, answered.record, answered.policy);
}

Result<Draft> PolicyWithdrawnDraft(Trail& trail, const Recorder& recorder,
                                   std::string_view content) {
  BSUP_TRY(Draft draft, PolicyWithdrawn(recorder, content));
  BSUP_TRY(const auto kept, trail.ReadDocument(*draft.document));
  if (!kept) {
    return Error(Status::kNotFound, "/digest", "the trail has never used a policy of this digest");
  }
  return draft;
}

Result<Draft> DraftOf(Trail& trail, const Recorder& recorder, RecordKind kind,
                      std::string_view content) {
  switch (kind) {
    case RecordKind::kDecision: return Answering(trail, DecisionDraft, recorder, content);
    case RecordKind::kApproval: return Answering(trail, ApprovalDraft, recorder, content);
    case RecordKind::kOutcome: return Answering(trail, OutcomeDraft, recorder, content);
    case RecordKind::kKept: return Answering(trail, KeptDraft, recorder, content);
    case RecordKind::kPolicy: return PolicyWithdrawnDraft(trail, recorder, content);
    case RecordKind::kRead: return DraftFrom<ReadRecord>(recorder, content);
    case RecordKind::kDisclosure: return DraftFrom<DisclosureRecord>(recorder, content);
    case RecordKind::kExport: return DraftFrom<ExportRecord>(recorder, content);
    case RecordKind::kConfig: return DraftFrom<ConfigRecord>(recorder, content);
    case RecordKind::kAdvice:
    case RecordKind::kErasure:
    case RecordKind::kKey:
    case RecordKind::kReopen: break;
  }
  return Error(Status::kUsage, "kind",
               "an ADVICE, ERASURE, KEY or REOPEN is recorded by the call that does what it says: "
               "bsup_advice_record, bsup_trail_erase, bsup_trail_rotate or bsup_trail_restore");
}

// One operation of one user makes one record of a kind that answers a record, however often it is
// asked for. Names hold no line breaks, so no two operations have the same text.
std::string OperationText(const Who& who, const Draft& draft) {
  if (who.operation_id.empty() || !draft.answers) return "";
  return who.id + "\n" + NameOf(draft.kind) + "\n" + std::to_string(*draft.answers) + "\n" +
         who.operation_id;
}

// What was said the first time must have been the same.
Result<void> CheckRepeated(Trail& trail, std::uint64_t sequence, const std::string& subject) {
  BSUP_TRY(const OpenedRecord first, trail.ReadOne(sequence));
  if (!first.subject || *first.subject == subject) return {};
  return Error(Status::kBadInput, "who.operation_id",
               "this operation has recorded something else already, record " +
                   std::to_string(sequence) +
                   "; nothing was recorded now: give a new operation its own id");
}

}  // namespace

Result<Receipt> RecordAdvice(Trail& trail, const Recorder& recorder, const GivenAdvice& advice,
                             std::string_view person, const std::optional<std::string>& contact_id,
                             Language language) {
  const Policy& policy = advice.policy->policy;
  const std::optional<Hash> digest = HashFromHex(policy.digest);
  if (!digest) return Error(Status::kInternal, "", "the policy has no digest");
  std::vector<Draft> drafts;
  BSUP_TRY(const bool kept, trail.HasDocument(*digest));
  if (!kept) {
    const std::string bundle = WriteBundle(advice.set->files());
    BSUP_TRY(drafts.emplace_back(), PolicyFirstUsed(recorder, {policy.canonical, bundle}));
  }
  const std::string input = advice.Input(language);
  const std::string shown = advice.Json(language);
  BSUP_TRY(drafts.emplace_back(),
           AdviceDraft(recorder, person, contact_id, {input, shown}, *digest));
  return Append(trail, std::move(drafts));
}

Result<Receipt> RecordContent(Trail& trail, const Recorder& recorder, RecordKind kind,
                              std::string_view content) {
  std::vector<Draft> drafts;
  Draft& draft = drafts.emplace_back();
  BSUP_TRY(draft, DraftOf(trail, recorder, kind, content));
  draft.same = OperationText(recorder.who, draft);
  const std::string subject = draft.subject;
  BSUP_TRY(Receipt receipt, Append(trail, std::move(drafts)));
  if (receipt.existed) BSUP_TRY(CheckRepeated(trail, receipt.sequence, subject));
  return receipt;
}

}  // namespace bsup::core
