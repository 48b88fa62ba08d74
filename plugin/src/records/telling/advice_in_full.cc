#include "records/telling/advice_in_full.h"

#include <utility>
#include <vector>

#include "base/catalogue.h"
#include "base/enum_names.h"
#include "base/json_writer.h"
#include "base/page.h"
#include "records/content/policy_words.h"

namespace bsup::core {
namespace {

// Each as it is told. What was unknown has no source.
struct FactTold {
  std::string id;
  std::string label;
  std::string value;
  std::string from;
  bool known = false;
};
struct RuleTold {
  std::string id;
  std::string because;
  std::string source;
  std::string pack;
};
struct InFull {
  std::int64_t engine = 0;
  std::string as_of;
  std::string policy;
  std::string version;
  std::string region;
  std::string digest;
  std::vector<FactTold> facts;
  std::vector<RuleTold> rules;
};

std::string TextBelow(const JsonNode& node, std::string_view pointer) {
  const JsonNode* text = node.At(pointer);
  return text != nullptr && text->is_string() ? std::string(text->string()) : std::string();
}

std::span<const JsonMember> MembersBelow(const JsonNode& node, std::string_view pointer) {
  const JsonNode* object = node.At(pointer);
  return object == nullptr ? std::span<const JsonMember>() : object->members();
}

Result<InFull> ReadInFull(const AdviceRecord& shown, const Document& policy, Language language) {
  BSUP_TRY(const PolicyWords words, PolicyWords::Read(policy.bytes));
  BSUP_TRY(const JsonDocument document, JsonDocument::Parse(shown.advice, "advice"));
  const JsonNode& advice = document.root();
  BSUP_TRY(const AdviceTold told, AdviceTold::Of(advice));
  InFull full;
  full.engine = told.engine;
  full.as_of = TextBelow(advice, "/as_of");
  full.policy = TextBelow(advice, "/policy/id");
  full.version = TextBelow(advice, "/policy/version");
  full.region = TextBelow(advice, "/policy/region/label");
  full.digest = told.policy_digest;
  const JsonNode* from = advice.Find("from");
  for (const JsonMember& member : MembersBelow(advice, "/facts")) {
    FactTold& fact = full.facts.emplace_back();
    fact.id = member.key;
    fact.label = words.FactLabel(member.key, language);
    fact.value = words.ValueWords(member.key, member.value, language);
    fact.known = !member.value.is_null();
    const JsonNode* source = from == nullptr ? nullptr : from->Find(member.key);
    if (source != nullptr && source->is_string()) fact.from = source->string();
  }
  for (const JsonMember& member : MembersBelow(advice, "/rules")) {
    full.rules.push_back({std::string(member.key), TextBelow(member.value, "/because"),
                          TextBelow(member.value, "/source"), TextBelow(member.value, "/pack")});
  }
  return full;
}

std::string Lines(const std::vector<std::string>& lines, const TimelineOptions& options,
                  const Text& heading) {
  Page page(options.text);
  page.Blank();
  page.Paragraph(Say(heading, options.language), "", Ink::kBold);
  page.Blank();
  for (const std::string& line : lines) page.Paragraph(line, "  ");
  return page.Take();
}

}  // namespace

Result<std::string> RenderInFull(const AdviceRecord& shown, const ScreenAgain& screen,
                                 const Document& policy, const TimelineOptions& options) {
  const Language language = options.language;
  BSUP_TRY(const InFull full, ReadInFull(shown, policy, language));
  std::string text = Lines({}, options, TimelineText::kScreen);
  text += screen.text;
  if (screen.verdict != ReplayVerdict::kSame)
    text += Lines({Say(TimelineText::kScreenDiffers, language)}, options, TimelineText::kMind);
  std::vector<std::string> facts;
  std::string unknown;
  for (const FactTold& fact : full.facts) {
    if (fact.known) {
      facts.push_back(fact.label + ": " + fact.value +
                      (fact.from.empty() ? "" : " [" + fact.from + "]"));
    } else {
      unknown += (unknown.empty() ? "" : ", ") + fact.label;
    }
  }
  if (!unknown.empty()) facts.push_back(Say(TimelineText::kNotKnownThen, language, {unknown}));
  text += Lines(facts, options, TimelineText::kFacts);
  std::vector<std::string> rules;
  for (const RuleTold& rule : full.rules) {
    rules.push_back(rule.id + (rule.because.empty() ? "" : ": " + rule.because) +
                    (rule.source.empty() ? "" : " (" + rule.source + ")"));
  }
  text += Lines(rules, options, TimelineText::kRules);
  text += Lines({full.policy + ", " + Say(AdviceText::kVersion, language, {full.version}) +
                     (full.region.empty() ? "" : ", " + full.region),
                 "SHA-256 " + full.digest},
                options, HeadingText::kPolicy);
  return text;
}

Result<std::string> InFullJson(const AdviceRecord& shown, const ScreenAgain& screen,
                               const Document& policy, const TimelineOptions& options) {
  BSUP_TRY(const InFull full, ReadInFull(shown, policy, options.language));
  const auto known = [](const std::string& text) {
    return text.empty() ? std::nullopt : std::optional<std::string>(Harmless(text));
  };
  JsonWriter json;
  json.Object();
  json.Member("as_of", full.as_of);
  json.Member("engine", full.engine);
  json.Key("facts");
  json.Array();
  for (const FactTold& fact : full.facts) {
    json.Object();
    json.Member("fact", fact.id);
    json.Member("label", Harmless(fact.label));
    json.Member("value", fact.known ? known(fact.value) : std::nullopt);
    json.Member("from", known(fact.from));
    json.EndObject();
  }
  json.EndArray();
  json.Object("policy");
  json.Member("id", full.policy);
  json.Member("version", full.version);
  json.Member("digest", full.digest);
  json.EndObject();
  json.Member("region", known(full.region));
  json.Key("rules");
  json.Array();
  for (const RuleTold& rule : full.rules) {
    json.Object();
    json.Member("rule", rule.id);
    json.Member("because", known(rule.because));
    json.Member("source", known(rule.source));
    json.Member("pack", known(rule.pack));
    json.EndObject();
  }
  json.EndArray();
  json.Member("screen", screen.text);
  json.Member("screen_is", NameOf(kReplayVerdictNames, screen.verdict));
  json.EndObject();
  return json.Take();
}

}  // namespace bsup::core
