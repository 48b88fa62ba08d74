#include "records/content/policy_words.h"

#include <algorithm>

#include "base/catalogue.h"
#include "base/json_writer.h"

namespace bsup::core {
namespace {

constexpr std::string_view kRuleLists[] = {"principles", "factors", "cannot", "cadence",
                                           "safeguards"};

std::string TextIn(const JsonNode& object, std::string_view key) {
  const JsonNode* text = object.Find(key);
  return text != nullptr && text->is_string() ? std::string(text->string()) : std::string();
}

Words BothIn(const JsonNode* words) {
  if (words == nullptr) return {};
  return {TextIn(*words, "en"), TextIn(*words, "cy")};
}

template <class Each>
void ForEachIn(const JsonNode& object, std::string_view list, const Each& each) {
  const JsonNode* items = object.Find(list);
  if (items == nullptr || !items->is_array()) return;
  for (const JsonNode& item : items->items()) each(item);
}

}  // namespace

Result<PolicyWords> PolicyWords::Read(std::string_view canonical) {
  BSUP_TRY(const JsonDocument document, JsonDocument::Parse(canonical, "policy"));
  PolicyWords words;
  ForEachIn(document.root(), "facts", [&](const JsonNode& item) {
    FactNamed& fact = words.facts_.emplace_back();
    fact.id = TextIn(item, "id");
    fact.label = BothIn(item.Find("label"));
    ForEachIn(item, "values", [&](const JsonNode& value) {
      fact.values.emplace_back(value.is_string() ? value.string() : std::string_view());
    });
    ForEachIn(item, "words", [&](const JsonNode& each) { fact.words.push_back(BothIn(&each)); });
  });
  for (const std::string_view list : kRuleLists) {
    ForEachIn(document.root(), list, [&](const JsonNode& item) {
      words.rules_.push_back({TextIn(item, "id"), BothIn(item.Find("because"))});
    });
  }
  return words;
}

const PolicyWords::FactNamed* PolicyWords::Find(std::string_view fact) const {
  const auto found = std::ranges::find(facts_, fact, &FactNamed::id);
  return found == facts_.end() ? nullptr : &*found;
}

std::string PolicyWords::FactLabel(std::string_view fact, Language language) const {
  const FactNamed* named = Find(fact);
  return std::string(named == nullptr || named->label.In(language).empty()
                         ? fact
                         : std::string_view(named->label.In(language)));
}

std::string PolicyWords::ValueWords(std::string_view fact, const JsonNode& value,
                                    Language language) const {
  if (value.is_null()) return Say(ValueText::kUnknown, language);
  if (value.is_bool()) return Say(value.boolean() ? ValueText::kYes : ValueText::kNo, language);
  if (value.is_array()) {
    std::string all;
    for (const JsonNode& item : value.items())
      all += (all.empty() ? "" : ", ") + ValueWords(fact, item, language);
    return all;
  }
  if (!value.is_string()) return CanonicalJson(value);
  const FactNamed* named = Find(fact);
  if (named != nullptr) {
    const auto at = std::ranges::find(named->values, value.string());
    const auto place = static_cast<std::size_t>(at - named->values.begin());
    if (at != named->values.end() && place < named->words.size())
      return named->words[place].In(language);
  }
  return std::string(value.string());
}

std::string PolicyWords::Because(std::string_view rule, Language language) const {
  const auto found = std::ranges::find(rules_, rule, &RuleNamed::id);
  return found == rules_.end() ? std::string(rule) : std::string(found->because.In(language));
}

}  // namespace bsup::core
