#include "records/kinds/outcome_record.h"

#include "records/content/drafting.h"
#include "records/kinds/decision_record.h"

namespace bsup::core {
namespace {

// Each must be a place in the decision's list.
void CheckDone(ContentReader done, const DecisionRecord& decision) {
  const std::span<const JsonNode> items = done.items();
  const std::size_t promised = decision.mitigations.size();
  for (std::size_t i = 0; i < items.size(); ++i) {
    const JsonNode& place = items[i];
    if (!place.is_integer() || place.integer() < static_cast<std::int64_t>(promised)) continue;
    done.Add(std::to_string(i),
             "the decision promised " + std::to_string(promised) + " things, counted from 0");
  }
}

}  // namespace

Result<Draft> OutcomeDraft(const Recorder& recorder, const HostContent& content,
                           const OpenedRecord& decision, std::string_view policy) {
  BSUP_TRY(Draft draft, BeginDraft(RecordKind::kOutcome, recorder));
  BSUP_TRY(const Decided decided, ReadDecided(content, decision, policy));
  std::vector<Problem> problems;
  ContentReader reader(content.root(), "", problems);
  auto outcome = ReadGiven<OutcomeRecord>(reader);
  outcome.person = decided.decision.person;
  outcome.policy = decided.decision.policy;
  reader.IsOneOf("mode", IdsOf(decided.policy.modes), "a mode of this policy");
  CheckDone(reader.Under("mitigations_done"), decided.decision);
  BSUP_TRY(reader.Check());
  Put(draft, outcome);
  return draft;
}

}  // namespace bsup::core
