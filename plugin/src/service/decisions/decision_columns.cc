#include "service/decisions/decision_columns.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/enum_names.h"

namespace bsup::core {
namespace {

template <class Column, class Value>
void AppendOrNull(Column& column, const std::optional<Value>& value) {
  value ? column.Append(*value) : column.AppendNull();
}

// The word of an enum's value.
template <class Names, class Value>
void AppendOrNull(TextColumn& column, const Names& names, const std::optional<Value>& value) {
  value ? column.Append(NameOf(names, *value)) : column.AppendNull();
}

std::uint32_t CountOf(const std::vector<PromisedMitigation>& promised, MitigationState state) {
  return static_cast<std::uint32_t>(
      std::ranges::count(promised, state, &PromisedMitigation::state));
}

}  // namespace

// In the order of the page that describes them.
struct DecisionColumns::Columns {
  explicit Columns(const std::vector<std::string>& fact_ids) {
    for (const std::string& id : fact_ids) facts.emplace_back("fact." + id, true);
  }

  NumberColumn<std::uint64_t> sequence{"sequence", "L"};
  NumberColumn<std::int32_t> day{"day", kDayFormat};
  FlagColumn erased{"erased", false};
  NumberColumn<std::int32_t> contact_day{"contact_day", kDayFormat};
  NumberColumn<std::int64_t> person{"case", "l"};
  TextColumn who{"who", true};
  TextColumn role{"role", true};
  TextColumn region{"region", true};
  TextColumn policy{"policy", true};
  TextColumn outcome{"outcome", true};
  TextColumn advised{"advised", true};
  TextListColumn alternatives{"alternatives"};
  TextColumn firmness{"firmness", true};
  FlagColumn provisional{"provisional", true};
  TextColumn notice{"notice", true};
  TextColumn planned{"planned", true};
  TextColumn first_home_visit{"first_home_visit", true};
  TextColumn cadence{"cadence", true};
  TextColumn mode{"mode", true};
  FlagColumn departs{"departs", true};
  TextColumn reason{"reason", true};
  TextColumn outside{"outside", true};
  TextColumn permission{"permission", true};
  FlagColumn counts{"counts", true};
  TextColumn state{"state", true};
  NumberColumn<std::uint32_t> promised{"promised", "I"};
  NumberColumn<std::uint32_t> promised_done{"promised_done", "I"};
  NumberColumn<std::uint32_t> promised_overdue{"promised_overdue", "I"};
  NumberColumn<std::int32_t> outcome_day{"outcome_day", kDayFormat};
  TextColumn attended{"attended", true};
  TextColumn outcome_mode{"outcome_mode", true};
  TextColumn outcome_code{"outcome_code", true};
  FlagColumn technical_failure{"technical_failure", true};
  TextColumn risk_information{"risk_information", true};
  TextColumn right_mode{"right_mode", true};
  std::vector<TextColumn> facts;

