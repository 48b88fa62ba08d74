// A payload taken in: its parts are found once, for its next appointment and for the case.
//
// Ask, choose the policy by the contact's head and Regions, bring the contact into the policy by
// In, ReadCase with that policy's binding.
#pragma once

#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "intake/case.h"
#include "intake/reading/binding.h"
#include "intake/reading/parts.h"
#include "intake/reading/payload_regions.h"
#include "intake/reading/requested_contact.h"

namespace bsup::core {

class Intake {
 public:
  // Both outlive this.
  Intake(const Mapping& mapping, const JsonNode& payload);

  // The contact that advice is asked for: `given` or, where that is nullptr, the next appointment,
  // or a supervision meeting on `as_of` where the payload has none. `given` outlives what is
  // returned.
  [[nodiscard]] Result<RequestedContact> Ask(const JsonNode* given, Day as_of) const;

  // The regions that the payload names, for a contact that names none.
  [[nodiscard]] std::vector<PayloadRegion> Regions(Day as_of) const {
    return PayloadRegions(mapping_, parts_, as_of);
  }

  // Values of facts, history, and what was noticed on the way. `answers` may be nullptr; `binding`
  // is of this mapping. The case outlives the payload. Any thread.
  [[nodiscard]] Result<Case> ReadCase(const Binding& binding, const JsonNode* answers,
                                      const Contact& contact, Day as_of) const;

 private:
  [[nodiscard]] Result<void> CheckPayload() const;

  const Mapping& mapping_;
  const JsonNode& payload_;
  std::vector<FoundPart> parts_;
};

}  // namespace bsup::core
