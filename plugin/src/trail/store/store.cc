#include "trail/store/store.h"

#include <algorithm>
#include <charconv>
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

std::uint64_t SequenceIn(const SqliteStatement& row) { return Unsigned(row.Integer(0)); }
std::string TextIn(const SqliteStatement& row) { return std::string(row.Blob(0)); }

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

template <class... Arguments>
Result<Using> Store::Bound(const char* sql, const Arguments&... arguments) {
  BSUP_TRY(SqliteStatement* const statement, Get(sql));
  Using use(statement);
  int at = 0;
  (BindOne(*statement, ++at, arguments), ...);
  return use;
}

template <class Each, class... Arguments>
Result<void> Store::ForEach(const char* sql, Each each, const Arguments&... arguments) {
  BSUP_TRY(const Using rows, Bound(sql, arguments...));
  for (;;) {
    BSUP_TRY(const bool there, rows->Step());
    if (!there) return {};
    BSUP_TRY(each(std::as_const(*rows)));
  }
}

template <class Read, class... Arguments>
Result<std::optional<Store::GivenBy<Read>>> Store::One(const char* sql, Read read,
                                                       const Arguments&... arguments) {
  BSUP_TRY(const Using row, Bound(sql, arguments...));
  BSUP_TRY(const bool there, row->Step());
  std::optional<GivenBy<Read>> given;
  if (there) given.emplace(read(std::as_const(*row)));
  return given;
}

template <class Read, class... Arguments>
Result<std::vector<Store::GivenBy<Read>>> Store::All(const char* sql, Read read,
                                                     const Arguments&... arguments) {
  std::vector<GivenBy<Read>> given;
  const auto take = [&](const SqliteStatement& row) -> Result<void> {
    given.push_back(read(row));
    return {};
  };
  BSUP_TRY(ForEach(sql, take, arguments...));
  return given;
}

