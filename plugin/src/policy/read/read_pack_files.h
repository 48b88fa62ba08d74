// From disk to source files.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "policy/read/source.h"

namespace bsup::core {

// Reads the packs at `paths` from disk with everything they include. Includes stay within the
// folder above that of the pack named.
Result<std::vector<SourceFile>> ReadPackFiles(const std::vector<std::string>& paths);

}  // namespace bsup::core
