#include "records/kinds/words_draft.h"

#include <string>

#include "records/content/content.h"

namespace bsup::core {

Result<Draft> WordsDraft(RecordKind kind, const Recorder& recorder, std::string_view content,
                         std::initializer_list<std::string_view> keys) {
  Result<Draft> draft = BeginDraft(kind, recorder);
  if (!draft) return draft;
  const Result<JsonDocument> document = ParseContent(content);
  if (!document) return document.error();
  ContentReader reader;
  JsonWriter json;
  json.Object();
  for (const Spot& spot : reader.Object({&document->root(), ""}, keys)) {
    json.Key(std::string_view(spot.at).substr(1));
    json.String(reader.Words(spot));
  }
  json.EndObject();
  if (const Result<bool> sound = reader.Check(); !sound) return sound.error();
  draft->trail = json.Take();
  return draft;
}

}  // namespace bsup::core
