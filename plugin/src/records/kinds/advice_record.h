// ADVICE: that advice was shown, with all that is needed to give it again to the byte; and POLICY,
// for what it rested on.
//
// Where advice is recorded under a policy that the trail does not keep yet, append PolicyFirstUsed
// before AdviceDraft, in one commit: it is left out where its document has come meanwhile.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "records/content/who.h"
#include "trail/log/draft.h"

namespace bsup::core {

struct PolicyTexts {
  std::string_view resolved;  // canonical JSON
  std::string_view bundle;    // the files it was resolved from
};

struct AdviceTexts {
  std::string_view input;   // as bsup_advice_input gives it
  std::string_view advice;  // as bsup_advice_json gives it
};

// `contact_id` is the host's, if it has one; `policy` the digest of the resolved policy. kBadInput
// where a text is not what it should be, kOtherPolicy where input or advice were made under another
// policy.
Result<Draft> AdviceDraft(const Recorder& recorder, std::string_view person,
                          const std::optional<std::string>& contact_id, const AdviceTexts& texts,
                          const Hash& policy);

// Is left out where the resolved policy is kept already.
Result<Draft> PolicyFirstUsed(const Recorder& recorder, const PolicyTexts& policy);

// Content: {"digest","words"}. Whether the trail keeps that policy is for the caller to say.
Result<Draft> PolicyWithdrawn(const Recorder& recorder, std::string_view content);

// The subject part of an ADVICE, taken apart.
struct AdviceRecord {
  std::optional<std::string> contact_id;
  std::string person;
  std::string input;
  std::string advice;
};

// kErased; kBadInput for a record of another kind.
Result<AdviceRecord> ReadAdviceRecord(const OpenedRecord& record);

}  // namespace bsup::core
