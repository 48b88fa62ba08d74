#include "records/content/policy_names.h"

#include <algorithm>

#include "records/content/content.h"

namespace bsup::core {
namespace {

Words LabelOf(StrictReader& reader, const Spot& item) {
  const Spot label = Under(item, "label");
  return {reader.Text(Under(label, "en")), reader.Text(Under(label, "cy"))};
}

template <class List>
std::string LabelIn(const List& list, std::string_view id, Language language) {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const auto& it) { return it.id == id; });
  return found == list.end() ? std::string(id) : found->label.In(language);
}

}  // namespace

Result<PolicyNames> PolicyNames::Read(std::string_view canonical) {
  BSUP_TRY(const JsonDocument document, JsonDocument::Parse(canonical, "policy"));
  const Spot root{&document.root(), ""};
  StrictReader reader;
  PolicyNames names;
  names.digest = Sha256Of({canonical});
  names.id = reader.Text(Under(root, "id"));
  names.version = reader.Text(Under(root, "version"));
  const Spot region = Under(root, "region");
  if (!region.node->is_null()) names.region = reader.Text(Under(region, "id"));
  names.from = reader.Day(Under(root, "from"));
  names.until = reader.DayOrNull(Under(root, "until"));
  names.refer_role = reader.Text(Under(Under(root, "refer"), "role"));
  for (const Spot& item : reader.List(Under(root, "modes")))
    names.modes.push_back({reader.Text(Under(item, "id")), LabelOf(reader, item)});
  for (const Spot& item : reader.List(Under(root, "reason_codes")))
    names.reason_codes.push_back({reader.Text(Under(item, "id")), LabelOf(reader, item)});
  for (const Spot& item : reader.List(Under(root, "approvers"))) {
    RankedRole role{reader.Text(Under(item, "id")), LabelOf(reader, item), {}};
    for (const Spot& lower : reader.List(Under(item, "outranks")))
      role.outranks.push_back(reader.Text(lower));
    names.approvers.push_back(std::move(role));
  }
  if (!reader.problems().empty()) {
    return Error(Status::kBadInput, "policy" + reader.problems().front().where,
                 "this is not the canonical JSON of a resolved policy");
  }
  return names;
}

Result<PolicyNames> PolicyNamesOf(std::string_view digest, std::string_view canonical) {
  Result<PolicyNames> names = PolicyNames::Read(canonical);
  if (names && Hex(Bytes(names->digest)) != digest) {
    return Error(Status::kOtherPolicy, "",
                 "this is not the policy that the advice was given under; give the document of "
                 "its record");
  }
  return names;
}

bool PolicyNames::Covers(std::string_view role, std::string_view needed) const {
  if (role == needed) return true;
  const auto found = std::ranges::find(approvers, role, &RankedRole::id);
  return found != approvers.end() &&
         std::ranges::find(found->outranks, needed) != found->outranks.end();
}

std::string PolicyNames::ModeLabel(std::string_view mode, Language language) const {
  std::string label = LabelIn(modes, mode, language);
  const std::size_t bracket = label.find(" (");
  if (bracket != std::string::npos && label.back() == ')') label.resize(bracket);
  return label;
}

std::string PolicyNames::ReasonLabel(std::string_view code, Language language) const {
  return LabelIn(reason_codes, code, language);
}

std::string PolicyNames::RoleLabel(std::string_view role, Language language) const {
  return LabelIn(approvers, role, language);
}

}  // namespace bsup::core
