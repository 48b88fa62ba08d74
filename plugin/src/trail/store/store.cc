#include "trail/store/store.h"

#include <algorithm>
#include <new>
#include <utility>

namespace bsup::core {
namespace {

std::int64_t Signed(std::uint64_t number) { return static_cast<std::int64_t>(number); }
std::uint64_t Unsigned(std::int64_t number) { return static_cast<std::uint64_t>(number); }

std::int64_t PlaceOf(std::uint64_t sequence, PayloadPart part) {
  return Signed(sequence * 4 + static_cast<std::uint64_t>(part));
}

Error Damaged(std::string what) {
  return {Status::kTampered, "", std::move(what) + "; run verify on the trail"};
}

template <std::size_t N>
bool CopyInto(std::string_view bytes, std::array<std::uint8_t, N>* to) {
  if (bytes.size() != N) return false;
  std::ranges::copy(bytes, to->begin());
  return true;
}

// As against a blob.
struct TextCell {
  std::string_view text;
};

void BindOne(SqliteStatement& statement, int at, std::int64_t value) { statement.Bind(at, value); }
void BindOne(SqliteStatement& statement, int at, std::uint64_t value) {
  statement.Bind(at, Signed(value));
}
void BindOne(SqliteStatement& statement, int at, TextCell value) {
  statement.BindText(at, value.text);
}
void BindOne(SqliteStatement& statement, int at, std::string_view value) {
  statement.BindBlob(at, value);
}
template <std::size_t N>
void BindOne(SqliteStatement& statement, int at, const std::array<std::uint8_t, N>& value) {
  statement.BindBlob(at, Bytes(value));
}
template <class T>
void BindOne(SqliteStatement& statement, int at, const std::optional<T>& value) {
  value ? BindOne(statement, at, *value) : static_cast<void>(statement.BindNull(at));
}

// Resets when the use ends, so that no row keeps a snapshot open.
class Use {
 public:
  explicit Use(SqliteStatement* statement) : statement_(statement) {}
  ~Use() { statement_->Reset(); }
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;

