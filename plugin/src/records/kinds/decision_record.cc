#include "records/kinds/decision_record.h"

#include <algorithm>

#include "advice/engine/advice.h"
#include "advice/json/value_json.h"
#include "base/suggest.h"
#include "records/content/name.h"
#include "records/content/part.h"
#include "records/kinds/advice_record.h"

namespace bsup::core {
namespace {

std::string CodesWithLabels(const PolicyNames& policy) {
  std::string codes;
  for (const NamedWords& code : policy.reason_codes)
    codes += (codes.empty() ? "" : "; ") + Quoted(code.id) + " (" + code.label.en + ")";
  return codes;
}

std::optional<Reason> ReadReason(ContentReader& reader, const Spot& spot,
                                 const PolicyNames& policy) {
  if (spot.node->is_null()) return std::nullopt;
  const auto at = reader.Object(spot, {"code"}, {"words"});
  Reason reason{reader.Text(at[0]), reader.WordsOrNull(at[1])};
  const auto codes = IdsOf(policy.reason_codes);
  if (at[0].node->is_string() && std::ranges::find(codes, reason.code) == codes.end()) {
    reader.Wrong(at[0], Quoted(reason.code) +
                            " is not a reason code of this policy. The codes are: " +
                            CodesWithLabels(policy));
  }
  return reason;
}

std::vector<Mitigation> ReadMitigations(ContentReader& reader, const Spot& spot) {
  std::vector<Mitigation> mitigations;
  if (spot.node->is_null()) return mitigations;
  for (const Spot& item : reader.List(spot)) {
    const auto at = reader.Object(item, {"what", "due"});
    mitigations.push_back({reader.Words(at[0]), reader.Day(at[1])});
  }
  return mitigations;
}

// Following the advice needs no reason. Departing needs a code and words.
void WantReason(ContentReader& reader, const Spot& at, const DecisionRecord& decision,
                const PolicyNames& policy) {
  if (!decision.departs || (decision.reason && decision.reason->words)) return;
  const std::string advised =
      decision.advised ? "the advice was " + Quoted(*decision.advised) : "no mode was advised";
  reader.Wrong(decision.reason ? Spot{at.node, at.at + "/words"} : at,
               "this departs from the advice (" + advised +
                   "); say why, in a code and in words. The codes are: " + CodesWithLabels(policy));
}

std::optional<std::string> OutsideOf(const AdviceTold& told, const ModeStanding& standing) {
  if (told.outcome == "no advice" || told.outcome == "refer suspended") return kOutsideNames[0];
  if (standing.permission == NameOf(kPermissionNames, Permission::kCannot)) return kOutsideNames[1];
  if (standing.permission == NameOf(kPermissionNames, Permission::kNotPermitted))
    return kOutsideNames[2];
  if (!standing.counts) return kOutsideNames[3];
  return std::nullopt;
}

void Judge(DecisionRecord& decision, const AdviceTold& told, const PolicyNames& policy) {
  decision.contact_day = told.contact_day;
  decision.policy = told.policy_digest;
  decision.advised = told.lead;
  decision.departs = !told.Advises(decision.mode);
  const ModeTold* mode = told.Find(decision.mode);
  if (mode == nullptr) return;
  decision.standing = mode->standing;
  decision.outside = OutsideOf(told, mode->standing);
  if (mode->standing.permission == NameOf(kPermissionNames, Permission::kNeedsApproval))
    decision.needs = told.LackingFor(*mode, policy);
}

std::string Written(const DecisionRecord& decision) {
  JsonWriter json;
  json.Object();
  json.Key("advised");
  WriteOrNull(json, decision.advised);
  json.Key("contact_day");
  WriteDay(json, decision.contact_day);
  json.Key("contact_id");
  WriteOrNull(json, decision.contact_id);
  json.Key("departs");
  json.Bool(decision.departs);
  json.Key("mitigations");
  json.Array();
  for (const Mitigation& mitigation : decision.mitigations) {
    json.Object();
    json.Key("due");
    WriteDay(json, mitigation.due);
    json.Key("what");
    json.String(mitigation.what);
    json.EndObject();
  }
  json.EndArray();
  json.Key("mode");
  json.String(decision.mode);
  json.Key("needs");
  json.Array();
  for (const Lacking& lacking : decision.needs) {
    json.Object();
    json.Key("principle");
    json.String(lacking.principle);
    json.Key("roles");
    WriteTexts(json, lacking.roles);
    json.EndObject();
  }
  json.EndArray();
  json.Key("outside");
  WriteOrNull(json, decision.outside);
  json.Key("person");
  json.String(decision.person);
  json.Key("policy");
  json.String(decision.policy);
  json.Key("reason");
  if (decision.reason) {
    json.Object();
    json.Key("code");
    json.String(decision.reason->code);
    json.Key("words");
    WriteOrNull(json, decision.reason->words);
    json.EndObject();
  } else {
    json.Null();
  }
  json.Key("standing");
  json.Object();
  json.Key("counts");
  json.Bool(decision.standing.counts);
  json.Key("permission");
  json.String(decision.standing.permission);
  json.EndObject();
  json.EndObject();
  return json.Take();
}

std::vector<Lacking> ReadNeeds(ContentReader& reader, const Spot& spot) {
  std::vector<Lacking> needs;
  for (const Spot& item : reader.List(spot)) {
    const auto at = reader.Object(item, {"principle", "roles"});
    needs.push_back({reader.Text(at[0]), reader.Names(at[1], kMostNameBytes)});
  }
  return needs;
}

}  // namespace

std::vector<std::string> DecisionRecord::RolesNeeded() const {
  std::vector<std::string> roles;
  for (const Lacking& lacking : needs) {
    for (const std::string& role : lacking.roles) {
      if (std::ranges::find(roles, role) == roles.end()) roles.push_back(role);
    }
  }
  return roles;
}

Result<Draft> DecisionDraft(const Recorder& recorder, std::string_view content,
                            const OpenedRecord& advice, std::string_view policy) {
  Result<Draft> draft = BeginDraft(RecordKind::kDecision, recorder);
  if (!draft) return draft;
  const Result<std::uint64_t> answers = AnsweredBy(content);
  if (!answers) return answers.error();
  if (const auto fits = CheckAnswered(*answers, advice, RecordKind::kAdvice); !fits)
    return fits.error();
  Result<AdviceRecord> shown = ReadAdviceRecord(advice);
  if (!shown) return std::move(shown).error();
  const Result<AdviceTold> told = AdviceTold::Read(shown->advice);
  if (!told) return told.error();
  const Result<PolicyNames> names = PolicyNamesOf(told->policy_digest, policy);
  if (!names) return names.error();

  const Result<JsonDocument> document = ParseContent(content);
  if (!document) return document.error();
  ContentReader reader;
  const auto at =
      reader.Object({&document->root(), ""}, {"answers", "mode"}, {"reason", "mitigations"});
  DecisionRecord decision;
  decision.contact_id = std::move(shown->contact_id);
  decision.person = std::move(shown->person);
  decision.mode = reader.Text(at[1]);
  decision.reason = ReadReason(reader, at[2], *names);
  decision.mitigations = ReadMitigations(reader, at[3]);
  if (reader.OneOf(at[1], IdsOf(names->modes), "a mode of this policy") >= 0) {
    Judge(decision, *told, *names);
    WantReason(reader, at[2], decision, *names);
  }
  if (const Result<bool> sound = reader.Check(); !sound) return sound.error();
  draft->answers = *answers;
  draft->person = decision.person;
  draft->subject = Written(decision);
  return draft;
}

Result<DecisionRecord> ReadDecision(const OpenedRecord& record) {
  if (const auto fits = CheckAnswered(record.record.sequence, record, RecordKind::kDecision); !fits)
    return fits.error();
  const Result<JsonDocument> document = ParsePart(record, record.subject);
  if (!document) return document.error();
  ContentReader reader;
  const auto at =
      reader.Object({&document->root(), ""},
                    {"advised", "contact_day", "contact_id", "departs", "mitigations", "mode",
                     "needs", "outside", "person", "policy", "reason", "standing"});
  DecisionRecord decision;
  decision.advised = reader.NameOrNull(at[0], kMostNameBytes);
  decision.contact_day = reader.Day(at[1]);
  decision.contact_id = reader.NameOrNull(at[2], kMostNameBytes);
  decision.departs = reader.Flag(at[3]);
  decision.mitigations = ReadMitigations(reader, at[4]);
  decision.mode = reader.Text(at[5]);
  decision.needs = ReadNeeds(reader, at[6]);
  decision.outside = reader.ChoiceOrNull(at[7], Listed(kOutsideNames), "why it is outside policy");
  decision.person = reader.Text(at[8]);
  decision.policy = reader.Text(at[9]);
  if (!at[10].node->is_null()) {
    const auto reason = reader.Object(at[10], {"code", "words"});
    decision.reason = Reason{reader.Text(reason[0]), reader.WordsOrNull(reason[1])};
  }
  const auto standing = reader.Object(at[11], {"counts", "permission"});
  decision.standing = {reader.Text(standing[1]), reader.Flag(standing[0])};
  reader.OneOf(standing[1], Listed(kPermissionNames), "a permission");
  if (!reader.problems().empty()) return NotReadable(record, reader);
  return decision;
}

}  // namespace bsup::core
