#include "advice/json/read_input.h"

#include <algorithm>
#include <array>
#include <limits>
#include <span>

#include "advice/engine/advice.h"
#include "advice/json/intake_json.h"
#include "base/enum_table.h"
#include "base/object_reader.h"
#include "base/suggest.h"

namespace bsup::core {
namespace {

constexpr std::array kLanguageCodes{"en", "cy"};
static_assert(HasMembers<Language>(kLanguageCodes.size()));

constexpr std::string_view kKeys[] = {
    "approvals", "as_of",       "confirmed",     "conflicts",    "contact",  "dated",
    "engine",    "facts",       "failed",        "history",      "language", "lapsed",
    "mapping",   "other_names", "other_regions", "others",       "policy",   "read",
    "region",    "shown",       "unmapped",      "unmapped_more"};
constexpr std::string_view kContactKeys[] = {"date",    "from", "next",      "planned",
                                             "purpose", "role", "scheduled", "with"};

// What another step reads of an object.
void Pass(ObjectReader& reader, std::span<const std::string_view> keys) {
  for (const std::string_view key : keys) reader.Take(key);
}

// Empty for null; an empty text is a problem.
std::string TextOrNull(ObjectReader& reader, std::string_view key) {
  const auto text = reader.TakeText(key);
  if (text && text->empty()) reader.Add(key, "is empty; what is not there is null");
  return std::string(text.value_or(""));
}

// Where the name, which is at `pointer`, is among `names`; none after a problem.
template <class At>
At Named(ObjectReader& reader, const std::string& pointer, std::string_view name,
         const Indexed<At, std::string>& names, std::string_view what) {
  const auto found = std::ranges::find(names, name);
  if (found != names.end()) return names.IndexOf(*found);
  reader.AddAt(pointer, Quoted(name) + " is not " + std::string(what) + DidYouMean(name, names));
  return {};
}

// The same of the name under the key; none for null too.
template <class At>
At TakeNamed(ObjectReader& reader, std::string_view key, const Indexed<At, std::string>& names,
             std::string_view what) {
  const auto name = reader.TakeText(key);
  return name ? Named(reader, reader.PointerOf(key), *name, names, what) : At();
}
template <class At>
At NeedNamed(ObjectReader& reader, std::string_view key, const Indexed<At, std::string>& names,
             std::string_view what) {
  reader.Need(key);
  return TakeNamed(reader, key, names, what);
}

template <class At, class T, class Member>
Indexed<At, std::string> NamesOf(const Indexed<At, T>& list, Member member) {
  Indexed<At, std::string> names;
  names.reserve(list.size());
  for (const auto& item : list) names.emplace_back(item.*member);
  return names;
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
    ObjectReader input(root, "", problems_, ObjectReader::Keys::kAllThere);
    ReplayCase replay;
    Case& a_case = replay.a_case;
    input.InObject("contact", [&](ObjectReader& reader) { replay.contact = ReadContact(reader); });
    a_case.region = TextOrNull(input, "region");
    if (a_case.region != (policy_.region ? policy_.region->id : ""))
      input.Add("region", "this is not the region of the policy it is read for");
    a_case.read = input.TakeInteger("read", 0, std::numeric_limits<int>::max());
    ReadFacts(input, a_case);
    input.InObject("history", [&](ObjectReader& reader) { a_case.history = ReadHistory(reader); });
    input.ForEachObject("approvals", [&](ObjectReader& reader) {
      const RuleIndex principle =
          NeedNamed(reader, "principle", principles_, "a principle of this policy");
      const RoleIndex role = NeedNamed(reader, "role", roles_, "a role of this policy");
      a_case.approvals.push_back(
          {principle, role, NeedDay(reader, "day"), NeedDay(reader, "until")});
    });
    input.ForEachText("confirmed", [&](std::string_view id, const std::string& where) {
      a_case.confirmed.push_back(
          Named(input, where, id, safeguards_, "a safeguard of this policy"));
    });
    input.ForEachText(
        "shown", [&](std::string_view key, const std::string&) { a_case.shown.emplace_back(key); });
    input.ForEachObject("conflicts", [&](ObjectReader& reader) {
      a_case.conflicts.push_back(ReadConflict(reader));
    });
    input.ForEachObject("unmapped", [&](ObjectReader& reader) {
      a_case.unmapped.push_back(
          {reader.NeedText("table"), reader.NeedText("value"), reader.NeedText("at")});
    });
    input.ForEachObject("unmapped_more", [&](ObjectReader& reader) {
      const std::string table = reader.NeedText("table");
      a_case.unmapped_more.push_back(
          {table, reader.NeedInteger("values", 1, std::numeric_limits<int>::max()).value_or(1)});
    });
    input.ForEachObject("failed", [&](ObjectReader& reader) {
      a_case.failed.push_back({reader.NeedText("part"), reader.NeedText("at")});
    });
    input.ForEachObject("other_names", [&](ObjectReader& reader) {
      a_case.other_names.push_back({reader.NeedText("part"), reader.NeedText("at")});
    });
    input.ForEachObject("other_regions", [&](ObjectReader& reader) {
      a_case.other_regions.push_back({reader.NeedText("region"), reader.NeedText("at")});
    });
    input.ForEachObject("others", [&](ObjectReader& reader) {
      a_case.others.push_back(
          {reader.NeedText("part"), reader.NeedText("at"), reader.NeedText("differs")});
    });
    input.ForEachObject("lapsed",
                        [&](ObjectReader& reader) { a_case.lapsed.push_back(ReadLapsed(reader)); });
    input.ForEachObject("dated", [&](ObjectReader& reader) {
      const FactIndex fact = NeedNamed(reader, "fact", facts_, "a fact of this policy");
      a_case.dated.push_back({fact, NeedDay(reader, "day")});
    });
    Pass(input, kKeys);
    input.Finish();
    if (!problems_.empty()) return Error(Status::kBadInput, std::move(problems_));
    return replay;
  }

