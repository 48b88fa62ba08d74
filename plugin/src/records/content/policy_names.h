// What records need of a resolved policy, from its canonical JSON: names, labels and ranks.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "base/words.h"
#include "trail/seal/hash.h"

namespace bsup::core {

struct NamedWords {
  std::string id;
  Words label;
};

struct ReasonNamed {
  std::string id;
  Words label;
  bool needs_words = false;  // it says too little alone
};

struct RankedRole {
  std::string id;
  Words label;
  std::vector<std::string> outranks;
};

struct PolicyNames {
  Hash digest{};  // of the text it was read from
  std::string id;
  std::string version;
  std::optional<std::string> region;  // id
  Day from;
  std::optional<Day> until;
  std::string refer_role;  // whom to ask where no mode is advised
  std::vector<NamedWords> modes;
  std::vector<ReasonNamed> reason_codes;
  std::vector<RankedRole> approvers;

  // kBadInput where `canonical` is not a resolved policy.
  static Result<PolicyNames> Read(std::string_view canonical);

  // Whether `role` may do what `needed` may: it is the same, or outranks it.
  [[nodiscard]] bool Covers(std::string_view role, std::string_view needed) const;
  // Whether that code says too little without words.
  [[nodiscard]] bool NeedsWords(std::string_view code) const;
  // The label without a last part in brackets; the id itself where the policy has no such mode.
  [[nodiscard]] std::string ModeLabel(std::string_view mode, Language language) const;
  [[nodiscard]] std::string ReasonLabel(std::string_view code, Language language) const;
  [[nodiscard]] std::string RoleLabel(std::string_view role, Language language) const;
};

// Those of the policy of that digest (hexadecimal); kOtherPolicy where `canonical` is another.
Result<PolicyNames> PolicyNamesOf(std::string_view digest, std::string_view canonical);

template <class List>
std::vector<std::string> IdsOf(const List& list) {
  std::vector<std::string> ids;
  ids.reserve(list.size());
  for (const auto& item : list) ids.push_back(item.id);
  return ids;
}

}  // namespace bsup::core
