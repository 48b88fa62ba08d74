// What advice said, from its JSON: as much as decisions, replay and the timeline rest on.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "advice/engine/cadence_shown.h"
#include "base/day.h"
#include "base/json.h"
#include "base/result.h"
#include "policy/model/policy.h"
#include "records/content/policy_names.h"

namespace bsup::core {

struct ModeStanding {
  std::string permission;  // a word of kPermissionNames
  bool counts = false;
  bool operator==(const ModeStanding&) const = default;
};

struct ModeTold {
  std::string mode;
  ModeStanding standing;
  std::vector<std::string> restrictions;  // ids of rules
};

// A cadence rule that reaches the case.
struct CadenceTold {
  std::string rule;
  CadenceKind kind = CadenceKind::kNotPublished;
  CadenceShown state = CadenceShown::kUnknown;
};

// An approval that a principle asks for, and the roles that have not given it.
struct Lacking {
  std::string principle;
  std::vector<std::string> roles;
  bool operator==(const Lacking&) const = default;
};

struct AdviceTold {
  std::int64_t engine = 0;
  std::string policy_digest;
  Day contact_day;
  std::string outcome;  // "lead", "no advice", "refer suspended", "refer nothing usable"
  std::optional<std::string> lead;
  std::vector<std::string> alternatives;
  std::string firmness;
  bool provisional = false;
  std::optional<std::string> planned;  // mode
  std::string notice;                  // "none", "note", "stop"
  std::vector<ModeTold> modes;
  std::vector<CadenceTold> cadence;

  struct Asking {  // a principle that needs approval
    std::string principle;
    std::vector<std::string> roles;
  };
  struct Given {  // an approval that held
    std::string principle;
    std::string role;
  };
  std::vector<Asking> asking;
  std::vector<Given> given;

  // kBadInput where `json` is not advice.
  static Result<AdviceTold> Read(std::string_view json);
  // The same of advice that is parsed already.
  static Result<AdviceTold> Of(const JsonNode& advice);

  // Nothing for a mode that the advice does not name.
  [[nodiscard]] const ModeTold* Find(std::string_view mode) const;
  // Whether somebody who chooses `mode` does as advised: it is the lead or one of the alternatives.
  [[nodiscard]] bool Advises(std::string_view mode) const;
  // The approvals that the mode still lacks, in the order of its restrictions.
  [[nodiscard]] std::vector<Lacking> LackingFor(const ModeTold& mode,
                                                const PolicyNames& policy) const;
};

}  // namespace bsup::core
