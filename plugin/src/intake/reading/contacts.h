// Past and coming contacts as a host lists them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/json.h"
#include "intake/mapping/mapping.h"
#include "intake/reading/merging.h"

namespace bsup::core {

struct HostContact {
  bool counts =
      true;  // false for what is not a contact with the person, or the shape's filter leaves out
  const JsonNode* number = nullptr;  // by which the host knows it, if it does
  std::optional<Day> day;            // nothing where it cannot be read
  int minute = 0;                    // of that day, to put contacts of one day in order
  int type = NameTable::kUnmapped;   // entry of its table of types
  Attendance attendance = Attendance::kNotRecorded;

  // What no table knew, or nullptr.
  const JsonNode* unmapped_type = nullptr;
  const JsonNode* unmapped_outcome = nullptr;
  const JsonNode* unreadable_day = nullptr;
};

// What a member of a list is. Of one that does not count only the day is read.
HostContact ReadHostContact(const Mapping& mapping, const ContactShape& shape,
                            const JsonNode& member, Day as_of);

// Calls `see` with each contact of what a list's `at` leads to, and where it is: `where` as it
// stands, with the index or key of the contact.
template <class See>
void ForEachContact(const ContactList& list, const JsonNode& node, Where where, See see) {
  if (node.is_array()) {
    for (const JsonNode& member : node.items()) {
      ++where.index;
      see(member, where);
    }
  } else if (list.keyed && node.is_object()) {
    where.in_object = true;
    for (const JsonMember& member : node.members()) {
      where.key = member.key;
      see(member.value, where);
    }
  } else {
    see(node, where);
  }
}

enum class Membership : std::uint8_t {
  kIn,
  kOut,
  kDoubtful
};  // doubtful: a date in it cannot be read

// Whether the filter lets a member of a list through on that day. `unreadable`, if given, is set to
// the date that makes it doubtful.
Membership Passes(const MemberFilter& filter, const JsonNode& member, Day as_of,
                  const JsonNode** unreadable = nullptr);

// What the first of some pointers that stands for something in a code table stands for.
struct Lookup {
  int entry = NameTable::kNotSaid;  // an entry, kNotSaid or kUnmapped
  const Pointer* at = nullptr;      // where
  const JsonNode* value = nullptr;
};
Lookup LookUp(const CodeTable& table, std::span<const Pointer> at, const JsonNode& node);

}  // namespace bsup::core
