// Advice on one contact. Its meaning is in plugin/docs/advice.md.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "intake/case.h"
#include "policy/compile/compiled.h"
#include "policy/model/policy.h"

namespace bsup::core {

// Raised by any change that alters the bytes of some advice.
inline constexpr int kEngineVersion = 1;

enum class Permission : std::uint8_t { kPermitted, kNeedsApproval, kNotPermitted, kCannot };
enum class Band : std::uint8_t { kWellSuited, kSuited, kUseWithCare, kPoorlySuited };
enum class Firmness : std::uint8_t { kOnlyOption, kRecommended, kAtDiscretion, kRefer, kNoAdvice };
enum class NoticeLevel : std::uint8_t { kNone, kNote, kStop };
enum class WhyNot : std::uint8_t {
  kLead,
  kNoAdvice,
  kRefer,
  kCannot,
  kNotPermitted,
  kSupplementsOnly,
  kNeedsApproval,
  kScoresLower,
  kLaterInOrder
};
enum class CadenceState : std::uint8_t {
  kKept,
  kDue,
  kOverdue
};  // values of the fact `cadence.ID`

// The words of the JSON for each, in the order of the enum.
inline constexpr std::array kPermissionNames{"permitted", "needs approval", "not permitted",
                                             "cannot"};
inline constexpr std::array kBandNames{"well suited", "suited", "use with care", "poorly suited"};
inline constexpr std::array kFirmnessNames{"only option", "recommended", "at discretion", "refer",
                                           "no advice"};
inline constexpr std::array kNoticeNames{"none", "note", "stop"};
inline constexpr std::array kWhyNotNames{"lead",           "no advice",     "refer",
                                         "cannot",         "not permitted", "supplements only",
                                         "needs approval", "scores lower",  "later in order"};

// A lead (0 or more), or one of these.
inline constexpr int kOutcomeNoAdvice = -1;
inline constexpr int kOutcomeReferSuspended = -2;  // a suspension meets public protection
inline constexpr int kOutcomeReferNothing = -3;    // no mode can be used
using Outcome = int;

// What is settled of one mode.
struct Standing {
  Permission permission = Permission::kPermitted;
  bool counts = true;
  [[nodiscard]] bool usable() const { return permission <= Permission::kNeedsApproval && counts; }
  bool operator==(const Standing&) const = default;
};

// The decision itself, of fixed size.
struct Decision {
  ModeSet cannot = 0;
  ModeSet ruled_out = 0;
  ModeSet lacks_approval = 0;
  ModeSet supplements = 0;
  bool no_advice = false;
  bool refer = false;  // no_advice, and its refer_when is true
  std::array<std::int16_t, kMostModes> score{};
  Outcome outcome = kOutcomeReferNothing;
  ModeSet alternatives = 0;
  Firmness firmness = Firmness::kRefer;

  [[nodiscard]] Standing StandingOf(int mode) const;
};

// A rule that acts, with the unknown facts it acts in spite of.
struct Acting {
  RuleRef rule;
  std::vector<int> unknown;
  bool operator==(const Acting&) const = default;
};

struct ModeAdvice {
  Standing standing;
  int score = 0;
  Band band = Band::kSuited;
  std::vector<Acting> cannot;
  std::vector<Acting> restrictions;  // principles and cadence rules, in pack order, principles
                                     // first; approved ones are not here
  std::vector<Acting> in_favour;     // factors, by weight, then pack order
  std::vector<Acting> against;       // likewise
  std::vector<Acting> safeguards;    // in pack order
  std::vector<int> roles;            // that still have to approve, in order of approver
  WhyNot why_not = WhyNot::kLead;
};

// What some answers to a question would give.
struct AnswerGroup {
  std::vector<std::vector<int>> classes;  // each: a class of each of the question's facts
  Outcome outcome = 0;
  ModeSet alternatives = 0;
  std::optional<Standing> planned;
  bool operator==(const AnswerGroup&) const = default;
};

struct Question {
  std::vector<int> facts;  // one, or two to be answered together
  int rank = 0;            // 0 to 3, see advice.md
  std::vector<AnswerGroup> answers;
};

struct CadenceAdvice {
  int rule = 0;
  FactValue state = kUnknown;     // a CadenceState, unknown, or for kNotPublished unknown
  bool reaches_in_spite = false;  // its condition is unknown, and it reaches the case all the same
  std::optional<Day> last;        // the contact that satisfied it last, or the start
  std::optional<Day> due;
  std::optional<Day> suspended_until;
};

// What a history says of one cadence rule, whatever the facts.
struct CadenceClock {
  FactValue state = kUnknown;
  std::optional<Day> last;
  std::optional<Day> due;
  std::optional<Day> suspended_until;
};

struct NoticeReason {
  enum class Why : std::uint8_t {
    kSomebodyElse,
    kOutcome,
    kRestricted,
    kDependsOnUnknown,
    kSafeguard,
    kCadence
  };
  Why why = Why::kOutcome;
  std::optional<RuleRef> rule;
  bool operator==(const NoticeReason&) const = default;
};
inline constexpr std::array kNoticeWhyNames{"somebody else",      "outcome",   "restricted",
                                            "depends on unknown", "safeguard", "cadence"};

struct Notice {
  NoticeLevel level = NoticeLevel::kNone;
  bool repeated = false;
  std::string key;  // of a note; else empty
  std::vector<NoticeReason> reasons;
};

struct Advice {
  Contact contact;
  Day as_of;
  std::vector<FactValue>
      facts;  // as decided on: with contact, derived and cadence facts, doubted ones unknown
  std::vector<std::string> from;
  std::vector<Conflict> conflicts;

  Decision decision;
  std::vector<ModeAdvice> modes;
  bool provisional = false;
  std::optional<bool> planned_safe;  // with a planned mode
  std::vector<Question> ask;
  int together = 0;                    // 0, 2, or 3 for three or more
  std::vector<CadenceAdvice> cadence;  // rules that reach this case, in pack order
  std::vector<Acting> outcome_rules;   // behind `no advice` and `refer`
  std::vector<Acting> resources;  // that suit the lead or, without one, some mode; in pack order
  Notice notice;
};

}  // namespace bsup::core
