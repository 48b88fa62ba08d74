#include "records/content/advice_told.h"

#include <algorithm>
#include <limits>

#include "base/enum_names.h"

namespace bsup::core {
namespace {

// The value whose word is at `spot`, which is `what`.
template <class Enum, class Names>
void ReadWord(StrictReader& reader, const Spot& spot, const Names& names, std::string_view what,
              Enum& value) {
  value = static_cast<Enum>(std::max(0, reader.OneOf(spot, Listed(names), what)));
}

std::optional<std::string> TextAt(StrictReader& reader, const Spot& spot,
                                  std::string_view pointer) {
  const Spot at = At(spot, pointer);
  if (at.node->is_null()) return std::nullopt;
  return reader.Text(at);
}

std::vector<std::string> TextsAt(StrictReader& reader, const Spot& spot, std::string_view pointer) {
  std::vector<std::string> texts;
  for (const Spot& item : reader.List(At(spot, pointer))) texts.push_back(reader.Text(item));
  return texts;
}

void ReadModes(StrictReader& reader, const Spot& root, AdviceTold& told) {
  for (const Spot& item : reader.List(At(root, "/modes"))) {
    ModeTold mode;
    mode.mode = reader.Text(At(item, "/mode"));
    ReadWord(reader, At(item, "/permission"), kPermissionNames, "a permission",
             mode.standing.permission);
    mode.standing.counts = reader.Flag(At(item, "/counts"));
    for (const Spot& rule : reader.List(At(item, "/restrictions")))
      mode.restrictions.push_back(reader.Text(At(rule, "/rule")));
    told.modes.push_back(std::move(mode));
  }
}

void ReadCadence(StrictReader& reader, const Spot& root, AdviceTold& told) {
  for (const Spot& item : reader.List(At(root, "/cadence"))) {
    CadenceTold cadence;
    cadence.rule = reader.Text(At(item, "/rule"));
    const Spot kind = At(root, "/rules/" + cadence.rule + "/cadence");
    ReadWord(reader, kind, kCadenceKindNames, "a kind of cadence rule", cadence.kind);
    ReadWord(reader, At(item, "/state"), kCadenceShownNames, "a state of cadence", cadence.state);
    told.cadence.push_back(std::move(cadence));
  }
}

void ReadApprovals(StrictReader& reader, const Spot& root, AdviceTold& told) {
  std::vector<std::string_view> ids;
  const std::vector<Spot> rules = reader.Members(At(root, "/rules"), ids);
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (TextAt(reader, rules[i], "/effect") != "needs_approval") continue;
    told.asking.push_back({std::string(ids[i]), TextsAt(reader, rules[i], "/roles")});
  }
  for (const Spot& item : reader.List(At(root, "/approvals")))
    told.held.push_back({reader.Text(At(item, "/principle")), reader.Text(At(item, "/role"))});
}

}  // namespace

Result<AdviceTold> AdviceTold::Read(std::string_view json) {
  BSUP_TRY(const JsonDocument document, JsonDocument::Parse(json, "advice"));
  return Of(document.root());
}

Result<AdviceTold> AdviceTold::Of(const JsonNode& advice) {
  const Spot root{&advice, ""};
  StrictReader reader;
  AdviceTold told;
  told.engine = reader.Integer(At(root, "/engine"), 1, std::numeric_limits<std::int32_t>::max());
  told.policy_digest = reader.Text(At(root, "/policy/digest"));
  told.contact_day = reader.Day(At(root, "/contact/date"));
  ReadWord(reader, At(root, "/outcome/outcome"), kAdviceOutcomeNames, "an outcome", told.outcome);
  told.lead = TextAt(reader, root, "/outcome/lead");
  told.alternatives = TextsAt(reader, root, "/outcome/alternatives");
  ReadWord(reader, At(root, "/outcome/firmness"), kFirmnessNames, "a firmness", told.firmness);
  told.provisional = reader.Flag(At(root, "/outcome/provisional"));
  told.planned = TextAt(reader, root, "/contact/planned");
  ReadWord(reader, At(root, "/notice/level"), kNoticeNames, "a level of notice", told.notice);
  ReadModes(reader, root, told);
  ReadCadence(reader, root, told);
  ReadApprovals(reader, root, told);
  if (!reader.problems().empty()) {
    return Error(Status::kBadInput, "advice" + reader.problems().front().where,
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
