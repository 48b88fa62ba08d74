// Keeps what witnesses sign.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "trail/log/note.h"
#include "trail/write/writer.h"

namespace bsup::core {

// `note` is a checkpoint of the trail called `origin`, signed by `witness`. kTampered where it is
// of a larger tree or of another one.
Result<void> AddCosignature(Writer* writer, const std::string& origin, std::string_view note,
                            const VerifierKey& witness);

}  // namespace bsup::core
