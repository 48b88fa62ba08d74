// The store's tables in their SQLite file. See plugin/docs/trail_format.md, "The store".
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "trail/log/record.h"
#include "trail/store/sqlite.h"

namespace bsup::core {

inline constexpr std::int64_t kStoreApplicationId = 0x62737570;  // "bsup"
inline constexpr std::int64_t kStoreVersion = 1;

// A trail keeps the words of its schema, the kind's number in them too.
static_assert(static_cast<int>(RecordKind::kPolicy) == 4, "record_policies has another kind");

// Makes tables and triggers. The triggers stop accidents; what stops tampering is a checkpoint kept
// elsewhere.
inline constexpr const char* kStoreSchema = R"sql(
PRAGMA application_id = 1651733872;
PRAGMA user_version = 1;

CREATE TABLE about_trail (
  name  TEXT PRIMARY KEY,
  value ANY NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
  sequence INTEGER PRIMARY KEY,
  kind     INTEGER NOT NULL,
  day      INTEGER NOT NULL,
  answers  INTEGER,
  bytes    BLOB NOT NULL,
  hashes   BLOB NOT NULL
) STRICT;
CREATE INDEX record_answers ON record (answers) WHERE answers IS NOT NULL;
CREATE INDEX record_policies ON record (sequence) WHERE kind = 4;

CREATE TABLE payload (
  place      INTEGER PRIMARY KEY,
  key        BLOB NOT NULL,
  nonce      BLOB NOT NULL,
  key_hash   BLOB NOT NULL,
  ciphertext BLOB NOT NULL
) STRICT;

CREATE TABLE person (
  tag      BLOB NOT NULL,
  sequence INTEGER NOT NULL,
  same     BLOB,
  PRIMARY KEY (tag, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
  digest BLOB PRIMARY KEY,
  bytes  BLOB NOT NULL
) STRICT;

CREATE TABLE head (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  size INTEGER NOT NULL,
  note TEXT NOT NULL
) STRICT;

CREATE TABLE cosigned (
  size INTEGER NOT NULL,
  name TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (size, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE erased (
  sequence INTEGER PRIMARY KEY,
  key      BLOB NOT NULL UNIQUE
) STRICT;

CREATE TRIGGER record_follows BEFORE INSERT ON record
  WHEN NEW.sequence <> (SELECT coalesce(max(sequence) + 1, 0) FROM record)
  BEGIN SELECT raise(ABORT, 'a record takes the next sequence'); END;
CREATE TRIGGER record_stays BEFORE UPDATE ON record
  BEGIN SELECT raise(ABORT, 'a record is never changed'); END;
CREATE TRIGGER record_is_kept BEFORE DELETE ON record
  BEGIN SELECT raise(ABORT, 'a record is never deleted'); END;
CREATE TRIGGER payload_stays BEFORE UPDATE ON payload
  BEGIN SELECT raise(ABORT, 'a payload is never changed'); END;
CREATE TRIGGER payload_is_kept BEFORE DELETE ON payload
  WHEN NOT EXISTS (SELECT 1 FROM erased WHERE erased.key = OLD.key)
  BEGIN SELECT raise(ABORT, 'a payload is deleted only after its ERASURE'); END;
CREATE TRIGGER document_stays BEFORE UPDATE ON document
  BEGIN SELECT raise(ABORT, 'a document is never changed'); END;
CREATE TRIGGER document_is_kept BEFORE DELETE ON document
  BEGIN SELECT raise(ABORT, 'a document is never deleted'); END;
CREATE TRIGGER head_grows BEFORE UPDATE ON head
  WHEN NEW.size < OLD.size
  BEGIN SELECT raise(ABORT, 'the head never goes back'); END;
CREATE TRIGGER head_is_kept BEFORE DELETE ON head
  BEGIN SELECT raise(ABORT, 'the head is never deleted'); END;
CREATE TRIGGER erased_stays BEFORE UPDATE ON erased
  BEGIN SELECT raise(ABORT, 'an erasure is never changed'); END;
CREATE TRIGGER erased_is_kept BEFORE DELETE ON erased
  BEGIN SELECT raise(ABORT, 'an erasure is never undone'); END;
)sql";

// How the file's tables differ from these; empty where they do not. Asked before anything is read
// from it: a table that is a view gives what it likes, and as much of it.
Result<std::string> WhatIsWrongWithTables(Sqlite* store);
// The same of tables, indices and triggers.
Result<std::string> WhatIsWrongWithSchema(Sqlite* store);

}  // namespace bsup::core
