#include "intake/mapping/mapping.h"

#include <algorithm>

#include "intake/mapping/fold.h"

namespace bsup::core {

int CodeTable::Find(const JsonNode& node) const {
  const ScalarText scalar(node);
  if (!scalar.is_scalar()) return node.is_null() ? NameTable::kNotSaid : NameTable::kUnmapped;
  return names.Find(scalar.text());
}

bool MemberTest::Holds(const JsonNode& node) const {
  const JsonNode* member = at.In(node);
  if (member == nullptr) return false;
  if (const auto* flag = std::get_if<bool>(&value)) {
    return member->is_bool() && member->boolean() == *flag;
  }
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    return member->is_integer() && member->integer() == *number;
  }
  return member->is_string() && Folded(member->string()).text() == std::get<std::string>(value);
}

bool Mapping::Says(const JsonNode* node) const {
  if (node == nullptr || node->is_null()) return false;
  if (node->is_array()) return !node->items().empty();
  if (node->is_object()) return !node->members().empty();
  return !node->is_string() || not_known.Find(node->string()) != NameTable::kNotSaid;
}

bool Mapping::SaysAny(const std::vector<Pointer>& at, const JsonNode& node) const {
  return std::ranges::any_of(at, [&](const Pointer& pointer) { return Says(pointer.In(node)); });
}

}  // namespace bsup::core
