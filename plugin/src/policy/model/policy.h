// A policy as its rules: what is in force for one region over one span of days, resolved from
// national pack, exceptional models and the region's overlay.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/enum_table.h"
#include "base/place.h"
#include "base/words.h"
#include "policy/model/cadence_kind.h"
#include "policy/model/condition.h"
#include "policy/model/effect.h"
#include "policy/model/vocabulary.h"

namespace bsup::core {

enum class Mandate : std::uint8_t { kStandard, kNational };
enum class Basis : std::uint8_t { kRule, kGuidance, kResearch, kLaw, kLocal };
enum class FactorKind : std::uint8_t { kRisk, kAccess, kPractice };
// The words of the policy language for each, in the order of the enum.
inline constexpr std::array kMandateNames{"standard", "national"};
static_assert(HasMembers<Mandate>(kMandateNames.size()));
inline constexpr std::array kBasisNames{"rule", "guidance", "research", "law", "local"};
static_assert(HasMembers<Basis>(kBasisNames.size()));
inline constexpr std::array kFactorKindNames{"risk", "access", "practice"};
static_assert(HasMembers<FactorKind>(kFactorKindNames.size()));
// What every rule has.
struct Rule {
  std::string id;
  Place place;
  std::string pack;  // id of the pack it came from
  Condition when;
  bool apply_if_unknown = false;
  bool binds_every_contact = false;  // else only where the person takes part, or may
  Words because;
  std::string source;
  std::string during;  // id of the suspension it belongs to, or empty
};

struct Cannot : Rule {
  ModeSet modes = 0;
};

struct Principle : Rule {
  Mandate mandate = Mandate::kStandard;
  Basis basis = Basis::kGuidance;
  Effect effect = Effect::kRuleOut;
  ModeSet modes = 0;       // where the effect takes them
  std::vector<int> roles;  // where the effect takes them: indexes of approvers, all needed
  std::optional<Condition> refer_when;
  std::vector<int> flex_roles;
};

struct Factor : Rule {
  Basis basis = Basis::kGuidance;
  FactorKind kind = FactorKind::kPractice;
  std::array<std::int8_t, kMostModes> weigh{};  // -3 to 3; 0 where it says nothing
  std::array<Range, kMostModes> flex{};         // low == high where a region may not set it
};

struct Safeguard : Rule {
  Basis basis = Basis::kGuidance;
  ModeSet modes = 0;
  bool must = false;
};

struct Cadence : Rule {
  Mandate mandate = Mandate::kStandard;
  Basis basis = Basis::kGuidance;
  CadenceKind kind = CadenceKind::kNotPublished;
  int amount = 0;  // of what its kind counts
  Range flex;      // low == high where a region may not set it
  ModeSet home_visit_modes = 0;
  Words ask;
  int fact = -1;  // index of `cadence.ID`; -1 for kNotPublished

  [[nodiscard]] bool restricts() const { return RowOf(kind).restricts; }
};

struct Resource : Rule {  // `because` is empty
  std::string subject;
  ModeSet modes = 0;
  int minutes = 0;
  Words title;
  std::vector<Words> outline;
};

struct Integrity {
  std::string id;
  Place place;
  std::string pack;
  Row never;
  std::vector<int> doubt;  // facts
  Words because;
  std::string source;
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
  Words because;
  std::string source;
};

struct Approver {
  std::string id;
  Words label;
  std::vector<int> outranks;
};

struct ReasonCode {
  std::string id;
  Words label;
};

struct Region {
  std::string id;
  std::string code;
  Words label;
};

struct Refer {
  int role = -1;  // approver
  Words words;
};

struct Bands {
  int well_suited = 3;
  int suited = 0;
  int use_with_care = -3;
};

// Which facts mean what the engine itself must know; -1 where the pack does not declare it.
struct ContactFacts {
  int purpose = -1;
  int scheduled = -1;
  int with = -1;  // always there
  int role = -1;  // always there
};

struct PolicyId {
  std::string id;
  std::string version;
  bool regional = false;
};

struct Policy {
  std::string id;
  std::string version;
  std::string status;
  Words title;
  Words statement;
  std::vector<PolicyId> overlays;  // exceptional models and the region's, in order of use
  std::optional<Region> region;    // none: the nation alone
  Day from;                        // in force from this day
  std::optional<Day> until;        // to this one, included; open-ended without
  int margin = 0;
  Bands bands;
  Refer refer;
  std::vector<Approver> approvers;
  std::vector<ReasonCode> reason_codes;
  std::vector<Mode> modes;
  std::vector<Fact> facts;  // declared ones in pack order, then one for each cadence rule that is
                            // not kNotPublished
  ContactFacts contact;

  std::vector<Cannot> cannot;
  std::vector<Principle> principles;
  std::vector<Factor> factors;
  std::vector<Safeguard> safeguards;
  std::vector<Cadence> cadence;
  std::vector<Resource> resources;
  std::vector<Integrity> integrity;
  std::vector<Suspension>
      suspensions;  // of this region, past ones too: clocks need them; in order of `from`

  std::string canonical;  // RFC 8785
  std::string digest;     // SHA-256 of it, hexadecimal

  [[nodiscard]] int FactIndex(std::string_view id) const;
  [[nodiscard]] int ModeIndex(std::string_view id) const;
  [[nodiscard]] int ApproverIndex(std::string_view id) const;
  [[nodiscard]] ModeSet InPerson() const;
  [[nodiscard]] ModeSet AllModes() const { return static_cast<ModeSet>((1u << modes.size()) - 1); }
};

}  // namespace bsup::core
