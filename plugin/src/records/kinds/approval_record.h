// APPROVAL: a role approved or refused a decision that needs it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "records/content/who.h"
#include "trail/log/draft.h"

namespace bsup::core {

struct ApprovalRecord {
  bool approved = false;
  std::vector<std::string> covers;  // the roles the decision needs that this one speaks for
  std::string person;
  std::string policy;  // digest
  std::string role;
  std::optional<Day> until;  // the last day it holds; of an approval
  std::optional<std::string> words;
};

// Content: {"answers","approved","role","words"?,"until"?}. `decision` is the record it answers and
// `policy` the document of the advice behind it. kBadInput where the one who decided would approve,
// and where the role is none that would do.
Result<Draft> ApprovalDraft(const Recorder& recorder, std::string_view content,
                            const OpenedRecord& decision, std::string_view policy);

// kErased; kBadInput for a record of another kind.
Result<ApprovalRecord> ReadApproval(const OpenedRecord& record);

}  // namespace bsup::core
