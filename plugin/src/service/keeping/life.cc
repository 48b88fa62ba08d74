#include "service/keeping/life.h"

#include <initializer_list>
#include <utility>
#include <vector>

#include "base/json_writer.h"
#include "records/content/fields.h"
#include "records/kinds/config_record.h"
#include "records/kinds/erasure_record.h"
#include "records/kinds/key_record.h"
#include "records/kinds/reopen_record.h"
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
  BSUP_TRY(const HostContent parsed, HostContent::Parse(content));
  std::vector<Problem> problems;
  ContentReader reader(parsed.root(), "", problems);
  reader.Expect({"person", "why", "authority"}, {});
  ErasureAsked asked;
  asked.person = ReadKey<std::string>(reader, "person", Form::kPerson);
  const auto why = ReadKey<std::string>(reader, "why", Form::kWords);
  const auto authority = ReadKey<std::string>(reader, "authority", Form::kWords);
  BSUP_TRY(reader.Check());
  asked.content = Content({{"why", why}, {"authority", authority}});
  return asked;
}

}  // namespace

Result<void> BackUp(Trail& trail, const Recorder& recorder, const std::string& path) {
  std::vector<Draft> drafts;
  BSUP_TRY(drafts.emplace_back(), BeginDraft(RecordKind::kConfig, recorder));
  Put(drafts.back(), ConfigRecord{"a backup was made", "asked for"});
  BSUP_TRY(trail.Append(std::move(drafts)));
  BSUP_TRY(trail.Backup(path));
  return {};
}

Result<std::unique_ptr<Trail>> RestoreFrom(const std::string& backup, const std::string& path,
                                           const TrailOptions& options, KeyService* keys,
                                           const Recorder& recorder, std::string_view words) {
  return Restore(backup, path, options, keys, [&](const std::string& head) -> Result<Draft> {
    BSUP_TRY(Draft draft, BeginDraft(RecordKind::kReopen, recorder));
    BSUP_TRY(auto reopen, ReadGiven<ReopenRecord>(Content({{"words", words}})));
    if (!options.known_head.empty()) reopen.lost = options.known_head;
    if (!head.empty()) reopen.restored = head;
    Put(draft, reopen);
    return draft;
  });
}

Result<Erased> ErasePerson(Trail& trail, const Recorder& recorder, std::string_view content) {
  BSUP_TRY(const ErasureAsked asked, ReadErasure(content));
  BSUP_TRY(Draft draft, DraftFrom<ErasureRecord>(recorder, asked.content));
  return trail.Erase(asked.person, std::move(draft));
}

Result<Receipt> RotateKeys(Trail& trail, const Recorder& recorder, std::string_view words) {
  BSUP_TRY(Draft draft, BeginDraft(RecordKind::kKey, recorder));
  BSUP_TRY(auto change, ReadGiven<KeyRecord>(Content({{"why", words}})));
  return trail.Rotate(std::move(draft), [&](const VerifierKey& was, const VerifierKey& is) {
    change.was = was.ToString();
    change.is = is.ToString();
    return WrittenFields(change);
  });
}

Result<void> ExportProof(Trail& trail, const Recorder& recorder, const std::string& folder,
                         const Progress& progress) {
  // First, since the record of a refused export would be one more on a trail that went astray.
  BSUP_TRY(trail.CheckExport(folder));
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
