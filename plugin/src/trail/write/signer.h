// What signs the checkpoints, and what seals the parts that no person's key seals.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "trail/keys/vault.h"
#include "trail/log/note.h"
#include "trail/seal/secret.h"

namespace bsup::core {

struct Signer {
  VerifierKey key;
  std::shared_ptr<const TrailKeys> keys;
  const Secret* seed = nullptr;  // of which `key` was made; one of `keys`
  std::shared_ptr<const Mac> staff;
  std::shared_ptr<const Mac> trail;

  // The key among `keys` that is called `vkey`; nothing where there is none.
  static std::optional<Signer> Find(std::shared_ptr<const TrailKeys> keys, std::string_view origin,
                                    std::string_view vkey);
};

// A signing key that will replace the present one.
struct NewSigningKey {
  VerifierKey key;
  Secret seed;
};

}  // namespace bsup::core
