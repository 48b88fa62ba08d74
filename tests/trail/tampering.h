// A small trail with everything in it, copies of it, and a way to tamper with them.
#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "oracle/cosign.h"
#include "trail/fake_key_service.h"
#include "trail/log/note.h"
#include "trail/temporary_folder.h"
#include "trail/trail.h"
#include "trail/verify/verify.h"

namespace bsup::core {

// The store's file while no trail has it open. It changes what it likes.
class RawStore {
 public:
  explicit RawStore(const std::string& path) {
    EXPECT_EQ(sqlite3_open(path.c_str(), &database_), SQLITE_OK) << path;
    sqlite3_create_function(database_, "flip", 2, SQLITE_UTF8, nullptr, Flip, nullptr, nullptr);
    Run("PRAGMA synchronous = OFF");
  }
  ~RawStore() { sqlite3_close(database_); }
  RawStore(const RawStore&) = delete;
  RawStore& operator=(const RawStore&) = delete;

  void Run(const std::string& sql) {
    char* fault = nullptr;
    const int code = sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, &fault);
    EXPECT_EQ(code, SQLITE_OK) << sql << ": " << fault;
    sqlite3_free(fault);
  }

  // The first column of each row.
  std::vector<std::string> Values(const std::string& sql) {
    std::vector<std::string> values;
    sqlite3_stmt* statement = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement, nullptr), SQLITE_OK)
        << sql << ": " << sqlite3_errmsg(database_);
    while (sqlite3_step(statement) == SQLITE_ROW) {
      const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, 0));
      const int size = sqlite3_column_bytes(statement, 0);
      values.emplace_back(size == 0 ? "" : bytes, static_cast<std::size_t>(size));
    }
    sqlite3_finalize(statement);
    return values;
  }

  void DropTriggers() {
    triggers_ = Values("SELECT sql FROM sqlite_schema WHERE type = 'trigger'");
    for (const std::string& name :
         Values("SELECT name FROM sqlite_schema WHERE type = 'trigger'")) {
      Run("DROP TRIGGER " + name);
    }
  }
  void MakeTriggers() {
    for (const std::string& trigger : triggers_) Run(trigger);
  }
  // Without the triggers, which are there again afterwards: so works somebody who covers the
  // traces.
  void Tamper(const std::string& sql) {
    DropTriggers();
    Run(sql);
    MakeTriggers();
  }

 private:
  // flip(x, n): x with its byte n changed, from the end where n is negative.
  static void Flip(sqlite3_context* context, int /*count*/, sqlite3_value** arguments) {
    const int size = sqlite3_value_bytes(arguments[0]);
    const bool text = sqlite3_value_type(arguments[0]) == SQLITE_TEXT;
    std::string bytes(static_cast<const char*>(sqlite3_value_blob(arguments[0])),
                      static_cast<std::size_t>(size));
    const int at = sqlite3_value_int(arguments[1]);
    bytes.at(static_cast<std::size_t>(at < 0 ? size + at : at)) ^= 1;
    if (text) {
      sqlite3_result_text(context, bytes.data(), size, SQLITE_TRANSIENT);
    } else {
      sqlite3_result_blob(context, bytes.data(), size, SQLITE_TRANSIENT);
    }
  }

  sqlite3* database_ = nullptr;
  std::vector<std::string> triggers_;
};

// A trail's files as they were at some moment, and its head then.
struct Copy {
  std::string path;
  std::string head;
};

// Files of a case's own: the store of one moment beside the vault of the same, or another.
class CopiedTrail {
 public:
  explicit CopiedTrail(const Copy& copy) : CopiedTrail(copy, copy) {}
  CopiedTrail(const Copy& store, const Copy& vault) {
    std::filesystem::copy_file(store.path, files().store);
    std::filesystem::copy_file(vault.path + ".vault", files().vault);
  }

  [[nodiscard]] TrailFiles files() const { return TrailFiles::At(folder_ / "trail"); }
  [[nodiscard]] Verification Verified(const VerifyOptions& options = {}) const {
    return Verify(files(), options);
  }

 private:
  TemporaryFolder folder_;
};

inline std::unique_ptr<Trail> OpenedTrail(const TrailFiles& files, KeyService* keys) {
  TrailOptions options;
  options.create = true;
  options.origin = "trail.example/small";
  Result<std::unique_ptr<Trail>> opened = Trail::Open(files, options, keys);
  EXPECT_TRUE(opened.ok()) << (opened.ok() ? "" : opened.error().Message());
  return std::move(opened).value();
}

