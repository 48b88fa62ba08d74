// A case as advice takes it: the contact, the facts, the history, and what intake noticed on the
// way. Values are those of one policy's facts and modes.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/enum_table.h"
#include "policy/model/policy.h"

namespace bsup::core {

// Who says that this contact is the one to advise on: the caller, the next appointment of the
// payload, or nobody.
enum class ContactFrom : std::uint8_t { kCaller, kPayload, kAssumed };
inline constexpr std::array kContactFromNames{"caller", "payload", "assumed"};
static_assert(HasMembers<ContactFrom>(kContactFromNames.size()));

struct Contact {
  Day date;
  std::optional<Day> next;
  ModeIndex planned;             // or none
  FactValue purpose = kUnknown;  // each in the domain of its `contact.*` fact
  FactValue scheduled = kUnknown;
  FactValue with = kUnknown;
  FactValue role = kUnknown;
  ContactFrom from = ContactFrom::kCaller;
};

enum class Attendance : std::uint8_t { kAttended, kMissed, kExcused, kNotRecorded };
inline constexpr std::array kAttendanceNames{"attended", "missed", "excused", "not recorded"};
static_assert(HasMembers<Attendance>(kAttendanceNames.size()));

struct PastContact {
  Day day;
  ModeIndex mode;  // none: unknown
  Attendance attendance = Attendance::kNotRecorded;
};

struct History {
  bool given = false;                 // an empty list is given
  std::vector<PastContact> contacts;  // in order of day; may reach beyond as_of
  std::optional<Day> start;           // of the supervision
  std::optional<Day> took_over;       // the practitioner, this case
  std::optional<Day> year_end;        // the last day of a sentence year
  std::optional<Day> final_third;     // the first day of the final third of the sentence
};

// Sources that gave different values for one fact, or facts that cannot be together.
struct Conflict {
  struct Source {
    FactValue value = kUnknown;
    std::string from;  // a pointer into the payload, `answers`, `history`
  };
  FactIndex fact;
  std::vector<Source> sources;  // in order of reading
  FactValue taken = kUnknown;   // the worse, or unknown
  RuleIndex integrity;          // the rule it breaks, where that is the conflict
};

struct Unmapped {
  std::string table;
  std::string value;  // as the host wrote it, cut to 80 bytes
  std::string at;
};

// How many further values a table does not know, beside those that are listed.
struct UnmappedMore {
  std::string table;
  int values = 0;
};

struct FailedPart {
  std::string part;
  std::string at;
};

struct OtherPart {
  std::string part;
  std::string at;
  std::string differs;  // "case number", "name" or "birth date"; never the values
};

// A part about the person of the case, whose name is spelt otherwise there.
struct OtherName {
  std::string part;
  std::string at;
};

// A region that the payload names and that is not the one advised by.
struct OtherRegion {
  std::string region;  // as the host wrote it, cut to 80 bytes
  std::string at;
};

struct Lapsed {
  enum class Why : std::uint8_t {
    kTooOld,
    kFromTheFuture,
    kEnded,
    kSuspended,
    kOtherContact,
    kOtherPolicy
  };
  std::string name;  // a fact, a question, a safeguard, or the principle of an approval
  bool approval = false;
  Why why = Why::kTooOld;
  Day day;  // on which it was given or, for kEnded, until which it held; for kSuspended,
            // until which its principle is suspended
};

// A fact whose value the host tells from a day before `as_of`.
struct Dated {
  FactIndex fact;
  Day day;
};

struct Approval {
  RuleIndex principle;
  RoleIndex role;
  Day day;
  Day until;
};

struct Case {
  // How many values of the payload were understood; nothing where the case did not come from one.
  std::optional<int> read;
  std::string region;                    // as selected: id, or empty
  Indexed<FactIndex, FactValue> facts;   // contact, derived and cadence facts not yet filled in
  Indexed<FactIndex, std::string> from;  // where each known one came from
  History history;
  std::vector<Approval> approvals;          // those that hold on the contact's date
  std::vector<RuleIndex> confirmed;         // safeguards, in order
  std::vector<std::string> shown;           // keys of notes
  std::vector<Conflict> conflicts;          // in order of fact
  std::vector<Unmapped> unmapped;           // of one table the first thousand
  std::vector<UnmappedMore> unmapped_more;  // in order of first value
  std::vector<FailedPart> failed;
  std::vector<OtherPart> others;
  std::vector<OtherName> other_names;
  std::vector<OtherRegion> other_regions;
  std::vector<Lapsed> lapsed;
  std::vector<Dated> dated;  // in order of fact
};

}  // namespace bsup::core
