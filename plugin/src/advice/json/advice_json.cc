#include "advice/json/advice_json.h"

#include <optional>
#include <string_view>
#include <vector>

#include "advice/engine/cadence_shown.h"
#include "advice/json/ask_json.h"
#include "advice/json/intake_json.h"
#include "advice/json/rule_json.h"
#include "policy/compile/rule_of.h"

namespace bsup::core {
namespace {

// The parts of advice, in their order.
class AdviceWriter {
 public:
  // Everything given outlives this.
  AdviceWriter(const PolicyInForce& in_force, const Advice& advice, const Case& a_case,
               Language language)
      : in_force_(in_force),
        policy_(in_force.policy),
        advice_(advice),
        case_(a_case),
        language_(language),
        json_(kUsualBytes),
        rules_(policy_, language) {}

  // The whole of it; once.
  std::string Write() {
    json_.Object();
    json_.Member("engine", kEngineVersion);
    json_.Member("language", LanguageCode(language_));
    WritePolicy();
    json_.Member("as_of", advice_.as_of);
    WriteContact(json_, policy_, advice_.contact);
    WriteOutcome();
    WriteExceptional();
    WriteModes();
    WriteAsk(json_, in_force_, advice_.ask, language_);
    json_.Member("together", advice_.together);
    WriteEach(json_, "in_contact", advice_.in_contact, [&](FactIndex fact) {
      json_.Member("fact", policy_.facts[fact].id);
      WriteWords("question", policy_.facts[fact].ask);
    });
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

 private:
  // Advice under the national pack is shorter; longer advice costs one more allocation.
  static constexpr std::size_t kUsualBytes = 24u << 10;

  void WritePolicy() {
    json_.Object("policy");
    json_.Member("id", policy_.id);
    json_.Member("version", policy_.version);
    json_.Member("status", policy_.status);
    json_.Member("digest", policy_.digest);
    WriteWords("title", policy_.title);
    WriteWords("statement", policy_.statement);
    const Guide& guide = policy_.guide;
    WriteTextOrNull(json_, "guide", guide.text.In(language_));
    WriteTextOrNull(json_, "guide_link", guide.link);
    json_.Key("region");
    if (policy_.region) {
      WriteNamed("id", policy_.region->id, policy_.region->label);
    } else {
      json_.Null();
    }
    WriteEach(json_, "overlays", policy_.overlays, [&](const PolicyId& overlay) {
      json_.Member("id", overlay.id);
      json_.Member("version", overlay.version);
    });
    json_.EndObject();
  }

  void WriteOutcome() {
    const Decision& decision = advice_.decision;
    json_.Object("outcome");
    json_.Member("outcome", NameOf(kOutcomeNames, decision.outcome.kind));
    WriteMode(json_, "lead", policy_, decision.outcome.lead);
    const ModeIndex lead = decision.outcome.lead;
    WriteTextOrNull(json_, "lead_label",
                    lead ? std::string_view(policy_.modes[lead].label.In(language_)) : "");
    json_.Member("firmness", NameOf(kFirmnessNames, decision.firmness));
    WriteAlternatives(json_, policy_, decision.alternatives);
    json_.Member("base_decides", advice_.base_decides);
    json_.Member("provisional", advice_.provisional);
    json_.Key("planned");
    const ModeIndex planned = advice_.contact.planned;
    if (!planned) {
      json_.Null();
    } else {
      json_.Object();
      WriteMode(json_, "mode", policy_, planned);
      json_.Member("safe", advice_.planned_safe);
      WriteStanding(json_, advice_.modes[planned].standing);
      json_.EndObject();
    }
    json_.EndObject();
  }

  // The exceptional models in force on the day of the contact.
  void WriteExceptional() {
    json_.Array("exceptional");
    for (const Suspension& model : policy_.suspensions) {
      if (!model.Covers(advice_.contact.date)) continue;
      json_.Object();
      json_.Member("id", model.id);
      json_.Member("from", model.from);
      json_.Member("until", model.until);
      WriteWords("because", model.because);
      json_.Member("source", model.source.text);
      WriteEach(json_, "principles", SuspendedBy(policy_, model), [&](const Principle* rule) {
        json_.Member("id", rule->id);
        WriteWords("because", rule->because);
      });
      json_.Member("cadence", model.cadence);
      json_.EndObject();
    }
    json_.EndArray();
  }

  void WriteModes() {
    WriteEach(json_, "modes", advice_.modes.indexes(), [&](ModeIndex i) {
      const Mode& mode = policy_.modes[i];
      const ModeAdvice& advice = advice_.modes[i];
      json_.Member("mode", mode.id);
      WriteWords("label", mode.label);
      json_.Member("in_person", mode.in_person);
      WriteStanding(json_, advice.standing);
      json_.Member("base", mode.base);
      WriteTextOrNull(json_, "base_because", mode.because.In(language_));
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
    });
  }

  void WriteCadence() {
    WriteEach(json_, "cadence", advice_.cadence, [&](const CadenceAdvice& cadence) {
      const Cadence& rule = policy_.cadence[cadence.rule];
      rules_.Refer({RuleKind::kCadence, cadence.rule});
      json_.Member("rule", rule.id);
      json_.Member("state",
                   NameOf(kCadenceShownNames, ShownOf(rule, cadence, advice_.contact.date)));
      json_.Member("due", cadence.due);
      json_.Member("last", cadence.last);
      json_.Member("suspended_until", cadence.suspended_until);
      json_.Member("in_spite", cadence.reaches_in_spite);
      WriteWords("because", rule.because);
    });
  }

  void WriteIntake() {
    for (const Approval& approval : case_.approvals)
      rules_.Refer({RuleKind::kPrinciple, approval.principle});
    for (const RuleIndex safeguard : case_.confirmed)
      rules_.Refer({RuleKind::kSafeguard, safeguard});
    WriteApprovals(json_, policy_, case_.approvals);
    WriteConfirmed(json_, policy_, case_.confirmed);
    WriteConflicts();
    WriteUnmapped(json_, case_.unmapped);
    WriteUnmappedMore(json_, case_.unmapped_more);
    WriteFailed(json_, case_.failed);
    WriteOthers(json_, case_.others);
    WriteOtherNames(json_, case_.other_names);
    WriteOtherRegions(json_, case_.other_regions);
    WriteLapsed(json_, case_.lapsed);
    WriteDated();
    json_.Member("read", case_.read);
  }

  void WriteDated() {
    WriteEach(json_, "dated", case_.dated, [&](const Dated& dated) {
      const Fact& fact = policy_.facts[dated.fact];
      json_.Member("fact", fact.id);
      WriteWords("label", fact.label);
      json_.Member("day", dated.day);
      json_.Member("old", fact.IsOld(dated.day, advice_.as_of));
    });
  }

  void WriteConflicts() {
    WriteEach(json_, "conflicts", advice_.conflicts, [&](const Conflict& conflict) {
      const Fact& fact = policy_.facts[conflict.fact];
      json_.Member("fact", fact.id);
      WriteWords("label", fact.label);
      WriteSources(json_, fact, conflict.sources);
      json_.Key("taken");
      fact.Write(json_, conflict.taken);
      const RuleIndex rule = conflict.integrity;
      if (rule) rules_.ReferIntegrity(rule);
      WriteTextOrNull(json_, "rule", rule ? std::string_view(policy_.integrity[rule].id) : "");
    });
  }

  void WriteResources() {
    WriteEach(json_, "resources", advice_.resources, [&](const Acting& acting) {
      const Resource& resource = policy_.resources[acting.ref.index];
      WriteReference(acting);
      json_.Member("subject", resource.subject);
      WriteWords("title", resource.title);
      json_.Member("minutes", resource.minutes);
      json_.Array("outline");
      for (const Words& step : resource.outline) json_.String(step.In(language_));
      json_.EndArray();
    });
  }

  void WriteRefer() {
    json_.Key("refer");
    if (advice_.decision.outcome.lead) return json_.Null();
    json_.Object();
    json_.Key("role");
    WriteRole(policy_.refer.role);
    WriteWords("words", policy_.refer.words);
    WriteActing("rules", advice_.outcome_rules);
    json_.EndObject();
  }

  void WriteNotice() {
    const Notice& notice = advice_.notice;
    json_.Object("notice");
    json_.Member("level", NameOf(kNoticeNames, notice.level));
    json_.Member("repeated", notice.repeated);
    WriteTextOrNull(json_, "key", notice.key);
    WriteEach(json_, "reasons", notice.reasons, [&](const NoticeReason& reason) {
      json_.Member("why", NameOf(kNoticeWhyNames, reason.why));
      json_.Key("rule");
      WriteRuleId(reason.ref);
    });
    json_.EndObject();
  }

  void WriteFacts() {
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

  void WriteActing(std::string_view key, const std::vector<Acting>& list) {
    WriteEach(json_, key, list, [&](const Acting& acting) { WriteReference(acting); });
  }

  void WriteReference(const Acting& acting) {
    json_.Key("rule");
    WriteRuleId(acting.ref);
    if (acting.unknown.empty()) return;
    WriteIds(json_, "unknown", policy_.facts, acting.unknown);
  }

  void WriteRuleId(const std::optional<RuleRef>& rule) {
    if (!rule) return json_.Null();
    rules_.Refer(*rule);
    json_.String(RuleOf(policy_, *rule).id);
  }

  void WriteRole(RoleIndex role) {
    if (!role) return json_.Null();
    const Approver& approver = policy_.approvers[role];
    WriteNamed("role", approver.id, approver.label);
  }

  void WriteNamed(std::string_view key, std::string_view id, const Words& label) {
    json_.Object();
    json_.Key(key);
    json_.String(id);
    WriteWords("label", label);
    json_.EndObject();
  }

  void WriteWords(std::string_view key, const Words& words) {
    json_.Member(key, words.In(language_));
  }

  const PolicyInForce& in_force_;
  const Policy& policy_;
  const Advice& advice_;
  const Case& case_;
  Language language_;
  JsonWriter json_;
  RuleBook rules_;
};

}  // namespace

std::string AdviceJson(const PolicyInForce& policy, const Advice& advice, const Case& a_case,
                       Language language) {
  return AdviceWriter(policy, advice, a_case, language).Write();
}

}  // namespace bsup::core