 private:
  Contact ReadContact(ObjectReader& reader) {
    Contact contact;
    contact.date = NeedDay(reader, "date");
    contact.from = static_cast<ContactFrom>(reader.NeedOneOf("from", kContactFromNames));
    contact.next = reader.TakeDay("next");
    contact.planned = TakeNamed(reader, "planned", modes_, "a mode of this policy");
    contact.purpose = TakeValue(reader, "purpose", policy_.contact.purpose);
    contact.role = TakeValue(reader, "role", policy_.contact.role);
    contact.scheduled = TakeValue(reader, "scheduled", policy_.contact.scheduled);
    contact.with = TakeValue(reader, "with", policy_.contact.with);
    return contact;
  }

  void ReadFacts(ObjectReader& input, Case& a_case) {
    a_case.facts.assign(policy_.facts.size(), kUnknown);
    a_case.from.assign(policy_.facts.size(), "");
    input.InObject("facts", [&](ObjectReader& facts) {
      for (const JsonMember& member : facts.members()) {
        const FactIndex fact =
            Named(facts, facts.PointerOf(member.key), member.key, facts_, "a fact of this policy");
        facts.InObject(member.key, [&](ObjectReader& reader) {
          const std::string from = reader.NeedText("from");
          const FactValue value = TakeValue(reader, "value", fact);
          if (!fact) return;
          a_case.from[fact] = from;
          a_case.facts[fact] = value;
        });
      }
    });
  }

  History ReadHistory(ObjectReader& reader) {
    History history;
    history.given = reader.Take("contacts") != nullptr;
    history.start = reader.TakeDay("start");
    history.took_over = reader.TakeDay("took_over");
    history.year_end = reader.TakeDay("year_end");
    history.final_third = reader.TakeDay("final_third");
    reader.ForEachObject("contacts", [&](ObjectReader& item) {
      PastContact contact;
      contact.attendance = static_cast<Attendance>(item.NeedOneOf("attendance", kAttendanceNames));
      contact.day = NeedDay(item, "day");
      contact.mode = TakeNamed(item, "mode", modes_, "a mode of this policy");
      if (!history.contacts.empty() && contact.day < history.contacts.back().day)
        item.Add("day", "is earlier than the contact before it; list contacts in order of day");
      history.contacts.push_back(contact);
    });
    return history;
  }

  Conflict ReadConflict(ObjectReader& reader) {
    Conflict conflict;
    const FactIndex fact = NeedNamed(reader, "fact", facts_, "a fact of this policy");
    conflict.fact = fact;
    conflict.integrity =
        TakeNamed(reader, "integrity", integrity_, "an integrity rule of this policy");
    reader.ForEachObject("sources", [&](ObjectReader& source) {
      const FactValue value = TakeValue(source, "value", fact);
      conflict.sources.push_back({value, source.NeedText("from")});
    });
    conflict.taken = TakeValue(reader, "taken", fact);
    return conflict;
  }

  static Lapsed ReadLapsed(ObjectReader& reader) {
    Lapsed lapsed;
    lapsed.approval = reader.NeedBool("approval");
    lapsed.day = NeedDay(reader, "day");
    lapsed.name = reader.NeedText("name");
    lapsed.why = static_cast<Lapsed::Why>(reader.NeedOneOf("why", kLapsedNames));
    return lapsed;
  }

  static Day NeedDay(ObjectReader& reader, std::string_view key) {
    return reader.NeedDay(key).value_or(Day());
  }

  // Unknown for null.
  FactValue TakeValue(ObjectReader& reader, std::string_view key, FactIndex index) {
    const JsonNode* node = reader.Take(key);
    if (node == nullptr) return kUnknown;
    if (!index) {
      reader.Add(key, "this policy has no such fact; write null");
      return kUnknown;
    }
    const Fact& fact = policy_.facts[index];
    const auto value = fact.Read(*node);
    if (!value) reader.Add(key, fact.NotAValue(*node));
    return value.value_or(kUnknown);
  }

  const Policy& policy_;
  std::vector<Problem> problems_;
  Indexed<ModeIndex, std::string> modes_;
  Indexed<FactIndex, std::string> facts_;
  Indexed<RuleIndex, std::string> principles_;
  Indexed<RuleIndex, std::string> safeguards_;
  Indexed<RuleIndex, std::string> integrity_;
  Indexed<RoleIndex, std::string> roles_;
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
  std::vector<Problem> problems;
  ObjectReader input(root, "", problems, ObjectReader::Keys::kAllThere);
  ReplayHead head;
  input.NeedInteger("engine", kEngineVersion, kEngineVersion);
  head.region = TextOrNull(input, "region");
  input.InObject("contact", [&](ObjectReader& contact) {
    head.date = contact.NeedDay("date").value_or(Day());
    Pass(contact, kContactKeys);
  });
  head.as_of = input.NeedDay("as_of").value_or(Day());
  head.language = static_cast<Language>(input.NeedOneOf("language", kLanguageCodes));
  head.mapping_digest = TextOrNull(input, "mapping");
  input.InObject("policy", [&](ObjectReader& policy) {
    head.policy_digest = policy.NeedText("digest");
    head.policy_id = policy.NeedText("id");
    head.policy_version = policy.NeedText("version");
  });
  Pass(input, kKeys);
  input.Finish();
  if (!problems.empty()) return Error(Status::kBadInput, std::move(problems));
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
