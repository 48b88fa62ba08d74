#include "records/telling/outcome_lines.h"

#include <array>
#include <utility>

#include "advice/text/words_of.h"
#include "base/catalogue.h"
#include "base/say_day.h"
#include "records/kinds/decision_record.h"

namespace bsup::core {
namespace {

// In the order of the enums.
constexpr std::array kRiskTexts{TimelineText::kRiskGained, TimelineText::kRiskNone};
static_assert(kRiskTexts.size() == kRiskInformationNames.size());
constexpr std::array kRightModeTexts{RightModeText::kRight,
                                     RightModeText::kInPersonWouldHaveBeenBetter,
                                     RightModeText::kRemoteWouldHaveDone};
static_assert(kRightModeTexts.size() == kRightModeNames.size());

// The text for an enum's value.
template <class Texts, class Enum>
const Text& TextAt(const Texts& texts, Enum value) {
  return texts[static_cast<std::size_t>(value)];
}

// What the decision promised that the record answers; nothing where it is not told, or was erased.
std::vector<Mitigation> PromisedBefore(const Teller& teller) {
  const OpenedRecord* answered = teller.view.RecordOf(teller.record.record.answers);
  if (answered == nullptr) return {};
  Result<DecisionRecord> decision = ReadAs<DecisionRecord>(*answered);
  return decision ? std::move(decision->mitigations) : std::vector<Mitigation>();
}

std::string KnownWords(const Teller& teller, const OutcomeRecord& outcome) {
  std::string words = teller.Words(TextOf(outcome.attended));
  if (outcome.mode) {
    const PolicyNames& policy = teller.view.PolicyOf(outcome.policy);
    words += ": " + policy.ModeLabel(*outcome.mode, teller.language);
  }
  if (outcome.outcome_code) words += " (" + *outcome.outcome_code + ")";
  words += ".";
  if (outcome.technical_failure) {
    words += " " + teller.Words(*outcome.technical_failure ? TimelineText::kTechnologyFailed
                                                           : TimelineText::kTechnologyWorked);
  }
  if (outcome.risk_information)
    words += " " + teller.Words(TextAt(kRiskTexts, *outcome.risk_information));
  if (outcome.risk_words) words += " " + Spoken(*outcome.risk_words);
  if (outcome.right_mode) words += " " + teller.Words(TextAt(kRightModeTexts, *outcome.right_mode));
  if (outcome.words) words += " " + Spoken(*outcome.words);
  return words;
}

std::vector<std::string> UnknownWords(const Teller& teller, const OutcomeRecord& outcome) {
  std::vector<std::string> unknown;
  const auto add = [&](bool is_unknown, const Text& text) {
    if (is_unknown) unknown.push_back(teller.Words(text));
  };
  add(!outcome.mode && outcome.attended == Attendance::kAttended, TimelineText::kWhichMode);
  add(!outcome.technical_failure, TimelineText::kWhetherTechnology);
  add(!outcome.risk_information, TimelineText::kWhetherRisk);
  add(!outcome.right_mode, TimelineText::kWhetherRight);
  add(!outcome.mitigations_done && !PromisedBefore(teller).empty(), TimelineText::kWhetherDone);
  return unknown;
}

}  // namespace

Result<void> TellOutcome(Teller& teller, const OutcomeRecord& outcome) {
  teller.Add(KnownWords(teller, outcome));
  const std::vector<std::string> unknown = UnknownWords(teller, outcome);
  if (!unknown.empty())
    teller.Add(teller.Words(TimelineText::kNotKnownYet, {Joined(unknown)}), Ink::kDim);
  return {};
}

Result<void> TellKept(Teller& teller, const KeptRecord& kept) {
  const std::vector<Mitigation> promised = PromisedBefore(teller);
  for (const std::size_t place : kept.promises) {
    if (place >= promised.size()) continue;
    const std::string& what = promised[place].what;
    teller.Add(kept.on
                   ? teller.Words(TimelineText::kKeptOn, {SayDay(*kept.on, teller.language), what})
                   : teller.Words(TimelineText::kKeptSomeDay, {what}),
               Ink::kGreen);
  }
  teller.AddSpoken({}, {kept.words});
  return {};
}

}  // namespace bsup::core
