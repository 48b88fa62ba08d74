// The least that durable rows can cost: the bytes of the trail's two great tables, as the trail has
// written them, put into the same tables of a file of its own by SQLite alone.
//
// In WAL mode with synchronous FULL, as the trail, and with SQLite's own checkpoint after as many
// pages. It has no trigger and no index, computes nothing, and signs nothing.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bench/measured_trail.h"
#include "trail/log/record.h"
#include "trail/store/store.h"

namespace bsup::core::bench {

struct WrittenRecord {
  Record record;
  std::string bytes;
  std::string hashes;
  std::vector<std::pair<PayloadPart, SealedPart>> parts;
};

// The records from `first` on, as they lie in the store.
inline std::vector<WrittenRecord> ReadWritten(const TrailFiles& files, std::uint64_t first) {
  Store store = Must(Store::Open(files.store, files.vfs, OpenMode::kReadOnly));
  const std::uint64_t size = Must(store.Size());
  std::vector<WrittenRecord> written;
  for (std::uint64_t sequence = first; sequence < size; ++sequence) {
    RecordRow row = *Must(store.ReadRecord(sequence));
    WrittenRecord one{Must(Record::Parse(row.bytes)), row.bytes, row.hashes, {}};
    for (const PayloadPart part :
         {PayloadPart::kSubject, PayloadPart::kActor, PayloadPart::kTrail}) {
      auto sealed = Must(store.Payload(sequence, part));
      if (sealed) one.parts.emplace_back(part, *std::move(sealed));
    }
    written.push_back(std::move(one));
  }
  return written;
}

class AppendFloor {
 public:
  explicit AppendFloor(const std::string& path) {
    Check(sqlite3_open(path.c_str(), &database_));
    Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        "CREATE TABLE record (sequence INTEGER PRIMARY KEY, kind INTEGER NOT NULL,"
        " day INTEGER NOT NULL, answers INTEGER, bytes BLOB NOT NULL, hashes BLOB NOT NULL) STRICT;"
        "CREATE TABLE payload (place INTEGER PRIMARY KEY, key BLOB NOT NULL, nonce BLOB NOT NULL,"
        " key_hash BLOB NOT NULL, ciphertext BLOB NOT NULL) STRICT;");
    begin_ = Prepare("BEGIN IMMEDIATE");
    commit_ = Prepare("COMMIT");
    record_ = Prepare("INSERT INTO record VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    payload_ = Prepare("INSERT INTO payload VALUES (?1, ?2, ?3, ?4, ?5)");
  }
  ~AppendFloor() {
    for (sqlite3_stmt* statement : {begin_, commit_, record_, payload_}) {
      sqlite3_finalize(statement);
    }
    sqlite3_close(database_);
  }
  AppendFloor(const AppendFloor&) = delete;
  AppendFloor& operator=(const AppendFloor&) = delete;

  // In one commit, durable on return.
  void Append(std::span<const WrittenRecord> records) {
    Step(begin_);
    for (const WrittenRecord& each : records) {
      const auto sequence = static_cast<std::int64_t>(each.record.sequence);
      sqlite3_bind_int64(record_, 1, sequence);
      sqlite3_bind_int64(record_, 2, static_cast<std::int64_t>(each.record.kind));
      sqlite3_bind_int64(record_, 3, each.record.day.number());
      Bind(record_, 5, each.bytes);
      Bind(record_, 6, each.hashes);
      Step(record_);
      for (const auto& [part, sealed] : each.parts) {
        sqlite3_bind_int64(payload_, 1, sequence * 4 + static_cast<std::int64_t>(part));
        Bind(payload_, 2, Bytes(sealed.key));
        Bind(payload_, 3, Bytes(sealed.nonce));
        Bind(payload_, 4, Bytes(sealed.key_hash));
        Bind(payload_, 5, sealed.ciphertext);
        Step(payload_);
      }
    }
    Step(commit_);
  }

 private:
  void Check(int code) const {
    if (code != SQLITE_OK && code != SQLITE_DONE) {
      throw std::runtime_error(std::string("the floor: ") + sqlite3_errmsg(database_));
    }
  }
  void Run(const char* sql) { Check(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr)); }
  sqlite3_stmt* Prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    Check(sqlite3_prepare_v3(database_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr));
    return statement;
  }
  void Step(sqlite3_stmt* statement) {
    Check(sqlite3_step(statement));
    Check(sqlite3_reset(statement));
  }
  static void Bind(sqlite3_stmt* statement, int at, std::string_view bytes) {
    sqlite3_bind_blob64(statement, at, bytes.data(), bytes.size(), SQLITE_STATIC);
  }

  sqlite3* database_ = nullptr;
  sqlite3_stmt* begin_ = nullptr;
  sqlite3_stmt* commit_ = nullptr;
  sqlite3_stmt* record_ = nullptr;
  sqlite3_stmt* payload_ = nullptr;
};

}  // namespace bsup::core::bench
