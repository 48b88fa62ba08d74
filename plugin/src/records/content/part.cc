#include "records/content/part.h"

namespace bsup::core {
namespace {

std::string Named(const OpenedRecord& record) {
  return "record " + std::to_string(record.record.sequence);
}

std::string KindOf(RecordKind kind) { return kRecordKindNames[static_cast<std::size_t>(kind)]; }

}  // namespace

Error NoPart(const OpenedRecord& record) {
  if (record.erased) return {Status::kErased, Named(record), "what it said has been erased"};
  return {Status::kInternal, Named(record), "it lacks a part that records of its kind have"};
}

Result<JsonDocument> ParsePart(const OpenedRecord& record, const std::optional<std::string>& part) {
  if (!part) return NoPart(record);
  return JsonDocument::Parse(*part, Named(record));
}

Error NotReadable(const OpenedRecord& record, const ContentReader& reader) {
  return {Status::kInternal, Named(record),
          "it is not of the shape that this version writes (" + reader.problems().front().where +
              "); read it with the version that wrote it"};
}

Result<bool> CheckAnswered(std::uint64_t answers, const OpenedRecord& answered, RecordKind kind) {
  const Record& record = answered.record;
  if (record.sequence != answers) {
    return Error(Status::kBadInput, "/answers",
                 "record " + std::to_string(answers) + " is meant, and record " +
                     std::to_string(record.sequence) + " was opened");
  }
  if (record.kind != kind) {
    return Error(Status::kBadInput, "/answers",
                 "record " + std::to_string(answers) + " is of kind " + KindOf(record.kind) +
                     "; give the sequence of one of kind " + KindOf(kind));
  }
  if (!answered.subject) return NoPart(answered);
  return true;
}

}  // namespace bsup::core
