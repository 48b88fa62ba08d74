#include "records/kinds/trail_records.h"

#include "advice/json/value_json.h"
#include "records/content/content.h"
#include "records/kinds/words_draft.h"

namespace bsup::core {
namespace {

// The members of one object and then those of another, which begin with later letters.
std::string Joined(std::string first, std::string_view second) {
  first.back() = ',';
  return first += second.substr(1);
}

}  // namespace

Result<Draft> KeyDraft(const Recorder& recorder, std::string_view content) {
  return WordsDraft(RecordKind::kKey, recorder, content, {"why"});
}

std::string KeyPart(std::string_view trail, std::string_view was, std::string_view is) {
  JsonWriter json;
  json.Object();
  json.Key("is");
  json.String(is);
  json.Key("was");
  json.String(was);
  json.EndObject();
  return Joined(json.Take(), trail);
}

Result<Draft> ReopenDraft(const Recorder& recorder, std::string_view content, std::string_view lost,
                          std::string_view restored) {
  Result<Draft> draft = WordsDraft(RecordKind::kReopen, recorder, content, {"words"});
  if (!draft) return draft;
  JsonWriter json;
  json.Object();
  json.Key("lost");
  WriteTextOrNull(json, lost);
  json.Key("restored");
  WriteTextOrNull(json, restored);
  json.EndObject();
  draft->trail = Joined(json.Take(), draft->trail);
  return draft;
}

Result<Draft> ConfigDraft(const Recorder& recorder, std::string_view content) {
  return WordsDraft(RecordKind::kConfig, recorder, content, {"what", "why"});
}

}  // namespace bsup::core
