// The files of a policy as one text: {"files":[{"path","text","included"}]}.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "policy/resolve/policy_set.h"

namespace bsup::core {

std::string WriteBundle(const std::vector<SourceFile>& files);

Result<std::vector<SourceFile>> ReadBundle(std::string_view json);

}  // namespace bsup::core
