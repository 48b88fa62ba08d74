// ADVICE: that advice was shown, with all that is needed to give it again to the byte.
//
// Where the trail does not keep the policy yet, append PolicyFirstUsed (policy_record.h) before
// AdviceDraft, in one commit: it is left out if its document has come meanwhile.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "records/content/part.h"
#include "records/content/who.h"
#include "trail/log/draft.h"

namespace bsup::core {

struct AdviceTexts {
  std::string_view input;   // as bsup_advice_input gives it
  std::string_view advice;  // as bsup_advice_json gives it
};

// The subject part has three lines: the fields, the input and the advice.
struct AdviceRecord {
  static constexpr RecordKind kKind = RecordKind::kAdvice;
  static constexpr PayloadPart kPart = PayloadPart::kSubject;

  std::optional<std::string> contact_id;  // the host's
  std::string person;
  std::string input;
  std::string advice;

  static void Fields(auto& self, auto& fields) {
    fields.Settled("contact_id", self.contact_id, Form::kName);
    fields.Settled("person", self.person, Form::kPerson);
  }
};

// `contact_id` is the host's, if it has one; `policy` the digest of the resolved policy. kBadInput
// where a text is not what it should be, kOtherPolicy where input or advice were made under another
// policy.
Result<Draft> AdviceDraft(const Recorder& recorder, std::string_view person,
                          const std::optional<std::string>& contact_id, const AdviceTexts& texts,
                          const Hash& policy);

// kErased; kBadInput for a record of another kind.
template <>
Result<AdviceRecord> ReadAs<AdviceRecord>(const OpenedRecord& record);

}  // namespace bsup::core
