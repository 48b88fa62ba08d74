// READ, DISCLOSURE, EXPORT and ERASURE: what section 62 of the Data Protection Act 2018 has logged.
// A justification is optional: the Data (Use and Access) Act 2025 takes the duty to log it away.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "records/content/who.h"
#include "trail/log/draft.h"

namespace bsup::core {

// Content: {"person","justification"?}. One for each person who was looked at; a list of people is
// appended in one commit.
Result<Draft> ReadDraft(const Recorder& recorder, std::string_view content);

// Content: {"person","recipients":[..],"what","justification"?}.
Result<Draft> DisclosureDraft(const Recorder& recorder, std::string_view content);

// Content: {"what","recipients":[..],"scope","persons"?}; `persons` is how many there are. It names
// none of them.
Result<Draft> ExportDraft(const Recorder& recorder, std::string_view content);

// Content: {"why","authority"}; for Trail::Erase, which is told the person apart. It must not name
// them: it outlives their key.
Result<Draft> ErasureDraft(const Recorder& recorder, std::string_view content);

struct ReadRecord {
  std::optional<std::string> justification;
  std::string person;
};
struct DisclosureRecord {
  std::optional<std::string> justification;
  std::string person;
  std::vector<std::string> recipients;
  std::string what;
};

// kErased; kBadInput for a record of another kind.
Result<ReadRecord> ReadReadRecord(const OpenedRecord& record);
Result<DisclosureRecord> ReadDisclosure(const OpenedRecord& record);

}  // namespace bsup::core
