#include "advice/json/input.h"

#include <algorithm>

#include "advice/engine/advice.h"
#include "advice/json/intake_json.h"

namespace bsup::core {
namespace {

void WriteConflicts(JsonWriter& json, const Policy& policy,
                    const std::vector<Conflict>& conflicts) {
  WriteEach(json, "conflicts", conflicts, [&](const Conflict& conflict) {
    const Fact& fact = policy.facts[conflict.fact];
    json.Member("fact", fact.id);
    WriteTextOrNull(
        json, "integrity",
        conflict.integrity ? std::string_view(policy.integrity[conflict.integrity].id) : "");
    WriteSources(json, fact, conflict.sources);
    json.Key("taken");
    fact.Write(json, conflict.taken);
  });
}

// Facts that are known, by id. One that is not but says where it came from is kept, since advice
// shows that.
void WriteFacts(JsonWriter& json, const Policy& policy, const Case& a_case) {
  std::vector<FactIndex> order;
  for (const FactIndex fact : policy.facts.indexes()) order.push_back(fact);
  std::ranges::sort(order, {},
                    [&](FactIndex fact) -> const std::string& { return policy.facts[fact].id; });
  json.Object();
  for (const FactIndex i : order) {
    if (a_case.facts[i] == kUnknown && a_case.from[i].empty()) continue;
    json.Key(policy.facts[i].id);
    json.Object();
    json.Member("from", a_case.from[i]);
    json.Key("value");
    policy.facts[i].Write(json, a_case.facts[i]);
    json.EndObject();
  }
  json.EndObject();
}

void WriteHistory(JsonWriter& json, const Policy& policy, const History& history) {
  json.Object();
  if (history.given) {
    WriteEach(json, "contacts", history.contacts, [&](const PastContact& contact) {
      json.Member("attendance", NameOf(kAttendanceNames, contact.attendance));
      json.Member("day", contact.day);
      WriteMode(json, "mode", policy, contact.mode);
    });
  } else {
    json.Member("contacts", nullptr);
  }
  json.Member("final_third", history.final_third);
  json.Member("start", history.start);
  json.Member("took_over", history.took_over);
  json.Member("year_end", history.year_end);
  json.EndObject();
}

void WritePolicyId(JsonWriter& json, const Policy& policy) {
  json.Object();
  json.Member("digest", policy.digest);
  json.Member("id", policy.id);
  json.Member("version", policy.version);
  json.EndObject();
}

}  // namespace

std::string CanonicalInput(const PolicyInForce& in_force, const std::string& mapping_digest,
                           const Contact& contact, const Case& a_case, Day as_of,
                           Language language) {
  const Policy& policy = in_force.policy;
  JsonWriter json;
  json.Object();
  WriteApprovals(json, policy, a_case.approvals);
  json.Member("as_of", as_of);
  WriteConfirmed(json, policy, a_case.confirmed);
  WriteConflicts(json, policy, a_case.conflicts);
  WriteContact(json, policy, contact);
  WriteEach(json, "dated", a_case.dated, [&](const Dated& dated) {
    json.Member("day", dated.day);
    json.Member("fact", policy.facts[dated.fact].id);
  });
  json.Member("engine", kEngineVersion);
  json.Key("facts");
  WriteFacts(json, policy, a_case);
  WriteFailed(json, a_case.failed);
  json.Key("history");
  WriteHistory(json, policy, a_case.history);
  json.Member("language", LanguageCode(language));
  WriteLapsed(json, a_case.lapsed);
  WriteTextOrNull(json, "mapping", mapping_digest);
  WriteOtherNames(json, a_case.other_names);
  WriteOtherRegions(json, a_case.other_regions);
  WriteOthers(json, a_case.others);
  json.Key("policy");
  WritePolicyId(json, policy);
  json.Member("read", a_case.read);
  WriteTextOrNull(json, "region", a_case.region);
  json.Member("shown", a_case.shown);
  WriteUnmapped(json, a_case.unmapped);
  WriteUnmappedMore(json, a_case.unmapped_more);
  json.EndObject();
  return json.Take();
}

}  // namespace bsup::core
