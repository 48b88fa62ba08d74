#include "records/kinds/outcome_record.h"

#include "records/content/drafting.h"
#include "records/kinds/decision_record.h"

namespace bsup::core {
namespace {

// What came of a contact is known on its day at the earliest. One that was brought forward has
// advice and a decision of its own.
Result<void> CheckDay(Day day, const DecisionRecord& decision) {
  if (day >= decision.contact_day) return {};
  return Error(Status::kBadInput, "/answers",
               "the contact is on " + decision.contact_day.ToString() +
                   ", which is to come; record what came of it on that day or later, and where it "
                   "was moved, ask for advice on the new day and decide on that");
}

}  // namespace

Result<Draft> OutcomeDraft(const Recorder& recorder, const HostContent& content,
                           const OpenedRecord& decision, std::string_view policy) {
  BSUP_TRY(Draft draft, BeginDraft(RecordKind::kOutcome, recorder));
  BSUP_TRY(const Decided decided, ReadDecided(content, decision, policy));
  BSUP_TRY(CheckDay(recorder.day, decided.decision));
  std::vector<Problem> problems;
  ContentReader reader(content.root(), "", problems);
  auto outcome = ReadGiven<OutcomeRecord>(reader);
  outcome.person = decided.decision.person;
  outcome.policy = decided.decision.policy;
  reader.IsOneOf("mode", IdsOf(decided.policy.modes), "a mode of this policy");
  CheckPromises(reader.Under("mitigations_done"), decided.decision);
  BSUP_TRY(reader.Check());
  Put(draft, outcome);
  return draft;
}

}  // namespace bsup::core
