// Verifying a trail with what a host knows of it, and the report of it.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "service/keeping/progress.h"
#include "trail/keys/key_service.h"
#include "trail/verify/verify.h"

namespace bsup::core {

// What an auditor brings from outside, as texts; an empty one is not given.
struct VerifyTexts {
  std::string_view vkey{};        // the verifier key; not given: the one the trail says is its own
  std::string_view witnesses{};   // verifier keys whose cosignatures vouch for a head, a line each
  std::string_view known_head{};  // a checkpoint kept elsewhere
};

// Checks the trail at `path` from its files: a fault is a verdict. `keys` may be nullptr; with them
// the vault is checked too. kBadInput where a key or the known
// head cannot be read.
Result<Verification> VerifyTrail(const std::string& path, const VerifyTexts& texts,
                                 KeyService* keys, const Progress& progress);

// {"verdict","records","erased","first_bad","outside_head","why"}
std::string VerificationJson(const Verification& verification);

}  // namespace bsup::core