// With every part that its kind has in practice.
inline Draft SmallDraft(RecordKind kind, const std::string& person,
                        std::optional<std::uint64_t> answers = std::nullopt) {
  Draft draft;
  draft.kind = kind;
  draft.day = Day::FromNumber(20'000);
  draft.answers = answers;
  draft.person = person;
  if (!person.empty()) draft.subject = R"({"about":")" + person + "\"}";
  draft.actor = R"({"by":"staff"})";
  if (kind == RecordKind::kAdvice || kind == RecordKind::kPolicy) {
    Document policy{{}, R"({"policy":1})"};
    policy.digest = Sha256Of({policy.bytes});
    draft.document = policy.digest;
    draft.documents = {policy};
  }
  return draft;
}

inline void AppendOne(Trail& trail, const Draft& draft) {
  const auto receipts = trail.Append({draft});
  EXPECT_TRUE(receipts.ok()) << (receipts.ok() ? "" : receipts.error().Message());
}

inline Copy CopyOf(Trail& trail, const std::string& path) {
  const Result<void> copied = trail.Backup(path);
  EXPECT_TRUE(copied.ok()) << (copied.ok() ? "" : copied.error().Message());
  const Result<std::string> head = trail.Head();
  EXPECT_TRUE(head.ok());
  return {path, head.ok() ? *head : ""};
}

// Twenty-two records of three persons, made once and copied for each case.
//
//   0 CONFIG  1 POLICY
//   2 ADVICE  3 DECISION                 first person
//   4 ADVICE  5 DECISION  6 APPROVAL     second
//   7 READ    8 OUTCOME                  first
//   9 ADVICE  10 DECISION 11 OUTCOME     third
//   12 ERASURE of 9, 10 and 11
//   13 ADVICE 14 DECISION                first
//   15 KEY
//   16 ADVICE 17 DECISION 18 DISCLOSURE  second
//   19 OUTCOME 20 READ 21 EXPORT         second, first, nobody
struct SmallTrail {
  static constexpr std::uint64_t kRecords = 22;

  TemporaryFolder folder;
  FakeKeyService keys;
  VerifierKey old_key;  // before the KEY
  VerifierKey key;
  Secret witness_seed = Secret::Random();
  VerifierKey witness = VerifierKeyOf("witness.example", KeyType::kCosignature, witness_seed);
  Copy at12;  // before the ERASURE
  Copy at20;
  Copy whole;  // its head is cosigned by the witness

  SmallTrail() {
    keys.keeps_for_backups = true;
    const auto trail = OpenedTrail(TrailFiles::At(folder / "live"), &keys);
    const auto add = [&](RecordKind kind, const std::string& person,
                         std::optional<std::uint64_t> answers = std::nullopt) {
      AppendOne(*trail, SmallDraft(kind, person, answers));
    };
    using enum RecordKind;
    old_key = trail->key();
    add(kConfig, "");
    add(kPolicy, "");
    add(kAdvice, "A1");
    add(kDecision, "A1", 2);
    add(kAdvice, "B2");
    add(kDecision, "B2", 4);
    add(kApproval, "B2", 5);
    add(kRead, "A1");
    add(kOutcome, "A1", 3);
    add(kAdvice, "C3");
    add(kDecision, "C3", 9);
    add(kOutcome, "C3", 10);
    at12 = CopyOf(*trail, folder / "at12");
    EXPECT_TRUE(trail->Erase("C3", SmallDraft(kErasure, "")).ok());
    add(kAdvice, "A1");
    add(kDecision, "A1", 13);
    EXPECT_TRUE(trail
                    ->Rotate(SmallDraft(kKey, ""),
                             [](const VerifierKey&, const VerifierKey&) { return "{}"; })
                    .ok());
    key = trail->key();
    add(kAdvice, "B2");
    add(kDecision, "B2", 16);
    add(kDisclosure, "B2");
    add(kOutcome, "B2", 17);
    at20 = CopyOf(*trail, folder / "at20");
    add(kRead, "A1");
    add(kExport, "");
    Result<Note> note = Note::Parse(trail->Head().value());
    note->signatures = {Cosign(note->text, witness, witness_seed, 1'700'000'000)};
    EXPECT_TRUE(trail->AddCosignature(note->ToString(), witness).ok());
    whole = CopyOf(*trail, folder / "whole");
  }

  static SmallTrail& Get() {
    static SmallTrail trail;
    return trail;
  }
};

// A verdict and the first bad sequence: `tampered at 7`.
inline std::string Said(const Verification& verification) {
  std::string said = kVerdictNames[static_cast<std::size_t>(verification.verdict)];
  if (verification.first_bad) said += " at " + std::to_string(*verification.first_bad);
  return said;
}

}  // namespace bsup::core
