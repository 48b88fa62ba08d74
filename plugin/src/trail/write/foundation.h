// Makes a trail that is not there yet: its name, its vault, its store.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "base/result.h"
#include "trail/keys/key_service.h"
#include "trail/seal/secret.h"
#include "trail/store/lock.h"
#include "trail/store/store.h"
#include "trail/store/trail_files.h"

namespace bsup::core {

// kUsage for what cannot name a trail. An empty name is fine: it asks for a random one.
Result<void> CheckOrigin(const std::string& origin);
// kUsage where no file is named; kStorage for files by which others would come to the trail past its
// lock.
Result<void> CheckFiles(const TrailFiles& files);
// A random name that no other key has.
std::string RandomOrigin();

// A vault where there is none, unless the trail is there already. It calls the key service, so the
// caller does not hold the lock; it takes the lock itself.
Result<void> MakeVault(const TrailFiles& files, bool create, std::chrono::milliseconds wait,
                       TrailLock* lock, KeyService* keys);
// The first state of a store: tables, names, an empty tree. Under the lock.
Result<void> MakeStore(Store* store, const std::string& origin, const Secret& seed,
                       std::int64_t vault_changes);

}  // namespace bsup::core
