#include "advice/json/advice_json.h"

#include <algorithm>

#include "advice/json/advice_writer.h"
#include "advice/json/intake_json.h"
#include "policy/compile/rule_of.h"

namespace bsup::core {
std::string AdviceJson(const PolicyInForce& policy, const Advice& advice, const Case& a_case,
                       Language language) {
  return AdviceWriter(policy, advice, a_case, language).Write();
}

std::string AdviceWriter::Write() {
  json_.Object();
  json_.Member("engine", kEngineVersion);
  json_.Member("language", LanguageCode(language_));
  WritePolicy();
  json_.Member("as_of", advice_.as_of);
  json_.Key("contact");
  WriteContact(json_, policy_, advice_.contact);
  WriteOutcome();
  WriteModes();
  WriteAsk();
  WriteCadence();
  WriteIntake();
  WriteResources();
  WriteRefer();
  WriteNotice();
  WriteFacts();
  json_.Key("rules");
  rules_.Write(json_);
  json_.EndObject();
  return json_.Take();
}

void AdviceWriter::WritePolicy() {
  json_.Object("policy");
  json_.Member("id", policy_.id);
  json_.Member("version", policy_.version);
  json_.Member("status", policy_.status);
  json_.Member("digest", policy_.digest);
  WriteWords("title", policy_.title);
  WriteWords("statement", policy_.statement);
  json_.Key("region");
  if (policy_.region) {
    WriteNamed("id", policy_.region->id, policy_.region->label);
  } else {
    json_.Null();
  }
  json_.Array("overlays");
  for (const PolicyId& overlay : policy_.overlays) {
    json_.Object();
    json_.Member("id", overlay.id);
    json_.Member("version", overlay.version);
    json_.EndObject();
  }
  json_.EndArray();
  json_.EndObject();
}

void AdviceWriter::WriteOutcome() {
  const Decision& decision = advice_.decision;
  json_.Object("outcome");
  json_.Member("outcome", NameOf(kOutcomeNames, decision.outcome.kind));
  json_.Key("lead");
  WriteMode(json_, policy_, decision.outcome.lead);
  json_.Key("lead_label");
  if (decision.outcome.lead) {
    json_.String(policy_.modes[decision.outcome.lead].label.In(language_));
  } else {
    json_.Null();
  }
  json_.Member("firmness", NameOf(kFirmnessNames, decision.firmness));
  WriteAlternatives(decision.alternatives);
  json_.Member("provisional", advice_.provisional);
  json_.Key("planned");
  const ModeIndex planned = advice_.contact.planned;
  if (!planned) {
    json_.Null();
  } else {
    json_.Object();
    json_.Key("mode");
    WriteMode(json_, policy_, planned);
    json_.Member("safe", advice_.planned_safe.value_or(false));
    WriteStanding(advice_.modes[planned].standing);
    json_.EndObject();
  }
  json_.EndObject();
}

void AdviceWriter::WriteModes() {
  json_.Array("modes");
  for (const ModeIndex i : advice_.modes.indexes()) {
    const Mode& mode = policy_.modes[i];
    const ModeAdvice& advice = advice_.modes[i];
    json_.Object();
    json_.Member("mode", mode.id);
    WriteWords("label", mode.label);
    json_.Member("in_person", mode.in_person);
    WriteStanding(advice.standing);
    json_.Member("score", advice.score);
    json_.Member("band", NameOf(kBandNames, advice.band));
    json_.Array("roles");
    for (const RoleIndex role : advice.roles) WriteRole(role);
    json_.EndArray();
    WriteActing("cannot", advice.cannot);
    WriteActing("restrictions", advice.restrictions);
    WriteActing("for", advice.in_favour);
    WriteActing("against", advice.against);
    WriteActing("safeguards", advice.safeguards);
    json_.Member("why_not_lead", NameOf(kWhyNotNames, advice.why_not));
    json_.EndObject();
  }
  json_.EndArray();
}

void AdviceWriter::WriteRefer() {
  json_.Key("refer");
  if (advice_.decision.outcome.lead) return json_.Null();
  json_.Object();
  json_.Key("role");
  if (!policy_.refer.role) {
    json_.Null();
  } else {
    WriteRole(policy_.refer.role);
  }
  WriteWords("words", policy_.refer.words);
  WriteActing("rules", advice_.outcome_rules);
  json_.EndObject();
}

void AdviceWriter::WriteNotice() {
  const Notice& notice = advice_.notice;
  json_.Object("notice");
  json_.Member("level", NameOf(kNoticeNames, notice.level));
  json_.Member("repeated", notice.repeated);
  json_.Key("key");
  WriteTextOrNull(json_, notice.key);
  json_.Array("reasons");
  for (const NoticeReason& reason : notice.reasons) {
    json_.Object();
    json_.Member("why", NameOf(kNoticeWhyNames, reason.why));
    json_.Key("rule");
    if (reason.ref) {
      WriteRuleId(*reason.ref);
    } else {
      json_.Null();
    }
    json_.EndObject();
  }
  json_.EndArray();
  json_.EndObject();
}

void AdviceWriter::WriteFacts() {
  json_.Object("facts");
  for (const FactIndex i : policy_.facts.indexes()) {
    json_.PlainKey(policy_.facts[i].id);
    policy_.facts[i].Write(json_, advice_.facts[i]);
  }
  json_.EndObject();
  json_.Object("from");
  for (const FactIndex i : policy_.facts.indexes()) {
    if (advice_.from[i].empty()) continue;
    json_.PlainKey(policy_.facts[i].id);
    json_.String(advice_.from[i]);
  }
  json_.EndObject();
}

void AdviceWriter::WriteStanding(Standing standing) {
  json_.Member("permission", NameOf(kPermissionNames, standing.permission));
  json_.Member("counts", standing.counts);
}

void AdviceWriter::WriteAlternatives(ModeSet modes) {
  json_.Array("alternatives");
  for (const ModeIndex mode : modes) json_.String(policy_.modes[mode].id);
  json_.EndArray();
}

void AdviceWriter::WriteActing(std::string_view key, const std::vector<Acting>& list) {
  json_.Key(key);
  json_.Array();
  for (const Acting& acting : list) {
    json_.Object();
    WriteReference(acting);
    json_.EndObject();
  }
  json_.EndArray();
}

void AdviceWriter::WriteReference(const Acting& acting) {
  json_.Key("rule");
  WriteRuleId(acting.ref);
  if (acting.unknown.empty()) return;
  json_.Array("unknown");
  for (const FactIndex fact : acting.unknown) json_.String(FactAt(fact).id);
  json_.EndArray();
}

void AdviceWriter::WriteRuleId(RuleRef rule) {
  rules_.Refer(rule);
  json_.String(RuleOf(policy_, rule).id);
}

void AdviceWriter::WriteRole(RoleIndex role) {
  const Approver& approver = policy_.approvers[role];
  WriteNamed("role", approver.id, approver.label);
}

void AdviceWriter::WriteNamed(std::string_view key, std::string_view id, const Words& label) {
  json_.Object();
  json_.Key(key);
  json_.String(id);
  WriteWords("label", label);
  json_.EndObject();
}

}  // namespace bsup::core
