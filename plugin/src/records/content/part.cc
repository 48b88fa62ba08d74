#include "records/content/part.h"

namespace bsup::core {
namespace {

std::string Named(const OpenedRecord& record) {
  return "record " + std::to_string(record.record.sequence);
}

std::string OfAnotherKind(const OpenedRecord& record, RecordKind kind) {
  return std::string("is of kind ") + NameOf(record.record.kind) +
         "; give the sequence of one of kind " + NameOf(kind);
}

}  // namespace

Error NoPart(const OpenedRecord& record) {
  if (record.erased) return {Status::kErased, Named(record), "what it said has been erased"};
  return {Status::kInternal, Named(record), "a part that records of its kind have is missing"};
}

Result<JsonDocument> ParsePart(const OpenedRecord& record, const std::optional<std::string>& part) {
  if (!part) return NoPart(record);
  return JsonDocument::Parse(*part, Named(record));
}

Error NotReadable(const OpenedRecord& record, const std::string& where) {
  return {Status::kInternal, Named(record),
          "it is not of the shape that this version writes (" + where +
              "); read it with the version that wrote it"};
}

Result<void> CheckKind(const OpenedRecord& record, RecordKind kind) {
  if (record.record.kind == kind) return {};
  return Error(Status::kBadInput, Named(record), OfAnotherKind(record, kind));
}

Result<void> CheckAnswered(const HostContent& content, const OpenedRecord& answered,
                           RecordKind kind) {
  BSUP_TRY(const std::uint64_t answers, content.Answers());
  if (answered.record.sequence != answers) {
    return Error(
        Status::kBadInput, "/answers",
        "it names record " + std::to_string(answers) + ", but " + Named(answered) + " was opened");
  }
  if (answered.record.kind != kind)
    return Error(Status::kBadInput, "/answers",
                 Named(answered) + " " + OfAnotherKind(answered, kind));
  if (!answered.subject) return NoPart(answered);
  return {};
}

}  // namespace bsup::core
