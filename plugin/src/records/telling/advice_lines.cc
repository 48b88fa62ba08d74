#include "records/telling/advice_lines.h"

#include "advice/text/words_of.h"
#include "base/catalogue.h"
#include "base/say_day.h"
#include "records/content/advice_told.h"

namespace bsup::core {
namespace {

// `Planned: Telephone call (needs approval, counts).`
std::string PlannedWords(const Teller& teller, const AdviceTold& told, const PolicyNames& policy) {
  const ModeTold* planned = told.planned ? told.Find(*told.planned) : nullptr;
  if (planned == nullptr) return Say(AdviceText::kNonePlanned, teller.language);
  const ModeStanding& standing = planned->standing;
  return Say(AdviceText::kPlanned, teller.language,
             {policy.ModeLabel(planned->mode, teller.language),
              StandingWords(standing.permission, standing.counts, false, teller.language)});
}

std::string LeadWords(const Teller& teller, const AdviceTold& told, const PolicyNames& policy) {
  const std::string role = policy.RoleLabel(policy.refer_role, teller.language);
  if (told.outcome == AdviceOutcome::kNoAdvice) return Say(AdviceText::kNoAdvice, teller.language);
  if (told.outcome == AdviceOutcome::kReferSuspended)
    return Say(AdviceText::kReferSuspended, teller.language, {role});
  if (!told.lead) return Say(AdviceText::kReferNothing, teller.language, {role});
  const std::string lead = policy.ModeLabel(*told.lead, teller.language);
  if (told.firmness == Firmness::kOnlyOption)
    return Say(AdviceText::kOnlyOption, teller.language, {lead});
  if (told.firmness == Firmness::kRecommended)
    return Say(AdviceText::kRecommended, teller.language, {lead});
  std::string others;
  for (const std::string& mode : told.alternatives) {
    if (!others.empty()) others += Say(AdviceText::kOr, teller.language);
    others += policy.ModeLabel(mode, teller.language);
  }
  return Say(AdviceText::kAtDiscretion, teller.language, {lead, others});
}

// The line, with the level of notice where there is one.
void AddContact(Teller& teller, std::string line, NoticeLevel notice) {
  switch (notice) {
    case NoticeLevel::kNone: return teller.Add(std::move(line));
    case NoticeLevel::kNote:
      return teller.Add(line + " " + Say(HeadingText::kNote, teller.language), Ink::kYellow);
    case NoticeLevel::kStop:
      return teller.Add(line + " " + Say(HeadingText::kStop, teller.language), Ink::kRed);
  }
}

}  // namespace

Result<void> TellAdvice(Teller& teller, const AdviceRecord& shown) {
  BSUP_TRY(const AdviceTold told, AdviceTold::Read(shown.advice));
  const PolicyNames& policy = teller.view.PolicyOf(told.policy_digest);
  AddContact(teller,
             teller.Words(TimelineText::kContactOn, {SayDay(told.contact_day, teller.language)}) +
                 " " + PlannedWords(teller, told, policy),
             told.notice);
  teller.Add(LeadWords(teller, told, policy), told.lead ? Ink::kGreen : Ink::kRed);
  if (told.provisional) teller.Add(Say(AdviceText::kProvisional, teller.language));
  return {};
}

}  // namespace bsup::core
