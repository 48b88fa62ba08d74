#include "advice/form/form.h"

#include "advice/form/form_choice.h"
#include "advice/form/form_modes.h"
#include "advice/form/form_questions.h"
#include "advice/form/form_side.h"
#include "advice/json/value_json.h"
#include "advice/text/lead_words.h"
#include "advice/text/record_words.h"
#include "policy/compile/rule_of.h"

namespace bsup::core {
namespace {

// Nothing leads: no mode is advised, or somebody has to be asked.
void WriteLead(JsonWriter& json, const Speaker& speaker) {
  json.Key("lead");
  if (!speaker.advice.decision.outcome.lead) return json.Null();
  json.Object();
  json.Member("label", speaker.Say(HeadingText::kAdvice));
  json.Member("text", LeadWords(speaker));
  WriteTextOrNull(json, "late", LateWords(speaker));
  WriteTextOrNull(json, "provisional", ProvisionalWords(speaker));
  json.EndObject();
}

// What belongs above everything else: that no mode is advised, that part of the record is about
// somebody else, or that nothing in it could be read.
void WriteStop(JsonWriter& json, const Speaker& speaker) {
  json.Key("stop");
  const bool no_lead = !speaker.advice.decision.outcome.lead;
  const bool others = !speaker.a_case.others.empty();
  const bool of_record = others || speaker.a_case.read == 0;
  if (!no_lead && !of_record) return json.Null();
  const std::string about_record =
      speaker.Say(others ? NoticeText::kSomebodyElse : NoticeText::kNothingRead);
  json.Object();
  json.Member("heading", no_lead ? LeadWords(speaker) : about_record);
  std::vector<std::string> lines;
  for (const Acting& acting : speaker.advice.outcome_rules)
    lines.push_back(speaker.Say(RuleOf(speaker.policy, acting.ref).because));
  if (lines.empty()) lines = RecordWords(speaker);
  if (no_lead && of_record) lines.insert(lines.begin(), about_record);
  json.Member("lines", lines);
  json.EndObject();
}

void WriteNote(JsonWriter& json, const Notice& notice) {
  json.Key("note");
  if (notice.key.empty()) return json.Null();
  json.Object();
  json.Member("key", notice.key);
  json.EndObject();
}

// The values of a fact of the contact to choose from.
void WriteValues(JsonWriter& json, std::string_view key, const Speaker& speaker, FactIndex fact) {
  json.Array(key);
  if (fact) {
    const Fact& about = speaker.policy.facts[fact];
    FactValue value = 0;
    for (const std::string& name : about.values) {
      json.Object();
      json.Member("value", name);
      json.Member("text", Capital(about.Say(value, speaker.language)));
      json.Member("selected", speaker.advice.facts[fact] == value++);
      json.EndObject();
    }
  }
  json.EndArray();
}

// For a screen reader, once the form has changed.
std::string SaidWords(const Speaker& speaker) {
  std::string said = LeadWords(speaker);
  if (const std::string choice = ChoiceHeading(speaker); !choice.empty())
    said += " " + choice + ".";
  return said;
}

}  // namespace

std::string FormJson(const PolicyInForce& policy, const Advice& advice, const Case& a_case,
                     Language language, const FormRequest& request) {
  const Speaker speaker{policy.policy, policy.compiled.classes, advice, a_case, language};
  JsonWriter json;
  json.Object();
  json.Member("language", LanguageCode(language));
  WriteLead(json, speaker);
  WriteStop(json, speaker);
  WriteNote(json, advice.notice);
  WriteFormModes(json, speaker);
  WriteFormChoice(json, speaker);
  WriteFormQuestions(json, speaker, request);
  WriteFormSafeguards(json, speaker);
  WriteFormReason(json, speaker);
  WriteFormSide(json, speaker);
  WriteValues(json, "purposes", speaker, policy.policy.contact.purpose);
  WriteValues(json, "roles", speaker, policy.policy.contact.role);
  json.Member("said", SaidWords(speaker));
  json.EndObject();
  return json.Take();
}

}  // namespace bsup::core
