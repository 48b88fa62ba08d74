// The parts of a record that was opened, and what may answer it.
#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "base/result.h"
#include "records/content/content.h"
#include "trail/log/draft.h"

namespace bsup::core {

// `part` is one of the record's, which outlives the document. kErased where it has been erased.
Result<JsonDocument> ParsePart(const OpenedRecord& record, const std::optional<std::string>& part);

// kErased or kInternal: why there is no such part to be read.
Error NoPart(const OpenedRecord& record);

// kInternal: the part is not of the shape that this library writes.
Error NotReadable(const OpenedRecord& record, const ContentReader& reader);

// Whether `answered` is the record that a content names under "answers", and of the kind that can
// be answered so. kBadInput, kErased.
Result<bool> CheckAnswered(std::uint64_t answers, const OpenedRecord& answered, RecordKind kind);

}  // namespace bsup::core
