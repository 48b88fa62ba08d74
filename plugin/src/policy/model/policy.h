// A policy as its rules: what is in force for one region over one span of days, resolved from
// national pack, exceptional models and the region's overlay.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/enum_table.h"
#include "base/place.h"
#include "base/words.h"
#include "policy/model/cadence_kind.h"
#include "policy/model/citation.h"
#include "policy/model/condition.h"
#include "policy/model/effect.h"
#include "policy/model/factor_kind.h"
#include "policy/model/vocabulary.h"

namespace bsup::core {

enum class Mandate : std::uint8_t { kStandard, kNational };
enum class Basis : std::uint8_t { kRule, kGuidance, kResearch, kLaw, kLocal };
// How much attention something deserves.
enum class NoticeLevel : std::uint8_t { kNone, kNote, kStop };
// The words of the policy language for each, in the order of the enum.
inline constexpr std::array kMandateNames{"standard", "national"};
static_assert(HasMembers<Mandate>(kMandateNames.size()));
inline constexpr std::array kBasisNames{"rule", "guidance", "research", "law", "local"};
static_assert(HasMembers<Basis>(kBasisNames.size()));
inline constexpr std::array kNoticeNames{"none", "note", "stop"};
static_assert(HasMembers<NoticeLevel>(kNoticeNames.size()));

// What the fact `cadence.ID` says, in the order of its values.
enum class CadenceState : std::uint8_t { kKept, kDue, kOverdue };
constexpr FactValue ValueOf(CadenceState state) { return static_cast<FactValue>(state); }

// What every rule has.
struct Rule {
  std::string id;
  Place place;
  std::string pack;  // id of the pack it came from
  Condition when;
  bool apply_if_unknown = false;
  bool binds_every_contact = false;  // else only where the person takes part, or may
  Words because;
  Words in_short;  // the same in at most kMostShort letters, for a line beside a mode; may be empty
  Citation source;
  std::string during;  // id of the suspension it belongs to, or empty
};
inline constexpr std::size_t kMostShort = 60;

struct Cannot : Rule {
  ModeSet modes;
  NoticeLevel notice = NoticeLevel::kNote;  // that a planned mode deserves while this limits it
};

struct Principle : Rule {
  Mandate mandate = Mandate::kStandard;
  Basis basis = Basis::kGuidance;
  Effect effect = Effect::kRuleOut;
  ModeSet modes;                 // where the effect takes them
  std::vector<RoleIndex> roles;  // where the effect takes them; all are needed
  std::optional<Condition> refer_when;
  std::vector<RoleIndex> flex_roles;
  NoticeLevel notice = NoticeLevel::kNote;  // as in Cannot; of no_advice, that the outcome deserves
  bool never_suspended = false;             // no exceptional model may suspend it
};

struct Factor : Rule {
  Basis basis = Basis::kGuidance;
  FactorKind kind = FactorKind::kPractice;
  ByMode<std::int8_t> weigh{};  // -3 to 3; 0 where it says nothing
  ByMode<Range> flex{};         // low == high where a region may not set it
};

struct Safeguard : Rule {
  Basis basis = Basis::kGuidance;
  ModeSet modes;
  bool must = false;
};

struct Cadence : Rule {
  Mandate mandate = Mandate::kStandard;
  Basis basis = Basis::kGuidance;
  CadenceKind kind = CadenceKind::kNotPublished;
  int amount = 0;  // of what its kind counts
  Range flex;      // low == high where a region may not set it
  ModeSet home_visit_modes;
  Words ask;
  FactIndex fact;                           // `cadence.ID`; none for kNotPublished
  NoticeLevel notice = NoticeLevel::kNote;  // as in Cannot
  bool never_suspended = false;             // as in Principle
  std::string suspended_with;  // of a region's: the national rule with which it is suspended

  [[nodiscard]] bool restricts() const { return RowOf(kind).restricts; }
};

struct Resource : Rule {  // `because` is empty
  std::string subject;
  ModeSet modes;
  int minutes = 0;
  Words title;
  std::vector<Words> outline;
};

struct Integrity {
  std::string id;
  Place place;
  std::string pack;
  Row never;
  std::vector<FactIndex> doubt;
  Words because;
  Citation source;
};

struct Suspension {
  std::string id;
  Place place;
  std::string pack;
  Day from;
  Day until;                         // both included
  std::vector<std::string> regions;  // ids; empty means all
  std::vector<std::string> principles;
  std::vector<std::string> cadence;
  int resume_weeks = 0;
  struct Presumed {
    std::string fact;  // a flag
    bool value = false;
  };
  std::vector<Presumed> presume;  // how these facts ordinarily are while it lasts
  Words because;
  Citation source;

