// Reading records back, page by page. What a page shows of anybody is on record before it is shown.
//
// Begin, then Next until it gives an empty text. One thread at a time.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"
#include "records/content/who.h"
#include "service/keeping/records_asked.h"
#include "trail/trail.h"

namespace bsup::core {

// Whom the subject part of a record is about; nothing where it has none or was erased.
std::optional<std::string> PersonOf(const OpenedRecord& record);

class Reading {
 public:
  // `filter` is the JSON of records_asked.h. Where it has "export", one EXPORT is recorded here;
  // otherwise each page records a READ for every person who is on it for the first time.
  static Result<Reading> Begin(std::shared_ptr<Trail> trail, Recorder recorder,
                               std::string_view filter);

  // At most `limit` records (1 to Trail::kMostPage), a JSON object a line; empty at the end.
  Result<std::string> Next(std::size_t limit);

 private:
  Reading(std::shared_ptr<Trail> trail, Recorder recorder, RecordsAsked asked);

  std::shared_ptr<Trail> trail_;
  Recorder recorder_;
  RecordsAsked asked_;
  bool ended_ = false;
  std::set<std::string> seen_;  // who has left a READ
};

}  // namespace bsup::core
