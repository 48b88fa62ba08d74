// The public documents that records rest on: each is what its digest says.
#pragma once

#include <cstdint>
#include <optional>
#include <set>

#include "trail/log/record.h"
#include "trail/store/sqlite.h"
#include "trail/verify/finding.h"

namespace bsup::core {

// Begin, then Next for each record, then Rest.
class DocumentCheck {
 public:
  explicit DocumentCheck(Sqlite* store) : store_(store) {}

  Checked Begin();
  // The record has the document that its kind asks for, and it is kept.
  Checked Next(const Record& record);
  // Those that no record rests on.
  Checked Rest();

 private:
  // Of documents found good. Policies are few and come again and again; lists of what was erased
  // come once each, and are forgotten when there are too many.
  static constexpr std::size_t kMostRemembered = 4096;

  Sqlite* store_;
  std::optional<SqliteStatement> find_;
  std::set<Hash> good_;
};

}  // namespace bsup::core
