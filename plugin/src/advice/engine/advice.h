// Advice on one contact. Its meaning is in plugin/docs/advice.md.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "advice/engine/acts.h"
#include "intake/case.h"
#include "policy/compile/compiled.h"
#include "policy/model/policy.h"

namespace bsup::core {

// Raised by any change that alters the bytes of some advice.
inline constexpr int kEngineVersion = 3;

enum class Band : std::uint8_t { kWellSuited, kSuited, kUseWithCare, kPoorlySuited };
enum class Firmness : std::uint8_t { kOnlyOption, kRecommended, kAtDiscretion, kRefer, kNoAdvice };
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
// What an answer to a question would change, most pressing first; see advice.md, "What is not
// known".
enum class Rank : std::uint8_t {
  kNeeds,
  kUnusable,
  kHeldBack,
  kStanding,
  kOutcome,
  kAlternatives,
  kSafeguards,
  kNothing
};

// The words of the JSON for each, in the order of the enum.
inline constexpr std::array kBandNames{"well suited", "suited", "use with care", "poorly suited"};
inline constexpr std::array kFirmnessNames{"only option", "recommended", "at discretion", "refer",
                                           "no advice"};
inline constexpr std::array kWhyNotNames{"lead",           "no advice",     "refer",
                                         "cannot",         "not permitted", "supplements only",
                                         "needs approval", "scores lower",  "later in order"};

// What a decision comes to: a mode that leads, or why none does.
struct Outcome {
  enum class Kind : std::uint8_t {
    kLead,
    kNoAdvice,
    kReferSuspended,  // a suspension meets public protection
    kReferNothing     // no mode can be used
  };
  Kind kind = Kind::kReferNothing;
  ModeIndex lead;  // of kLead; else none

  [[nodiscard]] static Outcome Lead(ModeIndex mode) { return {Kind::kLead, mode}; }
  bool operator==(const Outcome&) const = default;
};
inline constexpr Outcome kOutcomeNoAdvice{Outcome::Kind::kNoAdvice, {}};
inline constexpr Outcome kOutcomeReferSuspended{Outcome::Kind::kReferSuspended, {}};
inline constexpr Outcome kOutcomeReferNothing{Outcome::Kind::kReferNothing, {}};
inline constexpr std::array kOutcomeNames{"lead", "no advice", "refer suspended",
                                          "refer nothing usable"};

// No mode is advised on at all: contact is suspended, or there is no sentence. The modes are not
// compared then.
inline bool IsClosed(Outcome outcome) {
  return outcome == kOutcomeNoAdvice || outcome == kOutcomeReferSuspended;
}

// The decision itself, of fixed size: what acts, and what follows from it.
struct Decision : Acts {
  ByMode<std::int16_t> score{};
  Outcome outcome;
  ModeSet alternatives;
  Firmness firmness = Firmness::kRefer;

  // The mode with the highest score, the first of equals; of modes that there are.
  [[nodiscard]] ModeIndex BestOf(ModeSet modes) const;
  // Calls `see` with each alternative, best first.
  template <class See>
  void ForEachAlternative(See see) const {
    for (ModeSet rest = alternatives; !rest.empty();) {
      const ModeIndex best = BestOf(rest);
      see(best);
      rest = rest.Without(best);
    }
  }
};

// A rule that acts, with the unknown facts it acts in spite of.
struct Acting {
  RuleRef ref;
  std::vector<FactIndex> unknown;
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
  std::vector<RoleIndex> roles;      // that still have to approve, in order of approver
  WhyNot why_not = WhyNot::kLead;
};

// What some answers to a question would give.
struct AnswerGroup {
  std::vector<std::vector<ClassIndex>> classes;  // each: a class of each of the question's facts
  Outcome outcome;
  ModeSet alternatives;
  std::optional<Standing> planned;
  std::vector<RuleIndex> safeguards;  // that would act besides; of a kSafeguards question alone
  bool operator==(const AnswerGroup&) const = default;
};

struct Question {
  std::vector<FactIndex> facts;  // one; those of a joint question; or those of two questions
  Rank rank = Rank::kNothing;
  std::vector<AnswerGroup> answers;
};

struct CadenceAdvice {
  RuleIndex rule;
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
    kNothingRead,
    kOutcome,
    kRestricted,
    kDependsOnUnknown,
    kSafeguard,
    kCadence
  };
  Why why = Why::kOutcome;
  std::optional<RuleRef> ref;
  bool operator==(const NoticeReason&) const = default;
};
inline constexpr std::array kNoticeWhyNames{"somebody else", "nothing read",       "outcome",
                                            "restricted",    "depends on unknown", "safeguard",
                                            "cadence"};

struct Notice {
  NoticeLevel level = NoticeLevel::kNone;
  bool repeated = false;
  std::string key;  // of a note; else empty
  std::vector<NoticeReason> reasons;
};

struct Advice {
  Contact contact;
  Day as_of;
  // As decided on: with contact, derived and cadence facts, doubted ones unknown.
  Indexed<FactIndex, FactValue> facts;
  Indexed<FactIndex, std::string> from;
  std::vector<Conflict> conflicts;

  Decision decision;
  Indexed<ModeIndex, ModeAdvice> modes;
  bool base_decides = false;  // the lead would not lead without the modes' bases
  bool provisional = false;
  std::optional<bool> planned_safe;  // with a planned mode, unless contact is suspended
  std::vector<Question> ask;
  int together = 0;                    // questions: 0, 2, or 3 for three or more
  std::vector<FactIndex> in_contact;   // what matters and can only be found out in the contact
  std::vector<CadenceAdvice> cadence;  // rules that reach this case, in pack order
  std::vector<Acting> outcome_rules;   // behind `no advice` and `refer`
  std::vector<Acting> resources;       // that suit the lead; in pack order
  Notice notice;
};

}  // namespace bsup::core
