#include "records/telling/kinds_told.h"

#include <array>

#include "base/catalogue.h"
#include "records/kinds/policy_record.h"
#include "records/telling/advice_lines.h"
#include "records/telling/decision_lines.h"
#include "records/telling/other_lines.h"
#include "records/telling/outcome_lines.h"

namespace bsup::core {
namespace {

// What the record says, or that it was erased.
template <class T, Result<void> (*Lines)(Teller&, const T&)>
Result<void> Tell(Teller& teller) {
  if (T::kPart == PayloadPart::kSubject && !teller.record.subject && teller.record.erased) {
    teller.Add(teller.Words(TimelineText::kErased), Ink::kDim);
    return {};
  }
  BSUP_TRY(const T said, ReadAs<T>(teller.record));
  return Lines(teller, said);
}

std::string_view ApprovalEvent(const JsonNode& part) {
  const JsonNode* approved = part.Find("approved");
  const bool refused = approved != nullptr && approved->is_bool() && !approved->boolean();
  return refused ? "APPROVAL_REFUSED" : "APPROVAL_GIVEN";
}

std::string_view PolicyEventName(const JsonNode& part) {
  const JsonNode* event = part.Find("event");
  const bool withdrawn = event != nullptr && event->is_string() &&
                         event->string() == NameOf(kPolicyEventNames, PolicyEvent::kWithdrawn);
  return withdrawn ? "POLICY_WITHDRAWN" : "POLICY_FIRST_USED";
}

// In the order of RecordKind.
constexpr std::array<KindTold, kRecordKindCount> kKindsTold{{
    {RecordKind::kAdvice, &TimelineText::kAdvice, Tell<AdviceRecord, TellAdvice>, "ADVICE_SHOWN"},
    {RecordKind::kDecision, &TimelineText::kDecision, Tell<DecisionRecord, TellDecision>,
     "DECISION_MADE"},
    {RecordKind::kApproval, &TimelineText::kApprovalOrRefusal, Tell<ApprovalRecord, TellApproval>,
     "APPROVAL_DECIDED", ApprovalEvent},
    {RecordKind::kOutcome, &TimelineText::kOutcome, Tell<OutcomeRecord, TellOutcome>,
     "OUTCOME_RECORDED"},
    {RecordKind::kPolicy, &TimelineText::kPolicyEvent, TellPolicy, "POLICY_FIRST_USED",
     PolicyEventName},
    {RecordKind::kRead, &TimelineText::kRead, Tell<ReadRecord, TellRead>, "RECORD_READ"},
    {RecordKind::kDisclosure, &TimelineText::kDisclosure, Tell<DisclosureRecord, TellDisclosure>,
     "RECORD_DISCLOSED"},
    {RecordKind::kExport, &TimelineText::kExport, Tell<ExportRecord, TellExport>,
     "RECORDS_EXPORTED"},
    {RecordKind::kErasure, &TimelineText::kErasure, Tell<ErasureRecord, TellErasure>,
     "PERSON_ERASED"},
    {RecordKind::kKey, &TimelineText::kKey, Tell<KeyRecord, TellKey>, "KEY_CHANGED"},
    {RecordKind::kReopen, &TimelineText::kReopen, Tell<ReopenRecord, TellReopen>, "TRAIL_REOPENED"},
    {RecordKind::kConfig, &TimelineText::kConfig, Tell<ConfigRecord, TellConfig>,
     "CONFIGURATION_CHANGED"},
    {RecordKind::kKept, &TimelineText::kKept, Tell<KeptRecord, TellKept>, "PROMISE_KEPT"},
}};

constexpr bool IsComplete() {
  for (std::size_t i = 0; i < kKindsTold.size(); ++i) {
    if (static_cast<std::size_t>(kKindsTold[i].kind) != i || kKindsTold[i].heading == nullptr)
      return false;
  }
  return true;
}
static_assert(IsComplete(), "each kind of record has a row here, in the order of the enum");

}  // namespace

const KindTold& ToldOf(RecordKind kind) { return kKindsTold[static_cast<std::size_t>(kind)]; }

}  // namespace bsup::core
