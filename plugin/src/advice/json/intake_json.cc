#include "advice/json/intake_json.h"

namespace bsup::core {

void WriteContact(JsonWriter& json, const Policy& policy, const Contact& contact) {
  json.Object("contact");
  json.Member("date", contact.date);
  json.Member("from", NameOf(kContactFromNames, contact.from));
  json.Member("next", contact.next);
  WriteMode(json, "planned", policy, contact.planned);
  WriteValueOf(json, "purpose", policy, policy.contact.purpose, contact.purpose);
  WriteValueOf(json, "role", policy, policy.contact.role, contact.role);
  WriteValueOf(json, "scheduled", policy, policy.contact.scheduled, contact.scheduled);
  WriteValueOf(json, "with", policy, policy.contact.with, contact.with);
  json.EndObject();
}

void WriteApprovals(JsonWriter& json, const Policy& policy,
                    const std::vector<Approval>& approvals) {
  WriteEach(json, "approvals", approvals, [&](const Approval& approval) {
    json.Member("day", approval.day);
    json.Member("principle", policy.principles[approval.principle].id);
    json.Member("role", policy.approvers[approval.role].id);
    json.Member("until", approval.until);
  });
}

void WriteConfirmed(JsonWriter& json, const Policy& policy,
                    const std::vector<RuleIndex>& safeguards) {
  WriteIds(json, "confirmed", policy.safeguards, safeguards);
}

void WriteSources(JsonWriter& json, const Fact& fact,
                  const std::vector<Conflict::Source>& sources) {
  WriteEach(json, "sources", sources, [&](const Conflict::Source& source) {
    json.Member("from", source.from);
    json.Key("value");
    fact.Write(json, source.value);
  });
}

void WriteUnmapped(JsonWriter& json, const std::vector<Unmapped>& unmapped) {
  WriteEach(json, "unmapped", unmapped, [&](const Unmapped& item) {
    json.Member("at", item.at);
    json.Member("table", item.table);
    json.Member("value", item.value);
  });
}

void WriteUnmappedMore(JsonWriter& json, const std::vector<UnmappedMore>& more) {
  WriteEach(json, "unmapped_more", more, [&](const UnmappedMore& item) {
    json.Member("table", item.table);
    json.Member("values", item.values);
  });
}

void WriteFailed(JsonWriter& json, const std::vector<FailedPart>& failed) {
  WriteEach(json, "failed", failed, [&](const FailedPart& item) {
    json.Member("at", item.at);
    json.Member("part", item.part);
  });
}

void WriteOthers(JsonWriter& json, const std::vector<OtherPart>& others) {
  WriteEach(json, "others", others, [&](const OtherPart& item) {
    json.Member("at", item.at);
    json.Member("differs", item.differs);
    json.Member("part", item.part);
  });
}

void WriteOtherNames(JsonWriter& json, const std::vector<OtherName>& names) {
  WriteEach(json, "other_names", names, [&](const OtherName& item) {
    json.Member("at", item.at);
    json.Member("part", item.part);
  });
}

void WriteOtherRegions(JsonWriter& json, const std::vector<OtherRegion>& regions) {
  WriteEach(json, "other_regions", regions, [&](const OtherRegion& item) {
    json.Member("at", item.at);
    json.Member("region", item.region);
  });
}

void WriteLapsed(JsonWriter& json, const std::vector<Lapsed>& lapsed) {
  WriteEach(json, "lapsed", lapsed, [&](const Lapsed& item) {
    json.Member("approval", item.approval);
    json.Member("day", item.day);
    json.Member("name", item.name);
    json.Member("why", NameOf(kLapsedNames, item.why));
  });
}

}  // namespace bsup::core
