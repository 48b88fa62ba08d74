// The host's key service, as the trail wants one.
#pragma once

#include <memory>

#include "abi/session.h"
#include "base/result.h"
#include "trail/keys/key_service.h"

namespace bsup::core {

// The key file at `path` or, where that is null or empty, the session's key service. kUsage where
// there is neither. `create` lets the file be made.
Result<std::unique_ptr<KeyService>> KeysFor(std::shared_ptr<const Session> session,
                                            const char* path, bool create);

}  // namespace bsup::core
