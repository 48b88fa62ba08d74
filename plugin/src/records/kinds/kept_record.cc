#include "records/kinds/kept_record.h"

#include "records/content/drafting.h"
#include "records/kinds/decision_record.h"

namespace bsup::core {

Result<Draft> KeptDraft(const Recorder& recorder, const HostContent& content,
                        const OpenedRecord& decision, std::string_view policy) {
  BSUP_TRY(Draft draft, BeginDraft(RecordKind::kKept, recorder));
  BSUP_TRY(const Decided decided, ReadDecided(content, decision, policy));
  std::vector<Problem> problems;
  ContentReader reader(content.root(), "", problems);
  auto kept = ReadGiven<KeptRecord>(reader);
  kept.person = decided.decision.person;
  kept.policy = decided.decision.policy;
  CheckPromises(reader.Under("promises"), decided.decision);
  const JsonNode& promises = reader.Value("promises");
  if (promises.is_array() && promises.items().empty())
    reader.Add("promises", "names none; give the places of those that were kept, counted from 0");
  if (kept.on && *kept.on > recorder.day)
    reader.Add("on", "this day is to come; give the day on which it was done, or leave it out");
  BSUP_TRY(reader.Check());
  Put(draft, kept);
  return draft;
}

}  // namespace bsup::core
