// A decision as one row: what was advised, what was decided and how that stands on a day, and what
// came of it. For counting many of them; see plugin/docs/decisions.md.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "records/content/advice_told.h"
#include "records/kinds/decision_record.h"
#include "records/standing/decision_state.h"
#include "records/standing/outcome_known.h"
#include "trail/log/draft.h"

namespace bsup::core {

struct DecisionRow {
  std::uint64_t sequence = 0;
  Day day;

  // Nothing where the person was erased.
  struct Known {
    std::string person;  // case number
    std::string who;     // who decided
    std::optional<std::string> role;
    std::optional<std::string> region;  // nothing: the nation alone
    AdviceTold advice;
    // How the rules on the first home visit stand, and those on other contact: see
    // FurthestFromKept.
    std::optional<CadenceShown> first_home_visit;
    std::optional<CadenceShown> cadence;
    DecisionRecord decision;
    DecisionStanding standing;
    std::optional<OutcomeKnown> outcome;
    std::vector<std::optional<std::string>> facts;  // beside those asked for; nothing: unknown
  };
  std::optional<Known> known;
};

// Of the cadence rules that reach a case, those on the first home visit or all others: the state of
// the one that is furthest from kept, as advice says it. One of which it is unknown may be overdue,
// so it goes before one that is kept. Nothing where there is no such rule.
std::optional<CadenceShown> FurthestFromKept(std::span<const CadenceTold> told, bool on_home_visit);

// As of the end of `as_of`. `advice` is the record that `decision` answers, `others` as for
// StandingOn. A fact's value is its JSON, of a text the text itself: `true`, `12`, `very high`; one
// that the advice does not know, its policy having no such fact, is unknown, as is the cadence of a
// rule that does not reach the case. kBadInput where the decision is of a later day, or a record is
// not what it should be.
Result<DecisionRow> RowOf(Day as_of, const OpenedRecord& decision, const OpenedRecord& advice,
                          std::span<const OpenedRecord> others, std::span<const std::string> facts);

}  // namespace bsup::core
