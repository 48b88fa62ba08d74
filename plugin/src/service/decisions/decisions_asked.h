// Which decisions a host asks for as columns, as it says so: a JSON object. See
// plugin/docs/decisions.md.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "service/keeping/records_asked.h"
#include "trail/trail.h"

namespace bsup::core {

struct DecisionsAsked {
  Day as_of;
  ReadFilter filter;  // decisions alone, none of them after `as_of`
  std::vector<std::string> facts;
  bool with_who = false;
  std::size_t threads = 1;
  ExportTo exported;
};

// kBadInput with JSON Pointers.
Result<DecisionsAsked> ReadDecisionsAsked(std::string_view text);

}  // namespace bsup::core
