#include "records/telling/decision_lines.h"

#include <array>

#include "base/catalogue.h"
#include "base/say_day.h"
#include "records/standing/decision_state.h"

namespace bsup::core {
namespace {

// In the order of Outside.
constexpr std::array kOutsideTexts{AdviceText::kShortNoAdvice, PermissionText::kCannot,
                                   PermissionText::kNotPermitted, CountingText::kOnTopOnly};
static_assert(kOutsideTexts.size() == kOutsideNames.size());

std::string ChoiceWords(const Teller& teller, const DecisionRecord& decision,
                        const PolicyNames& policy) {
  const std::string mode = policy.ModeLabel(decision.mode, teller.language);
  if (!decision.departs) return teller.Words(TimelineText::kAsAdvised, {mode});
  if (!decision.advised) return teller.Words(TimelineText::kNoneAdvised, {mode});
  return teller.Words(TimelineText::kDeparts,
                      {mode, policy.ModeLabel(*decision.advised, teller.language)});
}

void AddState(Teller& teller, const DecisionStanding& standing, const PolicyNames& policy) {
  std::vector<std::string> roles;
  for (const std::string& role : standing.lacks)
    roles.push_back(policy.RoleLabel(role, teller.language));
  const std::string until = standing.until ? SayDay(*standing.until, teller.language) : "";
  switch (standing.state) {
    case DecisionState::kSuperseded:
      return teller.Add(
          teller.Words(TimelineText::kStateSuperseded, {std::to_string(*standing.superseded_by)}),
          Ink::kDim);
    case DecisionState::kOutsidePolicy: {
      const Text& why = kOutsideTexts[static_cast<std::size_t>(*standing.outside)];
      teller.Add(teller.Words(TimelineText::kStateOutside, {Say(why, teller.language)}), Ink::kRed);
      if (standing.done_outside) teller.Add(teller.Words(TimelineText::kDoneOutside), Ink::kRed);
      if (standing.superseded_by) {
        teller.Add(
            teller.Words(TimelineText::kDecidedAnew, {std::to_string(*standing.superseded_by)}));
      }
      return;
    }
    case DecisionState::kNeedsNone: return;
    case DecisionState::kRefused: {
      std::vector<std::string> numbers;
      for (const std::uint64_t sequence : standing.refusals)
        numbers.push_back(std::to_string(sequence));
      return teller.Add(teller.Words(TimelineText::kStateRefused, {Joined(numbers)}), Ink::kRed);
    }
    case DecisionState::kApproved:
      return teller.Add(teller.Words(TimelineText::kStateApproved, {until}), Ink::kGreen);
    case DecisionState::kLapsed:
      return teller.Add(teller.Words(TimelineText::kStateLapsed, {until, Joined(roles)}),
                        Ink::kYellow);
    case DecisionState::kWaiting:
      return teller.Add(teller.Words(TimelineText::kStateWaiting, {Joined(roles)}), Ink::kYellow);
  }
}

std::string StateWords(const Teller& teller, const PromisedMitigation& promised) {
  switch (promised.state) {
    case MitigationState::kOpen: return teller.Words(TimelineText::kOpen);
    case MitigationState::kDone: {
      const std::string said = SayDay(*promised.done, teller.language);
      if (!promised.done_on) return teller.Words(TimelineText::kDone, {said});
      return teller.Words(TimelineText::kDoneOn,
                          {SayDay(*promised.done_on, teller.language), said});
    }
    case MitigationState::kOverdue: break;
  }
  return teller.Words(TimelineText::kOverdue);
}

// Why approval is needed, each rule once.
void AddNeeds(Teller& teller, const DecisionRecord& decision) {
  const PolicyWords& words = teller.view.WordsOf(decision.policy);
  for (const Lacking& need : decision.needs) {
    teller.Add(
        teller.Words(TimelineText::kWhyApproval, {words.Because(need.principle, teller.language)}));
  }
}

void AddPromise(Teller& teller, const PromisedMitigation& promised) {
  teller.Add(teller.Words(TimelineText::kPromised, {SayDay(promised.due, teller.language),
                                                    promised.what, StateWords(teller, promised)}),
             promised.state == MitigationState::kOverdue ? Ink::kYellow : Ink::kPlain);
}

}  // namespace

Result<void> TellDecision(Teller& teller, const DecisionRecord& decision) {
  BSUP_TRY(
      const DecisionStanding standing,
      StandingOn(teller.view.options.day, teller.record.record, decision, teller.view.records));
  const PolicyNames& policy = teller.view.PolicyOf(decision.policy);
  teller.Add(ChoiceWords(teller, decision, policy));
  if (teller.record.record.day > decision.contact_day) {
    teller.Add(
        teller.Words(TimelineText::kDecidedAfter, {SayDay(decision.contact_day, teller.language)}),
        Ink::kYellow);
  }
  if (decision.reason) {
    const Reason& reason = *decision.reason;
    teller.Add(
        teller.Words(TimelineText::kReason, {policy.ReasonLabel(reason.code, teller.language)}) +
        (reason.words ? " " + Spoken(*reason.words) : ""));
  }
  teller.SetState(NameOf(kDecisionStateNames, standing.state));
  AddState(teller, standing, policy);
  AddNeeds(teller, decision);
  for (const PromisedMitigation& promised : standing.mitigations) AddPromise(teller, promised);
  return {};
}

}  // namespace bsup::core
