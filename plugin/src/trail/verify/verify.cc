#include "trail/verify/verify.h"

#include <string_view>
#include <utility>

#include "trail/store/schema.h"
#include "trail/store/sqlite.h"
#include "trail/verify/documents.h"
#include "trail/verify/erasures.h"
#include "trail/verify/finding.h"
#include "trail/verify/heads.h"
#include "trail/verify/payloads.h"
#include "trail/verify/records.h"
#include "trail/verify/vault.h"

namespace bsup::core {
namespace {

std::string Counted(std::uint64_t number, const char* noun) {
  return std::to_string(number) + " " + noun + (number == 1 ? "" : "s");
}

std::optional<Finding> CheckFormat(Sqlite* store) {
  const Result<std::optional<std::int64_t>> id = store->Number("PRAGMA application_id");
  if (!id) return Unreadable(id.error());
  if (*id != kStoreApplicationId) {
    return Finding{Verdict::kUnreadable, std::nullopt, "the file is not a trail"};
  }
  const Result<std::optional<std::int64_t>> version = store->Number("PRAGMA user_version");
  if (!version) return Unreadable(version.error());
  if (*version != kStoreVersion) {
    return Finding{Verdict::kUnreadable, std::nullopt,
                   "the trail's format is version " + std::to_string(version->value_or(0)) +
                       ", and this program reads version " + std::to_string(kStoreVersion)};
  }
  return std::nullopt;
}

// The schema is that of kStoreSchema, statement by statement: no table is a view, and no trigger is
// missing or was added.
std::optional<Finding> CheckSchema(Sqlite* store) {
  constexpr std::string_view kSchema = kStoreSchema;
  Result<SqliteStatement> all =
      store->Prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL");
  if (!all) return Unreadable(all.error());
  std::size_t found = 0;
  for (;;) {
    const Result<bool> row = all->Step();
    if (!row) return Unreadable(row.error());
    if (!*row) break;
    if (kSchema.find("\n" + std::string(all->Blob(0)) + ";") == std::string_view::npos) {
      return Tampered("the store holds a table, index or trigger that is not a trail's");
    }
    ++found;
  }
  std::size_t wanted = 0;
  for (std::size_t at = 0; (at = kSchema.find("\nCREATE ", at)) != std::string_view::npos; ++at) {
    ++wanted;
  }
  if (found == wanted) return std::nullopt;
  return Tampered("a table, index or trigger of the store is missing");
}

// The rows that find a person's records lead to records.
std::optional<Finding> CheckPersons(Sqlite* store, std::uint64_t records) {
  Result<SqliteStatement> astray = store->Prepare(
      "SELECT sequence FROM person WHERE sequence < 0 OR sequence >= ?1 OR length(tag) <> 16 OR "
      "length(same) <> 16 ORDER BY sequence LIMIT 1");
  if (!astray) return Unreadable(astray.error());
  astray->Bind(1, static_cast<std::int64_t>(records));
  const Result<bool> row = astray->Step();
  if (!row) return Unreadable(row.error());
  if (!*row) return std::nullopt;
  if (astray->Integer(0) < 0) return Tampered("a person is found at a negative sequence");
  return TamperedAt(static_cast<std::uint64_t>(astray->Integer(0)),
                    "a person's index leads to it and is malformed, or it is missing");
}

// Why a trail with nothing wrong is what its verdict says.
std::string Grounds(const Verification& verification, const HeadCheck& heads) {
  std::string why =
      Counted(verification.records, "record") + ", under a head signed by " + heads.signer().name;
  if (verification.erased > 0) {
    why += "; " + Counted(verification.erased, "record") + " erased in part, each on record";
  }
  if (verification.outside_head) {
    why += "; a head kept outside vouches for the first " + Counted(heads.vouched(), "record");
  } else {
    why +=
        "; nothing outside vouches for it: anyone with its keys could have made it again, or put "
        "an old copy back";
  }
  return why;
}

// One verification, step by step.
class Verifier {
 public:
  Verifier(const TrailFiles& files, const VerifyOptions& options, Verification* verification)
      : files_(files), options_(options), verification_(verification) {}

