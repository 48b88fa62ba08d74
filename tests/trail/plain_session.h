// Rows committed one at a time with plain SQLite, and what is left of them after a cut.
#pragma once

#include <string>

#include "sqlite3.h"
#include "trail/crash_vfs.h"

namespace bsup::core::faults {

struct PlainSettings {
  std::string journal_mode;
  std::string synchronous;
};

class PlainSession {
 public:
  // Opens `/plain` and makes its table if it is not there.
  PlainSession(CrashVfs& vfs, const PlainSettings& settings);
  ~PlainSession();
  PlainSession(const PlainSession&) = delete;
  PlainSession& operator=(const PlainSession&) = delete;

  // Inserts the next row and commits it.
  int Commit();
  // `count` commits, and a checkpoint after every seventh.
  void Run(int count);
  int Do(const char* sql);
  // How many rows this connection sees; -1 where it cannot say.
  int Count();

  // The rows up to this one have been reported as committed.
  [[nodiscard]] int acknowledged() const { return acknowledged_; }
  [[nodiscard]] int refused() const { return refused_; }

 private:
  sqlite3* database_ = nullptr;
  int acknowledged_ = 0;
  int refused_ = 0;
};

enum class PlainVerdict { kWhole, kLost, kCorrupt };

// Opens the disk anew. Whole: the first `acknowledged` rows are there as they were written.
PlainVerdict CheckAfterCut(CrashDisk disk, int acknowledged);

}  // namespace bsup::core::faults
