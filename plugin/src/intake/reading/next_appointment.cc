#include "intake/reading/next_appointment.h"

#include "intake/reading/contacts.h"

namespace bsup::core {
namespace {

// Future contacts sometimes carry flags of absence that mean nothing yet; only today's can be over.
bool IsOpen(const HostContact& contact, Day as_of) {
  if (contact.attendance == Attendance::kExcused) return false;
  return *contact.day > as_of || contact.attendance == Attendance::kNotRecorded;
}

bool Earlier(const HostContact& a, const HostContact& b) {
  return a.day != b.day ? a.day < b.day : a.minute < b.minute;
}

}  // namespace

std::optional<ContactDraft> NextAppointment(const Mapping& mapping,
                                            const std::vector<FoundPart>& parts, Day as_of) {
  std::optional<HostContact> next;
  const TableEntry* type = nullptr;
  const auto look = [&](const ContactShape& shape, const JsonNode& member) {
    const HostContact contact = ReadHostContact(mapping, shape, member, as_of);
    if (!contact.counts || !contact.day || *contact.day < as_of || !IsOpen(contact, as_of)) return;
    const bool tells_more =
        next && type == nullptr && contact.type >= 0 && !Earlier(*next, contact);
    if (next && !Earlier(contact, *next) && !tells_more) return;
    next = contact;
    const CodeTable& types = mapping.tables[static_cast<std::size_t>(shape.types)];
    type = contact.type < 0 ? nullptr : &types.entries[static_cast<std::size_t>(contact.type)];
  };
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].state != PartState::kUsable) continue;
    for (const ContactList& list : mapping.parts[i].contacts) {
      const JsonNode* node = list.at.In(*parts[i].node);
      if (node == nullptr) continue;
      const ContactShape& shape = mapping.shapes[static_cast<std::size_t>(list.shape)];
      if (!node->is_array()) {
        look(shape, *node);
        continue;
      }
      for (const JsonNode& member : node->items()) look(shape, member);
    }
  }
  if (!next) return std::nullopt;
  ContactDraft draft{*next->day, "", ""};
  if (type != nullptr) {
    draft.purpose = type->purpose;
    draft.planned = type->mode;
  }
  return draft;
}

}  // namespace bsup::core
