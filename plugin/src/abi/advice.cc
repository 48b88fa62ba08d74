// bsup_advice: asking for advice, getters for what every screen shows, JSON and text for the rest.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "abi/arguments.h"
#include "abi/guard.h"
#include "abi/handles.h"
#include "abi/numbers.h"
#include "abi/struct_size.h"
#include "advice/text/question_words.h"
#include "service/advising/advise_texts.h"

namespace bsup::core {
namespace {

Result<GivenAdvice> AdviseOn(const bsup_policy& policy, const bsup_mapping& mapping,
                             const bsup_advise_input& input) {
  BSUP_TRY(const Day as_of, policy.session->DayOf(input.as_of));
  return AdviseOnTexts(policy.policy, *mapping.mapping,
                       {.payload = TextOf(input.payload, input.payload_size),
                        .contact = TextOf(input.contact, input.contact_size),
                        .answers = TextOf(input.answers, input.answers_size),
                        .region = std::string(TextOf(input.region))},
                       as_of);
}

Result<void> GiveAdvice(const bsup_policy& policy, Result<GivenAdvice> given, bsup_advice** out) {
  if (!given) {
    policy.session->LogFailure(LogLevel::kWarning, "no advice given", given.error());
    return std::move(given).error();
  }
  AdviceShown shown = Show(given->policy->policy, given->advice);
  *out = new bsup_advice{*std::move(given), std::move(shown)};
  return {};
}

const Policy& PolicyOf(const bsup_advice& advice) { return advice.given.policy->policy; }

// `words` in that language; null where there is no such language.
const char* In(const bsup_advice& advice, const Words& words, const char* code) {
  const auto language = LanguageOf(code, advice.given.language);
  return language ? words.In(*language).c_str() : nullptr;
}

const Mode* Lead(const bsup_advice* advice) {
  if (advice == nullptr || !advice->given.advice.decision.outcome.lead) return nullptr;
  return &PolicyOf(*advice).modes[advice->given.advice.decision.outcome.lead];
}

bsup_mode ModeOf(const bsup_advice& advice, ModeIndex index, const char* label) {
  const Mode& mode = PolicyOf(advice).modes[index];
  const ModeAdvice& advised = advice.given.advice.modes[index];
  return {.struct_size = sizeof(bsup_mode),
          .permission = NumberOf(advised.standing.permission),
          .counts = advised.standing.counts ? 1 : 0,
          .in_person = mode.in_person ? 1 : 0,
          .score = advised.score,
          .band = NumberOf(advised.band),
          .why_not = NumberOf(advised.why_not),
          .planned = advice.given.advice.contact.planned == index ? 1 : 0,
          .id = mode.id.c_str(),
          .label = label};
}

// Gives `write(language)` as a text.
template <class Write>
bsup_status GiveText(const bsup_advice* advice, const char* language, bsup_text** out,
                     bsup_error** error, Write write) {
  return Guard(error, [&]() -> Result<void> {
    BSUP_NEED(advice, out);
    BSUP_TRY(const Language known, LanguageOf(language, advice->given.language));
    *out = new bsup_text{write(known)};
    return {};
  });
}

}  // namespace
}  // namespace bsup::core

namespace core = bsup::core;

bsup_status bsup_advise(const bsup_policy* policy, const bsup_mapping* mapping,
                        const bsup_advise_input* input, bsup_advice** out, bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(policy, mapping, input, out);
    BSUP_TRY(const auto given, core::ReadGrowing(input, "bsup_advise_input"));
    if (given.payload == nullptr) return core::Usage("there is no payload; give the case as JSON");
    return core::GiveAdvice(*policy, core::AdviseOn(*policy, *mapping, given), out);
  });
}

bsup_status bsup_advise_replay(const bsup_policy* policy, const char* input, uint64_t size,
                               bsup_advice** out, bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(policy, input, out);
    return core::GiveAdvice(*policy, core::ReplayInput(policy->policy, {input, size}), out);
  });
}

bsup_status bsup_advice_input(const bsup_advice* advice, const char* language, bsup_text** out,
                              bsup_error** error) {
  return core::GiveText(advice, language, out, error,
                        [&](core::Language known) { return advice->given.Input(known); });
}

bsup_status bsup_advice_json(const bsup_advice* advice, const char* language, bsup_text** out,
                             bsup_error** error) {
  return core::GiveText(advice, language, out, error,
                        [&](core::Language known) { return advice->given.Json(known); });
}

bsup_status bsup_advice_text(const bsup_advice* advice, const char* language, uint32_t flags,
                             uint32_t width, bsup_text** out, bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(advice, out);
    BSUP_TRY(const core::Language known, core::LanguageOf(language, advice->given.language));
    BSUP_TRY(const core::TextOptions options, core::TextOptionsOf(flags, width));
    *out = new bsup_text{advice->given.Text(known, options)};
    return {};
  });
}

