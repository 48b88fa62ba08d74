#include "records/kinds/decision_record.h"

#include <algorithm>
#include <utility>

#include "base/suggest.h"
#include "records/content/drafting.h"
#include "records/kinds/advice_record.h"

namespace bsup::core {
namespace {

std::string CodesWithLabels(const PolicyNames& policy) {
  std::string codes;
  for (const ReasonNamed& code : policy.reason_codes)
    codes += (codes.empty() ? "" : "; ") + Quoted(code.id) + " (" + code.label.en + ")";
  return codes;
}

void CheckCode(ContentReader reason, const PolicyNames& policy) {
  const JsonNode& code = reason.Value("code");
  if (!code.is_string()) return;
  const auto codes = IdsOf(policy.reason_codes);
  if (std::ranges::find(codes, code.string()) != codes.end()) return;
  reason.Add("code",
             Quoted(code.string()) +
                 " is not a reason code of this policy. The codes are: " + CodesWithLabels(policy));
}

Choice ChoiceOf(const AdviceTold& told, const ModeTold& mode) {
  const auto in_person = [&](const ModeTold& other) {
    return told.Advises(other.mode) && other.in_person;
  };
  return {.closed = told.outcome == AdviceOutcome::kNoAdvice ||
                    told.outcome == AdviceOutcome::kReferSuspended,
          .standing = {mode.standing.permission, mode.standing.counts},
          .in_person = mode.in_person,
          .is_advised = told.Advises(mode.mode),
          .has_lead = told.lead.has_value(),
          .advised_in_person = std::ranges::any_of(told.modes, in_person),
          .additional = told.additional};
}

// Following the advice needs no reason, nor does a contact on top. More contact than advised needs a
// code, with words where the code asks for them; departing otherwise needs a code and words.
void CheckReason(ContentReader& reader, const DecisionRecord& decision, Step step,
                 const PolicyNames& policy) {
  if (step == Step::kCheck) return;
  const bool words =
      step != Step::kCode || (decision.reason && policy.NeedsWords(decision.reason->code));
  if (decision.reason && (decision.reason->words || !words)) return;
  const std::string advised =
      decision.advised ? "the advice was " + Quoted(*decision.advised) : "no mode was advised";
  reader.AddAt(decision.reason ? "/reason/words" : "/reason",
               "this departs from the advice (" + advised + "); say why, in a code" +
                   (words ? " and in words" : "") + ". The codes are: " + CodesWithLabels(policy));
}

Step Judge(DecisionRecord& decision, const AdviceTold& told, const PolicyNames& policy) {
  decision.contact_day = told.contact_day;
  decision.policy = told.policy_digest;
  decision.advised = told.lead;
  const ModeTold* mode = told.Find(decision.mode);
  if (mode == nullptr) {
    decision.departs = true;
    return Step::kReason;
  }
  const Choice choice = ChoiceOf(told, *mode);
  const Step step = StepOf(choice);
  decision.departs = step != Step::kCheck;
  decision.standing = mode->standing;
  decision.outside = OutsideOf(choice);
  if (mode->standing.permission == Permission::kNeedsApproval)
    decision.needs = told.LackingFor(*mode, policy);
  return step;
}

}  // namespace

std::vector<std::string> DecisionRecord::RolesNeeded() const {
  std::vector<std::string> roles;
  for (const Lacking& lacking : needs) {
    for (const std::string& role : lacking.roles) {
      if (std::ranges::find(roles, role) == roles.end()) roles.push_back(role);
    }
  }
  return roles;
}

Result<Draft> DecisionDraft(const Recorder& recorder, const HostContent& content,
                            const OpenedRecord& advice, std::string_view policy) {
  BSUP_TRY(Draft draft, BeginDraft(RecordKind::kDecision, recorder));
  BSUP_TRY(CheckAnswered(content, advice, RecordKind::kAdvice));
  BSUP_TRY(AdviceRecord shown, ReadAs<AdviceRecord>(advice));
  BSUP_TRY(const AdviceTold told, AdviceTold::Read(shown.advice));
  BSUP_TRY(const PolicyNames names, PolicyNamesOf(told.policy_digest, policy));

  std::vector<Problem> problems;
  ContentReader reader(content.root(), "", problems);
  auto decision = ReadGiven<DecisionRecord>(reader);
  decision.contact_id = std::move(shown.contact_id);
  decision.person = std::move(shown.person);
  CheckCode(reader.Under("reason"), names);
  if (reader.IsOneOf("mode", IdsOf(names.modes), "a mode of this policy")) {
    const Step step = Judge(decision, told, names);
    CheckReason(reader, decision, step, names);
  }
  BSUP_TRY(reader.Check());
  Put(draft, decision);
  return draft;
}

void CheckPromises(const ContentReader& places, const DecisionRecord& decision) {
  ContentReader list = places;
  const std::span<const JsonNode> items = list.items();
  const std::size_t promised = decision.mitigations.size();
  for (std::size_t i = 0; i < items.size(); ++i) {
    const JsonNode& place = items[i];
    if (!place.is_integer() || place.integer() < static_cast<std::int64_t>(promised)) continue;
    list.Add(std::to_string(i),
             "the decision promised " + std::to_string(promised) + " things, counted from 0");
  }
}

Result<Decided> ReadDecided(const HostContent& content, const OpenedRecord& decision,
                            std::string_view policy) {
  BSUP_TRY(CheckAnswered(content, decision, RecordKind::kDecision));
  BSUP_TRY(DecisionRecord decided, ReadAs<DecisionRecord>(decision));
  BSUP_TRY(PolicyNames names, PolicyNamesOf(decided.policy, policy));
  return Decided{std::move(decided), std::move(names)};
}

}  // namespace bsup::core
