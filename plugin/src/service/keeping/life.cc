#include "service/keeping/life.h"

#include <initializer_list>
#include <utility>
#include <vector>

#include "base/json_writer.h"
#include "records/content/content.h"
#include "records/content/name.h"
#include "records/kinds/statutory_records.h"
#include "records/kinds/trail_records.h"
#include "service/keeping/access.h"
#include "trail/restore.h"

namespace bsup::core {
namespace {

std::string Content(std::initializer_list<std::pair<std::string_view, std::string_view>> members) {
  JsonWriter json;
  json.Object();
  for (const auto& [key, value] : members) {
    json.PlainKey(key);
    json.String(value);
  }
  json.EndObject();
  return json.Take();
}

// Who is erased, and what the record says, which must not name them.
struct ErasureAsked {
  std::string person;
  std::string content;
};

Result<ErasureAsked> ReadErasure(std::string_view content) {
  BSUP_TRY(const JsonDocument document, ParseContent(content));
  ContentReader reader;
  const auto at = reader.Object({&document.root(), ""}, {"person", "why", "authority"});
  ErasureAsked asked;
  asked.person = reader.Name(at[0], kMostPersonBytes);
  const std::string why = reader.Words(at[1]);
  const std::string authority = reader.Words(at[2]);
  BSUP_TRY(reader.Check());
  asked.content = Content({{"why", why}, {"authority", authority}});
  return asked;
}

}  // namespace

Result<void> BackUp(Trail& trail, const Recorder& recorder, const std::string& path) {
  std::vector<Draft> drafts;
  BSUP_TRY(drafts.emplace_back(),
           ConfigDraft(recorder, Content({{"what", "a backup was made"}, {"why", "asked for"}})));
  BSUP_TRY(trail.Append(std::move(drafts)));
  BSUP_TRY(trail.Backup(path));
  return {};
}

Result<std::unique_ptr<Trail>> RestoreFrom(const std::string& backup, const std::string& path,
                                           const TrailOptions& options, KeyService* keys,
                                           const Recorder& recorder, std::string_view words) {
  return Restore(backup, path, options, keys, [&](const std::string& head) {
    return ReopenDraft(recorder, Content({{"words", words}}), options.known_head, head);
  });
}

Result<Erased> ErasePerson(Trail& trail, const Recorder& recorder, std::string_view content) {
  BSUP_TRY(const ErasureAsked asked, ReadErasure(content));
  BSUP_TRY(Draft draft, ErasureDraft(recorder, asked.content));
  return trail.Erase(asked.person, std::move(draft));
}

Result<Receipt> RotateKeys(Trail& trail, const Recorder& recorder, std::string_view words) {
  BSUP_TRY(Draft draft, KeyDraft(recorder, Content({{"why", words}})));
  const std::string part = draft.trail;
  return trail.Rotate(std::move(draft), [&](const VerifierKey& was, const VerifierKey& is) {
    return KeyPart(part, was.ToString(), is.ToString());
  });
}

Result<void> ExportProof(Trail& trail, const Recorder& recorder, const std::string& folder,
                         const Progress& progress) {
  BSUP_TRY(RecordExport(trail, recorder, "proof",
                        {{recorder.who.id}, "the whole proof, and nothing personal"}));
  BSUP_TRY(trail.Export(folder, progress));
  return {};
}

Result<std::string> ProveGrowth(Trail& trail, std::uint64_t from) {
  BSUP_TRY(const auto hashes, trail.ProveConsistency(from));
  std::string text;
  for (const Hash& hash : hashes) text += Base64(Bytes(hash)) + "\n";
  return text;
}

}  // namespace bsup::core