  std::optional<Finding> Run() {
    Result<Sqlite> store =
        Sqlite::Open(files_.store, {.mode = OpenMode::kReadOnly, .vfs = files_.vfs});
    if (!store) return Unreadable(store.error());
    if (auto finding = CheckFormat(&*store)) return finding;
    store->AllowRowsOnly();
    // Before the snapshot: see VaultCheck.
    if (WithVault()) {
      if (auto finding = vault_.Open(files_, options_.keys)) return finding;
    }
    // One snapshot: writers may go on.
    const Result<void> begun = store->Run("BEGIN");
    if (!begun) return Unreadable(begun.error());
    return CheckSnapshot(&*store);
  }

 private:
  // The vault of a log that has ended belongs to the log that follows it.
  [[nodiscard]] bool WithVault() const { return options_.keys != nullptr && !files_.ended; }
  [[nodiscard]] std::uint64_t records() const { return verification_->records; }

  std::optional<Finding> CheckSnapshot(Sqlite* store) {
    const Result<std::optional<std::int64_t>> last =
        store->Number("SELECT sequence FROM record ORDER BY sequence DESC LIMIT 1");
    if (!last) return Unreadable(last.error());
    if (*last && **last >= 0) verification_->records = static_cast<std::uint64_t>(**last) + 1;

    HeadCheck heads(store, &options_);
    if (auto finding = heads.ReadKnown()) return finding;
    if (auto finding = heads.ReadOwn()) return finding;
    if (WithVault()) {
      auto finding = vault_.AgainstHead(heads.signer(), heads.vault_changes(), records());
      if (finding) return finding;
    }
    if (auto finding = CheckRecords(store, &heads)) return finding;
    if (auto finding = CheckSchema(store)) return finding;
    if (WithVault()) {
      if (auto finding = vault_.End()) return finding;
    }
    if (auto finding = heads.End(records())) return finding;
    if (vault_.trail_is_older()) {
      return Finding{Verdict::kRolledBack, records(),
                     "there are " + Counted(records(), "record") + ", and the vault has seen " +
                         std::to_string(vault_.trail_size()) + "; an old copy was put back"};
    }
    verification_->outside_head = heads.vouched() > 0;
    verification_->why = Grounds(*verification_, heads);
    return std::nullopt;
  }

  std::optional<Finding> CheckRecords(Sqlite* store, HeadCheck* heads) {
    Erasures erasures;
    const std::optional<Finding> erasure = erasures.Load(store, records());
    if (erasure && erasure->verdict == Verdict::kUnreadable) return erasure;
    PayloadCheck payloads(store, &erasures, WithVault() ? &vault_ : nullptr);
    DocumentCheck documents(store);
    auto finding = RecordCheck(store, &erasures, heads, &payloads, &documents)
                       .Run(records(), options_.progress);
    // Of two that are tampered with, the first.
    const bool comes_first = finding && (finding->verdict == Verdict::kUnreadable ||
                                         (finding->at && erasure && *finding->at < *erasure->at));
    if (erasure && !comes_first) return erasure;
    if (finding) return finding;
    verification_->erased = payloads.erased();
    if (auto other = documents.Rest()) return other;
    // What refers to records after the cut belongs to the tail that was cut off.
    if (records() < heads->size()) return std::nullopt;
    if (auto other = Erasures::NoneOutside(store, records())) return other;
    return CheckPersons(store, records());
  }

  const TrailFiles& files_;
  const VerifyOptions& options_;
  Verification* verification_;
  VaultCheck vault_;
};

}  // namespace

Verification Verify(const TrailFiles& files, const VerifyOptions& options) {
  Verification verification;
  if (std::optional<Finding> finding = Verifier(files, options, &verification).Run()) {
    verification.verdict = finding->verdict;
    verification.first_bad = finding->at;
    verification.why = std::move(finding->why);
  } else if (verification.erased > 0) {
    verification.verdict = Verdict::kErasedInPart;
  } else {
    verification.verdict =
        verification.outside_head ? Verdict::kIntact : Verdict::kIntactNoOutsideHead;
  }
  return verification;
}

}  // namespace bsup::core