template <class... Arguments>
Result<void> Store::Execute(const char* sql, const Arguments&... arguments) {
  BSUP_TRY(const Using statement, Bound(sql, arguments...));
  BSUP_TRY(statement->Step());
  return {};
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

Result<void> Store::Commit() {
  Result<void> done = Execute("COMMIT");
  if (done || done.error().status != Status::kStorage) return done;
  Error failed = std::move(done).error();
  failed.problems.front().what +=
      "; it is not known whether this was recorded: ask again, with the same operation_id";
  return failed;
}

void Store::Rollback() noexcept {
  try {
    static_cast<void>(Execute("ROLLBACK"));
  } catch (const std::bad_alloc&) {  // the next transaction begins by ending this one
  }
}

Result<std::uint64_t> Store::Size() {
  BSUP_TRY(const auto size, One("SELECT coalesce(max(sequence) + 1, 0) FROM record", SequenceIn));
  return *size;
}

Result<HeadRow> Store::Head() {
  BSUP_TRY(auto head, One("SELECT size, note FROM head", [](const SqliteStatement& row) {
             return HeadRow{Unsigned(row.Integer(0)), std::string(row.Blob(1))};
           }));
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
  return One("SELECT value FROM about_trail WHERE name = ?1", TextIn, TextCell{name});
}

Result<void> Store::SetAbout(std::string_view name, std::string_view value) {
  return Execute(
      "INSERT INTO about_trail (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET "
      "value = ?2",
      TextCell{name}, TextCell{value});
}

Result<std::int64_t> Store::VaultChanges() {
  BSUP_TRY(const auto seen, About("vault_changes"));
  std::int64_t changes = 0;
  if (seen) std::from_chars(seen->data(), seen->data() + seen->size(), changes);
  return changes;
}

Result<void> Store::SetVaultChanges(std::int64_t changes) {
  return SetAbout("vault_changes", std::to_string(changes));
}

Result<Hash> Store::Node(NodeId node) {
  const std::uint64_t last = ((node.index + 1) << node.level) - 1;
  Hash hash{};
  BSUP_TRY(const auto found,
           One(
               "SELECT substr(hashes, ?2, 32) FROM record WHERE sequence = ?1",
               [&](const SqliteStatement& row) { return CopyInto(row.Blob(0), &hash); }, last,
               std::int64_t{32} * node.level + 1));
  if (found != true) return Damaged("record " + std::to_string(last) + " lacks a hash of the tree");
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
  return One(
      "SELECT sequence FROM person WHERE tag = ?1 AND same = ?2 ORDER BY sequence DESC LIMIT 1",
      SequenceIn, tag, same);
}

Result<void> Store::AddDocument(const Hash& digest, std::string_view bytes) {
  return Execute("INSERT INTO document (digest, bytes) VALUES (?1, ?2)", digest, bytes);
}

Result<bool> Store::HasDocument(const Hash& digest) {
  BSUP_TRY(const auto found, One("SELECT 1 FROM document WHERE digest = ?1", SequenceIn, digest));
  return found.has_value();
}

Result<std::optional<std::string>> Store::Document(const Hash& digest) {
  return One("SELECT bytes FROM document WHERE digest = ?1", TextIn, digest);
}

Result<void> Store::AddCosigned(std::uint64_t size, std::string_view name, std::string_view note) {
  return Execute(
      "INSERT INTO cosigned (size, name, note) VALUES (?1, ?2, ?3) "
      "ON CONFLICT (size, name) DO UPDATE SET note = ?3",
      size, TextCell{name}, TextCell{note});
}

Result<std::vector<std::string>> Store::Cosigned(std::uint64_t size) {
  return All("SELECT note FROM cosigned WHERE size = ?1 ORDER BY name", TextIn, size);
}

Result<std::vector<HeadRow>> Store::CosignedBy(std::string_view name) {
  return All(
      "SELECT size, note FROM cosigned WHERE name = ?1 ORDER BY size",
      [](const SqliteStatement& row) {
        return HeadRow{Unsigned(row.Integer(0)), std::string(row.Blob(1))};
      },
      TextCell{name});
}

Result<std::optional<RecordRow>> Store::ReadRecord(std::uint64_t sequence) {
  return One(
      "SELECT bytes, hashes FROM record WHERE sequence = ?1",
      [&](const SqliteStatement& row) {
        return RecordRow{sequence, std::string(row.Blob(0)), std::string(row.Blob(1))};
      },
      sequence);
}

Result<std::optional<SealedPart>> Store::Payload(std::uint64_t sequence, PayloadPart part) {
  bool whole = true;
  BSUP_TRY(auto found, One(
                           "SELECT key, nonce, key_hash, ciphertext FROM payload WHERE place = ?1",
                           [&](const SqliteStatement& row) {
                             SealedPart sealed;
                             whole = CopyInto(row.Blob(0), &sealed.key) &&
                                     CopyInto(row.Blob(1), &sealed.nonce) &&
                                     CopyInto(row.Blob(2), &sealed.key_hash);
                             sealed.ciphertext = row.Blob(3);
                             return sealed;
                           },
                           PlaceOf(sequence, part)));
  if (!whole) return Damaged("the payload of record " + std::to_string(sequence) + " is damaged");
  return found;
}

Result<std::vector<std::uint64_t>> Store::AnswersTo(std::uint64_t sequence) {
  return All("SELECT sequence FROM record WHERE answers = ?1 ORDER BY sequence", SequenceIn,
             sequence);
}

Result<std::vector<std::uint64_t>> Store::Policies() {
  static_assert(static_cast<int>(RecordKind::kPolicy) == 4, "a number, so that the index is used");
  return All("SELECT sequence FROM record WHERE kind = 4 ORDER BY sequence", SequenceIn);
}

Result<std::vector<RecordRow>> Store::ReadRange(const RecordRange& range, std::size_t limit) {
  const auto read = [](const SqliteStatement& row) {
    return RecordRow{Unsigned(row.Integer(0)), std::string(row.Blob(1)), std::string()};
  };
  if (range.person) {
    return All(
        "SELECT record.sequence, record.bytes FROM person "
        "JOIN record ON record.sequence = person.sequence "
        "WHERE person.tag = ?6 AND person.sequence >= ?1 AND (1 << kind) & ?2 "
        "AND day BETWEEN ?3 AND ?4 ORDER BY person.sequence LIMIT ?5",
        read, range.at_least, range.kinds.bits(), range.from_day, range.until_day, Signed(limit),
        *range.person);
  }
  return All(
      "SELECT sequence, bytes FROM record WHERE sequence >= ?1 AND (1 << kind) & ?2 "
      "AND day BETWEEN ?3 AND ?4 ORDER BY sequence LIMIT ?5",
      read, range.at_least, range.kinds.bits(), range.from_day, range.until_day, Signed(limit));
}

Result<void> Store::EachRecord(
    const std::function<Result<void>(std::uint64_t, std::string_view, std::string_view)>& each) {
  return ForEach(
      "SELECT sequence, bytes, hashes FROM record ORDER BY sequence",
      [&](const SqliteStatement& row) { return each(SequenceIn(row), row.Blob(1), row.Blob(2)); });
}

Result<void> Store::EachRow(std::uint64_t from,
                            const std::function<Result<void>(const RecordColumns&)>& each) {
  const auto give = [&](const SqliteStatement& row) {
    RecordColumns columns{SequenceIn(row), row.Blob(1), row.Integer(2), row.Integer(3), {}};
    if (!row.IsNull(4)) columns.answers = Unsigned(row.Integer(4));
    return each(columns);
  };
  return ForEach(
      "SELECT sequence, bytes, kind, day, answers FROM record WHERE sequence >= ?1 "
      "ORDER BY sequence",
      give, from);
}

Result<AnswersFound> Store::IndexedAnswers() {
  BSUP_TRY(const auto found,
           One("SELECT count(*), coalesce(sum(answers), 0), coalesce(sum(sequence), 0) "
               "FROM record INDEXED BY record_answers WHERE answers IS NOT NULL",
               [](const SqliteStatement& row) {
                 return AnswersFound{row.Integer(0), row.Integer(1), row.Integer(2)};
               }));
  return *found;
}

Result<std::vector<std::uint64_t>> Store::PersonSequences(const Tag& tag) {
  return All("SELECT sequence FROM person WHERE tag = ?1 ORDER BY sequence", SequenceIn, tag);
}

Result<void> Store::AddErased(std::uint64_t sequence, const KeyId& key) {
  return Execute("INSERT INTO erased (sequence, key) VALUES (?1, ?2)", sequence, key);
}

Result<std::vector<ErasedRow>> Store::ErasedRows() {
  std::vector<ErasedRow> rows;
  const auto take = [&](const SqliteStatement& row) -> Result<void> {
    ErasedRow& erased = rows.emplace_back(ErasedRow{SequenceIn(row), {}});
    if (!CopyInto(row.Blob(1), &erased.key)) return Damaged("the list of erasures is damaged");
    return {};
  };
  BSUP_TRY(ForEach("SELECT sequence, key FROM erased ORDER BY sequence", take));
  return rows;
}

Result<std::optional<std::uint64_t>> Store::ErasureOf(const KeyId& key) {
  return One("SELECT sequence FROM erased WHERE key = ?1", SequenceIn, key);
}

Result<void> Store::DeletePayload(std::uint64_t sequence, PayloadPart part) {
  return Execute("DELETE FROM payload WHERE place = ?1", PlaceOf(sequence, part));
}

Result<void> Store::DeletePersonRows(const Tag& tag) {
  return Execute("DELETE FROM person WHERE tag = ?1", tag);
}

}  // namespace bsup::core
