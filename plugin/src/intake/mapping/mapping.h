// A mapping: where in a host's own JSON each fact is. The language is in plugin/docs/mapping.md.
//
// LoadMapping, then Binding::Bind for each policy it is to serve.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "intake/case.h"
#include "intake/mapping/dates.h"
#include "intake/mapping/pointer.h"
#include "intake/mapping/table.h"
#include "intake/mapping/test_of_member.h"
#include "policy/model/policy.h"

namespace bsup::core {

// A fact and the value a code stands for, as the mapping writes them.
struct TableSetting {
  std::string fact;
  std::string value;
  Place place;
};

// What some names of a code table stand for; nothing at all where they bear on no fact.
struct TableEntry {
  std::string name;  // the first of its names
  std::vector<TableSetting> set;
  std::string is;  // value of the fact that the reading names
  std::string mode;
  std::string purpose;
  std::optional<Attendance> attendance;
  bool nothing = false;
  Place place;
};

enum class TableKind : std::uint8_t { kNothing, kSets, kIs, kContactTypes, kOutcomes };

// A folded text that means an entry wherever it stands in a text.
struct Contained {
  std::string folded;
  int entry = 0;
};

struct CodeTable {
  std::string id;
  TableKind kind = TableKind::kNothing;
  std::vector<TableEntry> entries;
  NameTable names;
  std::vector<Contained> contained;  // where no name is the whole text: the first that it has in it
  bool others_nothing = false;       // values that are not in it bear on no fact
  Place place;

  // The entry for a scalar, NameTable::kNotSaid or NameTable::kUnmapped.
  [[nodiscard]] int Find(const JsonNode& node) const;
};

// Which members of a list are looked at.
struct MemberFilter {
  std::vector<MemberTest> where;   // all must hold
  std::vector<MemberTest> except;  // none may
  std::optional<Pointer> begins;   // not before this day
  std::optional<Pointer> ends;     // and only until the day before this one
  DateRules dates;
};

// Of a list of members that follow each other, such as assessments: the one with the latest day.
struct NewestMember {
  Pointer of;
  Pointer by;  // within a member
  MemberFilter filter;
};

struct ValueReading {
  std::vector<Pointer> at;  // the first that says something, or all of them where the worse counts
  std::string fact;         // empty where the table's entries name their facts
  int table = -1;           // none: a truth value or number, read as it is
  bool present = false;     // true where any of `at` holds something
  std::optional<Pointer> minus;  // a number that is taken from the one at `at`
  bool worse_counts = false;
  std::optional<NewestMember> newest;  // the pointers are within that member
  std::optional<Pointer> told_on;      // the day from which the value is
  std::vector<Pointer> unless;         // read only where none of these says anything
  Place place;
};

struct ListReading {
  Pointer at;
  std::optional<Pointer> within;  // each member of `at` has a list of its own here
  std::vector<Pointer> each;      // within a member: the first that stands for something
  std::string fact;
  int table = -1;
  MemberFilter filter;
  bool complete = false;           // what it does not name is absent
  bool worse_counts = false;       // its members together say one thing, the worse
  std::optional<Pointer> told_on;  // the day from which it is, within the part
  std::optional<bool> says;        // its members say this of the flags that the table sets
  std::vector<Pointer> unless;
  Place place;
};

struct AttendanceRule {
  std::vector<MemberTest> when;
  Attendance is = Attendance::kNotRecorded;
};

// Several values of a contact that together tell its type.
struct TypeRule {
  std::vector<MemberTest> when;
  int type = -1;  // entry of the table of types
};

// What a contact looks like in the lists of a host.
struct ContactShape {
  std::string id;
  std::optional<Pointer> number;  // by which one contact is known in several lists
  Pointer day;
  std::optional<Pointer> time;      // of that day, where it stands apart
  std::vector<TypeRule> type_when;  // the first that holds; where none does, `type`
  std::vector<Pointer> type;
  int types = -1;
  std::vector<Pointer> outcome;
  int outcomes = -1;
  std::vector<AttendanceRule> attendance;
  MemberFilter filter;
  Place place;
};

struct ContactList {
  Pointer at;
  int shape = -1;
  std::optional<Pointer> total;  // how many there are where the list is one page of them
  bool next_only = false;        // appointments to come, no history
  bool keyed = false;            // an object of contacts, each under a key of its own
  bool partial = false;          // not all there were, such as the last of each type
  Place place;
};

// A day somewhere in a part: in a member of a list, or standing alone.
struct DayReading {
  Pointer at;
  Pointer each;
  MemberFilter filter;
  bool latest = false;  // which of several counts
  std::vector<Pointer> unless;
  DateRules dates;
  Place place;
};

// What names the region that the case is in: a member of a list, or a value standing alone.
struct RegionReading {
  Pointer at;
  std::vector<Pointer> each;  // within a member: the first that says something
  MemberFilter filter;
  std::vector<Pointer> unless;
  Place place;
};

struct Part {
  std::string id;
  Pointer at;
  std::optional<Pointer> only_with;  // there only where this is, within it
  std::vector<Pointer> failed_with;  // in the payload: the part failed where one of these says so
  std::optional<Pointer> case_number;
  std::optional<Pointer> forename;
  std::optional<Pointer> surname;
  std::optional<Pointer> birth_date;
  std::vector<ValueReading> values;
  std::vector<ListReading> lists;
  std::vector<ContactList> contacts;
  std::vector<DayReading> starts;
  std::vector<DayReading> took_over;
  std::vector<DayReading> year_ends;
  std::vector<DayReading> final_thirds;
  std::vector<RegionReading> regions;
  Place place;
};

// How a part looks when a service answered with an error in place of data.
struct FailedLook {
  struct AtLeast {
    Pointer at;
    std::int64_t least = 0;
  };
  std::vector<AtLeast> at_least;
  std::vector<Pointer> any_of;

  // Whether that object looks so.
  [[nodiscard]] bool Matches(const JsonNode& object) const;
  // Whether a marker that stands outside a part says so: an object that looks so, or another value
  // that is neither empty nor false.
  [[nodiscard]] bool Says(const JsonNode* marker) const;
};

struct Mapping {
  std::string id;
  std::string version;
  std::vector<Pointer> case_number;
  std::vector<std::string> optional_facts;  // that a policy may lack
  DateRules dates;
  FailedLook failed;
  NameTable not_known;  // finds kNotSaid for spellings of "not known", kUnmapped for all else
  std::vector<CodeTable> tables;
  std::vector<ContactShape> shapes;
  std::vector<Part> parts;
  std::string canonical;  // RFC 8785
  std::string digest;     // SHA-256 of it, hexadecimal

  // Whether there is anything at all: neither null, nor empty, nor a spelling of "not known".
  [[nodiscard]] bool Says(const JsonNode* node) const;

  // Whether one of the pointers leads to something.
  [[nodiscard]] bool SaysAny(const std::vector<Pointer>& at, const JsonNode& node) const;
};

// Every problem comes in one error, with file, line and column.
Result<Mapping> LoadMapping(std::string path_for_errors, std::string text);

}  // namespace bsup::core
