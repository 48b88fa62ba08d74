#include "records/telling/audit_event.h"

#include <optional>
#include <string_view>
#include <utility>

#include "base/json_writer.h"
#include "records/content/advice_told.h"
#include "records/content/part.h"
#include "records/content/time.h"
#include "records/content/who.h"
#include "records/kinds/advice_record.h"
#include "records/telling/kinds_told.h"

namespace bsup::core {
namespace {

// What a record says, apart from who recorded it.
struct Said {
  std::optional<std::string> person;
  std::optional<JsonDocument> part;   // subject or trail
  std::optional<AdviceRecord> shown;  // of an ADVICE
  std::optional<AdviceTold> advice;
};

Result<Said> ReadSaid(const OpenedRecord& record) {
  Said said;
  if (record.record.kind == RecordKind::kAdvice) {
    if (!record.subject) return said;
    BSUP_TRY(said.shown, ReadAs<AdviceRecord>(record));
    BSUP_TRY(said.advice, AdviceTold::Read(said.shown->advice));
    said.person = said.shown->person;
    return said;
  }
  const auto& part = record.subject ? record.subject : record.trail;
  if (!part) return said;
  BSUP_TRY(said.part, ParsePart(record, part));
  const JsonNode* person = said.part->root().Find("person");
  if (person != nullptr && person->is_string()) said.person = std::string(person->string());
  return said;
}

std::string EventName(const Record& record, const Said& said) {
  const KindTold& told = ToldOf(record.kind);
  const bool is_closer = told.closer != nullptr && said.part;
  return "BLENDED_SUPERVISION_" +
         std::string(is_closer ? told.closer(said.part->root()) : told.event);
}

// Of an ADVICE what it came to, not the facts: those stay in the trail.
void WriteAdvice(JsonWriter& json, const AdviceRecord& shown, const AdviceTold& advice) {
  json.Member("alternatives", advice.alternatives);
  json.Member("contact_day", advice.contact_day);
  json.Member("contact_id", shown.contact_id);
  json.Member("firmness", NameOf(kFirmnessNames, advice.firmness));
  json.Member("lead", advice.lead);
  json.Member("notice", NameOf(kNoticeNames, advice.notice));
  json.Member("outcome", NameOf(kAdviceOutcomeNames, advice.outcome));
  json.Member("planned", advice.planned);
}

std::string Details(const OpenedRecord& opened, const Said& said) {
  const Record& record = opened.record;
  JsonWriter json;
  json.Object();
  json.Member("sequence", record.sequence);
  json.Member("kind", NameOf(record.kind));
  json.Member("day", record.day);
  json.Member("answers", record.answers);
  json.Member("document", HexOf(record.document));
  json.Member("erased", opened.erased);
  json.Object("content");
  if (said.advice) WriteAdvice(json, *said.shown, *said.advice);
  if (said.part) {
    for (const JsonMember& member : said.part->root().members()) {
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
  BSUP_TRY(const Said said, ReadSaid(record));
  Who who;
  std::optional<std::string> when;
  if (record.actor) {
    BSUP_TRY(Actor actor, ReadActor(record));
    when = TimeText(actor.time);
    who = std::move(actor.who);
  }
  JsonWriter json;
  json.Object();
  json.Member("what", EventName(record.record, said));
  json.Member("when", when);
  json.Member("operationId", KnownPart(who.operation_id));
  json.Member("subjectId", said.person);
  json.Member("subjectType", said.person ? "CRN" : "NOT_APPLICABLE");
  json.Member("correlationId", KnownPart(who.correlation_id));
  json.Member("who", KnownPart(who.id));
  json.Member("service", KnownPart(who.service));
  json.Member("details", Details(record, said));
  json.EndObject();
  return json.Take();
}

}  // namespace bsup::core
