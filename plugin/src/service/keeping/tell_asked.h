// What a host asks to be told, as it says so: a JSON object. See plugin/docs/records.md, "The
// timeline".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/day.h"
#include "base/result.h"
#include "records/telling/timeline.h"

namespace bsup::core {

struct TellAsked {
  std::optional<std::string> person;    // this or `record`
  std::optional<std::uint64_t> record;  // in full
  bool statutory = false;               // who read, disclosed and erased, too
  bool as_text = false;
  std::optional<std::string> justification;
  TimelineOptions options;
};

// kBadInput with JSON Pointers.
Result<TellAsked> ReadTellAsked(std::string_view text, Day today);

}  // namespace bsup::core
