#include "records/standing/decision_row.h"

#include <algorithm>
#include <array>
#include <utility>

#include "advice/json/value_json.h"
#include "base/json.h"
#include "records/content/who.h"
#include "records/kinds/advice_record.h"

namespace bsup::core {
namespace {

std::optional<std::string> TextOrNothing(std::string text) {
  if (text.empty()) return std::nullopt;
  return text;
}

std::optional<std::string> FactIn(const JsonNode& advice, std::span<const CadenceTold> reaching,
                                  const std::string& id) {
  const JsonNode* facts = advice.Find("facts");
  const JsonNode* value = facts == nullptr ? nullptr : facts->Find(id);
  if (value == nullptr || value->is_null()) return std::nullopt;
  constexpr std::string_view kCadence = "cadence.";
  if (id.starts_with(kCadence) &&
      std::ranges::find(reaching, std::string_view(id).substr(kCadence.size()),
                        &CadenceTold::rule) == reaching.end())
    return std::nullopt;
  return value->is_string() ? std::string(value->string()) : CanonicalJson(*value);
}

// The newest OUTCOME that answers the decision and is not of a later day.
const OpenedRecord* NewestOutcome(Day as_of, const Record& decision,
                                  std::span<const OpenedRecord> others) {
  const OpenedRecord* newest = nullptr;
  for (const OpenedRecord& other : others) {
    const Record& record = other.record;
    if (record.kind != RecordKind::kOutcome || record.answers != decision.sequence ||
        record.day > as_of)
      continue;
    if (newest == nullptr || record.sequence > newest->record.sequence) newest = &other;
  }
  return newest;
}

Result<DecisionRow::Known> ReadKnown(Day as_of, const OpenedRecord& decision,
                                     const OpenedRecord& advice,
                                     std::span<const OpenedRecord> others,
                                     std::span<const std::string> facts) {
  DecisionRow::Known known;
  Result<DecisionRecord> decided = ReadDecision(decision);
  if (!decided) return std::move(decided).error();
  Result<Actor> actor = ReadActor(decision);
  if (!actor) return std::move(actor).error();
  const Result<AdviceRecord> shown = ReadAdviceRecord(advice);
  if (!shown) return shown.error();
  const Result<JsonDocument> told = JsonDocument::Parse(shown->advice, "advice");
  if (!told) return told.error();
  Result<AdviceTold> advised = AdviceTold::Of(told->root());
  if (!advised) return std::move(advised).error();
  const Result<JsonDocument> input = JsonDocument::Parse(shown->input, "input");
  if (!input) return input.error();
  Result<DecisionStanding> standing = StandingOn(as_of, decision, others);
  if (!standing) return std::move(standing).error();

  known.person = decided->person;
  known.who = std::move(actor->who.id);
  known.role = TextOrNothing(std::move(actor->who.role));
  const JsonNode* region = input->root().Find("region");
  if (region != nullptr && region->is_string()) known.region = std::string(region->string());
  for (const std::string& id : facts)
    known.facts.push_back(FactIn(told->root(), advised->cadence, id));
  known.first_home_visit = FurthestFromKept(advised->cadence, true);
  known.cadence = FurthestFromKept(advised->cadence, false);
  if (const OpenedRecord* newest = NewestOutcome(as_of, decision.record, others)) {
    Result<OutcomeRecord> outcome = ReadOutcome(*newest);
    if (!outcome) return std::move(outcome).error();
    known.outcome_day = newest->record.day;
    known.outcome = *std::move(outcome);
  }
  known.advice = *std::move(advised);
  known.decision = *std::move(decided);
  known.standing = *std::move(standing);
  return known;
}

}  // namespace

std::optional<std::string> FurthestFromKept(std::span<const CadenceTold> told, bool on_home_visit) {
  constexpr std::array kFurthestFirst{CadenceShown::kOverdue,   CadenceShown::kDue,
                                      CadenceShown::kUnknown,   CadenceShown::kKept,
                                      CadenceShown::kSuspended, CadenceShown::kNotPublished};
  for (const CadenceShown state : kFurthestFirst) {
    const bool some = std::ranges::any_of(told, [&](const CadenceTold& each) {
      return (each.kind == CadenceKind::kFirstHomeVisitDays) == on_home_visit &&
             each.state == state;
    });
    if (some) return NameOf(kCadenceShownNames, state);
  }
  return std::nullopt;
}

Result<DecisionRow> RowOf(Day as_of, const OpenedRecord& decision, const OpenedRecord& advice,
                          std::span<const OpenedRecord> others,
                          std::span<const std::string> facts) {
  DecisionRow row;
  row.sequence = decision.record.sequence;
  row.day = decision.record.day;
  if (decision.erased) return row;
  Result<DecisionRow::Known> known = ReadKnown(as_of, decision, advice, others, facts);
  if (!known) {
    if (known.error().status == Status::kErased) return row;
    return std::move(known).error();
  }
  row.known = *std::move(known);
  return row;
}

}  // namespace bsup::core
