// What advice says: getters for what every screen shows, JSON and text for the rest.
#include <algorithm>
#include <string>

#include "abi/guard.h"
#include "abi/handles.h"
#include "abi/struct_size.h"
#include "abi/text_options.h"
#include "advice/json/advice_json.h"
#include "advice/json/input.h"
#include "advice/text/render.h"

namespace bsup::core {
namespace {

// The getters pass the advice's own enums on as numbers.
static_assert(static_cast<int>(Permission::kCannot) == BSUP_CANNOT);
static_assert(static_cast<int>(Band::kPoorlySuited) == BSUP_POORLY_SUITED);
static_assert(static_cast<int>(Firmness::kOnlyOption) == BSUP_ONLY_OPTION);
static_assert(static_cast<int>(Firmness::kNoAdvice) == BSUP_NO_ADVICE);
static_assert(static_cast<int>(NoticeLevel::kStop) == BSUP_NOTICE_STOP);
static_assert(static_cast<int>(WhyNot::kLaterInOrder) == BSUP_WHY_LATER_IN_ORDER);

// A language argument of a function of advice.
std::optional<Language> LanguageFor(const bsup_advice& advice, const char* code) {
  return code == nullptr ? advice.language : ParseLanguage(code);
}

// `words` in that language, or null.
const char* In(const bsup_advice& advice, const Words& words, const char* code) {
  const std::optional<Language> language = LanguageFor(advice, code);
  return language ? words.In(*language).c_str() : nullptr;
}

const Mode* Lead(const bsup_advice* advice) {
  if (advice == nullptr || advice->advice.decision.outcome < 0) return nullptr;
  return &advice->policy->policy.modes[static_cast<std::size_t>(advice->advice.decision.outcome)];
}

// Gives `write(language)` as a text, where advice, out and language are as they should be.
template <class Write>
bsup_status GiveText(const bsup_advice* advice, const char* code, bsup_text** out,
                     bsup_error** error, Write write) {
  return Guard(error, [&]() -> Failure {
    if (advice == nullptr || out == nullptr) return Usage("`advice` and `out` must not be NULL");
    const std::optional<Language> language = LanguageFor(*advice, code);
    if (!language) return UnknownLanguage();
    *out = new bsup_text{write(*language)};
    return kDone;
  });
}

}  // namespace
}  // namespace bsup::core

bsup_status bsup_advice_input(const bsup_advice* advice, const char* language, bsup_text** out,
                              bsup_error** error) {
  return bsup::core::GiveText(advice, language, out, error, [&](bsup::core::Language known) {
    const bsup::core::Advice& about = advice->advice;
    return bsup::core::CanonicalInput(*advice->policy, advice->mapping_digest, about.contact,
                                      advice->a_case, about.as_of, known);
  });
}

bsup_status bsup_advice_json(const bsup_advice* advice, const char* language, bsup_text** out,
                             bsup_error** error) {
  return bsup::core::GiveText(advice, language, out, error, [&](bsup::core::Language known) {
    return bsup::core::AdviceJson(*advice->policy, advice->advice, advice->a_case, known);
  });
}

bsup_status bsup_advice_text(const bsup_advice* advice, const char* language, uint32_t flags,
                             uint32_t width, bsup_text** out, bsup_error** error) {
  const auto options = bsup::core::TextOptionsOf(flags, width);
  if (!options)
    return bsup::core::Guard(error, [&]() -> bsup::core::Failure { return options.error(); });
  return bsup::core::GiveText(advice, language, out, error, [&](bsup::core::Language known) {
    return bsup::core::RenderText(*advice->policy, advice->advice, advice->a_case, known, *options);
  });
}

const char* bsup_advice_lead(const bsup_advice* advice) {
  const bsup::core::Mode* lead = bsup::core::Lead(advice);
  return lead == nullptr ? nullptr : lead->id.c_str();
}

const char* bsup_advice_lead_label(const bsup_advice* advice, const char* language) {
  const bsup::core::Mode* lead = bsup::core::Lead(advice);
  return lead == nullptr ? nullptr : bsup::core::In(*advice, lead->label, language);
}

int32_t bsup_advice_firmness(const bsup_advice* advice) {
  return advice == nullptr ? -1 : static_cast<int32_t>(advice->advice.decision.firmness);
}

