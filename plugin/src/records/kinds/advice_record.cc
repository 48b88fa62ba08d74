#include "records/kinds/advice_record.h"

#include "records/content/advice_told.h"
#include "records/content/fields.h"
#include "records/content/name.h"

namespace bsup::core {
namespace {

// Whether input and advice belong together and rest on the policy of that digest.
Result<void> CheckTexts(const AdviceTexts& texts, const Hash& policy) {
  for (const std::string_view text : {texts.input, texts.advice}) {
    if (text.find('\n') == std::string_view::npos) continue;
    return Error(Status::kBadInput, text == texts.input ? "input" : "advice",
                 "it has several lines; give it byte for byte as this library made it");
  }
  BSUP_TRY(const JsonDocument input, JsonDocument::Parse(texts.input, "input"));
  BSUP_TRY(const AdviceTold told, AdviceTold::Read(texts.advice));
  const std::string digest = Hex(Bytes(policy));
  const JsonNode* under = input.root().At("/policy/digest");
  if (under == nullptr || !under->is_string() || under->string() != digest ||
      told.policy_digest != digest) {
    return Error(Status::kOtherPolicy, "",
                 "input, advice and policy do not belong together; give the policy that the "
                 "advice was given under");
  }
  return {};
}

}  // namespace

Result<Draft> AdviceDraft(const Recorder& recorder, std::string_view person,
                          const std::optional<std::string>& contact_id, const AdviceTexts& texts,
                          const Hash& policy) {
  BSUP_TRY(Draft draft, BeginDraft(RecordKind::kAdvice, recorder));
  if (!IsName(person, kMostPersonBytes)) {
    return Error(Status::kBadInput, "person",
                 "give the case number, 1 to 64 bytes without control characters");
  }
  if (contact_id && !IsName(*contact_id, kMostNameBytes)) {
    return Error(Status::kBadInput, "contact_id",
                 "give 1 to 256 bytes without control characters, or nothing");
  }
  BSUP_TRY(CheckTexts(texts, policy));
  const std::string about = WrittenFields(AdviceRecord{contact_id, std::string(person), "", ""});
  draft.person = person;
  draft.subject = about + "\n" + std::string(texts.input) + "\n" + std::string(texts.advice);
  draft.same = recorder.who.id + "\n" + about + "\n" + std::string(texts.input);
  draft.document = policy;
  return draft;
}

template <>
Result<AdviceRecord> ReadAs(const OpenedRecord& record) {
  BSUP_TRY(CheckKind(record, RecordKind::kAdvice));
  if (!record.subject) return NoPart(record);
  const std::string& subject = *record.subject;
  const std::size_t first = subject.find('\n');
  const std::size_t second = first == std::string::npos ? first : subject.find('\n', first + 1);
  if (second == std::string::npos) return NotReadable(record, "");
  const std::optional<std::string> about = subject.substr(0, first);
  BSUP_TRY(AdviceRecord read, ReadPart<AdviceRecord>(record, about));
  read.input = subject.substr(first + 1, second - first - 1);
  read.advice = subject.substr(second + 1);
  return read;
}

}  // namespace bsup::core
