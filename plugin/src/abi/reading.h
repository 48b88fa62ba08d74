// What a host asks to read, and the records that reading leaves.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "abi/handles.h"
#include "base/result.h"
#include "records/content/content.h"
#include "records/content/who.h"
#include "trail/trail.h"

namespace bsup::core {

// To whom records are handed out, and how much of them.
struct ExportTo {
  std::vector<std::string> recipients;
  std::string scope;
};

// {"recipients","scope"}
ExportTo ReadExportTo(ContentReader& reader, const Spot& spot);

// A filter as a host gives it.
struct HostFilter {
  ReadFilter filter;
  std::optional<std::string> justification;
  std::optional<ExportTo> exported;
};

// kBadInput with JSON Pointers. `text` may be empty: everything.
Result<HostFilter> ReadFilterText(std::string_view text);

// One EXPORT: `what` was handed out, to whom and how much of it.
Result<bool> RecordExport(const bsup_trail& trail, const Recorder& recorder, std::string_view what,
                          const ExportTo& exported);

// One READ for each of them, in one commit.
Result<bool> RecordReads(const bsup_trail& trail, const Recorder& recorder,
                         const std::set<std::string>& persons,
                         const std::optional<std::string>& justification);

// Whom the subject part of a record is about; nothing where it has none or was erased.
std::optional<std::string> PersonOf(const OpenedRecord& record);

}  // namespace bsup::core

// Records being read, page by page.
struct bsup_reading {
  bsup_trail trail;  // a share of it
  bsup::core::Recorder recorder;
  bsup::core::HostFilter asked;
  bool ended = false;
  std::set<std::string> seen;  // who has left a READ already
};
