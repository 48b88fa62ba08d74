// OUTCOME: what became of a decision. What is not known is null, never false.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "intake/case.h"
#include "records/content/part.h"
#include "records/content/who.h"
#include "trail/log/draft.h"

namespace bsup::core {

// Whether anything was learnt about risk.
enum class RiskInformation : std::uint8_t { kGained, kNone };
inline constexpr std::array kRiskInformationNames{"gained", "none"};

// Whether it was the right mode, looking back.
enum class RightMode : std::uint8_t { kRight, kInPersonBetter, kRemoteEnough };
inline constexpr std::array kRightModeNames{"right", "in person would have been better",
                                            "remote would have done"};

struct OutcomeRecord {
  static constexpr RecordKind kKind = RecordKind::kOutcome;
  static constexpr PayloadPart kPart = PayloadPart::kSubject;

  std::uint64_t answers = 0;  // the decision; known of a draft only
  Attendance attended = Attendance::kNotRecorded;
  std::optional<std::vector<std::size_t>> mitigations_done;  // places in the decision's list
  std::optional<std::string> mode;  // nothing: it did not take place, or the mode is not known
  std::optional<std::string> outcome_code;  // the host's
  std::string person;
  std::string policy;  // digest
  std::optional<RightMode> right_mode;
  std::optional<RiskInformation> risk_information;
  std::optional<std::string> risk_words;
  std::optional<bool> technical_failure;
  std::optional<std::string> words;

  static void Fields(auto& self, auto& fields) {
    fields.GivenApart("answers", self.answers);
    fields.Given("attended", self.attended, kAttendanceNames);
    fields.MayBeGiven("mitigations_done", self.mitigations_done);
    fields.Given("mode", self.mode);
    fields.MayBeGiven("outcome_code", self.outcome_code, Form::kName);
    fields.Settled("person", self.person);
    fields.Settled("policy", self.policy);
    fields.MayBeGiven("right_mode", self.right_mode, kRightModeNames);
    fields.MayBeGiven("risk_information", self.risk_information, kRiskInformationNames);
    fields.MayBeGiven("risk_words", self.risk_words, Form::kWords);
    fields.MayBeGiven("technical_failure", self.technical_failure);
    fields.MayBeGiven("words", self.words, Form::kWords);
  }
};

// `decision` is the record that the content answers and `policy` the document of the advice behind
// it.
Result<Draft> OutcomeDraft(const Recorder& recorder, const HostContent& content,
                           const OpenedRecord& decision, std::string_view policy);

}  // namespace bsup::core