bsup_status bsup_advice_form(const bsup_advice* advice, const char* language, const char* request,
                             uint64_t size, bsup_text** out, bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(advice, out);
    BSUP_TRY(const core::Language known, core::LanguageOf(language, advice->given.language));
    BSUP_TRY(std::string form, advice->given.Form(known, core::TextOf(request, size)));
    *out = new bsup_text{std::move(form)};
    return {};
  });
}

const char* bsup_advice_lead(const bsup_advice* advice) {
  const core::Mode* lead = core::Lead(advice);
  return lead == nullptr ? nullptr : lead->id.c_str();
}

const char* bsup_advice_lead_label(const bsup_advice* advice, const char* language) {
  const core::Mode* lead = core::Lead(advice);
  return lead == nullptr ? nullptr : core::In(*advice, lead->label, language);
}

int32_t bsup_advice_firmness(const bsup_advice* advice) {
  return advice == nullptr ? -1 : core::NumberOf(advice->given.advice.decision.firmness);
}

int32_t bsup_advice_provisional(const bsup_advice* advice) {
  if (advice == nullptr) return -1;
  return advice->given.advice.provisional ? BSUP_YES : BSUP_NO;
}

int32_t bsup_advice_planned_safe(const bsup_advice* advice) {
  if (advice == nullptr || !advice->given.advice.planned_safe) return BSUP_NOT_ASKED;
  return *advice->given.advice.planned_safe ? BSUP_YES : BSUP_NO;
}

int32_t bsup_advice_notice(const bsup_advice* advice) {
  return advice == nullptr ? -1 : core::NumberOf(advice->given.advice.notice.level);
}

const char* bsup_advice_notice_key(const bsup_advice* advice) {
  return advice == nullptr ? nullptr : advice->given.advice.notice.key.c_str();
}

uint32_t bsup_advice_reason_count(const bsup_advice* advice) {
  return advice == nullptr ? 0 : static_cast<uint32_t>(advice->shown.reasons.size());
}

const char* bsup_advice_reason(const bsup_advice* advice, uint32_t index, const char* language) {
  if (index >= bsup_advice_reason_count(advice)) return nullptr;
  return core::In(*advice, advice->shown.reasons[index], language);
}

uint32_t bsup_advice_mode_count(const bsup_advice* advice) {
  return advice == nullptr ? 0 : static_cast<uint32_t>(advice->given.advice.modes.size());
}

bsup_status bsup_advice_mode(const bsup_advice* advice, uint32_t index, const char* language,
                             bsup_mode* mode, bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(advice, mode);
    const uint32_t count = bsup_advice_mode_count(advice);
    if (index >= count) {
      return core::Usage("there is no mode " + std::to_string(index) + "; there are " +
                         std::to_string(count) + ", counted from 0");
    }
    BSUP_TRY(const core::Language known, core::LanguageOf(language, advice->given.language));
    const char* label = core::PolicyOf(*advice).modes[index].label.In(known).c_str();
    return core::WriteGrowing(core::ModeOf(*advice, core::ModeIndex(index), label), mode,
                              "bsup_mode");
  });
}

uint32_t bsup_advice_alternative_count(const bsup_advice* advice) {
  return advice == nullptr ? 0 : static_cast<uint32_t>(advice->shown.alternatives.size());
}

const char* bsup_advice_alternative(const bsup_advice* advice, uint32_t index) {
  if (index >= bsup_advice_alternative_count(advice)) return nullptr;
  return core::PolicyOf(*advice).modes[advice->shown.alternatives[index]].id.c_str();
}

uint32_t bsup_advice_ask_count(const bsup_advice* advice) {
  return advice == nullptr ? 0 : static_cast<uint32_t>(advice->given.advice.ask.size());
}

const char* bsup_advice_ask(const bsup_advice* advice, uint32_t index, const char* language) {
  if (index >= bsup_advice_ask_count(advice)) return nullptr;
  return core::In(*advice, advice->shown.questions[index], language);
}

const char* bsup_advice_ask_fact(const bsup_advice* advice, uint32_t index, uint32_t which) {
  if (index >= bsup_advice_ask_count(advice)) return nullptr;
  const std::vector<core::FactIndex>& facts = advice->given.advice.ask[index].facts;
  if (which >= facts.size()) return nullptr;
  return core::PolicyOf(*advice).facts[facts[which]].id.c_str();
}

const char* bsup_advice_ask_id(const bsup_advice* advice, uint32_t index) {
  if (index >= bsup_advice_ask_count(advice)) return nullptr;
  const core::Policy& policy = core::PolicyOf(*advice);
  const core::JointIndex joint = core::JointOf(policy, advice->given.advice.ask[index]);
  return joint ? policy.questions[joint].id.c_str() : nullptr;
}

void bsup_advice_free(bsup_advice* advice) { delete advice; }
