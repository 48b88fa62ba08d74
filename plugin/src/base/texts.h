// The fixed sentences of the plugin in both languages, side by side. What a policy says is in its
// pack, not here.
//
// {1} and {2} stand for what the caller fills in. In Welsh such a part never follows a word that
// would change its first letter.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/day.h"
#include "base/words.h"

namespace bsup::core {

enum class Text : std::uint8_t {
  // Headings
  kContact,
  kStop,
  kNote,
  kAdvice,
  kWhy,
  kModes,
  kLimits,
  kToAsk,
  kToDo,
  kTiming,
  kRecord,
  kMaterial,
  kSpeakTo,
  kPolicy,
  // The contact, and the mode planned for it
  kUnknown,
  kPlanned,
  kPlannedOnly,
  kNonePlanned,
  kPlannedSafe,
  kPlannedUnsafe,
  // The advice
  kRecommended,
  kOnlyOption,
  kAtDiscretion,
  kReferNothing,
  kReferSuspended,
  kNoAdvice,
  kYourManager,
  kNeedsApprovalOf,
  kProvisional,
  kProvisionalAsk,
  kProvisionalMany,
  kNoReasons,
  kOthersLimited,
  kNotKnown,
  // Modes; from kPermitted in the order of Permission, from kWellSuited in the order of Band
  kPermitted,
  kNeedsApproval,
  kNotPermitted,
  kNotPossible,
  kCounts,
  kOnTopOnly,
  kWellSuited,
  kSuited,
  kUseWithCare,
  kPoorlySuited,
  kAdvised,
  kWouldDo,
  kSuitsLess,
  kLaterInOrder,
  kSee,
  kSeeAndMore,
  kApprovalBy,
  // In the order of Basis
  kRule,
  kGuidance,
  kResearch,
  kLaw,
  kLocal,
  // Questions
  kOnlyTogether,
  kAndAsk,
  kAnyAnswer,
  kAnyOther,
  kUpTo,
  kOrMore,
  kFromTo,
  kNoChange,
  kAlone,
  kOr,
  kShortNoAdvice,
  kShortRefer,
  kPlannedMode,
  // Safeguards
  kMust,
  kDone,
  kMore,
  // Cadence
  kInPersonWeekly,
  kInPersonEvery,
  kContactWeekly,
  kContactEvery,
  kFirstHomeVisit,
  kRemoteInARow,
  kNotPublished,
  kOnTime,
  kOnTimeUntil,
  kDueBy,
  kOverdue,
  kWithinLimit,
  kLimitReached,
  kLimitPassed,
  kHistoryUnknown,
  kSuspendedUntil,
  kCountedFrom,
  kReachUnknown,
  // The record
  kConflictTaken,
  kConflictUnknown,
  kDoubted,
  kUnmapped,
  kFailed,
  kSomebodyElse,
  kCaseNumber,
  kName,
  kBirthDate,
  kApprovalFor,
  kTooOld,
  kFromTheFuture,
  kEnded,
  kPrincipleSuspended,
  kPresumed,
  // Why this deserves attention, in the order of NoticeReason::Why
  kNoticeSomebodyElse,
  kNoticeOutcome,
  kNoticeRestricted,
  kNoticeUnknown,
  kNoticeSafeguard,
  kNoticeCadence,
  // Material and policy
  kMinutes,
  kVersion,
  kNoRegion,
  kIllustrative,
  kApproved,
  kAsKnownOn,
};
inline constexpr std::size_t kTextCount = static_cast<std::size_t>(Text::kAsKnownOn) + 1;

const Words& Say(Text text);

// The text with {1}, {2} ... filled in.
std::string Say(Text text, Language language, std::initializer_list<std::string_view> parts = {});

// `pattern` with {1}, {2} ... filled in.
std::string Fill(std::string_view pattern, std::initializer_list<std::string_view> parts);

// The text so many places after `first`: for enums whose texts stand in their order.
template <class Enum>
constexpr Text After(Text first, Enum value) {
  return static_cast<Text>(static_cast<std::uint8_t>(first) + static_cast<std::uint8_t>(value));
}

// `30 November 2026`, `30 Tachwedd 2026`.
std::string SayDay(Day day, Language language);

// `Monday 30 November 2026`, `Dydd Llun 30 Tachwedd 2026`.
std::string SayWeekday(Day day, Language language);

}  // namespace bsup::core
