// What is asked for of a trail's records, and how it is given: page by page.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "trail/log/draft.h"
#include "trail/log/record.h"

namespace bsup::core {

struct ReadFilter {
  std::optional<std::string> person;
  RecordKinds kinds = kAllRecordKinds;
  bool practice = true;  // classes; the statutory one only when asked for by name
  bool statutory = false;
  bool own = true;
  std::optional<Day> from;
  std::optional<Day> until;  // both included
  std::uint64_t after = 0;   // begins at this sequence
};

inline constexpr std::size_t kMostRecordsOfPage = 1000;

struct RecordPage {
  std::vector<OpenedRecord> records;
  std::optional<std::uint64_t> next;  // where to go on; nothing at the end
};

}  // namespace bsup::core