int32_t bsup_advice_provisional(const bsup_advice* advice) {
  return advice == nullptr ? -1 : advice->advice.provisional ? BSUP_YES : BSUP_NO;
}

int32_t bsup_advice_planned_safe(const bsup_advice* advice) {
  if (advice == nullptr || !advice->advice.planned_safe) return BSUP_NOT_ASKED;
  return *advice->advice.planned_safe ? BSUP_YES : BSUP_NO;
}

int32_t bsup_advice_notice(const bsup_advice* advice) {
  return advice == nullptr ? -1 : static_cast<int32_t>(advice->advice.notice.level);
}

const char* bsup_advice_notice_key(const bsup_advice* advice) {
  return advice == nullptr ? nullptr : advice->advice.notice.key.c_str();
}

uint32_t bsup_advice_reason_count(const bsup_advice* advice) {
  return advice == nullptr ? 0 : static_cast<uint32_t>(advice->shown.reasons.size());
}

const char* bsup_advice_reason(const bsup_advice* advice, uint32_t index, const char* language) {
  if (index >= bsup_advice_reason_count(advice)) return nullptr;
  return bsup::core::In(*advice, advice->shown.reasons[index], language);
}

uint32_t bsup_advice_mode_count(const bsup_advice* advice) {
  return advice == nullptr ? 0 : static_cast<uint32_t>(advice->advice.modes.size());
}

bsup_status bsup_advice_mode(const bsup_advice* advice, uint32_t index, const char* language,
                             bsup_mode* mode, bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    if (advice == nullptr || mode == nullptr)
      return bsup::core::Usage("`advice` and `mode` must not be NULL");
    if (index >= bsup_advice_mode_count(advice))
      return bsup::core::Usage("there is no mode of that index");
    const bsup::core::Mode& about = advice->policy->policy.modes[index];
    const char* label = bsup::core::In(*advice, about.label, language);
    if (label == nullptr) return bsup::core::UnknownLanguage();
    const bsup::core::ModeAdvice& advised = advice->advice.modes[index];
    const bsup_mode full{
        .struct_size = sizeof(bsup_mode),
        .permission = static_cast<int32_t>(advised.standing.permission),
        .counts = advised.standing.counts ? 1 : 0,
        .in_person = about.in_person ? 1 : 0,
        .score = advised.score,
        .band = static_cast<int32_t>(advised.band),
        .why_not = static_cast<int32_t>(advised.why_not),
        .planned = advice->advice.contact.planned == static_cast<int>(index) ? 1 : 0,
        .id = about.id.c_str(),
        .label = label};
    if (!bsup::core::WriteGrowing(full, mode)) {
      return bsup::core::Usage("bsup_mode.struct_size is too small; set it to sizeof(bsup_mode)");
    }
    return bsup::core::kDone;
  });
}

uint32_t bsup_advice_alternative_count(const bsup_advice* advice) {
  return advice == nullptr ? 0 : static_cast<uint32_t>(advice->shown.alternatives.size());
}

const char* bsup_advice_alternative(const bsup_advice* advice, uint32_t index) {
  if (index >= bsup_advice_alternative_count(advice)) return nullptr;
  return advice->policy->policy.modes[static_cast<std::size_t>(advice->shown.alternatives[index])]
      .id.c_str();
}

uint32_t bsup_advice_ask_count(const bsup_advice* advice) {
  return advice == nullptr ? 0 : static_cast<uint32_t>(advice->advice.ask.size());
}

const char* bsup_advice_ask(const bsup_advice* advice, uint32_t index, const char* language) {
  if (index >= bsup_advice_ask_count(advice)) return nullptr;
  return bsup::core::In(*advice, advice->shown.questions[index], language);
}

const char* bsup_advice_ask_fact(const bsup_advice* advice, uint32_t index, uint32_t which) {
  if (index >= bsup_advice_ask_count(advice)) return nullptr;
  const std::vector<int>& facts = advice->advice.ask[index].facts;
  if (which >= facts.size()) return nullptr;
  return advice->policy->policy.facts[static_cast<std::size_t>(facts[which])].id.c_str();
}

void bsup_advice_free(bsup_advice* advice) { delete advice; }
