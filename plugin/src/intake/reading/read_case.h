// From a host's payload and a practitioner's answers to a case: values of facts, history, and what
// was noticed on the way.
#pragma once

#include "base/json.h"
#include "base/result.h"
#include "intake/case.h"
#include "intake/reading/binding.h"

namespace bsup::core {

// `answers` may be nullptr. Any thread; the binding and the payload need not outlive the case.
Result<Case> ReadCase(const Binding& binding, const JsonNode& payload, const JsonNode* answers,
                      const Contact& contact, Day as_of);

}  // namespace bsup::core
