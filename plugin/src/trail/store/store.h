// The rows of a trail's store, and nothing of what they mean: one connection, its transactions and
// its statements.
//
// BeginWrite, any of the calls, then Commit or Rollback. Reads need no transaction. One thread at a
// time.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/result.h"
#include "trail/log/merkle.h"
#include "trail/log/record.h"
#include "trail/seal/seal.h"
#include "trail/seal/tag.h"
#include "trail/store/schema.h"
#include "trail/store/sqlite.h"

namespace bsup::core {

struct HeadRow {
  std::uint64_t size = 0;
  std::string note;
};

struct RecordRow {
  std::uint64_t sequence = 0;
  std::string bytes;
  std::string hashes;
};

// A record's row as it is found by.
struct RecordColumns {
  std::uint64_t sequence = 0;
  std::string_view bytes;
  std::int64_t kind = 0;
  std::int64_t day = 0;
  std::optional<std::uint64_t> answers;
};

// What tells two sets of answers apart where one lacks some, or has others.
struct AnswersFound {
  std::int64_t count = 0;
  std::int64_t answered = 0;   // the sum of the sequences that are answered
  std::int64_t answering = 0;  // and of those that answer
  void Add(std::uint64_t to, std::uint64_t by) {
    ++count;
    answered += static_cast<std::int64_t>(to);
    answering += static_cast<std::int64_t>(by);
  }
  bool operator==(const AnswersFound&) const = default;
};

struct ErasedRow {
  std::uint64_t sequence = 0;  // of the ERASURE
  KeyId key{};
};

// Which records to go through.
struct RecordRange {
  std::optional<Tag> person;
  RecordKinds kinds = kAllRecordKinds;
  std::int64_t from_day = INT64_MIN;
  std::int64_t until_day = INT64_MAX;
  std::uint64_t at_least = 0;
};

class Store {
 public:
  // kNotFound if there is no file; kBadInput if it is not a trail.
  static Result<Store> Open(const std::string& path, const char* vfs, OpenMode mode);

  // Whether the schema is there: a file just made, or one whose making was cut off, has none.
  Result<bool> IsMade();
  // In a transaction.
  Result<void> MakeSchema();

  Result<void> BeginWrite();  // IMMEDIATE
  Result<void> BeginRead();   // one snapshot until Rollback
  Result<void> Commit();
  void Rollback() noexcept;

  Result<std::uint64_t> Size();
  Result<HeadRow> Head();
  Result<std::optional<std::string>> About(std::string_view name);
  Result<void> SetAbout(std::string_view name, std::string_view value);
  // How far the vault had come when the trail last saw it.
  Result<std::int64_t> VaultChanges();
  Result<void> SetVaultChanges(std::int64_t changes);

  Result<Hash> Node(NodeId node);
  Result<MerkleFrontier> Frontier(std::uint64_t size);
  Result<Hash> Root(std::uint64_t size);
  [[nodiscard]] NodeReader Nodes();

  Result<void> AddRecord(const Record& record, std::string_view bytes, std::string_view hashes);
  Result<void> AddPayload(std::uint64_t sequence, PayloadPart part, const SealedPart& sealed);
  Result<void> AddPerson(const Tag& tag, std::uint64_t sequence, const std::optional<Tag>& same);
  Result<std::optional<std::uint64_t>> FindSame(const Tag& tag, const Tag& same);
  Result<void> AddDocument(const Hash& digest, std::string_view bytes);
  Result<bool> HasDocument(const Hash& digest);
  Result<std::optional<std::string>> Document(const Hash& digest);
  Result<void> SetHead(std::uint64_t size, std::string_view note);
  Result<void> AddCosigned(std::uint64_t size, std::string_view name, std::string_view note);
  // The notes of that size.
  Result<std::vector<std::string>> Cosigned(std::uint64_t size);
  // Those kept under that name, in order of size.
  Result<std::vector<HeadRow>> CosignedBy(std::string_view name);

  Result<std::optional<RecordRow>> ReadRecord(std::uint64_t sequence);
  Result<std::optional<SealedPart>> Payload(std::uint64_t sequence, PayloadPart part);
  Result<std::vector<std::uint64_t>> AnswersTo(std::uint64_t sequence);
  // The POLICY records, in order.
  Result<std::vector<std::uint64_t>> Policies();
  // At most `limit`, in order of sequence.
  Result<std::vector<RecordRow>> ReadRange(const RecordRange& range, std::size_t limit);

  // Calls `each(sequence, bytes, hashes)` for every record in order, until it fails.
  Result<void> EachRecord(
      const std::function<Result<void>(std::uint64_t, std::string_view, std::string_view)>& each);

  // The same with the columns, from one record on.
  Result<void> EachRow(std::uint64_t from,
                       const std::function<Result<void>(const RecordColumns&)>& each);
  // What the index over answers leads to.
  Result<AnswersFound> IndexedAnswers();

  Result<std::vector<std::uint64_t>> PersonSequences(const Tag& tag);
  Result<void> AddErased(std::uint64_t sequence, const KeyId& key);
  Result<std::vector<ErasedRow>> ErasedRows();
  // The ERASURE that destroyed it; nothing where none did.
  Result<std::optional<std::uint64_t>> ErasureOf(const KeyId& key);
  Result<void> DeletePayload(std::uint64_t sequence, PayloadPart part);
  Result<void> DeletePersonRows(const Tag& tag);

  [[nodiscard]] Sqlite& connection() { return *connection_; }

 private:
  // Of a function that reads a row.
  template <class Read>
  using GivenBy = std::invoke_result_t<Read&, const SqliteStatement&>;

  explicit Store(Sqlite connection);
  // The statement of that text (a literal), prepared once.
  Result<SqliteStatement*> Get(const char* sql);
  template <class... Arguments>
  Result<Using> Bound(const char* sql, const Arguments&... arguments);
  // Calls `each(row)`, which gives a Result<void>, for each row.
  template <class Each, class... Arguments>
  Result<void> ForEach(const char* sql, Each each, const Arguments&... arguments);
  // What `read(row)` gives for the first row; nothing where there is none.
  template <class Read, class... Arguments>
  Result<std::optional<GivenBy<Read>>> One(const char* sql, Read read,
                                           const Arguments&... arguments);
  // What `read(row)` gives for each row.
  template <class Read, class... Arguments>
  Result<std::vector<GivenBy<Read>>> All(const char* sql, Read read, const Arguments&... arguments);
  template <class... Arguments>
  Result<void> Execute(const char* sql, const Arguments&... arguments);
  // Ends a transaction that could not be rolled back for want of memory.
  Result<void> EndUnfinished();

  std::unique_ptr<Sqlite> connection_;
  std::vector<std::pair<const char*, std::unique_ptr<SqliteStatement>>> statements_;  // some thirty
};

}  // namespace bsup::core
