#include "records/telling/audit_event.h"

#include <optional>
#include <string_view>

#include "advice/json/value_json.h"
#include "records/content/advice_told.h"
#include "records/content/part.h"
#include "records/content/who.h"
#include "records/kinds/advice_record.h"

namespace bsup::core {
namespace {

// What a record says of itself and of what it is about, apart from the person.
struct Told {
  std::optional<std::string> person;
  std::optional<JsonDocument> part;   // subject or trail
  std::optional<AdviceRecord> shown;  // of an ADVICE
  std::optional<AdviceTold> advice;
};

Result<Told> Tell(const OpenedRecord& record) {
  Told told;
  if (record.record.kind == RecordKind::kAdvice) {
    if (!record.subject) return told;
    Result<AdviceRecord> shown = ReadAdviceRecord(record);
    if (!shown) return std::move(shown).error();
    Result<AdviceTold> advice = AdviceTold::Read(shown->advice);
    if (!advice) return std::move(advice).error();
    told.person = shown->person;
    told.shown = *std::move(shown);
    told.advice = *std::move(advice);
    return told;
  }
  const auto& part = record.subject ? record.subject : record.trail;
  if (!part) return told;
  Result<JsonDocument> document = ParsePart(record, part);
  if (!document) return std::move(document).error();
  const JsonNode* person = document->root().Find("person");
  if (person != nullptr && person->is_string()) told.person = std::string(person->string());
  told.part = *std::move(document);
  return told;
}

std::string_view TextOf(const Told& told, std::string_view key) {
  const JsonNode* node = told.part ? told.part->root().Find(key) : nullptr;
  return node != nullptr && node->is_string() ? node->string() : std::string_view();
}

bool IsRefusal(const Told& told) {
  const JsonNode* node = told.part ? told.part->root().Find("approved") : nullptr;
  return node != nullptr && node->is_bool() && !node->boolean();
}

// An approval whose words were erased may have been a refusal.
std::string_view NameOfEvent(const Record& record, const Told& told) {
  switch (record.kind) {
    case RecordKind::kAdvice: return "ADVICE_SHOWN";
    case RecordKind::kDecision: return "DECISION_MADE";
    case RecordKind::kApproval:
      if (!told.part) return "APPROVAL_DECIDED";
      return IsRefusal(told) ? "APPROVAL_REFUSED" : "APPROVAL_GIVEN";
    case RecordKind::kOutcome: return "OUTCOME_RECORDED";
    case RecordKind::kPolicy:
      return TextOf(told, "event") == "withdrawn" ? "POLICY_WITHDRAWN" : "POLICY_FIRST_USED";
    case RecordKind::kRead: return "RECORD_READ";
    case RecordKind::kDisclosure: return "RECORD_DISCLOSED";
    case RecordKind::kExport: return "RECORDS_EXPORTED";
    case RecordKind::kErasure: return "PERSON_ERASED";
    case RecordKind::kKey: return "KEY_CHANGED";
    case RecordKind::kReopen: return "TRAIL_REOPENED";
    case RecordKind::kConfig: return "CONFIGURATION_CHANGED";
  }
  return "";
}

// Of an ADVICE what it came to, not the facts: those stay in the trail.
void WriteAdvice(JsonWriter& json, const AdviceRecord& shown, const AdviceTold& advice) {
  json.Key("alternatives");
  WriteTexts(json, advice.alternatives);
  json.Key("contact_day");
  WriteDay(json, advice.contact_day);
  json.Key("contact_id");
  WriteOrNull(json, shown.contact_id);
  json.Key("firmness");
  json.String(advice.firmness);
  json.Key("lead");
  WriteOrNull(json, advice.lead);
  json.Key("notice");
  json.String(advice.notice);
  json.Key("outcome");
  json.String(advice.outcome);
  json.Key("planned");
  WriteOrNull(json, advice.planned);
}

std::string Details(const OpenedRecord& opened, const Told& told) {
  const Record& record = opened.record;
  JsonWriter json;
  json.Object();
  json.Key("sequence");
  json.Integer(static_cast<std::int64_t>(record.sequence));
  json.Key("kind");
  json.String(NameOf(record.kind));
  json.Key("day");
  WriteDay(json, record.day);
  json.Key("answers");
  record.answers ? json.Integer(static_cast<std::int64_t>(*record.answers)) : json.Null();
  json.Key("document");
  record.document ? json.String(Hex(Bytes(*record.document))) : json.Null();
  json.Key("erased");
  json.Bool(opened.erased);
  json.Key("content");
  json.Object();
  if (told.advice) WriteAdvice(json, *told.shown, *told.advice);
  if (told.part) {
    for (const JsonMember& member : told.part->root().members()) {
      if (member.key == "person") continue;
      json.Key(member.key);
      WriteCanonical(member.value, json);
    }
  }
  json.EndObject();
  json.EndObject();
  return json.Take();
}

}  // namespace

Result<std::string> AuditEvent(const OpenedRecord& record) {
  const Result<Told> told = Tell(record);
  if (!told) return told.error();
  std::optional<Actor> actor;
  if (record.actor) {
    Result<Actor> read = ReadActor(record);
    if (!read) return std::move(read).error();
    actor = *std::move(read);
  }
  const Who who = actor ? actor->who : Who{};
  JsonWriter json;
  json.Object();
  json.Key("what");
  json.String("BLENDED_SUPERVISION_" + std::string(NameOfEvent(record.record, *told)));
  json.Key("when");
  WriteOrNull(json, actor ? TimeText(actor->time) : std::nullopt);
  json.Key("operationId");
  WriteTextOrNull(json, who.operation_id);
  json.Key("subjectId");
  WriteOrNull(json, told->person);
  json.Key("subjectType");
  json.String(told->person ? "CRN" : "NOT_APPLICABLE");
  json.Key("correlationId");
  WriteTextOrNull(json, who.correlation_id);
  json.Key("who");
  WriteTextOrNull(json, who.id);
  json.Key("service");
  WriteTextOrNull(json, who.service);
  json.Key("details");
  json.String(Details(record, *told));
  json.EndObject();
  return json.Take();
}

}  // namespace bsup::core
