// What has to be so of a member of a list, as `where`, `except` and `when` say it. See
// plugin/docs/mapping.md, "Tests".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "intake/mapping/pointer.h"

namespace bsup::core {

// All that is given must hold. Texts are folded; numbers and truth values are compared as texts.
struct MemberTest {
  Pointer at;
  std::vector<std::string> any_of;    // it is one of these
  std::vector<std::string> none_of;   // it is none of these, or is not there
  std::vector<std::string> contains;  // a text with one of these words in it
  std::optional<bool> there;          // whether anything is there

  [[nodiscard]] bool Holds(const JsonNode& member) const;
};

}  // namespace bsup::core
