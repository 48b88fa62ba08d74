#include "intake/mapping/test_of_member.h"

#include <algorithm>

#include "intake/mapping/fold.h"
#include "intake/mapping/table.h"

namespace bsup::core {
namespace {

bool IsThere(const JsonNode* node) {
  if (node == nullptr) return false;
  if (node->is_array()) return !node->items().empty();
  if (node->is_object()) return !node->members().empty();
  return !node->is_string() || !Folded(node->string()).text().empty() ||
         !Folded(node->string()).fits();
}

bool IsOneOf(const JsonNode* node, const std::vector<std::string>& values) {
  if (node == nullptr) return false;
  const ScalarText scalar(*node);
  if (!scalar.is_scalar()) return false;
  const auto is = [&](std::string_view text) {
    return std::ranges::find(values, text) != values.end();
  };
  return is(scalar.text()) || (node->is_string() && is(Folded(scalar.text()).text()));
}

bool HasOneOf(const JsonNode* node, const std::vector<std::string>& needles) {
  if (node == nullptr || !node->is_string()) return false;
  const std::string text = FoldedWords(node->string());
  return std::ranges::any_of(needles,
                             [&](const std::string& needle) { return HasWords(text, needle); });
}

}  // namespace

bool MemberTest::Holds(const JsonNode& member) const {
  const JsonNode* node = at.In(member);
  if (there && *there != IsThere(node)) return false;
  if (!any_of.empty() && !IsOneOf(node, any_of)) return false;
  if (!contains.empty() && !HasOneOf(node, contains)) return false;
  return none_of.empty() || !IsOneOf(node, none_of);
}

}  // namespace bsup::core
