// A record before it is written, and after it is read and opened.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "trail/log/record.h"
#include "trail/seal/hash.h"

namespace bsup::core {

// Public bytes that records rest on, kept once by their SHA-256: policies, lists of what was
// erased.
struct Document {
  Hash digest{};
  std::string bytes;
};

// A record that is to be written.
struct Draft {
  RecordKind kind = RecordKind::kAdvice;
  Day day;
  std::optional<std::uint64_t> answers;
  std::optional<Hash> document;
  std::string person;   // case number: whose key seals `subject`, and under whom it is found
  std::string subject;  // plaintexts; empty: the record has no such part
  std::string actor;
  std::string trail;
  std::string same;  // records of one person with the same text here are one record; empty: never
  std::vector<Document> documents;      // kept with it, unless they are there already
  bool only_with_new_document = false;  // left out if `document` is there already
};

struct Receipt {
  std::uint64_t sequence = 0;
  Hash leaf{};
  std::string checkpoint;  // a signed note that covers it
  bool existed = false;    // the same record was there already
  bool left_out = false;   // by only_with_new_document; the rest means nothing
};

struct OpenedRecord {
  Record record;
  bool erased = false;  // a part has been erased
  std::optional<std::string>
      subject;  // plaintexts; nothing where there is no such part or it was erased
  std::optional<std::string> actor;
  std::optional<std::string> trail;
};

}  // namespace bsup::core
