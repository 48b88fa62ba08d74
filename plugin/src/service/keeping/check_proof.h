// Checking the proof of one record with nothing of the trail but its verifier key.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace bsup::core {

// {"origin","sequence","size"} where `proof` shows that `record`, its bytes, is the record
// `sequence` of that trail, of which `size` records are signed. kBadInput where one of the three
// cannot be read, kTampered where the proof does not hold.
Result<std::string> CheckProof(std::string_view record, std::string_view proof,
                               std::string_view vkey);

}  // namespace bsup::core
