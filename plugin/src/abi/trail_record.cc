// Putting on record: advice that was shown, and what came of it.
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "abi/guard.h"
#include "abi/handles.h"
#include "abi/recording.h"
#include "advice/json/advice_json.h"
#include "advice/json/input.h"
#include "records/content/content.h"
#include "records/kinds/advice_record.h"
#include "records/kinds/approval_record.h"
#include "records/kinds/decision_record.h"
#include "records/kinds/outcome_record.h"
#include "records/kinds/statutory_records.h"
#include "records/kinds/trail_records.h"
#include "service/advising/bundle.h"

namespace bsup::core {
namespace {

Result<std::vector<Draft>> DraftsOf(const bsup_advice& advice, Trail* trail,
                                    const Recorder& recorder, std::string_view person,
                                    const char* contact_id, Language language) {
  const PolicyInForce& policy = *advice.policy;
  const std::optional<Hash> digest = HashFromHex(policy.policy.digest);
  if (!digest) return Error(Status::kInternal, "", "a policy without a digest");
  std::vector<Draft> drafts;
  const Result<bool> kept = trail->HasDocument(*digest);
  if (!kept) return kept.error();
  if (!*kept) {
    const std::string bundle = WriteBundle(advice.set->files());
    Result<Draft> first_used = PolicyFirstUsed(recorder, {policy.policy.canonical, bundle});
    if (!first_used) return std::move(first_used).error();
    drafts.push_back(*std::move(first_used));
  }
  std::optional<std::string> contact;
  if (contact_id != nullptr && *contact_id != '\0') contact = contact_id;
  const std::string input = CanonicalInput(policy, advice.mapping_digest, advice.advice.contact,
                                           advice.a_case, advice.advice.as_of, language);
  const std::string shown = AdviceJson(policy, advice.advice, advice.a_case, language);
  Result<Draft> draft = AdviceDraft(recorder, person, contact, {input, shown}, *digest);
  if (!draft) return std::move(draft).error();
  drafts.push_back(*std::move(draft));
  return drafts;
}

// The record a content answers, and the policy of the advice behind it.
struct Answered {
  OpenedRecord record;
  std::string policy;
};

Result<Answered> ReadAnswered(Trail* trail, std::string_view content, bool decision) {
  const Result<std::uint64_t> sequence = AnsweredBy(content);
  if (!sequence) return sequence.error();
  Result<OpenedRecord> record = trail->ReadOne(*sequence);
  if (!record) return std::move(record).error();
  std::optional<Hash> digest = record->record.document;
  // The policy of a decision is that of the advice it answers.
  if (decision && record->record.kind == RecordKind::kDecision && record->record.answers) {
    const Result<OpenedRecord> advice = trail->ReadOne(*record->record.answers);
    if (!advice) return advice.error();
    digest = advice->record.document;
  }
  Answered answered{*std::move(record), ""};
  if (!digest) return answered;  // it is of another kind, which the draft refuses
  auto policy = trail->ReadDocument(*digest);
  if (!policy) return std::move(policy).error();
  if (!*policy) {
    return Error(Status::kTampered, "",
                 "the trail lacks the policy behind record " + std::to_string(*sequence) +
                     "; run verify on it");
  }
  answered.policy = **std::move(policy);
  return answered;
}

Result<Draft> PolicyWithdrawnDraft(Trail* trail, const Recorder& recorder,
                                   std::string_view content) {
  Result<Draft> draft = PolicyWithdrawn(recorder, content);
  if (!draft) return draft;
  const auto kept = trail->ReadDocument(*draft->document);
  if (!kept) return kept.error();
  if (!*kept) {
    return Error(Status::kNotFound, "/digest", "the trail has never used a policy of this digest");
  }
  return draft;
}

Result<Draft> DraftOf(Trail* trail, std::int32_t kind, const Recorder& recorder,
                      std::string_view content) {
  switch (kind) {
    case BSUP_RECORD_DECISION: {
      const Result<Answered> answered = ReadAnswered(trail, content, false);
      if (!answered) return answered.error();
      return DecisionDraft(recorder, content, answered->record, answered->policy);
    }
    case BSUP_RECORD_APPROVAL: {
      const Result<Answered> answered = ReadAnswered(trail, content, true);
      if (!answered) return answered.error();
      return ApprovalDraft(recorder, content, answered->record, answered->policy);
    }
    case BSUP_RECORD_OUTCOME: {
      const Result<Answered> answered = ReadAnswered(trail, content, true);
      if (!answered) return answered.error();
      return OutcomeDraft(recorder, content, answered->record, answered->policy);
    }
    case BSUP_RECORD_POLICY: return PolicyWithdrawnDraft(trail, recorder, content);
    case BSUP_RECORD_READ: return ReadDraft(recorder, content);
    case BSUP_RECORD_DISCLOSURE: return DisclosureDraft(recorder, content);
    case BSUP_RECORD_EXPORT: return ExportDraft(recorder, content);
    case BSUP_RECORD_CONFIG: return ConfigDraft(recorder, content);
    default:
      return Error(Status::kUsage, "kind",
                   "records of this kind are made by calls of their own: bsup_advice_record, "
                   "bsup_trail_erase, bsup_trail_rotate, bsup_trail_restore");
  }
}

}  // namespace
}  // namespace bsup::core

bsup_status bsup_advice_record(const bsup_advice* advice, bsup_trail* trail, const bsup_who* who,
                               const char* person, const char* contact_id, const char* language,
                               bsup_receipt** out, bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    if (advice == nullptr || trail == nullptr || person == nullptr || out == nullptr) {
      return bsup::core::Usage("`advice`, `trail`, `person` and `out` must not be NULL");
    }
    const auto known = language == nullptr ? advice->language : bsup::core::ParseLanguage(language);
    if (!known) return bsup::core::UnknownLanguage();
    const auto recorder = bsup::core::RecorderOf(*trail->session, who);
    if (!recorder) return recorder.error();
    auto drafts =
        bsup::core::DraftsOf(*advice, trail->trail.get(), *recorder, person, contact_id, *known);
    if (!drafts) return std::move(drafts).error();
    const auto receipt = bsup::core::PutOnRecord(*trail, *recorder, *std::move(drafts));
    if (!receipt) return receipt.error();
    *out = *receipt;
    return bsup::core::kDone;
  });
}

bsup_status bsup_trail_record(bsup_trail* trail, int32_t kind, const bsup_who* who,
                              const char* content, uint64_t size, bsup_receipt** out,
                              bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    if (trail == nullptr || content == nullptr || out == nullptr) {
      return bsup::core::Usage("`trail`, `content` and `out` must not be NULL");
    }
    const auto recorder = bsup::core::RecorderOf(*trail->session, who);
    if (!recorder) return recorder.error();
    auto draft = bsup::core::DraftOf(trail->trail.get(), kind, *recorder, {content, size});
    if (!draft) return std::move(draft).error();
    std::vector<bsup::core::Draft> drafts;
    drafts.push_back(*std::move(draft));
    const auto receipt = bsup::core::PutOnRecord(*trail, *recorder, std::move(drafts));
    if (!receipt) return receipt.error();
    *out = *receipt;
    return bsup::core::kDone;
  });
}
