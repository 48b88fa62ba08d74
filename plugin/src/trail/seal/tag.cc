#include "trail/seal/tag.h"

#include <algorithm>
#include <string>

namespace bsup::core {
namespace {

Tag TagOf(const Mac& key, std::string_view text) {
  const auto mac = key.Of(text);
  Tag tag{};
  std::copy_n(mac.begin(), tag.size(), tag.begin());
  return tag;
}

}  // namespace

Tag IndexTag(const Mac& person_key) { return TagOf(person_key, "index"); }

Tag SameTag(const Mac& person_key, std::string_view same) {
  return TagOf(person_key, "same" + std::string(same));
}

}  // namespace bsup::core
