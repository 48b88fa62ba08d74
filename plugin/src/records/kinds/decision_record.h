// DECISION: a named person chose a mode. What it departs from, what it lacks and whether it is
// outside policy is settled here, from the advice it answers, and kept with it.
//
// A decision outside policy is recorded as exactly that, never refused.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "records/content/advice_told.h"
#include "records/content/who.h"
#include "trail/log/draft.h"

namespace bsup::core {

// Why a decision is outside policy; the strongest reason first.
inline constexpr std::array kOutsideNames{"no advice", "cannot", "not permitted", "does not count"};

struct Reason {
  std::string code;
  std::optional<std::string> words;
};

struct Mitigation {
  std::string what;
  Day due;
};

struct DecisionRecord {
  std::optional<std::string> contact_id;
  Day contact_day;
  std::string person;
  std::string policy;  // digest
  std::string mode;
  std::optional<std::string> advised;  // the lead, if there was one
  bool departs = false;
  ModeStanding standing;
  std::optional<std::string> outside;  // a word of kOutsideNames
  std::vector<Lacking> needs;          // approvals, where the standing is "needs approval"
  std::optional<Reason> reason;
  std::vector<Mitigation> mitigations;

  // Roles whose approval is needed, each once, in order.
  [[nodiscard]] std::vector<std::string> RolesNeeded() const;
};

// Content: {"answers","mode","reason"?,"mitigations"?}. `advice` is the record it answers and
// `policy` its document.
Result<Draft> DecisionDraft(const Recorder& recorder, std::string_view content,
                            const OpenedRecord& advice, std::string_view policy);

// kErased; kBadInput for a record of another kind.
Result<DecisionRecord> ReadDecision(const OpenedRecord& record);

}  // namespace bsup::core
