// From a host's texts to advice.
#include "advice/engine/advise.h"

#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "abi/choose.h"
#include "abi/guard.h"
#include "abi/handles.h"
#include "abi/replay_input.h"
#include "abi/struct_size.h"
#include "advice/json/input.h"
#include "intake/reading/read_case.h"

namespace bsup::core {
namespace {

// A text that may be left out, parsed.
Result<std::optional<JsonDocument>> ParseIfGiven(const char* text, uint64_t size,
                                                 std::string_view name) {
  if (text == nullptr || size == 0) return std::optional<JsonDocument>();
  Result<JsonDocument> document = JsonDocument::Parse({text, size}, name);
  if (!document) return std::move(document).error();
  return std::optional<JsonDocument>(*std::move(document));
}

const JsonNode* RootOf(const std::optional<JsonDocument>& document) {
  return document ? &document->root() : nullptr;
}

Result<bsup_advice> AdviseOn(const bsup_policy& policy, const LoadedMapping& mapping,
                             const bsup_advise_input& input) {
  const Result<Day> as_of = policy.session->DayOf(input.as_of);
  if (!as_of) return as_of.error();
  const Result<JsonDocument> payload =
      JsonDocument::Parse({input.payload, input.payload_size}, "payload");
  if (!payload) return payload.error();
  const auto contact_text = ParseIfGiven(input.contact, input.contact_size, "contact");
  if (!contact_text) return contact_text.error();
  const auto answers = ParseIfGiven(input.answers, input.answers_size, "answers");
  if (!answers) return answers.error();

  Result<ChosenContact> chosen =
      ChooseContact(RootOf(*contact_text), mapping.mapping(), payload->root(), *as_of);
  if (!chosen) return std::move(chosen).error();
  if (chosen->head.region.empty() && input.region != nullptr) chosen->head.region = input.region;
  const auto in_force = PolicyFor(policy, chosen->head.region, chosen->head.date);
  if (!in_force) return in_force.error();
  const Result<Contact> contact = ContactIn((*in_force)->policy, *chosen);
  if (!contact) return contact.error();
  const auto binding = mapping.For(*in_force);
  if (!binding) return binding.error();
  Result<Case> a_case = ReadCase(**binding, payload->root(), RootOf(*answers), *contact, *as_of);
  if (!a_case) return std::move(a_case).error();

  Advice advice = Advise(**in_force, *contact, *a_case, *as_of);
  AdviceShown shown = Show((*in_force)->policy, advice);
  return bsup_advice{*in_force,          policy.set,        mapping.digest(), Language::kEnglish,
                     *std::move(a_case), std::move(advice), std::move(shown)};
}

// Hands the advice over. Of what went wrong the log has the kind alone: a message may quote a
// payload.
Failure Give(const bsup_policy& policy, Result<bsup_advice> advice, bsup_advice** out) {
  if (advice) {
    *out = new bsup_advice(*std::move(advice));
    return kDone;
  }
  policy.session->log().Write(LogLevel::kWarning,
                              "no advice given: status " +
                                  std::to_string(static_cast<int>(advice.error().status)) + ", " +
                                  std::to_string(advice.error().problems.size()) + " problems");
  return std::move(advice).error();
}

}  // namespace

Result<bsup_advice> ReplayInput(const bsup_policy& policy, std::string_view input) {
  const Result<JsonDocument> document = JsonDocument::Parse(input, "input");
  if (!document) return document.error();
  Result<ReplayHead> head = ReadReplayHead(document->root());
  if (!head) return std::move(head).error();
  const auto in_force = PolicyFor(policy, head->region, head->date);
  if (!in_force) return in_force.error();
  Result<ReplayCase> replayed = ReadReplayCase(document->root(), (*in_force)->policy);
  if (!replayed) return std::move(replayed).error();

  Advice advice = Advise(**in_force, replayed->contact, replayed->a_case, head->as_of);
  AdviceShown shown = Show((*in_force)->policy, advice);
  return bsup_advice{*in_force,
                     policy.set,
                     std::move(head->mapping_digest),
                     head->language,
                     std::move(replayed->a_case),
                     std::move(advice),
                     std::move(shown)};
}

}  // namespace bsup::core

bsup_status bsup_advise(const bsup_policy* policy, const bsup_mapping* mapping,
                        const bsup_advise_input* input, bsup_advice** out, bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    if (policy == nullptr || mapping == nullptr || input == nullptr || out == nullptr) {
      return bsup::core::Usage("`policy`, `mapping`, `input` and `out` must not be NULL");
    }
    const std::optional<bsup_advise_input> given = bsup::core::ReadGrowing(input);
    if (!given)
      return bsup::core::Usage(
          "bsup_advise_input.struct_size is too small; set it to sizeof(bsup_advise_input)");
    if (given->payload == nullptr)
      return bsup::core::Usage("there is no payload; give the case as JSON");
    return bsup::core::Give(*policy, bsup::core::AdviseOn(*policy, *mapping->mapping, *given), out);
  });
}

bsup_status bsup_advise_replay(const bsup_policy* policy, const char* input, uint64_t size,
                               bsup_advice** out, bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    if (policy == nullptr || input == nullptr || out == nullptr) {
      return bsup::core::Usage("`policy`, `input` and `out` must not be NULL");
    }
    return bsup::core::Give(*policy, bsup::core::ReplayInput(*policy, {input, size}), out);
  });
}
