#include "advice/json/input.h"

#include <algorithm>

#include "advice/engine/advice.h"
#include "advice/json/intake_json.h"

namespace bsup::core {
namespace {

void WriteConflicts(JsonWriter& json, const Policy& policy,
                    const std::vector<Conflict>& conflicts) {
  WriteEach(json, conflicts, [&](const Conflict& conflict) {
    const Fact& fact = policy.facts[conflict.fact];
    json.Member("fact", fact.id);
    json.Key("integrity");
    WriteTextOrNull(
        json, conflict.integrity ? std::string_view(policy.integrity[conflict.integrity].id) : "");
    json.Key("sources");
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
  json.Key("contacts");
  if (history.given) {
    WriteEach(json, history.contacts, [&](const PastContact& contact) {
      json.Member("attendance", NameOf(kAttendanceNames, contact.attendance));
      json.Member("day", contact.day);
      json.Key("mode");
      WriteMode(json, policy, contact.mode);
    });
  } else {
    json.Null();
  }
  json.Member("start", history.start);
  json.Member("took_over", history.took_over);
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
  json.Key("approvals");
  WriteApprovals(json, policy, a_case.approvals);
  json.Member("as_of", as_of);
  json.Key("confirmed");
  WriteConfirmed(json, policy, a_case.confirmed);
  json.Key("conflicts");
  WriteConflicts(json, policy, a_case.conflicts);
  json.Key("contact");
  WriteContact(json, policy, contact);
  json.Member("engine", kEngineVersion);
  json.Key("facts");
  WriteFacts(json, policy, a_case);
  json.Key("failed");
  WriteFailed(json, a_case.failed);
  json.Key("history");
  WriteHistory(json, policy, a_case.history);
  json.Member("language", LanguageCode(language));
  json.Key("lapsed");
  WriteLapsed(json, a_case.lapsed);
  json.Key("mapping");
  WriteTextOrNull(json, mapping_digest);
  json.Key("others");
  WriteOthers(json, a_case.others);
  json.Key("policy");
  WritePolicyId(json, policy);
  json.Key("region");
  WriteTextOrNull(json, a_case.region);
  json.Array("shown");
  for (const std::string& key : a_case.shown) json.String(key);
  json.EndArray();
  json.Key("unmapped");
  WriteUnmapped(json, a_case.unmapped);
  json.EndObject();
  return json.Take();
}

}  // namespace bsup::core
