// Reading a canonical input back.
#include <array>

#include "advice/json/input.h"
#include "advice/json/intake_json.h"
#include "base/strict_reader.h"
#include "base/suggest.h"

namespace bsup::core {
namespace {

// The keys of an input, in order, and their places in what reading them gives.
constexpr std::array<std::string_view, 17> kKeys{
    "approvals", "as_of",  "confirmed", "conflicts", "contact", "engine",
    "facts",     "failed", "history",   "language",  "lapsed",  "mapping",
    "others",    "policy", "region",    "shown",     "unmapped"};
enum Key : std::uint8_t {
  kApprovals,
  kAsOf,
  kConfirmed,
  kConflicts,
  kContact,
  kEngine,
  kFacts,
  kFailed,
  kHistory,
  kLanguage,
  kLapsed,
  kMapping,
  kOthers,
  kPolicy,
  kRegion,
  kShown,
  kUnmapped
};
constexpr std::array<std::string_view, 7> kContactKeys{"date", "next",      "planned", "purpose",
                                                       "role", "scheduled", "with"};

template <class List, class Member>
std::vector<std::string> NamesOf(const List& list, Member member) {
  std::vector<std::string> names;
  names.reserve(list.size());
  for (const auto& item : list) names.emplace_back(item.*member);
  return names;
}

template <class Names>
std::vector<std::string> TextsOf(const Names& names) {
  return {names.begin(), names.end()};
}

class CaseReader {
 public:
  explicit CaseReader(const Policy& policy)  // outlives this
      : policy_(policy),
        modes_(NamesOf(policy.modes, &Mode::id)),
        facts_(NamesOf(policy.facts, &Fact::id)),
        principles_(NamesOf(policy.principles, &Rule::id)),
        safeguards_(NamesOf(policy.safeguards, &Rule::id)),
        integrity_(NamesOf(policy.integrity, &Integrity::id)),
        roles_(NamesOf(policy.approvers, &Approver::id)) {}

  Result<ReplayCase> Read(const JsonNode& root) {
    const std::vector<Spot> spots = reader_.Object({&root, ""}, kKeys);
    ReplayCase replay;
    replay.contact = ReadContact(spots[kContact]);
    Case& a_case = replay.a_case;
    a_case.region = reader_.TextOrNull(spots[kRegion]);
    if (a_case.region != (policy_.region ? policy_.region->id : "")) {
      reader_.Wrong(spots[kRegion], "this is not the region of the policy it is read for");
    }
    ReadFacts(spots[kFacts], a_case);
    a_case.history = ReadHistory(spots[kHistory]);
    for (const Spot& spot : reader_.List(spots[kApprovals]))
      a_case.approvals.push_back(ReadApproval(spot));
    for (const Spot& spot : reader_.List(spots[kConfirmed])) {
      a_case.confirmed.push_back(reader_.OneOf(spot, safeguards_, "a safeguard of this policy"));
    }
    for (const Spot& spot : reader_.List(spots[kShown])) a_case.shown.push_back(reader_.Text(spot));
    for (const Spot& spot : reader_.List(spots[kConflicts]))
      a_case.conflicts.push_back(ReadConflict(spot));
    for (const Spot& spot : reader_.List(spots[kUnmapped])) {
      const auto item = reader_.Object(spot, {"at", "table", "value"});
      a_case.unmapped.push_back(
          {reader_.Text(item[1]), reader_.Text(item[2]), reader_.Text(item[0])});
    }
    for (const Spot& spot : reader_.List(spots[kFailed])) {
      const auto item = reader_.Object(spot, {"at", "part"});
      a_case.failed.push_back({reader_.Text(item[1]), reader_.Text(item[0])});
    }
    for (const Spot& spot : reader_.List(spots[kOthers])) {
      const auto item = reader_.Object(spot, {"at", "differs", "part"});
      a_case.others.push_back(
          {reader_.Text(item[2]), reader_.Text(item[0]), reader_.Text(item[1])});
    }
    for (const Spot& spot : reader_.List(spots[kLapsed])) a_case.lapsed.push_back(ReadLapsed(spot));
    if (!reader_.problems().empty()) return Error(Status::kBadInput, reader_.problems());
    return replay;
  }

 private:
  Contact ReadContact(const Spot& spot) {
    const auto keys = reader_.Object(spot, kContactKeys);
    Contact contact;
    contact.date = reader_.Day(keys[0]);
    contact.next = reader_.DayOrNull(keys[1]);
    contact.planned = ReadMode(keys[2]);
    contact.purpose = ReadValueOf(keys[3], policy_.contact.purpose);
    contact.role = ReadValueOf(keys[4], policy_.contact.role);
    contact.scheduled = ReadValueOf(keys[5], policy_.contact.scheduled);
    contact.with = ReadValueOf(keys[6], policy_.contact.with);
    return contact;
  }

  void ReadFacts(const Spot& spot, Case& a_case) {
    a_case.facts.assign(policy_.facts.size(), kUnknown);
    a_case.from.assign(policy_.facts.size(), "");
    std::vector<std::string_view> names;
    const std::vector<Spot> members = reader_.Members(spot, names);
    for (std::size_t i = 0; i < members.size(); ++i) {
      const JsonNode name(names[i]);
      const int fact = reader_.OneOf({&name, members[i].at}, facts_, "a fact of this policy");
      if (fact < 0) continue;
      const auto keys = reader_.Object(members[i], {"from", "value"});
      a_case.from[static_cast<std::size_t>(fact)] = reader_.Text(keys[0]);
      a_case.facts[static_cast<std::size_t>(fact)] = ReadValueOf(keys[1], fact);
    }
  }

