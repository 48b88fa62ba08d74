// A record: what is hashed into the tree. It names nobody. See plugin/docs/trail_format.md,
// "Records".
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/day.h"
#include "base/result.h"
#include "trail/seal/hash.h"
#include "trail/seal/seal.h"

namespace bsup::core {

inline constexpr std::uint64_t kMostSequence = (std::uint64_t{1} << 53) - 1;  // what JSON can hold

// The numbers are those of plugin.h; the words stand in the records.
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
};
inline constexpr std::array kRecordKindNames{"ADVICE",  "DECISION", "APPROVAL",   "OUTCOME",
                                             "POLICY",  "READ",     "DISCLOSURE", "EXPORT",
                                             "ERASURE", "KEY",      "REOPEN",     "CONFIG"};

// What a record may be used for. Statutory ones (section 62 of the Data Protection Act 2018) serve
// lawfulness, self-monitoring, integrity and criminal proceedings, and nothing else.
enum class RecordClass : std::uint8_t { kPractice = 0, kStatutory = 1, kTrail = 2 };
inline constexpr std::array kRecordClassNames{"practice", "statutory", "trail"};

RecordClass ClassOf(RecordKind kind);
std::optional<RecordKind> ParseRecordKind(std::string_view word);

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