 private:
  SqliteStatement* statement_;
};

}  // namespace

Store::Store(Sqlite connection) : connection_(std::make_unique<Sqlite>(std::move(connection))) {}

Result<Store> Store::Open(const std::string& path, const char* vfs, OpenMode mode) {
  // What is erased is overwritten; nothing else is ever deleted, so it costs nothing else.
  BSUP_TRY(Sqlite connection,
           Sqlite::Open(path, {.mode = mode, .vfs = vfs, .secure_delete = true}));
  Store store(std::move(connection));
  BSUP_TRY(const bool made, store.IsMade());
  if (!made) return store;
  BSUP_TRY(const auto application, store.connection_->Number("PRAGMA application_id"));
  if (*application != kStoreApplicationId) {
    return Error(Status::kBadInput, path, "this database is not a trail");
  }
  BSUP_TRY(const auto version, store.connection_->Number("PRAGMA user_version"));
  if (*version != kStoreVersion) {
    return Error(Status::kBadInput, path,
                 "this trail is in version " + std::to_string(*version) +
                     " of the format, and this library knows version " +
                     std::to_string(kStoreVersion));
  }
  return store;
}

Result<bool> Store::IsMade() {
  BSUP_TRY(const auto tables, connection_->Number("SELECT count(*) FROM sqlite_schema"));
  return *tables != 0;
}

Result<void> Store::MakeSchema() { return connection_->Run(kStoreSchema); }

Result<SqliteStatement*> Store::Get(const char* sql) {
  for (auto& [text, statement] : statements_) {
    if (text == sql) return statement.get();
  }
  BSUP_TRY(SqliteStatement prepared, connection_->Prepare(sql));
  statements_.emplace_back(sql, std::make_unique<SqliteStatement>(std::move(prepared)));
  return statements_.back().second.get();
}

template <class Row, class... Arguments>
Result<void> Store::Query(const char* sql, Row row, const Arguments&... arguments) {
  BSUP_TRY(SqliteStatement* const statement, Get(sql));
  const Use use(statement);
  int at = 0;
  (BindOne(*statement, ++at, arguments), ...);
  while (true) {
    BSUP_TRY(const bool stepped, statement->Step());
    if (!stepped || !row(*statement)) return {};
  }
}

template <class... Arguments>
Result<void> Store::Execute(const char* sql, const Arguments&... arguments) {
  return Query(
      sql, [](const SqliteStatement&) { return true; }, arguments...);
}

Result<void> Store::BeginWrite() {
  BSUP_TRY(EndUnfinished());
  return Execute("BEGIN IMMEDIATE");
}

Result<void> Store::BeginRead() {
  BSUP_TRY(EndUnfinished());
  return Execute("BEGIN");
}

Result<void> Store::EndUnfinished() {
  return connection_->in_transaction() ? Execute("ROLLBACK") : Result<void>();
}

Result<void> Store::Commit() { return Execute("COMMIT"); }

void Store::Rollback() noexcept {
  try {
    static_cast<void>(Execute("ROLLBACK"));
  } catch (const std::bad_alloc&) {  // the next transaction begins by ending this one
  }
}

Result<std::uint64_t> Store::Size() {
  std::uint64_t size = 0;
  const auto done =
      Query("SELECT coalesce(max(sequence) + 1, 0) FROM record", [&](SqliteStatement& row) {
        size = Unsigned(row.Integer(0));
        return false;
      });
  if (!done) return done.error();
  return size;
}

Result<HeadRow> Store::Head() {
  std::optional<HeadRow> head;
  const auto done = Query("SELECT size, note FROM head", [&](SqliteStatement& row) {
    head = HeadRow{Unsigned(row.Integer(0)), std::string(row.Blob(1))};
    return false;
  });
  if (!done) return done.error();
  if (!head) return Damaged("the trail has no checkpoint");
  return *std::move(head);
}

Result<void> Store::SetHead(std::uint64_t size, std::string_view note) {
  return Execute(
      "INSERT INTO head (only, size, note) VALUES (1, ?1, ?2) "
      "ON CONFLICT (only) DO UPDATE SET size = ?1, note = ?2",
      size, TextCell{note});
}

Result<std::optional<std::string>> Store::About(std::string_view name) {
  std::optional<std::string> value;
  const auto done = Query(
      "SELECT value FROM about_trail WHERE name = ?1",
      [&](SqliteStatement& row) {
        value = std::string(row.Blob(0));
        return false;
      },
      TextCell{name});
  if (!done) return done.error();
  return value;
}

Result<void> Store::SetAbout(std::string_view name, std::string_view value) {
  return Execute(
      "INSERT INTO about_trail (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET "
      "value = ?2",
      TextCell{name}, TextCell{value});
}

Result<Hash> Store::Node(NodeId node) {
  const std::uint64_t last = ((node.index + 1) << node.level) - 1;
  Hash hash{};
  bool found = false;
  const auto done = Query(
      "SELECT substr(hashes, ?2, 32) FROM record WHERE sequence = ?1",
      [&](SqliteStatement& row) {
        found = CopyInto(row.Blob(0), &hash);
        return false;
      },
      last, std::int64_t{32} * node.level + 1);
  if (!done) return done.error();
  if (!found) return Damaged("record " + std::to_string(last) + " lacks a hash of the tree");
  return hash;
}

NodeReader Store::Nodes() {
  return [this](NodeId node) { return Node(node); };
}

Result<MerkleFrontier> Store::Frontier(std::uint64_t size) {
  return MerkleFrontier::Read(size, Nodes());
}

Result<Hash> Store::Root(std::uint64_t size) { return RootAt(size, Nodes()); }

Result<void> Store::AddRecord(const Record& record, std::string_view bytes,
                              std::string_view hashes) {
  return Execute(
      "INSERT INTO record (sequence, kind, day, answers, bytes, hashes) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
      record.sequence, static_cast<std::int64_t>(record.kind), std::int64_t{record.day.number()},
      record.answers, bytes, hashes);
}

Result<void> Store::AddPayload(std::uint64_t sequence, PayloadPart part, const SealedPart& sealed) {
  return Execute(
      "INSERT INTO payload (place, key, nonce, key_hash, ciphertext) VALUES (?1, ?2, ?3, ?4, ?5)",
      PlaceOf(sequence, part), sealed.key, sealed.nonce, sealed.key_hash,
      std::string_view(sealed.ciphertext));
}

Result<void> Store::AddPerson(const Tag& tag, std::uint64_t sequence,
                              const std::optional<Tag>& same) {
  return Execute("INSERT INTO person (tag, sequence, same) VALUES (?1, ?2, ?3)", tag, sequence,
                 same);
}

Result<std::optional<std::uint64_t>> Store::FindSame(const Tag& tag, const Tag& same) {
  std::optional<std::uint64_t> sequence;
  const auto done = Query(
      "SELECT sequence FROM person WHERE tag = ?1 AND same = ?2 ORDER BY sequence DESC LIMIT 1",
      [&](SqliteStatement& row) {
        sequence = Unsigned(row.Integer(0));
        return false;
      },
      tag, same);
  if (!done) return done.error();
  return sequence;
}

Result<void> Store::AddDocument(const Hash& digest, std::string_view bytes) {
  return Execute("INSERT INTO document (digest, bytes) VALUES (?1, ?2)", digest, bytes);
}

Result<bool> Store::HasDocument(const Hash& digest) {
  bool found = false;
  const auto done = Query(
      "SELECT 1 FROM document WHERE digest = ?1", [&](SqliteStatement&) { return found = true; },
      digest);
  if (!done) return done.error();
  return found;
}

Result<std::optional<std::string>> Store::Document(const Hash& digest) {
  std::optional<std::string> bytes;
  const auto done = Query(
      "SELECT bytes FROM document WHERE digest = ?1",
      [&](SqliteStatement& row) {
        bytes = std::string(row.Blob(0));
        return false;
      },
      digest);
  if (!done) return done.error();
  return bytes;
}

Result<void> Store::AddCosigned(std::uint64_t size, std::string_view name, std::string_view note) {
  return Execute(
      "INSERT INTO cosigned (size, name, note) VALUES (?1, ?2, ?3) "
      "ON CONFLICT (size, name) DO UPDATE SET note = ?3",
      size, TextCell{name}, TextCell{note});
}

Result<std::vector<std::string>> Store::Cosigned(std::uint64_t size) {
  std::vector<std::string> notes;
  const auto done = Query(
      "SELECT note FROM cosigned WHERE size = ?1 ORDER BY name",
      [&](SqliteStatement& row) {
        notes.emplace_back(row.Blob(0));
        return true;
      },
      size);
  if (!done) return done.error();
  return notes;
}

Result<std::optional<RecordRow>> Store::ReadRecord(std::uint64_t sequence) {
  std::optional<RecordRow> found;
  const auto done = Query(
      "SELECT bytes, hashes FROM record WHERE sequence = ?1",
      [&](SqliteStatement& row) {
        found = RecordRow{sequence, std::string(row.Blob(0)), std::string(row.Blob(1))};
        return false;
      },
      sequence);
  if (!done) return done.error();
  return found;
}

Result<std::optional<SealedPart>> Store::Payload(std::uint64_t sequence, PayloadPart part) {
  std::optional<SealedPart> found;
  bool whole = true;
  const auto done = Query(
      "SELECT key, nonce, key_hash, ciphertext FROM payload WHERE place = ?1",
      [&](SqliteStatement& row) {
        found.emplace();
        whole = CopyInto(row.Blob(0), &found->key) && CopyInto(row.Blob(1), &found->nonce) &&
                CopyInto(row.Blob(2), &found->key_hash);
        found->ciphertext = row.Blob(3);
        return false;
      },
      PlaceOf(sequence, part));
  if (!done) return done.error();
  if (!whole) return Damaged("the payload of record " + std::to_string(sequence) + " is damaged");
  return found;
}

Result<std::vector<std::uint64_t>> Store::AnswersTo(std::uint64_t sequence) {
  std::vector<std::uint64_t> answers;
  const auto done = Query(
      "SELECT sequence FROM record WHERE answers = ?1 ORDER BY sequence",
      [&](SqliteStatement& row) {
        answers.push_back(Unsigned(row.Integer(0)));
        return true;
      },
      sequence);
  if (!done) return done.error();
  return answers;
}

Result<std::vector<std::uint64_t>> Store::Policies() {
  static_assert(static_cast<int>(RecordKind::kPolicy) == 4, "a number, so that the index is used");
  std::vector<std::uint64_t> policies;
  const auto done = Query("SELECT sequence FROM record WHERE kind = 4 ORDER BY sequence",
                          [&](SqliteStatement& row) {
                            policies.push_back(Unsigned(row.Integer(0)));
                            return true;
                          });
  if (!done) return done.error();
  return policies;
}

Result<std::vector<RecordRow>> Store::ReadRange(const RecordRange& range, std::size_t limit) {
  std::vector<RecordRow> rows;
  const auto take = [&](SqliteStatement& row) {
    rows.push_back({Unsigned(row.Integer(0)), std::string(row.Blob(1)), std::string()});
    return true;
  };
  BSUP_TRY(
      range.person
          ? Query("SELECT record.sequence, record.bytes FROM person "
                  "JOIN record ON record.sequence = person.sequence "
                  "WHERE person.tag = ?6 AND person.sequence >= ?1 AND (1 << kind) & ?2 "
                  "AND day BETWEEN ?3 AND ?4 ORDER BY person.sequence LIMIT ?5",
                  take, range.at_least, range.kinds.bits(), range.from_day, range.until_day,
                  Signed(limit), *range.person)
          : Query("SELECT sequence, bytes FROM record WHERE sequence >= ?1 AND (1 << kind) & ?2 "
                  "AND day BETWEEN ?3 AND ?4 ORDER BY sequence LIMIT ?5",
                  take, range.at_least, range.kinds.bits(), range.from_day, range.until_day,
                  Signed(limit)));
  return rows;
}

Result<void> Store::EachRecord(
    const std::function<Result<void>(std::uint64_t, std::string_view, std::string_view)>& each) {
  Result<void> called;
  auto done = Query("SELECT sequence, bytes, hashes FROM record ORDER BY sequence",
                    [&](SqliteStatement& row) {
                      called = each(Unsigned(row.Integer(0)), row.Blob(1), row.Blob(2));
                      return called.ok();
                    });
  if (!done) return done;
  return called;
}

Result<std::vector<std::uint64_t>> Store::PersonSequences(const Tag& tag) {
  std::vector<std::uint64_t> sequences;
  const auto done = Query(
      "SELECT sequence FROM person WHERE tag = ?1 ORDER BY sequence",
      [&](SqliteStatement& row) {
        sequences.push_back(Unsigned(row.Integer(0)));
        return true;
      },
      tag);
  if (!done) return done.error();
  return sequences;
}

Result<void> Store::AddErased(std::uint64_t sequence, const KeyId& key) {
  return Execute("INSERT INTO erased (sequence, key) VALUES (?1, ?2)", sequence, key);
}

Result<std::vector<ErasedRow>> Store::ErasedRows() {
  std::vector<ErasedRow> rows;
  bool whole = true;
  const auto done =
      Query("SELECT sequence, key FROM erased ORDER BY sequence", [&](SqliteStatement& row) {
        ErasedRow erased{Unsigned(row.Integer(0)), {}};
        whole = CopyInto(row.Blob(1), &erased.key);
        rows.push_back(erased);
        return whole;
      });
  if (!done) return done.error();
  if (!whole) return Damaged("the list of erasures is damaged");
  return rows;
}

Result<std::optional<std::uint64_t>> Store::ErasureOf(const KeyId& key) {
  std::optional<std::uint64_t> sequence;
  const auto done = Query(
      "SELECT sequence FROM erased WHERE key = ?1",
      [&](SqliteStatement& row) {
        sequence = Unsigned(row.Integer(0));
        return false;
      },
      key);
  if (!done) return done.error();
  return sequence;
}

Result<void> Store::DeletePayload(std::uint64_t sequence, PayloadPart part) {
  return Execute("DELETE FROM payload WHERE place = ?1", PlaceOf(sequence, part));
}

Result<void> Store::DeletePersonRows(const Tag& tag) {
  return Execute("DELETE FROM person WHERE tag = ?1", tag);
}

}  // namespace bsup::core
