// What an opened record holds, and what may answer it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "records/content/content.h"
#include "records/content/fields.h"
#include "trail/log/draft.h"

namespace bsup::core {

// `part` is one of the record's, which outlives the document. kErased where it has been erased.
Result<JsonDocument> ParsePart(const OpenedRecord& record, const std::optional<std::string>& part);

// kErased or kInternal: why the part cannot be read.
Error NoPart(const OpenedRecord& record);

// kInternal: the part is not of the shape that this library writes, first at that JSON Pointer.
Error NotReadable(const OpenedRecord& record, const std::string& where);

// kBadInput where the record is of another kind.
Result<void> CheckKind(const OpenedRecord& record, RecordKind kind);

// Whether `answered` is the record that a content names under "answers", is of the kind that can be
// answered so, and has not been erased. kBadInput, kErased.
Result<void> CheckAnswered(const HostContent& content, const OpenedRecord& answered,
                           RecordKind kind);

template <class T>
Result<T> ReadPart(const OpenedRecord& record, const std::optional<std::string>& part) {
  BSUP_TRY(const JsonDocument document, ParsePart(record, part));
  std::vector<Problem> problems;
  ContentReader reader(document.root(), "", problems);
  T read;
  ReadFields(reader, Source::kPart, read);
  if (!problems.empty()) return NotReadable(record, problems.front().where);
  return read;
}

// What a record of the kind T::kKind says. kErased; kBadInput for a record of another kind.
template <class T>
Result<T> ReadAs(const OpenedRecord& record) {
  BSUP_TRY(CheckKind(record, T::kKind));
  return ReadPart<T>(record, T::kPart == PayloadPart::kSubject ? record.subject : record.trail);
}

}  // namespace bsup::core
