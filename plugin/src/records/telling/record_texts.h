// The sentences of the timeline in both languages, side by side; as base/texts.h, whose sentences
// it uses too.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/words.h"

namespace bsup::core {

enum class RecordText : std::uint8_t {
  // Kinds of record
  kAdvice,
  kDecision,
  kApproval,
  kRefusal,
  kApprovalOrRefusal,
  kOutcome,
  kPolicyFirstUsed,
  kPolicyWithdrawn,
  kPolicyEvent,
  kRead,
  kDisclosure,
  kExport,
  kErasure,
  kKey,
  kReopen,
  kConfig,
  // Of any record
  kOnNumber,
  kErased,
  kNoRecords,
  kFoot,
  // Advice
  kContactOn,
  // Decisions; from kStateSuperseded in the order of DecisionState
  kAsAdvised,
  kDeparts,
  kNoneAdvised,
  kReason,
  kStateSuperseded,
  kStateOutside,
  kStateNeedsNone,
  kStateRefused,
  kStateApproved,
  kStateLapsed,
  kStateWaiting,
  // What was promised; from kOpen in the order of MitigationState
  kPromised,
  kOpen,
  kDone,
  kOverdue,
  // Approvals
  kApprovedUntil,
  kRefusedBy,
  // Outcomes; from kAttended in the order of kAttendanceNames
  kAttended,
  kMissed,
  kExcused,
  kNotRecorded,
  kTechnologyFailed,
  kTechnologyWorked,
  kRiskGained,
  kRiskNone,
  kRightMode,  // in the order of kRightModeNames
  kInPersonBetter,
  kRemoteEnough,
  kNotKnownYet,
  kWhichMode,
  kWhetherTechnology,
  kWhetherRisk,
  kWhetherRight,
  kWhetherDone,
  // Who received what
  kRecipients,
};
inline constexpr std::size_t kRecordTextCount =
    static_cast<std::size_t>(RecordText::kRecipients) + 1;

// The text so many places after `first`.
template <class Enum>
constexpr RecordText After(RecordText first, Enum value) {
  return static_cast<RecordText>(static_cast<std::uint8_t>(first) +
                                 static_cast<std::uint8_t>(value));
}

// The text with {1}, {2} ... filled in.
std::string Say(RecordText text, Language language,
                std::initializer_list<std::string_view> parts = {});

}  // namespace bsup::core
