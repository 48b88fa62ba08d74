#include "records/standing/outcome_known.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace bsup::core {
namespace {

template <class T>
void TakeKnown(std::optional<T>& known, std::optional<T>& next) {
  if (next) known = std::move(next);
}

}  // namespace

void AddOutcome(std::optional<OutcomeKnown>& known, OutcomeKnown next) {
  if (!known) {
    known = std::move(next);
    return;
  }
  known->day = next.day;
  OutcomeRecord& is = known->said;
  OutcomeRecord& says = next.said;
  const bool took_no_place =
      says.attended == Attendance::kMissed || says.attended == Attendance::kExcused;
  if (says.mode || took_no_place) is.mode = std::move(says.mode);
  if (says.attended != Attendance::kNotRecorded) is.attended = says.attended;
  TakeKnown(is.mitigations_done, says.mitigations_done);
  TakeKnown(is.outcome_code, says.outcome_code);
  TakeKnown(is.right_mode, says.right_mode);
  TakeKnown(is.risk_information, says.risk_information);
  TakeKnown(is.risk_words, says.risk_words);
  TakeKnown(is.technical_failure, says.technical_failure);
  TakeKnown(is.words, says.words);
}

Result<std::optional<OutcomeKnown>> OutcomeOn(Day day, const Record& decision,
                                              std::span<const OpenedRecord> others) {
  std::vector<const OpenedRecord*> outcomes;
  for (const OpenedRecord& other : others) {
    const Record& record = other.record;
    if (record.kind == RecordKind::kOutcome && record.answers == decision.sequence &&
        record.day <= day)
      outcomes.push_back(&other);
  }
  std::ranges::sort(outcomes, {}, [](const OpenedRecord* it) { return it->record.sequence; });
  std::optional<OutcomeKnown> known;
  for (const OpenedRecord* outcome : outcomes) {
    BSUP_TRY(OutcomeRecord said, ReadAs<OutcomeRecord>(*outcome));
    AddOutcome(known, {outcome->record.day, std::move(said)});
  }
  return known;
}

}  // namespace bsup::core
