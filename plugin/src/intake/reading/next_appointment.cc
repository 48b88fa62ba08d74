#include "intake/reading/next_appointment.h"

#include "intake/reading/contacts.h"
#include "intake/reading/merging.h"

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

struct Appointment {
  HostContact contact;
  const CodeTable* types = nullptr;
  const TableEntry* type = nullptr;
  bool in_history = false;
  Where where;
};

// Calls `see` with each contact that counts, of each list of the usable parts.
template <class See>
void ForEachAppointment(const Mapping& mapping, const std::vector<FoundPart>& parts, Day as_of,
                        See see) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].state != PartState::kUsable) continue;
    const Part& part = mapping.parts[i];
    for (const ContactList& list : part.contacts) {
      const JsonNode* node = list.at.In(*parts[i].node);
      if (!mapping.Says(node)) continue;
      const ContactShape& shape = mapping.shapes[static_cast<std::size_t>(list.shape)];
      const CodeTable& types = mapping.tables[static_cast<std::size_t>(shape.types)];
      ForEachContact(
          list, *node, {part.at.text(), list.at.text()},
          [&](const JsonNode& member, const Where& where) {
            const HostContact contact = ReadHostContact(mapping, shape, member, as_of);
            if (!contact.counts) return;
            const TableEntry* type =
                contact.type < 0 ? nullptr : &types.entries[static_cast<std::size_t>(contact.type)];
            see(Appointment{contact, &types, type, !list.next_only, where});
          });
    }
  }
}

// The earliest that may be the next, or nothing.
class Earliest {
 public:
  explicit Earliest(Day as_of) : as_of_(as_of) {}

  void See(const Appointment& seen) {
    if (!seen.contact.day || *seen.contact.day < as_of_ || !IsOpen(seen.contact, as_of_)) return;
    const bool tells_more = next_ && next_->type == nullptr && seen.type != nullptr &&
                            !Earlier(next_->contact, seen.contact);
    if (!next_ || Earlier(seen.contact, next_->contact) || tells_more) next_ = seen;
  }

  [[nodiscard]] const std::optional<Appointment>& next() const { return next_; }

 private:
  Day as_of_;
  std::optional<Appointment> next_;
};

void NoteFailed(const Mapping& mapping, const Part& part, const JsonNode& node, Notes& notes) {
  for (const ContactList& list : part.contacts) {
    const Pointer::Reached reached = list.at.Reach(node);
    if (reached.node == &node || !reached.node->is_object()) continue;
    if (mapping.failed.Matches(*reached.node)) notes.Failed(part.id, part.at.text() + reached.at);
  }
}

}  // namespace

std::optional<ContactDraft> NextAppointment(const Mapping& mapping,
                                            const std::vector<FoundPart>& parts, Day as_of) {
  Earliest earliest(as_of);
  ForEachAppointment(mapping, parts, as_of, [&](const Appointment& seen) { earliest.See(seen); });
  if (!earliest.next()) return std::nullopt;
  const Appointment& next = *earliest.next();
  ContactDraft draft{*next.contact.day, "", ""};
  if (next.type != nullptr) {
    draft.purpose = next.type->purpose;
    draft.planned = next.type->mode;
  }
  return draft;
}

void NoteAppointments(const Mapping& mapping, const std::vector<FoundPart>& parts, Day as_of,
                      Notes& notes) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].state == PartState::kUsable)
      NoteFailed(mapping, mapping.parts[i], *parts[i].node, notes);
  }
  Earliest earliest(as_of);
  ForEachAppointment(mapping, parts, as_of, [&](const Appointment& seen) {
    earliest.See(seen);
    if (!seen.in_history && !seen.contact.day)
      notes.Unmapped("day", seen.contact.unreadable_day, seen.where.ToString());
  });
  const auto& next = earliest.next();
  if (next && !next->in_history) notes.Read();
  if (next && !next->in_history && next->type == nullptr)
    notes.Unmapped(next->types->id, next->contact.unmapped_type, next->where.ToString());
}

}  // namespace bsup::core
