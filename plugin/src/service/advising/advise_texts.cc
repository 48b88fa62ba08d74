#include "service/advising/advise_texts.h"

#include <optional>
#include <utility>

#include "advice/engine/advise.h"
#include "advice/json/read_input.h"
#include "base/json.h"
#include "intake/reading/intake.h"
#include "service/advising/region_of_case.h"

namespace bsup::core {
namespace {

Result<std::optional<JsonDocument>> ParseIfGiven(std::string_view text, std::string_view name) {
  if (text.empty()) return std::optional<JsonDocument>();
  BSUP_TRY(JsonDocument document, JsonDocument::Parse(text, name));
  return std::optional<JsonDocument>(std::move(document));
}

const JsonNode* RootOf(const std::optional<JsonDocument>& document) {
  return document ? &document->root() : nullptr;
}

}  // namespace

Result<GivenAdvice> AdviseOnTexts(const LoadedPolicy& policy, const LoadedMapping& mapping,
                                  const AdviseTexts& texts, Day as_of) {
  BSUP_TRY(const JsonDocument payload, JsonDocument::Parse(texts.payload, "payload"));
  BSUP_TRY(const auto contact_text, ParseIfGiven(texts.contact, "contact"));
  BSUP_TRY(const auto answers, ParseIfGiven(texts.answers, "answers"));

  const Intake intake(mapping.mapping(), payload.root());
  BSUP_TRY(const RequestedContact asked, intake.Ask(RootOf(contact_text), as_of));
  const RegionOfCase regions(intake.Regions(as_of), policy.set()->regions());
  std::string region = asked.head().region.empty() ? texts.region : asked.head().region;
  if (region.empty() && !policy.is_selected()) region = regions.first();
  BSUP_TRY(auto in_force, policy.For(region, asked.head().date));
  BSUP_TRY(const Contact contact, asked.In(in_force->policy));
  BSUP_TRY(const auto binding, mapping.For(in_force, *policy.set()));
  BSUP_TRY(Case a_case, intake.ReadCase(*binding, RootOf(answers), contact, as_of));
  regions.Note(in_force->policy, a_case);

  Advice advice = Advise(*in_force, contact, a_case, as_of);
  return GivenAdvice{std::move(in_force), policy.set(),      mapping.digest(),
                     Language::kEnglish,  std::move(a_case), std::move(advice)};
}

Result<GivenAdvice> ReplayInput(const LoadedPolicy& policy, std::string_view input) {
  BSUP_TRY(const JsonDocument document, JsonDocument::Parse(input, "input"));
  BSUP_TRY(ReplayHead head, ReadReplayHead(document.root()));
  BSUP_TRY(auto in_force, policy.For(head.region, head.date));
  BSUP_TRY(ReplayCase replayed, ReadReplayCase(document.root(), in_force->policy));

  Advice advice = Advise(*in_force, replayed.contact, replayed.a_case, head.as_of);
  return GivenAdvice{
      std::move(in_force),        policy.set(),     std::move(head.mapping_digest), head.language,
      std::move(replayed.a_case), std::move(advice)};
}

}  // namespace bsup::core
