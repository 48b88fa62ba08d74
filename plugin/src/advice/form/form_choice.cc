#include "advice/form/form_choice.h"

#include <algorithm>

#include "advice/json/value_json.h"
#include "advice/text/lead_words.h"
#include "policy/compile/rule_of.h"

namespace bsup::core {
namespace {

enum class Kind : std::uint8_t { kNone, kInset, kAlert };

struct Remark {
  Kind kind = Kind::kNone;
  std::string heading;
  std::string text;
};

std::string Because(const Speaker& speaker, const std::vector<Acting>& rules) {
  if (rules.empty()) return "";
  return speaker.Say(RuleOf(speaker.policy, MostCertain(rules).ref).because);
}

// Those of the restrictions that ask for approval, or those that do not.
std::vector<Acting> Asking(const Speaker& speaker, const ModeAdvice& mode, bool approval) {
  std::vector<Acting> rules;
  for (const Acting& acting : mode.restrictions) {
    const bool asks = acting.ref.kind == RuleKind::kPrinciple &&
                      speaker.policy.principles[acting.ref.index].effect == Effect::kNeedsApproval;
    if (asks == approval) rules.push_back(acting);
  }
  return rules;
}

Remark RemarkOf(const Speaker& speaker, ModeIndex index) {
  const ModeAdvice& mode = speaker.ModeAt(index);
  const std::string label = speaker.ModeLabel(index);
  const auto alert = [&](const Pattern<1>& heading, std::string text) {
    return Remark{Kind::kAlert, speaker.Say(heading, {label}), std::move(text)};
  };
  if (const auto outside = OutsideOf(ChoiceOf(speaker, index))) {
    switch (*outside) {
      case Outside::kNoAdvice: return alert(FormText::kChoiceNoAdvice, LeadWords(speaker));
      case Outside::kCannot: return alert(FormText::kChoiceCannot, Because(speaker, mode.cannot));
      case Outside::kNotPermitted:
        return alert(FormText::kChoiceNotPermitted, Because(speaker, mode.restrictions));
      case Outside::kDoesNotCount:
        return alert(FormText::kChoiceDoesNotCount, Because(speaker, Asking(speaker, mode, false)));
    }
  }
  if (mode.standing.permission == Permission::kNeedsApproval) {
    return {Kind::kInset, speaker.Say(FormText::kChoiceApproval, {label}),
            Because(speaker, Asking(speaker, mode, true)) + " " +
                speaker.Say(FormText::kApprovalBy, {speaker.RoleLabels(mode.roles)}) + "."};
  }
  if (!speaker.advice.planned_safe.value_or(true))
    return {Kind::kInset, speaker.Say(FormText::kChoiceDepends, {label}),
            speaker.Say(speaker.advice.ask.empty() ? NoticeText::kDependsOnUnknown
                                                   : NoticeText::kAnswerBefore)};
  return {};
}

void WriteInterruption(JsonWriter& json, const Speaker& speaker, ModeIndex mode,
                       const Remark& remark) {
  json.Object("interruption");
  json.Member("heading", speaker.Say(FormText::kBeforeYouContinue));
  json.Array("paragraphs");
  json.String(remark.heading + ".");
  if (!remark.text.empty()) json.String(remark.text);
  json.String(speaker.Say(FormText::kOutsidePolicy));
  json.EndArray();
  json.Member("go_back", speaker.Say(FormText::kGoBack));
  json.Member("go_on", speaker.Say(FormText::kGoOn, {speaker.ModeLabel(mode)}));
  json.EndObject();
}

void WriteApproval(JsonWriter& json, const Speaker& speaker, const ModeAdvice& mode) {
  json.Object("approval");
  WriteEach(json, "roles", mode.roles, [&](RoleIndex role) {
    json.Member("role", speaker.policy.approvers[role].id);
    json.Member("label", speaker.Say(speaker.policy.approvers[role].label));
  });
  json.Member("by", speaker.advice.contact.date);
  json.EndObject();
}

bool IsConfirmed(const Speaker& speaker, RuleIndex safeguard) {
  const auto& confirmed = speaker.a_case.confirmed;
  return std::ranges::find(confirmed, safeguard) != confirmed.end();
}

}  // namespace

std::string ChoiceHeading(const Speaker& speaker) {
  const ModeIndex planned = speaker.advice.contact.planned;
  return planned ? RemarkOf(speaker, planned).heading : "";
}

void WriteFormChoice(JsonWriter& json, const Speaker& speaker) {
  const ModeIndex planned = speaker.advice.contact.planned;
  json.Key("choice");
  if (!planned) return json.Null();
  const ModeAdvice& mode = speaker.ModeAt(planned);
  const Choice choice = ChoiceOf(speaker, planned);
  const Remark remark = RemarkOf(speaker, planned);
  const auto direction = DirectionOf(choice);
  json.Object();
  json.Member("mode", speaker.policy.modes[planned].id);
  json.Member("label", speaker.ModeLabel(planned));
  json.Member("step", NameOf(kStepNames, StepOf(choice)));
  WriteTextOrNull(json, "direction", direction ? NameOf(kDirectionNames, *direction) : "");
  json.Member("is_alert", remark.kind == Kind::kAlert);
  json.Member("is_inset", remark.kind == Kind::kInset);
  WriteTextOrNull(json, "heading", remark.heading);
  WriteTextOrNull(json, "text", remark.text);
  if (StepOf(choice) == Step::kInterrupt) {
    WriteInterruption(json, speaker, planned, remark);
  } else {
    json.Member("interruption", nullptr);
  }
  if (mode.standing.permission == Permission::kNeedsApproval) {
    WriteApproval(json, speaker, mode);
  } else {
    json.Member("approval", nullptr);
  }
  json.EndObject();
}

void WriteFormSafeguards(JsonWriter& json, const Speaker& speaker) {
  const ModeIndex planned = speaker.advice.contact.planned;
  json.Key("safeguards");
  if (!planned || speaker.ModeAt(planned).safeguards.empty()) return json.Null();
  std::vector<RuleIndex> must;
  std::vector<RuleIndex> also;
  for (const Acting& acting : speaker.ModeAt(planned).safeguards)
    (speaker.policy.safeguards[acting.ref.index].must ? must : also).push_back(acting.ref.index);
  json.Object();
  json.Member("mode", speaker.policy.modes[planned].id);
  json.Member("heading", speaker.Say(FormText::kBeforeThisContact));
  json.Member("must_legend", speaker.Say(HeadingText::kYouMust));
  json.Member("must_hint", speaker.Say(FormText::kTickWhatIsDone));
  json.Member("has_must", !must.empty());
  std::size_t number = 0;
  WriteEach(json, "must", must, [&](RuleIndex rule) {
    const Safeguard& safeguard = speaker.policy.safeguards[rule];
    json.Member("id", ++number == 1 ? "done" : "done-" + std::to_string(number));
    json.Member("value", safeguard.id);
    json.Member("tick", speaker.Say(safeguard.because));
    json.Member("checked", IsConfirmed(speaker, rule));
  });
  json.Member("has_also", !also.empty());
  json.Member("also_heading", speaker.Say(HeadingText::kToDo));
  WriteEach(json, "also", also, [&](RuleIndex rule) {
    json.Member("text", speaker.Say(speaker.policy.safeguards[rule].because));
  });
  json.EndObject();
}

void WriteFormReason(JsonWriter& json, const Speaker& speaker) {
  const ModeIndex planned = speaker.advice.contact.planned;
  const auto direction = planned ? DirectionOf(ChoiceOf(speaker, planned)) : std::nullopt;
  json.Object("reason");
  json.Member("legend", speaker.Say(FormText::kWhyThisWay));
  std::size_t number = 0;
  WriteEach(json, "codes", speaker.policy.reason_codes, [&](const ReasonCode& code) {
    json.Member("id", ++number == 1 ? "code" : "code-" + std::to_string(number));
    json.Member("value", code.id);
    json.Member("label", speaker.Say(code.label));
    WriteTextOrNull(json, "direction",
                    code.direction ? NameOf(kDirectionNames, *code.direction) : "");
    json.Member("fits", !direction || !code.direction || *direction == *code.direction);
    json.Member("needs_words", code.needs_words);
  });
  json.EndObject();
}

}  // namespace bsup::core
