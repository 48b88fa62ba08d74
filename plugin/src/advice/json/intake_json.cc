#include "advice/json/intake_json.h"

namespace bsup::core {
namespace {

template <class List, class Write>
void WriteEach(JsonWriter& json, const List& list, Write write) {
  json.Array();
  for (const auto& item : list) {
    json.Object();
    write(item);
    json.EndObject();
  }
  json.EndArray();
}

void WriteText(JsonWriter& json, std::string_view key, std::string_view text) {
  json.Key(key);
  json.String(text);
}

}  // namespace

void WriteContact(JsonWriter& json, const Policy& policy, const Contact& contact) {
  json.Object();
  json.Key("date");
  WriteDay(json, contact.date);
  json.Key("next");
  WriteDay(json, contact.next);
  json.Key("planned");
  WriteMode(json, policy, contact.planned);
  json.Key("purpose");
  WriteValueOf(json, policy, policy.contact.purpose, contact.purpose);
  json.Key("role");
  WriteValueOf(json, policy, policy.contact.role, contact.role);
  json.Key("scheduled");
  WriteValueOf(json, policy, policy.contact.scheduled, contact.scheduled);
  json.Key("with");
  WriteValueOf(json, policy, policy.contact.with, contact.with);
  json.EndObject();
}

void WriteApprovals(JsonWriter& json, const Policy& policy,
                    const std::vector<Approval>& approvals) {
  WriteEach(json, approvals, [&](const Approval& approval) {
    json.Key("day");
    WriteDay(json, approval.day);
    WriteText(json, "principle",
              policy.principles[static_cast<std::size_t>(approval.principle)].id);
    WriteText(json, "role", policy.approvers[static_cast<std::size_t>(approval.role)].id);
    json.Key("until");
    WriteDay(json, approval.until);
  });
}

void WriteConfirmed(JsonWriter& json, const Policy& policy, const std::vector<int>& safeguards) {
  json.Array();
  for (int safeguard : safeguards)
    json.String(policy.safeguards[static_cast<std::size_t>(safeguard)].id);
  json.EndArray();
}

void WriteSources(JsonWriter& json, const Fact& fact,
                  const std::vector<Conflict::Source>& sources) {
  WriteEach(json, sources, [&](const Conflict::Source& source) {
    WriteText(json, "from", source.from);
    json.Key("value");
    fact.Write(json, source.value);
  });
}

void WriteUnmapped(JsonWriter& json, const std::vector<Unmapped>& unmapped) {
  WriteEach(json, unmapped, [&](const Unmapped& item) {
    WriteText(json, "at", item.at);
    WriteText(json, "table", item.table);
    WriteText(json, "value", item.value);
  });
}

void WriteFailed(JsonWriter& json, const std::vector<FailedPart>& failed) {
  WriteEach(json, failed, [&](const FailedPart& item) {
    WriteText(json, "at", item.at);
    WriteText(json, "part", item.part);
  });
}

void WriteOthers(JsonWriter& json, const std::vector<OtherPart>& others) {
  WriteEach(json, others, [&](const OtherPart& item) {
    WriteText(json, "at", item.at);
    WriteText(json, "differs", item.differs);
    WriteText(json, "part", item.part);
  });
}

void WriteLapsed(JsonWriter& json, const std::vector<Lapsed>& lapsed) {
  WriteEach(json, lapsed, [&](const Lapsed& item) {
    json.Key("approval");
    json.Bool(item.approval);
    json.Key("day");
    WriteDay(json, item.day);
    WriteText(json, "name", item.name);
    WriteText(json, "why", NameOf(kLapsedNames, item.why));
  });
}

}  // namespace bsup::core
