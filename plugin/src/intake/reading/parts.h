// The parts of a payload as they came: usable, failed, or about another person. See
// plugin/docs/mapping.md, "Parts".
#pragma once

#include <cstdint>
#include <vector>

#include "base/json.h"
#include "intake/mapping/mapping.h"

namespace bsup::core {

enum class PartState : std::uint8_t { kAbsent, kUsable, kFailed, kOther };

struct FoundPart {
  PartState state = PartState::kAbsent;
  const JsonNode* node = nullptr;
  const char* differs = "";  // kOther: in what it differs from the case
  // kUsable: the name is another, and case number and birth date are those of the case.
  bool other_name = false;
};

// Beside `mapping.parts`.
std::vector<FoundPart> FindParts(const Mapping& mapping, const JsonNode& payload);

}  // namespace bsup::core
