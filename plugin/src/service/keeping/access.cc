#include "service/keeping/access.h"

#include <utility>
#include <vector>

#include "base/json_writer.h"
#include "records/content/content.h"
#include "records/kinds/export_record.h"
#include "records/kinds/read_record.h"

namespace bsup::core {

Result<void> RecordExport(Trail& trail, const Recorder& recorder, std::string_view what,
                          const ExportTo& exported) {
  JsonWriter content;
  content.Object();
  content.Member("what", what);
  content.Member("recipients", exported.recipients);
  content.Member("scope", exported.scope);
  content.EndObject();
  std::vector<Draft> drafts;
  BSUP_TRY(drafts.emplace_back(), DraftFrom<ExportRecord>(recorder, content.Take()));
  BSUP_TRY(trail.Append(std::move(drafts)));
  return {};
}

Result<void> RecordReads(Trail& trail, const Recorder& recorder,
                         const std::set<std::string>& persons,
                         const std::optional<std::string>& justification) {
  if (persons.empty()) return {};
  std::vector<Draft> drafts;
  for (const std::string& person : persons) {
    JsonWriter content;
    content.Object();
    content.Member("person", person);
    content.Member("justification", justification);
    content.EndObject();
    BSUP_TRY(drafts.emplace_back(), DraftFrom<ReadRecord>(recorder, content.Take()));
  }
  BSUP_TRY(trail.Append(std::move(drafts)));
  return {};
}

}  // namespace bsup::core
