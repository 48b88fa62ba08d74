#include "intake/reading/contacts.h"

#include <algorithm>

#include "intake/mapping/table.h"

namespace bsup::core {
namespace {

int MinuteOf(const ContactShape& shape, const JsonNode& member, int minute) {
  const JsonNode* time = shape.time ? shape.time->In(member) : nullptr;
  if (time == nullptr || !time->is_string()) return minute;
  return ReadTimeOfDay(time->string()).value_or(minute);
}

// The entry that the first rule that holds names, or -1.
int TypeBySeveral(const ContactShape& shape, const JsonNode& member) {
  for (const TypeRule& rule : shape.type_when) {
    if (std::ranges::all_of(rule.when, [&](const MemberTest& test) { return test.Holds(member); }))
      return rule.type;
  }
  return -1;
}

void ReadAttendance(const Mapping& mapping, const ContactShape& shape, const JsonNode& member,
                    const TableEntry* type, HostContact& contact) {
  if (shape.outcomes >= 0) {
    const CodeTable& table = mapping.tables[static_cast<std::size_t>(shape.outcomes)];
    const Lookup outcome = LookUp(table, shape.outcome, member);
    if (outcome.entry >= 0) {
      const auto& told = table.entries[static_cast<std::size_t>(outcome.entry)].attendance;
      if (told) {
        contact.attendance = *told;
        return;
      }
    } else if (outcome.entry == NameTable::kUnmapped && !table.others_nothing) {
      contact.unmapped_outcome = outcome.value;
    }
  }
  for (const AttendanceRule& rule : shape.attendance) {
    if (!std::ranges::all_of(rule.when, [&](const MemberTest& test) { return test.Holds(member); }))
      continue;
    contact.attendance = rule.is;
    break;
  }
  if (contact.attendance == Attendance::kNotRecorded && type != nullptr && type->attendance)
    contact.attendance = *type->attendance;
  // That somebody came is known from an outcome that is understood, and from nothing else where
  // there is one.
  if (contact.unmapped_outcome != nullptr && contact.attendance == Attendance::kAttended)
    contact.attendance = Attendance::kNotRecorded;
}

}  // namespace

Lookup LookUp(const CodeTable& table, std::span<const Pointer> at, const JsonNode& node) {
  Lookup best;
  for (const Pointer& pointer : at) {
    const JsonNode* value = pointer.In(node);
    if (value == nullptr) continue;
    const int entry = table.Find(*value);
    if (entry == NameTable::kNotSaid) continue;
    if (entry >= 0) return {entry, &pointer, value};
    if (best.value == nullptr) best = {entry, &pointer, value};
  }
  return best;
}

Membership Passes(const MemberFilter& filter, const JsonNode& member, Day as_of,
                  const JsonNode** unreadable) {
  for (const MemberTest& test : filter.where) {
    if (!test.Holds(member)) return Membership::kOut;
  }
  for (const MemberTest& test : filter.except) {
    if (test.Holds(member)) return Membership::kOut;
  }
  Membership passes = Membership::kIn;
  const auto look = [&](const std::optional<Pointer>& at, auto current) {
    const JsonNode* node = at ? at->In(member) : nullptr;
    if (node == nullptr || (node->is_string() && node->string().empty())) return;
    const auto time = filter.dates.Read(*node);
    if (!time) {
      passes = Membership::kDoubtful;
      if (unreadable != nullptr) *unreadable = node;
    } else if (!current(time->day)) {
      passes = Membership::kOut;
    }
  };
  look(filter.begins, [&](Day day) { return day <= as_of; });
  if (passes == Membership::kOut) return passes;
  look(filter.ends, [&](Day day) { return day > as_of; });
  return passes;
}

HostContact ReadHostContact(const Mapping& mapping, const ContactShape& shape,
                            const JsonNode& member, Day as_of) {
  HostContact contact;
  const JsonNode* day = shape.day.In(member);
  const auto time = day == nullptr ? std::nullopt : shape.filter.dates.Read(*day);
  if (time) {
    contact.day = time->day;
    contact.minute = MinuteOf(shape, member, time->minute);
  } else {
    contact.unreadable_day = day;
  }
  const CodeTable& types = mapping.tables[static_cast<std::size_t>(shape.types)];
  Lookup found;
  found.entry = TypeBySeveral(shape, member);
  if (found.entry < 0) found = LookUp(types, shape.type, member);
  const TableEntry* type =
      found.entry < 0 ? nullptr : &types.entries[static_cast<std::size_t>(found.entry)];
  const bool unmapped = found.entry == NameTable::kUnmapped;
  const bool nothing = (type != nullptr && type->nothing) || (unmapped && types.others_nothing);
  contact.counts = !nothing && Passes(shape.filter, member, as_of) != Membership::kOut;
  if (!contact.counts) return contact;
  contact.type = found.entry;
  if (unmapped) contact.unmapped_type = found.value;
  if (shape.number) contact.number = shape.number->In(member);
  ReadAttendance(mapping, shape, member, type, contact);
  return contact;
}

}  // namespace bsup::core
