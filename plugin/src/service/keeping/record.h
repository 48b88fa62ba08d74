// Putting on record: advice that was shown, and what came of it. Each call returns once the record
// is durable; a call that fails records nothing. Any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/words.h"
#include "records/content/who.h"
#include "service/advising/given_advice.h"
#include "trail/trail.h"

namespace bsup::core {

// Advice as it was shown to somebody, in `language`. `person` is the case number; `contact_id` the
// host's own id of the contact. The policy it rests on is recorded with it, once. The same advice
// on the same input, by the same person for the same contact, gives the record that exists already.
Result<Receipt> RecordAdvice(Trail& trail, const Recorder& recorder, const GivenAdvice& advice,
                             std::string_view person, const std::optional<std::string>& contact_id,
                             Language language);

// A record of another kind from its content, JSON: see plugin/docs/records.md. What it answers is
// read from the trail. The same operation (`who.operation_id`) by the same user, of the same kind
// and in answer to the same record, gives the record that exists already; kBadInput where that one
// says something else. kUsage for a kind that a call of its own records: ADVICE, ERASURE, KEY and
// REOPEN.
Result<Receipt> RecordContent(Trail& trail, const Recorder& recorder, RecordKind kind,
                              std::string_view content);

}  // namespace bsup::core
