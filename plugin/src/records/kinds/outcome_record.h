// OUTCOME: what became of a decision. What is not known is nothing, never false.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "records/content/who.h"
#include "trail/log/draft.h"

namespace bsup::core {

inline constexpr std::array kRiskInformationNames{"gained", "none"};
inline constexpr std::array kRightModeNames{"right", "in person would have been better",
                                            "remote would have done"};

struct OutcomeRecord {
  std::string attended;                                      // a word of kAttendanceNames
  std::optional<std::vector<std::size_t>> mitigations_done;  // places in the decision's list
  std::optional<std::string> mode;  // nothing: it did not take place, or the mode is not known
  std::optional<std::string> outcome_code;  // the host's
  std::string person;
  std::string policy;  // digest
  std::optional<std::string> right_mode;
  std::optional<std::string> risk_information;
  std::optional<std::string> risk_words;
  std::optional<bool> technical_failure;
  std::optional<std::string> words;
};

// Content: {"answers","mode","attended","outcome_code"?,"technical_failure"?,"risk_information"?,
// "risk_words"?,"mitigations_done"?,"right_mode"?,"words"?}. `decision` is the record it answers
// and `policy` the document of the advice behind it.
Result<Draft> OutcomeDraft(const Recorder& recorder, std::string_view content,
                           const OpenedRecord& decision, std::string_view policy);

// kErased; kBadInput for a record of another kind.
Result<OutcomeRecord> ReadOutcome(const OpenedRecord& record);

}  // namespace bsup::core
