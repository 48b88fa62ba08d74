// What a host asks to read, as it says so: a JSON object. See plugin/docs/records.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "records/content/content.h"
#include "trail/trail.h"

namespace bsup::core {

// To whom records are handed out, and how much of them.
struct ExportTo {
  std::vector<std::string> recipients;
  std::string scope;
};

// {"recipients","scope"}
ExportTo ReadExportTo(ContentReader reader);

struct RecordsAsked {
  ReadFilter filter;
  std::optional<std::string> justification;
  std::optional<ExportTo> exported;  // they are handed out, not looked at
};

// kBadInput with JSON Pointers. An empty text asks for everything.
Result<RecordsAsked> ReadRecordsAsked(std::string_view text);

}  // namespace bsup::core
