#include "intake/reading/intake.h"

#include "intake/reading/answers.h"
#include "intake/reading/merging.h"
#include "intake/reading/next_appointment.h"
#include "intake/reading/notes.h"
#include "intake/reading/read_history.h"
#include "intake/reading/read_statements.h"

namespace bsup::core {

Intake::Intake(const Mapping& mapping, const JsonNode& payload)
    : mapping_(mapping), payload_(payload), parts_(FindParts(mapping, payload)) {}

Result<void> Intake::CheckPayload() const {
  if (payload_.is_object()) return {};
  return Error(Status::kBadInput, "",
               "the payload must be an object, not " + std::string(payload_.KindName()));
}

Result<RequestedContact> Intake::Ask(const JsonNode* given, Day as_of) const {
  if (given != nullptr) return RequestedContact::Given(*given);
  BSUP_TRY(CheckPayload());
  const auto next = NextAppointment(mapping_, parts_, as_of);
  if (!next) return RequestedContact({as_of, "supervision meeting", ""}, ContactFrom::kAssumed);
  return RequestedContact(*next, ContactFrom::kPayload);
}

Result<Case> Intake::ReadCase(const Binding& binding, const JsonNode* answers,
                              const Contact& contact, Day as_of) const {
  BSUP_TRY(CheckPayload());
  const Policy& policy = binding.policy();
  Case made;
  if (policy.region) made.region = policy.region->id;
  Merging merging(policy, made);
  Notes notes(made);
  ReadStatements(binding, parts_, as_of, merging, notes);
  merging.Settle();
  ReadHistory(binding, parts_, as_of, made.history, notes);
  if (contact.from != ContactFrom::kCaller) NoteAppointments(mapping_, parts_, as_of, notes);
  if (answers != nullptr) {
    BSUP_TRY(const std::vector<Answer> given, ReadAnswers(*answers, policy, contact, as_of, made));
    for (const Answer& answer : given) merging.Answer(answer.fact, answer.value);
  }
  merging.Finish();
  return made;
}

}  // namespace bsup::core