  // Calls `each` with every column behind `erased` but the facts.
  template <class Each>
  void ForEachKnown(const Each& each) {
    ForEachDecided(each);
    ForEachOutcome(each);
  }
  template <class Each>
  void ForEachDecided(const Each& each) {
    each(contact_day), each(person), each(who), each(role), each(region), each(policy);
    each(outcome), each(advised), each(alternatives), each(firmness), each(provisional);
    each(notice), each(planned), each(first_home_visit), each(cadence);
    each(mode), each(departs), each(reason), each(outside);
    each(permission), each(counts), each(state);
    each(promised), each(promised_done), each(promised_overdue);
  }
  template <class Each>
  void ForEachOutcome(const Each& each) {
    each(outcome_day), each(attended), each(outcome_mode), each(outcome_code);
    each(technical_failure), each(risk_information), each(right_mode);
  }
};

DecisionColumns::DecisionColumns(std::vector<std::string> facts, bool with_who)
    : facts_(std::move(facts)), with_who_(with_who), columns_(Empty(facts_)) {}

DecisionColumns::~DecisionColumns() = default;
DecisionColumns::DecisionColumns(DecisionColumns&&) noexcept = default;

std::unique_ptr<DecisionColumns::Columns> DecisionColumns::Empty(
    const std::vector<std::string>& facts) {
  return std::make_unique<Columns>(facts);
}

void DecisionColumns::Append(const DecisionRow& row) {
  Columns& to = *columns_;
  to.sequence.Append(row.sequence);
  to.day.Append(row.day.number());
  to.erased.Append(!row.known);
  ++rows_;
  if (row.known) {
    AppendKnown(*row.known);
    return;
  }
  to.ForEachKnown([](auto& column) { column.AppendNull(); });
  for (TextColumn& fact : to.facts) fact.AppendNull();
}

void DecisionColumns::AppendKnown(const DecisionRow::Known& known) {
  Columns& to = *columns_;
  const AdviceTold& advice = known.advice;
  const DecisionRecord& decision = known.decision;
  to.contact_day.Append(decision.contact_day.number());
  to.person.Append(CaseOf(known.person));
  with_who_ ? to.who.Append(known.who) : to.who.AppendNull();
  AppendOrNull(to.role, known.role);
  AppendOrNull(to.region, known.region);
  to.policy.Append(decision.policy);
  to.outcome.Append(NameOf(kAdviceOutcomeNames, advice.outcome));
  AppendOrNull(to.advised, advice.lead);
  for (const std::string& mode : advice.alternatives) to.alternatives.Append(mode);
  to.alternatives.EndRow();
  to.firmness.Append(NameOf(kFirmnessNames, advice.firmness));
  to.provisional.Append(advice.provisional);
  to.notice.Append(NameOf(kNoticeNames, advice.notice));
  AppendOrNull(to.planned, advice.planned);
  AppendOrNull(to.first_home_visit, kCadenceShownNames, known.first_home_visit);
  AppendOrNull(to.cadence, kCadenceShownNames, known.cadence);
  to.mode.Append(decision.mode);
  to.departs.Append(decision.departs);
  decision.reason ? to.reason.Append(decision.reason->code) : to.reason.AppendNull();
  AppendOrNull(to.outside, kOutsideNames, decision.outside);
  to.permission.Append(NameOf(kPermissionNames, decision.standing.permission));
  to.counts.Append(decision.standing.counts);
  to.state.Append(NameOf(kDecisionStateNames, known.standing.state));
  const std::vector<PromisedMitigation>& promised = known.standing.mitigations;
  to.promised.Append(static_cast<std::uint32_t>(promised.size()));
  to.promised_done.Append(CountOf(promised, MitigationState::kDone));
  to.promised_overdue.Append(CountOf(promised, MitigationState::kOverdue));
  AppendOutcome(known);
  for (std::size_t f = 0; f < to.facts.size(); ++f) AppendOrNull(to.facts[f], known.facts[f]);
}

void DecisionColumns::AppendOutcome(const DecisionRow::Known& known) {
  Columns& to = *columns_;
  if (!known.outcome) {
    to.ForEachOutcome([](auto& column) { column.AppendNull(); });
    return;
  }
  const OutcomeRecord& outcome = known.outcome->said;
  to.outcome_day.Append(known.outcome->day.number());
  to.attended.Append(NameOf(kAttendanceNames, outcome.attended));
  AppendOrNull(to.outcome_mode, outcome.mode);
  AppendOrNull(to.outcome_code, outcome.outcome_code);
  AppendOrNull(to.technical_failure, outcome.technical_failure);
  AppendOrNull(to.risk_information, kRiskInformationNames, outcome.risk_information);
  AppendOrNull(to.right_mode, kRightModeNames, outcome.right_mode);
}

std::int64_t DecisionColumns::CaseOf(const std::string& person) {
  return cases_.try_emplace(person, static_cast<std::int64_t>(cases_.size())).first->second;
}

Exported DecisionColumns::Finish() {
  Columns& from = *columns_;
  std::vector<Exported> columns;
  const auto finish = [&](auto& column) { columns.push_back(Export(column.Finish())); };
  finish(from.sequence);
  finish(from.day);
  finish(from.erased);
  from.ForEachKnown(finish);
  for (TextColumn& fact : from.facts) finish(fact);
  Exported batch = ExportBatch(std::move(columns), rows_);
  columns_ = Empty(facts_);
  rows_ = 0;
  return batch;
}

}  // namespace bsup::core
