#include "records/kinds/advice_record.h"

#include "advice/json/value_json.h"
#include "records/content/advice_told.h"
#include "records/content/name.h"
#include "records/content/part.h"
#include "records/content/policy_names.h"

namespace bsup::core {
namespace {

Document DocumentOf(std::string_view text) { return {Sha256Of({text}), std::string(text)}; }

std::string AboutContact(const std::optional<std::string>& contact_id, std::string_view person) {
  JsonWriter json;
  json.Object();
  json.Key("contact_id");
  WriteOrNull(json, contact_id);
  json.Key("person");
  json.String(person);
  json.EndObject();
  return json.Take();
}

// Whether input and advice belong together and rest on the policy of that digest.
Result<bool> CheckTexts(const AdviceTexts& texts, const Hash& policy) {
  for (const std::string_view text : {texts.input, texts.advice}) {
    if (text.find('\n') == std::string_view::npos) continue;
    return Error(Status::kBadInput, text == texts.input ? "input" : "advice",
                 "it has several lines; give it byte for byte as this library made it");
  }
  const Result<JsonDocument> input = JsonDocument::Parse(texts.input, "input");
  if (!input) return input.error();
  const Result<AdviceTold> told = AdviceTold::Read(texts.advice);
  if (!told) return told.error();
  const std::string digest = Hex(Bytes(policy));
  const JsonNode* under = input->root().At("/policy/digest");
  if (under == nullptr || !under->is_string() || under->string() != digest ||
      told->policy_digest != digest) {
    return Error(Status::kOtherPolicy, "",
                 "input, advice and policy do not belong together; give the policy that the "
                 "advice was given under");
  }
  return true;
}

}  // namespace

Result<Draft> AdviceDraft(const Recorder& recorder, std::string_view person,
                          const std::optional<std::string>& contact_id, const AdviceTexts& texts,
                          const Hash& policy) {
  Result<Draft> draft = BeginDraft(RecordKind::kAdvice, recorder);
  if (!draft) return draft;
  if (!IsName(person, kMostPersonBytes)) {
    return Error(Status::kBadInput, "person",
                 "give the case number, 1 to 64 bytes without control characters");
  }
  if (contact_id && !IsName(*contact_id, kMostNameBytes)) {
    return Error(Status::kBadInput, "contact_id",
                 "give 1 to 256 bytes without control characters, or nothing");
  }
  if (const Result<bool> sound = CheckTexts(texts, policy); !sound) return sound.error();
  const std::string about = AboutContact(contact_id, person);
  draft->person = person;
  draft->subject = about + "\n" + std::string(texts.input) + "\n" + std::string(texts.advice);
  draft->same = recorder.who.id + "\n" + about + "\n" + std::string(texts.input);
  draft->document = policy;
  return draft;
}

Result<Draft> PolicyFirstUsed(const Recorder& recorder, const PolicyTexts& policy) {
  Result<Draft> draft = BeginDraft(RecordKind::kPolicy, recorder);
  if (!draft) return draft;
  const Result<PolicyNames> names = PolicyNames::Read(policy.resolved);
  if (!names) return names.error();
  draft->documents = {DocumentOf(policy.resolved), DocumentOf(policy.bundle)};
  draft->document = draft->documents.front().digest;
  draft->only_with_new_document = true;
  JsonWriter json;
  json.Object();
  json.Key("bundle");
  json.String(Hex(Bytes(draft->documents.back().digest)));
  json.Key("event");
  json.String("first used");
  json.Key("from");
  WriteDay(json, names->from);
  json.Key("id");
  json.String(names->id);
  json.Key("region");
  WriteOrNull(json, names->region);
  json.Key("until");
  WriteDay(json, names->until);
  json.Key("version");
  json.String(names->version);
  json.EndObject();
  draft->trail = json.Take();
  return draft;
}

Result<Draft> PolicyWithdrawn(const Recorder& recorder, std::string_view content) {
  Result<Draft> draft = BeginDraft(RecordKind::kPolicy, recorder);
  if (!draft) return draft;
  const Result<JsonDocument> document = ParseContent(content);
  if (!document) return document.error();
  ContentReader reader;
  const auto at = reader.Object({&document->root(), ""}, {"digest", "words"});
  draft->document = HashFromHex(reader.Text(at[0]));
  if (at[0].node->is_string() && !draft->document) {
    reader.Wrong(at[0], "give the policy's digest, 64 lower-case hexadecimal digits");
  }
  const std::string words = reader.Words(at[1]);
  if (const Result<bool> sound = reader.Check(); !sound) return sound.error();
  JsonWriter json;
  json.Object();
  json.Key("event");
  json.String("withdrawn");
  json.Key("words");
  json.String(words);
  json.EndObject();
  draft->trail = json.Take();
  return draft;
}

Result<AdviceRecord> ReadAdviceRecord(const OpenedRecord& record) {
  if (const auto fits = CheckAnswered(record.record.sequence, record, RecordKind::kAdvice); !fits)
    return fits.error();
  const std::string& subject = *record.subject;
  ContentReader reader;
  const std::size_t first = subject.find('\n');
  const std::size_t second = first == std::string::npos ? first : subject.find('\n', first + 1);
  if (second == std::string::npos) {
    reader.Wrong({}, "three lines are meant");
    return NotReadable(record, reader);
  }
  AdviceRecord read;
  read.input = subject.substr(first + 1, second - first - 1);
  read.advice = subject.substr(second + 1);
  const std::string about = subject.substr(0, first);
  const Result<JsonDocument> document = JsonDocument::Parse(about, "advice record");
  if (!document) return document.error();
  const auto at = reader.Object({&document->root(), ""}, {"contact_id", "person"});
  read.contact_id = reader.NameOrNull(at[0], kMostNameBytes);
  read.person = reader.Name(at[1], kMostPersonBytes);
  if (!reader.problems().empty()) return NotReadable(record, reader);
  return read;
}

}  // namespace bsup::core
