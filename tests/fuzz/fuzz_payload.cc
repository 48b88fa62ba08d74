// A payload, a contact and answers nobody vouches for, each ended by a NUL (which JSON cannot
// hold), against the shipped packs and mapping.
//
// Advice that is given must be written in both languages, and its canonical input must replay to
// the same bytes.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "advice/engine/advise.h"
#include "advice/form/form.h"
#include "advice/json/advice_json.h"
#include "advice/json/input.h"
#include "advice/json/read_input.h"
#include "base/json.h"
#include "intake/reading/contact.h"
#include "intake/reading/intake.h"
#include "oracle/packs.h"

namespace {

using bsup::core::Language;

bsup::core::Mapping LoadShipped() {
  std::ifstream file(PROJECT_ROOT "/config/mappings/ndelius.toml");
  auto mapping =
      bsup::core::LoadMapping("ndelius.toml", {std::istreambuf_iterator<char>(file), {}});
  if (!mapping) std::abort();
  return *std::move(mapping);
}

// The text up to the next NUL, which is taken away with it.
std::string_view Next(std::string_view& text) {
  const std::size_t end = std::min(text.find('\0'), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

void ReplaysAlike(const bsup::core::PolicyInForce& policy, const bsup::core::Contact& contact,
                  const bsup::core::Case& a_case, bsup::core::Day as_of, const std::string& bytes) {
  const std::string input =
      bsup::core::CanonicalInput(policy, "", contact, a_case, as_of, Language::kWelsh);
  const auto document = bsup::core::JsonDocument::Parse(input, "input");
  Require(document.ok(), "the canonical input is not JSON");
  Require(bsup::core::CanonicalJson(document->root()) == input,
          "the canonical input is not canonical");
  const auto head = bsup::core::ReadReplayHead(document->root());
  Require(head.ok(), "the canonical input's head cannot be read");
  const auto replayed = bsup::core::ReadReplayCase(document->root(), policy.policy);
  Require(replayed.ok(), "the canonical input cannot be read");
  const auto advice = bsup::core::Advise(policy, replayed->contact, replayed->a_case, head->as_of);
  Require(bsup::core::AdviceJson(policy, advice, replayed->a_case, Language::kWelsh) == bytes,
          "a replay gives other bytes");
}

void AdviseOn(const bsup::core::JsonNode& payload, const bsup::core::JsonNode& contact_node,
              const bsup::core::JsonNode* answers) {
  static const bsup::core::Mapping mapping = LoadShipped();
  const bsup::core::Intake intake(mapping, payload);
  const auto asked = intake.Ask(&contact_node, bsup::core::Day());
  if (!asked) return;
  const auto policy =
      bsup::core::oracle::ShippedPacks().Select(asked->head().region, asked->head().date);
  if (!policy) return;
  const auto contact = asked->In((*policy)->policy);
  if (!contact) return;
  const auto binding = bsup::core::Binding::Bind(mapping, (*policy)->policy);
  Require(binding.ok(), "the shipped mapping does not fit the shipped policy");
  const bsup::core::Day as_of = contact->date - 7;
  const auto a_case = intake.ReadCase(*binding, answers, *contact, as_of);
  if (!a_case) return;
  const auto advice = bsup::core::Advise(**policy, *contact, *a_case, as_of);
  const std::string english = bsup::core::AdviceJson(**policy, advice, *a_case, Language::kEnglish);
  Require(bsup::core::JsonDocument::Parse(english, "advice").ok(), "the advice is not JSON");
  const std::string form = bsup::core::FormJson(**policy, advice, *a_case, Language::kWelsh, {});
  Require(bsup::core::JsonDocument::Parse(form, "form").ok(), "the form is not JSON");
  ReplaysAlike(**policy, *contact, *a_case, as_of,
               bsup::core::AdviceJson(**policy, advice, *a_case, Language::kWelsh));
}

}  // namespace

// What is loaded once is loaded before the first input, so that no input is blamed for the time.
extern "C" int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/) {
  bsup::core::oracle::ShippedPacks();
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  const std::string_view payload_text = Next(rest);
  const std::string_view contact_text = Next(rest);
  const std::string_view answers_text = Next(rest);
  const auto payload = bsup::core::JsonDocument::Parse(payload_text, "payload");
  if (!payload) return 0;
  const auto contact = bsup::core::JsonDocument::Parse(
      contact_text.empty() ? R"({"date":"2026-11-30"})" : contact_text, "contact");
  if (!contact) return 0;
  if (answers_text.empty()) {
    AdviseOn(payload->root(), contact->root(), nullptr);
    return 0;
  }
  const auto answers = bsup::core::JsonDocument::Parse(answers_text, "answers");
  if (answers) AdviseOn(payload->root(), contact->root(), &answers->root());
  return 0;
}
