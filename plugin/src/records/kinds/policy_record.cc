#include "records/kinds/policy_record.h"

#include "records/content/drafting.h"
#include "records/content/policy_names.h"

namespace bsup::core {
namespace {

Document DocumentOf(std::string_view text) { return {Sha256Of({text}), std::string(text)}; }

}  // namespace

Result<Draft> PolicyFirstUsed(const Recorder& recorder, const PolicyTexts& policy) {
  BSUP_TRY(Draft draft, BeginDraft(RecordKind::kPolicy, recorder));
  BSUP_TRY(const PolicyNames names, PolicyNames::Read(policy.resolved));
  draft.documents = {DocumentOf(policy.resolved), DocumentOf(policy.bundle)};
  draft.document = draft.documents.front().digest;
  draft.only_with_new_document = true;
  PolicyFirstUsedRecord used;
  used.bundle = draft.documents.back().digest;
  used.from = names.from;
  used.id = names.id;
  used.region = names.region;
  used.until = names.until;
  used.version = names.version;
  Put(draft, used);
  return draft;
}

Result<Draft> PolicyWithdrawn(const Recorder& recorder, std::string_view content) {
  BSUP_TRY(Draft draft, BeginDraft(RecordKind::kPolicy, recorder));
  BSUP_TRY(const auto withdrawn, ReadGiven<PolicyWithdrawnRecord>(content));
  Put(draft, withdrawn);
  draft.document = withdrawn.digest;
  return draft;
}

}  // namespace bsup::core
