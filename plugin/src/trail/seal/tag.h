// How a person's rows are found without naming the person: the first half of an HMAC.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "trail/seal/secret.h"

namespace bsup::core {

using Tag = std::array<std::uint8_t, 16>;

// All of a person's records.
Tag IndexTag(const Mac& person_key);
// The record of this person that was given the same text.
Tag SameTag(const Mac& person_key, std::string_view same);

}  // namespace bsup::core
