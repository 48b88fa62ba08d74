// A record: what is hashed into the tree. It names nobody. See plugin/docs/trail_format.md,
// "Records".
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/day.h"
#include "base/enum_names.h"
#include "base/result.h"
#include "base/small_set.h"
#include "trail/seal/hash.h"
#include "trail/seal/seal.h"

namespace bsup::core {

inline constexpr std::uint64_t kMostSequence = (std::uint64_t{1} << 53) - 1;  // what JSON can hold

// What a record may be used for. Statutory ones (section 62 of the Data Protection Act 2018) serve
// lawfulness, self-monitoring, integrity and criminal proceedings, and nothing else.
enum class RecordClass : std::uint8_t { kPractice = 0, kStatutory = 1, kTrail = 2 };
inline constexpr std::array kRecordClassNames{"practice", "statutory", "trail"};

// The numbers are those of plugin.h, and what the store holds.
enum class RecordKind : std::uint8_t {
  kAdvice = 0,
  kDecision = 1,
  kApproval = 2,
  kOutcome = 3,
  kPolicy = 4,
  kRead = 5,
  kDisclosure = 6,
  kExport = 7,
  kErasure = 8,
  kKey = 9,
  kReopen = 10,
  kConfig = 11,
  kKept = 12,
};

struct RecordKindRow {
  const char* name;  // as records have it
  RecordClass record_class;
  bool needs_document;  // it rests on a public document, and verify asks for it
};

// The table of kinds: the compiler names one that it lacks. Nothing for a number that is not a
// kind.
constexpr std::optional<RecordKindRow> RowOf(RecordKind kind) {
  switch (kind) {
    case RecordKind::kAdvice: return {{"ADVICE", RecordClass::kPractice, true}};
    case RecordKind::kDecision: return {{"DECISION", RecordClass::kPractice, false}};
    case RecordKind::kApproval: return {{"APPROVAL", RecordClass::kPractice, false}};
    case RecordKind::kOutcome: return {{"OUTCOME", RecordClass::kPractice, false}};
    case RecordKind::kPolicy: return {{"POLICY", RecordClass::kPractice, true}};
    case RecordKind::kRead: return {{"READ", RecordClass::kStatutory, false}};
    case RecordKind::kDisclosure: return {{"DISCLOSURE", RecordClass::kStatutory, false}};
    case RecordKind::kExport: return {{"EXPORT", RecordClass::kStatutory, false}};
    case RecordKind::kErasure: return {{"ERASURE", RecordClass::kStatutory, true}};
    case RecordKind::kKey: return {{"KEY", RecordClass::kTrail, false}};
    case RecordKind::kReopen: return {{"REOPEN", RecordClass::kTrail, false}};
    case RecordKind::kConfig: return {{"CONFIG", RecordClass::kTrail, false}};
    case RecordKind::kKept: return {{"KEPT", RecordClass::kPractice, false}};
  }
  return std::nullopt;
}

// Kinds are numbered from 0 without a gap.
inline constexpr std::size_t kRecordKindCount = [] {
  std::size_t count = 0;
  while (RowOf(static_cast<RecordKind>(count))) ++count;
  return count;
}();
inline constexpr std::array kRecordKindNames = [] {
  std::array<const char*, kRecordKindCount> names{};
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = RowOf(static_cast<RecordKind>(i))->name;
  return names;
}();

constexpr RecordClass ClassOf(RecordKind kind) { return RowOf(kind)->record_class; }
constexpr const char* NameOf(RecordKind kind) { return NameOf(kRecordKindNames, kind); }
constexpr const char* NameOf(RecordClass record_class) {
  return NameOf(kRecordClassNames, record_class);
}

// A kind as a member of a set.
class RecordKindMember {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): a kind is given as it is.
  constexpr RecordKindMember(RecordKind kind) : kind_(kind) {}
  constexpr explicit RecordKindMember(int number) : kind_(static_cast<RecordKind>(number)) {}
  // NOLINTNEXTLINE(google-explicit-constructor): and taken as it is.
  constexpr operator RecordKind() const { return kind_; }
  [[nodiscard]] constexpr int number() const { return static_cast<int>(kind_); }

 private:
  RecordKind kind_;
};
using RecordKinds = SmallSet<RecordKindMember, std::uint64_t>;
inline constexpr RecordKinds kAllRecordKinds = RecordKinds::All(kRecordKindCount);

struct Record {
  std::uint64_t sequence = 0;
  RecordKind kind = RecordKind::kAdvice;
  Day day;
  std::optional<std::uint64_t> answers;        // the record it answers
  std::optional<Hash> document;                // the public document it rests on
  std::array<std::optional<Hash>, 3> parts{};  // by PayloadPart: the commitments

  // Canonical JSON.
  [[nodiscard]] std::string ToString() const;
  // kBadInput: every byte of a record is checked, so that two different texts are two records.
  static Result<Record> Parse(std::string_view bytes);
  bool operator==(const Record&) const = default;
};

}  // namespace bsup::core
