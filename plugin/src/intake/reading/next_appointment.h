// The next appointment that a host has on record, for hosts that name no contact themselves.
#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "base/result.h"
#include "intake/mapping/mapping.h"

namespace bsup::core {

// Ids as policies and mappings write them; empty where the appointment's type does not tell.
struct ContactDraft {
  Day date;
  std::string purpose;
  std::string planned;
};

// The earliest appointment on or after `as_of` that is neither over nor called off; nothing where
// there is none.
Result<std::optional<ContactDraft>> NextAppointment(const Mapping& mapping, const JsonNode& payload,
                                                    Day as_of);

}  // namespace bsup::core
