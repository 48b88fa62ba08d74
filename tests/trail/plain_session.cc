#include "trail/plain_session.h"

#include <cstdlib>
#include <cstring>
#include <string_view>

#include "oracle/dice.h"

namespace bsup::core::faults {
namespace {

constexpr const char* kPath = "/plain";

// What row `number` holds: from a few bytes to some pages.
std::string Words(int number) {
  oracle::Dice dice(static_cast<std::uint64_t>(number));
  std::string words = std::to_string(number) + ':';
  const int size = dice.Below(dice.Percent(20) ? 9'000 : 600);
  for (int i = 0; i < size; ++i) words += static_cast<char>('a' + dice.Below(26));
  return words;
}

}  // namespace

PlainSession::PlainSession(CrashVfs& vfs, const PlainSettings& settings) {
  sqlite3_open_v2(kPath, &database_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, vfs.name());
  Do("PRAGMA wal_autocheckpoint=0");
  Do(("PRAGMA journal_mode=" + settings.journal_mode).c_str());
  Do(("PRAGMA synchronous=" + settings.synchronous).c_str());
  Do("CREATE TABLE IF NOT EXISTS row (number INTEGER PRIMARY KEY, words TEXT NOT NULL)");
}

PlainSession::~PlainSession() { sqlite3_close(database_); }

int PlainSession::Do(const char* sql) {
  return sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) & 0xFF;
}

int PlainSession::Commit() {
  const int number = acknowledged_ + 1;
  const std::string sql =
      "INSERT INTO row VALUES (" + std::to_string(number) + ", '" + Words(number) + "')";
  const int code = Do(sql.c_str());
  if (code == SQLITE_OK) {
    acknowledged_ = number;
  } else {
    ++refused_;
  }
  return code;
}

void PlainSession::Run(int count) {
  for (int i = 1; i <= count; ++i) {
    Commit();
    if (i % 7 == 0) Do("PRAGMA wal_checkpoint(PASSIVE)");
    if (i % 21 == 0) Do("PRAGMA wal_checkpoint(TRUNCATE)");
  }
}

int PlainSession::Count() {
  int count = -1;
  sqlite3_exec(
      database_, "SELECT count(*) FROM row",
      [](void* to, int, char** columns, char**) {
        *static_cast<int*>(to) = std::atoi(columns[0]);
        return 0;
      },
      &count, nullptr);
  return count;
}

PlainVerdict CheckAfterCut(CrashDisk disk, int acknowledged) {
  CrashVfs vfs(std::move(disk));
  sqlite3* database = nullptr;
  sqlite3_open_v2(kPath, &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, vfs.name());
  struct Found {
    bool whole = false;
    bool good = true;
    int rows = 0;
  } found;
  const int checked = sqlite3_exec(
      database, "PRAGMA integrity_check",
      [](void* to, int, char** columns, char**) {
        static_cast<Found*>(to)->whole = std::strcmp(columns[0], "ok") == 0;
        return 0;
      },
      &found, nullptr);
  const int read = sqlite3_exec(
      database, "SELECT number, words FROM row ORDER BY number",
      [](void* to, int, char** columns, char**) {
        auto& so_far = *static_cast<Found*>(to);
        ++so_far.rows;
        so_far.good =
            so_far.good && std::atoi(columns[0]) == so_far.rows && columns[1] == Words(so_far.rows);
        return 0;
      },
      &found, nullptr);
  sqlite3_close(database);
  if (checked != SQLITE_OK || !found.whole || !found.good) return PlainVerdict::kCorrupt;
  // The table itself may not have been made yet.
  if (read != SQLITE_OK) return acknowledged == 0 ? PlainVerdict::kWhole : PlainVerdict::kLost;
  return found.rows < acknowledged ? PlainVerdict::kLost : PlainVerdict::kWhole;
}

}  // namespace bsup::core::faults
