// Checks a whole trail from its files alone. It only reads, and needs only the public key.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "trail/keys/key_service.h"
#include "trail/log/note.h"
#include "trail/store/trail_files.h"

namespace bsup::core {

// The numbers are those of plugin.h.
enum class Verdict : std::uint8_t {
  kIntact = 0,
  kIntactNoOutsideHead = 1,  // consistent in itself; nothing outside vouches for it
  kErasedInPart = 2,         // every proof holds, and what is missing was erased on record
  kTampered = 3,
  kTruncated = 4,   // fewer records than its own checkpoint says
  kRolledBack = 5,  // consistent, but older than the known head
  kForked = 6,      // not the tree of the known head
  kWrongKey = 7,    // not signed by the key that was given, or not this trail's vault
  kUnsignedTail = 8,
  kUnreadable = 9,
  kNotVouchedFor = 10,  // every proof holds, and nothing that the caller named vouches for it
};
inline constexpr std::array kVerdictNames{"intact",         "intact (no outside head)",
                                          "erased in part", "tampered",
                                          "truncated",      "rolled back",
                                          "forked",         "wrong key",
                                          "unsigned tail",  "unreadable",
                                          "not vouched for"};

struct VerifyOptions {
  std::optional<VerifierKey> key{};  // none: the one the trail says is its own
  std::optional<Checkpoint> known_head{};
  std::vector<VerifierKey> witnesses{};  // whose cosignatures vouch for a head
  KeyService* keys = nullptr;            // with it the vault is checked too; outlives the call
  std::function<void(std::uint64_t done, std::uint64_t all)> progress{};
};

struct Verification {
  Verdict verdict = Verdict::kUnreadable;
  std::optional<std::uint64_t> first_bad;
  std::uint64_t records = 0;
  std::uint64_t erased = 0;   // records with an erased part
  bool outside_head = false;  // a known head or a witness vouches for it
  std::string why;            // a sentence; what is wrong and where, or on what the verdict rests
};

// Gives no error: what prevents the check is a verdict too. Any thread.
Verification Verify(const TrailFiles& files, const VerifyOptions& options);

}  // namespace bsup::core
