#include "records/content/advice_told.h"

#include <algorithm>
#include <limits>

#include "records/content/fields.h"

namespace bsup::core {
namespace {

void ReadOutcome(ContentReader outcome, AdviceTold& told) {
  told.outcome = ReadKey<AdviceOutcome>(outcome, "outcome", kAdviceOutcomeNames);
  told.lead = ReadKey<std::optional<std::string>>(outcome, "lead");
  told.alternatives = outcome.Texts("alternatives");
  told.firmness = ReadKey<Firmness>(outcome, "firmness", kFirmnessNames);
  told.provisional = ReadKey<bool>(outcome, "provisional");
}

void ReadModes(ContentReader& advice, AdviceTold& told) {
  advice.ForEachObject("modes", [&](ContentReader& item) {
    ModeTold& mode = told.modes.emplace_back();
    mode.mode = ReadKey<std::string>(item, "mode");
    mode.in_person = ReadKey<bool>(item, "in_person");
    mode.standing.permission = ReadKey<Permission>(item, "permission", kPermissionNames);
    mode.standing.counts = ReadKey<bool>(item, "counts");
    item.ForEachObject("restrictions", [&](ContentReader& restriction) {
      mode.restrictions.push_back(ReadKey<std::string>(restriction, "rule"));
    });
  });
}

void ReadCadence(ContentReader& advice, const ContentReader& rules, AdviceTold& told) {
  advice.ForEachObject("cadence", [&](ContentReader& item) {
    CadenceTold& cadence = told.cadence.emplace_back();
    cadence.rule = ReadKey<std::string>(item, "rule");
    ContentReader rule = rules.Under(cadence.rule);
    cadence.kind = ReadKey<CadenceKind>(rule, "cadence", kCadenceKindNames);
    cadence.state = ReadKey<CadenceShown>(item, "state", kCadenceShownNames);
  });
}

void ReadApprovals(ContentReader& advice, const ContentReader& rules, AdviceTold& told) {
  if (!advice.Value("rules").is_object()) advice.AddWrongKind("rules", "an object");
  for (const JsonMember& member : rules.members()) {
    ContentReader rule = rules.Under(member.key);
    if (ReadKey<std::optional<std::string>>(rule, "effect") == "needs_approval")
      told.asking.push_back({std::string(member.key), rule.Texts("roles")});
  }
  advice.ForEachObject("approvals", [&](ContentReader& approval) {
    told.held.push_back(
        {ReadKey<std::string>(approval, "principle"), ReadKey<std::string>(approval, "role")});
  });
}

}  // namespace

Result<AdviceTold> AdviceTold::Read(std::string_view json) {
  BSUP_TRY(const JsonDocument document, JsonDocument::Parse(json, "advice"));
  return Of(document.root());
}

Result<AdviceTold> AdviceTold::Of(const JsonNode& advice) {
  std::vector<Problem> problems;
  ContentReader reader(advice, "", problems);
  ContentReader policy = reader.Under("policy");
  ContentReader contact = reader.Under("contact");
  ContentReader notice = reader.Under("notice");
  const ContentReader rules = reader.Under("rules");
  AdviceTold told;
  told.engine =
      ReadKey<std::int64_t>(reader, "engine", Within{1, std::numeric_limits<std::int32_t>::max()});
  told.policy_digest = ReadKey<std::string>(policy, "digest");
  told.contact_day = ReadKey<Day>(contact, "date");
  told.additional = ReadKey<std::optional<std::string>>(contact, "role") == "additional";
  ReadOutcome(reader.Under("outcome"), told);
  told.planned = ReadKey<std::optional<std::string>>(contact, "planned");
  told.notice = ReadKey<NoticeLevel>(notice, "level", kNoticeNames);
  ReadModes(reader, told);
  ReadCadence(reader, rules, told);
  ReadApprovals(reader, rules, told);
  if (!problems.empty()) {
    return Error(Status::kBadInput, "advice" + problems.front().where,
                 "this is not advice as bsup_advice_json gives it");
  }
  return told;
}

const ModeTold* AdviceTold::Find(std::string_view mode) const {
  const auto found = std::ranges::find(modes, mode, &ModeTold::mode);
  return found == modes.end() ? nullptr : &*found;
}

bool AdviceTold::Advises(std::string_view mode) const {
  return lead == mode || (lead && std::ranges::find(alternatives, mode) != alternatives.end());
}

std::vector<Lacking> AdviceTold::LackingFor(const ModeTold& mode, const PolicyNames& policy) const {
  std::vector<Lacking> lacking;
  for (const std::string& rule : mode.restrictions) {
    const auto asks = std::ranges::find(asking, rule, &Asking::principle);
    if (asks == asking.end()) continue;
    Lacking lacks{rule, {}};
    for (const std::string& role : asks->roles) {
      const bool is_held = std::ranges::any_of(held, [&](const HeldApproval& approval) {
        return approval.principle == rule && policy.Covers(approval.role, role);
      });
      if (!is_held) lacks.roles.push_back(role);
    }
    if (!lacks.roles.empty()) lacking.push_back(std::move(lacks));
  }
  return lacking;
}

}  // namespace bsup::core