  History ReadHistory(const Spot& spot) {
    const auto keys = reader_.Object(spot, {"contacts", "start", "took_over"});
    History history;
    history.given = !keys[0].node->is_null();
    history.start = reader_.DayOrNull(keys[1]);
    history.took_over = reader_.DayOrNull(keys[2]);
    if (!history.given) return history;
    for (const Spot& item : reader_.List(keys[0])) {
      const auto fields = reader_.Object(item, {"attendance", "day", "mode"});
      PastContact contact;
      contact.attendance = static_cast<Attendance>(
          reader_.OneOf(fields[0], TextsOf(kAttendanceNames), "an attendance"));
      contact.day = reader_.Day(fields[1]);
      contact.mode = ReadMode(fields[2]);
      if (!history.contacts.empty() && contact.day < history.contacts.back().day) {
        reader_.Wrong(fields[1], "earlier than the contact before it; they stand in order of day");
      }
      history.contacts.push_back(contact);
    }
    return history;
  }

  Approval ReadApproval(const Spot& spot) {
    const auto keys = reader_.Object(spot, {"day", "principle", "role", "until"});
    return {reader_.OneOf(keys[1], principles_, "a principle of this policy"),
            reader_.OneOf(keys[2], roles_, "a role of this policy"), reader_.Day(keys[0]),
            reader_.Day(keys[3])};
  }

  Conflict ReadConflict(const Spot& spot) {
    const auto keys = reader_.Object(spot, {"fact", "integrity", "sources", "taken"});
    Conflict conflict;
    const int fact = reader_.OneOf(keys[0], facts_, "a fact of this policy");
    if (fact < 0) return conflict;
    conflict.fact = fact;
    if (!keys[1].node->is_null()) {
      conflict.integrity = reader_.OneOf(keys[1], integrity_, "an integrity rule of this policy");
    }
    for (const Spot& source : reader_.List(keys[2])) {
      const auto fields = reader_.Object(source, {"from", "value"});
      conflict.sources.push_back({ReadValueOf(fields[1], fact), reader_.Text(fields[0])});
    }
    conflict.taken = ReadValueOf(keys[3], fact);
    return conflict;
  }

  Lapsed ReadLapsed(const Spot& spot) {
    const auto keys = reader_.Object(spot, {"approval", "day", "name", "why"});
    Lapsed lapsed;
    lapsed.approval = reader_.Flag(keys[0]);
    lapsed.day = reader_.Day(keys[1]);
    lapsed.name = reader_.Text(keys[2]);
    lapsed.why = static_cast<Lapsed::Why>(
        reader_.OneOf(keys[3], TextsOf(kLapsedNames), "a reason to set aside"));
    return lapsed;
  }

  int ReadMode(const Spot& spot) {
    return spot.node->is_null() ? -1 : reader_.OneOf(spot, modes_, "a mode of this policy");
  }

  FactValue ReadValueOf(const Spot& spot, int index) {
    if (spot.node->is_null()) return kUnknown;
    if (index < 0) {
      reader_.Wrong(spot, "this policy has no such fact; only null can stand here");
      return kUnknown;
    }
    const Fact& fact = policy_.facts[static_cast<std::size_t>(index)];
    const auto value = fact.Read(*spot.node);
    if (!value) reader_.Wrong(spot, fact.NotAValue(*spot.node));
    return value.value_or(kUnknown);
  }

  const Policy& policy_;
  StrictReader reader_;
  std::vector<std::string> modes_;
  std::vector<std::string> facts_;
  std::vector<std::string> principles_;
  std::vector<std::string> safeguards_;
  std::vector<std::string> integrity_;
  std::vector<std::string> roles_;
};

}  // namespace

Result<ReplayHead> ReadReplayHead(const JsonNode& root) {
  const JsonNode* engine = root.Find("engine");
  if (engine != nullptr && engine->is_integer() && engine->integer() != kEngineVersion) {
    return Error(Status::kOtherEngine, "/engine",
                 "this input was made by engine " + std::to_string(engine->integer()) +
                     " and this is engine " + std::to_string(kEngineVersion) +
                     "; replay it with a plugin of that engine");
  }
  StrictReader reader;
  const std::vector<Spot> spots = reader.Object({&root, ""}, kKeys);
  ReplayHead head;
  reader.Integer(spots[kEngine], kEngineVersion, kEngineVersion);
  head.region = reader.TextOrNull(spots[kRegion]);
  head.date = reader.Day(reader.Object(spots[kContact], kContactKeys)[0]);
  head.as_of = reader.Day(spots[kAsOf]);
  head.language = reader.OneOf(spots[kLanguage], {"en", "cy"}, "a language") == 1
                      ? Language::kWelsh
                      : Language::kEnglish;
  head.mapping_digest = reader.TextOrNull(spots[kMapping]);
  const auto policy = reader.Object(spots[kPolicy], {"digest", "id", "version"});
  head.policy_digest = reader.Text(policy[0]);
  head.policy_id = reader.Text(policy[1]);
  head.policy_version = reader.Text(policy[2]);
  if (!reader.problems().empty()) return Error(Status::kBadInput, reader.problems());
  return head;
}

Result<ReplayCase> ReadReplayCase(const JsonNode& root, const Policy& policy) {
  const JsonNode* digest = root.At("/policy/digest");
  if (digest != nullptr && digest->is_string() && digest->string() != policy.digest) {
    return Error(Status::kOtherPolicy, "/policy/digest",
                 "the advice was given under another policy: " + Quoted(digest->string()) +
                     ", and this one is \"" + policy.digest + "\" (" + policy.id + " " +
                     policy.version + "); load the packs of that time");
  }
  return CaseReader(policy).Read(root);
}

}  // namespace bsup::core
