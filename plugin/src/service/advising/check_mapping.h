// What a mapping makes of some payloads, for those who write it. Nothing is kept. Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "service/advising/loaded_mapping.h"
#include "service/advising/loaded_policy.h"

namespace bsup::core {

struct CheckedPayload {
  std::string name;  // as the report calls it
  std::string_view text;
};

// The report as JSON, in the shape that plugin/docs/mapping_check.md gives. A payload that cannot be
// read, and a mapping that does not fit the policies, are told in it. `region` is as for
// AdviseOnTexts.
std::string CheckMapping(const LoadedPolicy& policy, const LoadedMapping& mapping,
                         const std::vector<CheckedPayload>& payloads, const std::string& region,
                         Day as_of);

}  // namespace bsup::core
