#include "trail/write/signer.h"

#include <string>
#include <utility>

namespace bsup::core {

std::optional<Signer> Signer::Find(std::shared_ptr<const TrailKeys> keys, std::string_view origin,
                                   std::string_view vkey) {
  for (const Secret& seed : keys->signing) {
    VerifierKey key = VerifierKeyOf(std::string(origin), KeyType::kEd25519, seed);
    if (key.ToString() != vkey) continue;
    auto staff = std::make_shared<Mac>(keys->staff);
    auto trail = std::make_shared<Mac>(keys->trail);
    staff->Lock();
    trail->Lock();
    return Signer{std::move(key), std::move(keys), &seed, std::move(staff), std::move(trail)};
  }
  return std::nullopt;
}

}  // namespace bsup::core
