// What advice said, from its JSON: as much as decisions, replay and the timeline rest on.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "advice/engine/advice.h"
#include "advice/engine/cadence_shown.h"
#include "base/day.h"
#include "base/json.h"
#include "base/result.h"
#include "policy/model/policy.h"
#include "records/content/content.h"
#include "records/content/policy_names.h"

namespace bsup::core {

// What an advice comes to.
enum class AdviceOutcome : std::uint8_t { kLead, kNoAdvice, kReferSuspended, kReferNothing };
inline constexpr std::array kAdviceOutcomeNames{"lead", "no advice", "refer suspended",
                                                "refer nothing usable"};

struct ModeStanding {
  Permission permission = Permission::kPermitted;
  bool counts = false;
  bool operator==(const ModeStanding&) const = default;

  static void Fields(auto& self, auto& fields) {
    fields.Settled("counts", self.counts);
    fields.Settled("permission", self.permission, kPermissionNames);
  }
};

struct ModeTold {
  std::string mode;
  bool in_person = false;
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

  static void Fields(auto& self, auto& fields) {
    fields.Settled("principle", self.principle);
    fields.Settled("roles", self.roles, Form::kName);
  }
};

struct AdviceTold {
  std::int64_t engine = 0;
  std::string policy_digest;
  Day contact_day;
  bool additional = false;  // the contact is on top of what is required
  AdviceOutcome outcome = AdviceOutcome::kNoAdvice;
  std::optional<std::string> lead;
  std::vector<std::string> alternatives;
  Firmness firmness = Firmness::kNoAdvice;
  bool provisional = false;
  std::optional<std::string> planned;  // mode
  NoticeLevel notice = NoticeLevel::kNone;
  std::vector<ModeTold> modes;
  std::vector<CadenceTold> cadence;

  struct Asking {  // a principle that needs approval
    std::string principle;
    std::vector<std::string> roles;
  };
  struct HeldApproval {
    std::string principle;
    std::string role;
  };
  std::vector<Asking> asking;
  std::vector<HeldApproval> held;

  // kBadInput where `json` is not advice.
  static Result<AdviceTold> Read(std::string_view json);
  // The same of advice that is parsed already.
  static Result<AdviceTold> Of(const JsonNode& advice);

  // Nothing for a mode that the advice does not name.
  [[nodiscard]] const ModeTold* Find(std::string_view mode) const;
  // Whether `mode` is the lead or one of the alternatives, so that choosing it follows the advice.
  [[nodiscard]] bool Advises(std::string_view mode) const;
  // The approvals that the mode still lacks, in the order of its restrictions.
  [[nodiscard]] std::vector<Lacking> LackingFor(const ModeTold& mode,
                                                const PolicyNames& policy) const;
};

}  // namespace bsup::core
