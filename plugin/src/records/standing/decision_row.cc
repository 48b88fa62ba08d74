#include "records/standing/decision_row.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/json.h"
#include "records/content/who.h"
#include "records/kinds/advice_record.h"

namespace bsup::core {
namespace {

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

Result<DecisionRow::Known> ReadKnown(Day as_of, const OpenedRecord& decision,
                                     const OpenedRecord& advice,
                                     std::span<const OpenedRecord> others,
                                     std::span<const std::string> facts) {
  DecisionRow::Known known;
  BSUP_TRY(known.decision, ReadAs<DecisionRecord>(decision));
  BSUP_TRY(Actor actor, ReadActor(decision));
  BSUP_TRY(const AdviceRecord shown, ReadAs<AdviceRecord>(advice));
  BSUP_TRY(const JsonDocument told, JsonDocument::Parse(shown.advice, "advice"));
  BSUP_TRY(known.advice, AdviceTold::Of(told.root()));
  BSUP_TRY(const JsonDocument input, JsonDocument::Parse(shown.input, "input"));
  BSUP_TRY(known.standing, StandingOn(as_of, decision.record, known.decision, others));

  known.person = known.decision.person;
  known.who = std::move(actor.who.id);
  known.role = KnownPart(std::move(actor.who.role));
  const JsonNode* region = input.root().Find("region");
  if (region != nullptr && region->is_string()) known.region = std::string(region->string());
  for (const std::string& id : facts)
    known.facts.push_back(FactIn(told.root(), known.advice.cadence, id));
  known.first_home_visit = FurthestFromKept(known.advice.cadence, true);
  known.cadence = FurthestFromKept(known.advice.cadence, false);
  BSUP_TRY(known.outcome, OutcomeOn(as_of, decision.record, others));
  return known;
}

}  // namespace

std::optional<CadenceShown> FurthestFromKept(std::span<const CadenceTold> told,
                                             bool on_home_visit) {
  constexpr std::array kFurthestFirst{CadenceShown::kOverdue,   CadenceShown::kDue,
                                      CadenceShown::kUnknown,   CadenceShown::kKept,
                                      CadenceShown::kSuspended, CadenceShown::kNotPublished};
  for (const CadenceShown state : kFurthestFirst) {
    const bool some = std::ranges::any_of(told, [&](const CadenceTold& each) {
      return (each.kind == CadenceKind::kFirstHomeVisitDays) == on_home_visit &&
             each.state == state;
    });
    if (some) return state;
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
