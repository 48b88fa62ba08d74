// A record as an event for hmpps-audit, in its nine names. It holds personal data, unlike what is
// exported as proof. See plugin/docs/records.md, "Events".
#pragma once

#include <string>

#include "base/result.h"
#include "trail/log/draft.h"

namespace bsup::core {

// One line of JSON, without a line end. What is not known or was erased is null.
Result<std::string> AuditEvent(const OpenedRecord& record);

}  // namespace bsup::core
