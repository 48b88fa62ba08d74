// A new trail from a backup. A restored trail never continues its log: readers who
// saw more of the log would see another one. It begins again, and says what it comes from.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "trail/keys/key_service.h"
#include "trail/trail.h"

namespace bsup::core {

// Makes the trail at `path` with a new name and a new key. Its first record is what `reopen` makes
// of the backup's head. The old log is copied to `path.before`, to be read. The vault at
// `path.vault` is used where it has survived, else that of the backup. kStorage if one of these
// files exists, kTampered if the backup is not sound, kKeyRefused if its vault cannot be opened:
// after an erasure no older vault can.
Result<std::unique_ptr<Trail>> Restore(
    const std::string& backup, const std::string& path, const TrailOptions& options,
    KeyService* keys, const std::function<Result<Draft>(const std::string& head)>& reopen);

}  // namespace bsup::core
