// The next appointment that a host has on record, for hosts that name no contact themselves.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "intake/mapping/mapping.h"
#include "intake/reading/notes.h"
#include "intake/reading/parts.h"

namespace bsup::core {

// Ids as policies and mappings write them; empty where the appointment's type does not tell.
struct ContactDraft {
  Day date;
  std::string purpose;
  std::string planned;
};

// The earliest appointment on or after `as_of` that is neither over nor called off; nothing where
// there is none. `parts` are those that FindParts found.
std::optional<ContactDraft> NextAppointment(const Mapping& mapping,
                                            const std::vector<FoundPart>& parts, Day as_of);

// Notes what may hide the next appointment: a list that failed, a day that cannot be read, the type
// of the earliest where it is not known. Histories are noted where they are read.
void NoteAppointments(const Mapping& mapping, const std::vector<FoundPart>& parts, Day as_of,
                      Notes& notes);

}  // namespace bsup::core
