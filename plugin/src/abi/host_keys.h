// The keys of a trail: a key file, or the host's key service.
#pragma once

#include <memory>

#include "abi/session.h"
#include "base/result.h"
#include "trail/keys/key_service.h"

namespace bsup::core {

// Whether the host gave all three callbacks of a key service.
bool HasKeyService(const bsup_host& host);

// The key file at `path` or, where that is null or empty, the session's key service. kUsage where
// there is neither. `create` lets the file be made.
Result<std::unique_ptr<KeyService>> KeysFor(std::shared_ptr<const Session> session,
                                            const char* path, bool create);

}  // namespace bsup::core
