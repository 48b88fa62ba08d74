#include "trail/erasure_traces.h"

#include "sqlite3.h"

namespace bsup::core::faults {
namespace {

// The blobs of the query's first column.
std::vector<std::string> Column(const std::string& path, const char* vfs, const std::string& sql) {
  std::vector<std::string> column;
  sqlite3* database = nullptr;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READONLY, vfs) == SQLITE_OK) {
    sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr);
    while (statement != nullptr && sqlite3_step(statement) == SQLITE_ROW) {
      column.emplace_back(static_cast<const char*>(sqlite3_column_blob(statement, 0)),
                          static_cast<std::size_t>(sqlite3_column_bytes(statement, 0)));
    }
    sqlite3_finalize(statement);
  }
  sqlite3_close(database);
  return column;
}

std::string AsLiteral(const std::string& bytes) { return "x'" + Hex(bytes) + "'"; }

}  // namespace

ErasureTraces ErasureTraces::Of(const TrailFiles& files,
                                const std::vector<std::uint64_t>& sequences) {
  ErasureTraces traces;
  std::string places;
  for (const std::uint64_t sequence : sequences) {
    places += (places.empty() ? "" : ",") + std::to_string(sequence * 4);
  }
  const std::string whose = " FROM payload WHERE place IN (" + places + ")";
  traces.bytes = Column(files.store, files.vfs, "SELECT ciphertext" + whose);
  for (const std::string& id : Column(files.store, files.vfs, "SELECT DISTINCT key" + whose)) {
    for (std::string& sealed :
         Column(files.vault, files.vfs, "SELECT sealed FROM key WHERE id = " + AsLiteral(id))) {
      traces.bytes.push_back(std::move(sealed));
    }
  }
  const std::vector<std::string> names =
      Column(files.vault, files.vfs, "SELECT key_name FROM epoch ORDER BY number DESC LIMIT 1");
  if (!names.empty()) traces.wrapping_key = names.front();
  return traces;
}

std::string ErasureTraces::LeftIn(const CrashDisk& disk, const TrailFiles& files,
                                  const CopyableKeys& keys) const {
  for (const std::string& path : {files.store, files.vault}) {
    for (const char* ending : {"", "-wal", "-journal"}) {
      const auto file = disk.Find(path + ending);
      if (file == nullptr) continue;
      for (const std::string& trace : bytes) {
        // A long text is cut into pages; its beginning is not.
        if (file->bytes().find(trace.substr(0, 32)) != std::string::npos) {
          return "what was erased is still in " + path + ending;
        }
      }
    }
  }
  if (keys.Names().contains(wrapping_key)) {
    return "the key " + wrapping_key + " still wraps every copy of the vault before the erasure";
  }
  return "";
}

}  // namespace bsup::core::faults
