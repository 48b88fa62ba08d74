#include "records/kinds/outcome_record.h"

#include <algorithm>

#include "advice/json/intake_json.h"
#include "base/suggest.h"
#include "records/content/name.h"
#include "records/content/part.h"
#include "records/content/policy_names.h"
#include "records/kinds/decision_record.h"

namespace bsup::core {
namespace {

// Each a place in the decision's list, once.
std::optional<std::vector<std::size_t>> ReadDone(ContentReader& reader, const Spot& spot,
                                                 std::size_t promised) {
  if (spot.node->is_null()) return std::nullopt;
  std::vector<std::size_t> done;
  for (const Spot& item : reader.List(spot)) {
    const auto place = static_cast<std::size_t>(
        reader.Integer(item, 0, static_cast<std::int64_t>(ContentReader::kMostItems)));
    if (place >= promised) {
      reader.Wrong(item,
                   "the decision promised " + std::to_string(promised) + " things, counted from 0");
    }
    if (std::ranges::find(done, place) != done.end()) reader.Wrong(item, "stands here twice");
    done.push_back(place);
  }
  std::ranges::sort(done);
  return done;
}

// What the content and the part have alike.
void ReadKnown(ContentReader& reader, const Spot& attended, const Spot& technical_failure,
               const Spot& risk_information, const Spot& right_mode, OutcomeRecord& outcome) {
  outcome.attended = reader.Text(attended);
  reader.OneOf(attended, Listed(kAttendanceNames), "attended, missed, excused or not recorded");
  outcome.technical_failure = reader.FlagOrNull(technical_failure);
  outcome.risk_information =
      reader.ChoiceOrNull(risk_information, Listed(kRiskInformationNames), "gained, none or null");
  outcome.right_mode = reader.ChoiceOrNull(right_mode, Listed(kRightModeNames),
                                           "one of " + OneOf(Listed(kRightModeNames)));
}

std::string Written(const OutcomeRecord& outcome) {
  JsonWriter json;
  json.Object();
  json.Key("attended");
  json.String(outcome.attended);
  json.Key("mitigations_done");
  if (outcome.mitigations_done) {
    json.Array();
    for (const std::size_t place : *outcome.mitigations_done)
      json.Integer(static_cast<std::int64_t>(place));
    json.EndArray();
  } else {
    json.Null();
  }
  json.Key("mode");
  WriteOrNull(json, outcome.mode);
  json.Key("outcome_code");
  WriteOrNull(json, outcome.outcome_code);
  json.Key("person");
  json.String(outcome.person);
  json.Key("policy");
  json.String(outcome.policy);
  json.Key("right_mode");
  WriteOrNull(json, outcome.right_mode);
  json.Key("risk_information");
  WriteOrNull(json, outcome.risk_information);
  json.Key("risk_words");
  WriteOrNull(json, outcome.risk_words);
  json.Key("technical_failure");
  WriteOrNull(json, outcome.technical_failure);
  json.Key("words");
  WriteOrNull(json, outcome.words);
  json.EndObject();
  return json.Take();
}

}  // namespace

Result<Draft> OutcomeDraft(const Recorder& recorder, std::string_view content,
                           const OpenedRecord& decision, std::string_view policy) {
  Result<Draft> draft = BeginDraft(RecordKind::kOutcome, recorder);
  if (!draft) return draft;
  const Result<std::uint64_t> answers = AnsweredBy(content);
  if (!answers) return answers.error();
  if (const auto fits = CheckAnswered(*answers, decision, RecordKind::kDecision); !fits)
    return fits.error();
  const Result<DecisionRecord> decided = ReadDecision(decision);
  if (!decided) return decided.error();
  const Result<PolicyNames> names = PolicyNamesOf(decided->policy, policy);
  if (!names) return names.error();

  const Result<JsonDocument> document = ParseContent(content);
  if (!document) return document.error();
  ContentReader reader;
  const auto at = reader.Object({&document->root(), ""}, {"answers", "mode", "attended"},
                                {"outcome_code", "technical_failure", "risk_information",
                                 "risk_words", "mitigations_done", "right_mode", "words"});
  OutcomeRecord outcome;
  outcome.person = decided->person;
  outcome.policy = decided->policy;
  outcome.mode = reader.ChoiceOrNull(at[1], IdsOf(names->modes), "a mode of this policy");
  ReadKnown(reader, at[2], at[4], at[5], at[8], outcome);
  outcome.outcome_code = reader.NameOrNull(at[3], kMostNameBytes);
  outcome.risk_words = reader.WordsOrNull(at[6]);
  outcome.mitigations_done = ReadDone(reader, at[7], decided->mitigations.size());
  outcome.words = reader.WordsOrNull(at[9]);
  if (const Result<bool> sound = reader.Check(); !sound) return sound.error();
  draft->answers = *answers;
  draft->person = outcome.person;
  draft->subject = Written(outcome);
  return draft;
}

Result<OutcomeRecord> ReadOutcome(const OpenedRecord& record) {
  if (const auto fits = CheckAnswered(record.record.sequence, record, RecordKind::kOutcome); !fits)
    return fits.error();
  const Result<JsonDocument> document = ParsePart(record, record.subject);
  if (!document) return document.error();
  ContentReader reader;
  const auto at =
      reader.Object({&document->root(), ""},
                    {"attended", "mitigations_done", "mode", "outcome_code", "person", "policy",
                     "right_mode", "risk_information", "risk_words", "technical_failure", "words"});
  OutcomeRecord outcome;
  ReadKnown(reader, at[0], at[9], at[7], at[6], outcome);
  outcome.mitigations_done = ReadDone(reader, at[1], ContentReader::kMostItems);
  outcome.mode = reader.NameOrNull(at[2], kMostNameBytes);
  outcome.outcome_code = reader.NameOrNull(at[3], kMostNameBytes);
  outcome.person = reader.Text(at[4]);
  outcome.policy = reader.Text(at[5]);
  outcome.risk_words = reader.WordsOrNull(at[8]);
  outcome.words = reader.WordsOrNull(at[10]);
  if (!reader.problems().empty()) return NotReadable(record, reader);
  return outcome;
}

}  // namespace bsup::core
