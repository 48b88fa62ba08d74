#include "trail/verify/verify.h"

#include <string>
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

Checked CheckFormat(Sqlite* store) {
  BSUP_TRY(const std::optional<std::int64_t> id, store->Number("PRAGMA application_id"));
  if (id != kStoreApplicationId) {
    return Finding{Verdict::kUnreadable, std::nullopt, "the file is not a trail"};
  }
  BSUP_TRY(const std::optional<std::int64_t> version, store->Number("PRAGMA user_version"));
  if (version != kStoreVersion) {
    return Finding{Verdict::kUnreadable, std::nullopt,
                   "the trail's format is version " + std::to_string(version.value_or(0)) +
                       ", and this program reads version " + std::to_string(kStoreVersion)};
  }
  return {};
}

// What finds the rows leads to all of them: an index from which an entry was taken hides a record,
// and no signature covers it.
Checked CheckPages(Sqlite* store) {
  BSUP_TRY(const std::string wrong, store->WhatIsWrong());
  if (wrong.empty()) return {};
  return Tampered("SQLite finds its tables and indices at odds: " + wrong);
}

// The rows that find a person's records lead to records.
Checked CheckPersons(Sqlite* store, std::uint64_t records) {
  BSUP_TRY(SqliteStatement astray, store->Prepare("SELECT sequence FROM person WHERE sequence < 0 "
                                                  "OR sequence >= ?1 OR length(tag) <> 16 OR "
                                                  "length(same) <> 16 ORDER BY sequence LIMIT 1"));
  astray.Bind(1, static_cast<std::int64_t>(records));
  BSUP_TRY(const bool row, astray.Step());
  if (!row) return {};
  if (astray.Integer(0) < 0) return Tampered("a person is found at a negative sequence");
  return TamperedAt(static_cast<std::uint64_t>(astray.Integer(0)),
                    "a person's index leads to it and is malformed, or it is missing");
}

// The vault of a log that has ended belongs to the log that follows it.
bool LooksAtVault(const TrailFiles& files, const VerifyOptions& options) {
  return options.keys != nullptr && !files.ended;
}

// Whether the caller named something that is to vouch for the trail.
bool NamesWhatVouches(const VerifyOptions& options) {
  return options.known_head || !options.witnesses.empty();
}

// Why a trail with nothing wrong is what its verdict says.
std::string Grounds(const Verification& verification, const HeadCheck& heads,
                    const TrailFiles& files, const VerifyOptions& options) {
  std::string why =
      Counted(verification.records, "record") + ", under a head signed by " + heads.signer().name;
  if (verification.erased > 0) {
    why += "; " + Counted(verification.erased, "record") + " erased in part, each on record";
  }
  if (verification.outside_head) {
    why += "; a head kept outside vouches for the first " + Counted(heads.vouched(), "record");
  } else {
    why += NamesWhatVouches(options) ? "; nothing that was named vouches for it"
                                     : "; nothing outside vouches for it";
    why += ": anyone with its keys could have made it again, or put an old copy back";
  }
  if (files.ended) {
    why += "; its vault belongs to the log that follows it";
  } else if (!LooksAtVault(files, options)) {
    why += "; no keys were given, so its vault was not looked at";
  }
  return why;
}

// One verification, step by step.
class Verifier {
 public:
  Verifier(const TrailFiles& files, const VerifyOptions& options, Verification* verification)
      : files_(files), options_(options), verification_(verification) {}

  Checked Run() {
    BSUP_TRY(Sqlite store,
             Sqlite::Open(files_.store, {.mode = OpenMode::kReadOnly, .vfs = files_.vfs}));
    BSUP_TRY(CheckFormat(&store));
    store.AllowRowsOnly();
    // Before the snapshot: see VaultCheck.
    if (WithVault()) {
      BSUP_TRY(vault_.Open(files_, options_.keys));
    }
    // One snapshot: writers may go on.
    BSUP_TRY(store.Run("BEGIN"));
    BSUP_TRY(const std::string wrong, WhatIsWrongWithTables(&store));
    if (!wrong.empty()) return Tampered(wrong);
    return CheckSnapshot(&store);
  }

 private:
  [[nodiscard]] bool WithVault() const { return LooksAtVault(files_, options_); }
  [[nodiscard]] std::uint64_t records() const { return verification_->records; }

  Checked CheckSnapshot(Sqlite* store) {
    BSUP_TRY(const std::optional<std::int64_t> last,
             store->Number("SELECT sequence FROM record ORDER BY sequence DESC LIMIT 1"));
    if (last && *last >= 0) verification_->records = static_cast<std::uint64_t>(*last) + 1;

    HeadCheck heads(store, &options_);
    BSUP_TRY(heads.ReadOwn());
    if (WithVault()) {
      BSUP_TRY(vault_.AgainstHead(heads.signer(), heads.vault_changes(), records()));
    }
    BSUP_TRY(CheckRecords(store, &heads));
    BSUP_TRY(const std::string schema, WhatIsWrongWithSchema(store));
    if (!schema.empty()) return Tampered(schema);
    BSUP_TRY(CheckPages(store));
    if (WithVault()) {
      BSUP_TRY(vault_.End());
    }
    BSUP_TRY(heads.End(records()));
    if (vault_.trail_is_older()) {
      return Finding{Verdict::kRolledBack, records(),
                     "there are " + Counted(records(), "record") + ", and the vault has seen " +
                         std::to_string(vault_.trail_size()) + "; an old copy was put back"};
    }
    verification_->outside_head = heads.vouched() > 0;
    verification_->why = Grounds(*verification_, heads, files_, options_);
    return {};
  }

  Checked CheckRecords(Sqlite* store, HeadCheck* heads) {
    Erasures erasures;
    const Checked loaded = erasures.Load(store, records());
    if (!loaded && loaded.error().verdict == Verdict::kUnreadable) return loaded;
    PayloadCheck payloads(store, &erasures, WithVault() ? &vault_ : nullptr);
    DocumentCheck documents(store);
    const Checked checked = RecordCheck(store, &erasures, heads, &payloads, &documents)
                                .Run(records(), options_.progress);
    // Of two that are tampered with, the first.
    const auto comes_first = [](const Finding& one, const Finding& other) {
      return one.verdict == Verdict::kUnreadable || (one.at && *one.at < *other.at);
    };
    if (!loaded && (checked || !comes_first(checked.error(), loaded.error()))) return loaded;
    BSUP_TRY(checked);
    verification_->erased = payloads.erased();
    BSUP_TRY(documents.Rest());
    // What refers to records after the cut belongs to the tail that was cut off.
    if (records() < heads->size()) return {};
    BSUP_TRY(Erasures::NoneOutside(store, records()));
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
  if (Checked checked = Verifier(files, options, &verification).Run(); !checked) {
    Finding finding = std::move(checked).error();
    verification.verdict = finding.verdict;
    verification.first_bad = finding.at;
    verification.why = std::move(finding.why);
  } else if (!verification.outside_head && NamesWhatVouches(options)) {
    verification.verdict = Verdict::kNotVouchedFor;
  } else if (verification.erased > 0) {
    verification.verdict = Verdict::kErasedInPart;
  } else {
    verification.verdict =
        verification.outside_head ? Verdict::kIntact : Verdict::kIntactNoOutsideHead;
  }
  return verification;
}

}  // namespace bsup::core
