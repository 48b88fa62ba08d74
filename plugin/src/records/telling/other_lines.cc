#include "records/telling/other_lines.h"

#include "base/catalogue.h"
#include "base/say_day.h"
#include "records/kinds/policy_record.h"

namespace bsup::core {

Result<void> TellApproval(Teller& teller, const ApprovalRecord& approval) {
  const PolicyNames& policy = teller.view.PolicyOf(approval.policy);
  const std::string role = policy.RoleLabel(approval.role, teller.language);
  teller.Head(approval.approved ? TimelineText::kApproval : TimelineText::kRefusal);
  std::string words = approval.until
                          ? teller.Words(TimelineText::kApprovedUntil,
                                         {role, SayDay(*approval.until, teller.language)})
                          : teller.Words(TimelineText::kRefusedBy, {role});
  if (approval.words) words += " " + Spoken(*approval.words);
  teller.Add(std::move(words), approval.approved ? Ink::kGreen : Ink::kRed);
  return {};
}

// The two events have two shapes.
Result<void> TellPolicy(Teller& teller) {
  if (const auto used = ReadAs<PolicyFirstUsedRecord>(teller.record)) {
    teller.Head(TimelineText::kPolicyFirstUsed);
    teller.Add(used->id + ", " + Say(AdviceText::kVersion, teller.language, {used->version}),
               Ink::kDim);
    return {};
  }
  BSUP_TRY(const auto withdrawn, ReadAs<PolicyWithdrawnRecord>(teller.record));
  teller.Head(TimelineText::kPolicyWithdrawn);
  teller.AddSpoken({}, {withdrawn.words});
  return {};
}

Result<void> TellRead(Teller& teller, const ReadRecord& read) {
  teller.AddSpoken({}, {read.justification});
  return {};
}

Result<void> TellDisclosure(Teller& teller, const DisclosureRecord& disclosure) {
  teller.AddSpoken(disclosure.recipients, {disclosure.what, disclosure.justification});
  return {};
}

Result<void> TellExport(Teller& teller, const ExportRecord& exported) {
  teller.AddSpoken(exported.recipients, {exported.what, exported.scope});
  return {};
}

Result<void> TellErasure(Teller& teller, const ErasureRecord& erasure) {
  teller.AddSpoken({}, {erasure.why, erasure.authority});
  return {};
}

Result<void> TellKey(Teller& teller, const KeyRecord& key) {
  teller.AddSpoken({}, {key.why});
  return {};
}

Result<void> TellReopen(Teller& teller, const ReopenRecord& reopen) {
  teller.AddSpoken({}, {reopen.words});
  return {};
}

Result<void> TellConfig(Teller& teller, const ConfigRecord& config) {
  teller.AddSpoken({}, {config.what, config.why});
  return {};
}

}  // namespace bsup::core
