#include "records/content/policy_names.h"

#include <algorithm>

#include "records/content/fields.h"

namespace bsup::core {
namespace {

std::string Id(ContentReader& item) { return ReadKey<std::string>(item, "id"); }

Words LabelOf(const ContentReader& item) {
  ContentReader label = item.Under("label");
  return {ReadKey<std::string>(label, "en"), ReadKey<std::string>(label, "cy")};
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
  std::vector<Problem> problems;
  ContentReader policy(document.root(), "", problems);
  PolicyNames names;
  names.digest = Sha256Of({canonical});
  names.id = Id(policy);
  names.version = ReadKey<std::string>(policy, "version");
  if (!policy.Value("region").is_null()) {
    ContentReader region = policy.Under("region");
    names.region = Id(region);
  }
  names.from = ReadKey<Day>(policy, "from");
  names.until = ReadKey<std::optional<Day>>(policy, "until");
  ContentReader refer = policy.Under("refer");
  names.refer_role = ReadKey<std::string>(refer, "role");
  policy.ForEachObject("modes", [&](ContentReader& mode) {
    names.modes.push_back({Id(mode), LabelOf(mode)});
  });
  policy.ForEachObject("reason_codes", [&](ContentReader& code) {
    names.reason_codes.push_back(
        {Id(code), LabelOf(code), ReadKey<std::optional<bool>>(code, "needs_words") == true});
  });
  policy.ForEachObject("approvers", [&](ContentReader& role) {
    names.approvers.push_back({Id(role), LabelOf(role), role.Texts("outranks")});
  });
  if (!problems.empty()) {
    return Error(Status::kBadInput, "policy" + problems.front().where,
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

bool PolicyNames::NeedsWords(std::string_view code) const {
  const auto found = std::ranges::find(reason_codes, code, &ReasonNamed::id);
  return found != reason_codes.end() && found->needs_words;
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