  [[nodiscard]] bool Covers(Day day) const { return from <= day && day <= until; }
  // Whether it stops that rule's clock while it lasts.
  [[nodiscard]] bool Suspends(const Cadence& rule) const;
};

// One sentence that settles several flags.
struct JointQuestion {
  std::string id;
  Place place;
  Words ask;
  struct Flag {
    FactIndex fact;
    FactValue no = 0;  // what a plain no sets
  };
  std::vector<Flag> flags;  // in pack order
};
inline constexpr std::size_t kMostJoint = 4;  // flags of one question: 16 answers

struct Approver {
  std::string id;
  Words label;
  std::vector<RoleIndex> outranks;
};

// Which way a departure from the advice goes.
enum class Direction : std::uint8_t { kToRemote, kToInPerson };
inline constexpr std::array kDirectionNames{"to remote", "to in person"};
static_assert(HasMembers<Direction>(kDirectionNames.size()));

struct ReasonCode {
  std::string id;
  Place place;
  Words label;
  std::optional<Direction> direction;  // the only one that it is a reason for; none: any departure
  bool needs_words = false;            // it says too little alone
};

struct Region {
  std::string id;
  std::string code;
  Words label;
};

struct Refer {
  RoleIndex role;  // or none
  Words words;
};

// How far the factors of one kind that a region adds may weigh on a mode, all together.
struct RegionWeigh {
  FactorKind kind = FactorKind::kAccess;
  Range range;  // holds 0
};

struct Bands {
  int well_suited = 3;
  int suited = 0;
  int use_with_care = -3;
};

// Which facts mean what the engine itself must know; none where the pack does not declare it.
struct ContactFacts {
  FactIndex purpose;
  FactIndex scheduled;
  FactIndex with;  // always there
  FactIndex role;  // always there
};

struct PolicyId {
  std::string id;
  std::string version;
  bool regional = false;
};

// The ids of all policies that were loaded together, whatever their region and version.
struct LoadedIds {
  using Ids = std::set<std::string, std::less<>>;
  Ids answered;  // facts and questions
  Ids approved;  // principles
  Ids approvers;
  Ids confirmed;  // safeguards
};

struct Policy {
  std::string id;
  std::string version;
  std::string status;
  Words title;
  Words statement;
  Guide guide;
  std::vector<PolicyId> overlays;  // exceptional models and the region's, in order of use
  std::optional<Region> region;    // none: the nation alone
  Day from;                        // in force from this day
  std::optional<Day> until;        // to this one, included; open-ended without
  int margin = 0;
  Bands bands;
  std::vector<RegionWeigh> region_weigh;  // a kind that is not here is the nation's alone
  Refer refer;
  Indexed<RoleIndex, Approver> approvers;
  std::vector<ReasonCode> reason_codes;
  Indexed<ModeIndex, Mode> modes;
  // The nation's, then each overlay's: those that the pack declares in its order, then one for each
  // of its cadence rules that is not kNotPublished.
  Indexed<FactIndex, Fact> facts;
  Indexed<JointIndex, JointQuestion> questions;
  ContactFacts contact;

  Indexed<RuleIndex, Cannot> cannot;
  Indexed<RuleIndex, Principle> principles;
  std::vector<Principle> suspended;  // that an exceptional model keeps from acting
  Indexed<RuleIndex, Factor> factors;
  Indexed<RuleIndex, Safeguard> safeguards;
  Indexed<RuleIndex, Cadence> cadence;
  Indexed<RuleIndex, Resource> resources;
  Indexed<RuleIndex, Integrity> integrity;
  std::vector<Suspension>
      suspensions;  // of this region, past ones too: clocks need them; in order of `from`

  std::string canonical;                    // RFC 8785
  std::string digest;                       // SHA-256 of it, hexadecimal
  std::shared_ptr<const LoadedIds> loaded;  // none where it stands alone

  // None where the policy has no such thing.
  [[nodiscard]] FactIndex FactNamed(std::string_view id) const;
  [[nodiscard]] ModeIndex ModeNamed(std::string_view id) const;
  [[nodiscard]] RoleIndex ApproverNamed(std::string_view id) const;

  [[nodiscard]] ModeSet AllModes() const { return ModeSet::All(modes.size()); }
  [[nodiscard]] ModeSet InPerson() const;
  [[nodiscard]] ModeSet Remote() const { return AllModes() - InPerson(); }
};

// The principles that this exceptional model, which is in force, keeps from acting.
std::vector<const Principle*> SuspendedBy(const Policy& policy, const Suspension& model);

}  // namespace bsup::core
