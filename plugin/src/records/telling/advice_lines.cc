#include "records/telling/advice_lines.h"

#include <algorithm>
#include <span>

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
  return Say(
      AdviceText::kPlanned, teller.language,
      {policy.ModeLabel(planned->mode, teller.language),
       StandingWords(standing.permission, standing.counts, told.additional, teller.language)});
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

std::string TextUnder(const JsonNode& advice, std::string_view pointer) {
  const JsonNode* text = advice.At(pointer);
  return text != nullptr && text->is_string() ? std::string(text->string()) : std::string();
}

std::span<const JsonNode> ItemsUnder(const JsonNode& advice, std::string_view pointer) {
  const JsonNode* list = advice.At(pointer);
  return list == nullptr ? std::span<const JsonNode>() : list->items();
}

// What the advice is about and rests on.
class Circumstances {
 public:
  Circumstances(Teller& teller, const JsonNode& advice, const AdviceTold& told)
      : teller_(teller),
        advice_(advice),
        told_(told),
        words_(teller.view.WordsOf(told.policy_digest)) {}

  // `Contact on 30 November 2026: supervision meeting.`
  [[nodiscard]] std::string Contact() const {
    const std::string day = SayDay(told_.contact_day, teller_.language);
    const JsonNode* purpose = advice_.At("/contact/purpose");
    if (purpose == nullptr || !purpose->is_string())
      return teller_.Words(TimelineText::kContactOn, {day});
    return teller_.Words(TimelineText::kContactFor,
                         {day, words_.ValueWords("contact.purpose", *purpose, teller_.language)});
  }

  // Why there is a notice, each reason once.
  void AddWhyNotice() {
    const Ink ink = told_.notice == NoticeLevel::kStop ? Ink::kRed : Ink::kYellow;
    std::vector<std::string> said;
    for (const JsonNode& reason : ItemsUnder(advice_, "/notice/reasons")) {
      std::string why = WhyOf(reason);
      if (std::ranges::find(said, why) != said.end()) continue;
      teller_.Add(why, ink);
      said.push_back(std::move(why));
    }
  }

  // What was still to be asked when the advice was shown, and what had been answered for it.
  void AddQuestions() {
    std::string asked;
    for (const JsonNode& question : ItemsUnder(advice_, "/ask")) {
      for (const JsonNode& sentence : ItemsUnder(question, "/sentences"))
        asked += (asked.empty() ? "" : " ") + std::string(sentence.string());
    }
    if (!asked.empty()) teller_.Add(teller_.Words(TimelineText::kAsked, {asked}));
    std::string answered;
    const JsonNode* from = advice_.At("/from");
    const JsonNode* facts = advice_.At("/facts");
    if (from == nullptr || facts == nullptr) return;
    for (const JsonMember& member : from->members()) {
      const JsonNode* value = facts->Find(member.key);
      if (!member.value.is_string() || member.value.string() != "answers" || value == nullptr)
        continue;
      answered += (answered.empty() ? "" : "; ") + words_.FactLabel(member.key, teller_.language) +
                  ": " + words_.ValueWords(member.key, *value, teller_.language);
    }
    if (!answered.empty()) teller_.Add(teller_.Words(TimelineText::kAnswered, {answered}));
  }

  // Under which policy, where, and on what was known on which day.
  void AddPolicy() {
    const std::string region = TextUnder(advice_, "/policy/region/label");
    const std::optional<Day> as_of = Day::Parse(TextUnder(advice_, "/as_of"));
    const std::string known =
        as_of ? SayDay(*as_of, teller_.language) : Say(ValueText::kUnknown, teller_.language);
    const std::string version =
        Say(AdviceText::kVersion, teller_.language, {TextUnder(advice_, "/policy/version")});
    const std::string id = TextUnder(advice_, "/policy/id");
    teller_.Add(region.empty()
                    ? teller_.Words(TimelineText::kUnderPolicy, {id, version, known})
                    : teller_.Words(TimelineText::kUnderPolicyOf, {id, version, region, known}),
                Ink::kDim);
  }

 private:
  [[nodiscard]] std::string WhyOf(const JsonNode& reason) const {
    const std::string why = TextUnder(reason, "/why");
    const std::string because = words_.Because(TextUnder(reason, "/rule"), teller_.language);
    const auto at = std::ranges::find(kNoticeWhyNames, why);
    if (at == kNoticeWhyNames.end()) return why;
    return WhyOf(static_cast<NoticeReason::Why>(at - kNoticeWhyNames.begin()), because);
  }

  [[nodiscard]] std::string WhyOf(NoticeReason::Why why, const std::string& because) const {
    using enum NoticeReason::Why;
    switch (why) {
      case kSomebodyElse: return teller_.Words(NoticeText::kSomebodyElse);
      case kNothingRead: return teller_.Words(NoticeText::kNothingRead);
      case kOutcome: return teller_.Words(NoticeText::kOutcome);
      case kRestricted: return because;
      case kDependsOnUnknown: return teller_.Words(NoticeText::kDependsOnUnknown);
      case kSafeguard: return teller_.Words(NoticeText::kSafeguard, {because});
      case kCadence: return teller_.Words(NoticeText::kCadence);
    }
    return {};
  }

  Teller& teller_;
  const JsonNode& advice_;
  const AdviceTold& told_;
  const PolicyWords& words_;
};

}  // namespace

Result<void> TellAdvice(Teller& teller, const AdviceRecord& shown) {
  BSUP_TRY(const JsonDocument document, JsonDocument::Parse(shown.advice, "advice"));
  BSUP_TRY(const AdviceTold told, AdviceTold::Of(document.root()));
  const PolicyNames& policy = teller.view.PolicyOf(told.policy_digest);
  Circumstances rests_on(teller, document.root(), told);
  AddContact(teller, rests_on.Contact() + " " + PlannedWords(teller, told, policy), told.notice);
  rests_on.AddWhyNotice();
  teller.Add(LeadWords(teller, told, policy), told.lead ? Ink::kGreen : Ink::kRed);
  if (told.provisional) teller.Add(Say(AdviceText::kProvisional, teller.language));
  rests_on.AddQuestions();
  rests_on.AddPolicy();
  return {};
}

}  // namespace bsup::core
