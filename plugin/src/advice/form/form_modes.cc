#include "advice/form/form_modes.h"

#include <optional>

#include "advice/json/value_json.h"
#include "advice/text/words_of.h"
#include "policy/compile/rule_of.h"

namespace bsup::core {
namespace {

// Colours of the GOV.UK tag.
struct Tag {
  std::string text;
  std::string_view colour;
};

struct Shown {
  std::optional<Tag> tag;
  std::string hint;
};

const Text& TagOf(Firmness firmness) {
  if (firmness == Firmness::kOnlyOption) return FormText::kOnlyWay;
  return firmness == Firmness::kRecommended ? FormText::kRecommended : FormText::kSuggested;
}

// What speaks for a mode that is advised, or that it suits.
std::string HintOfAdvised(const Speaker& speaker, const ModeAdvice& mode) {
  const std::string because = mode.in_favour.empty() ? "" : ShortOf(speaker, mode.in_favour[0]);
  return because.empty() ? speaker.Say(FormText::kSuitsThisContact) : because;
}

Shown ShownOf(const Speaker& speaker, ModeIndex index) {
  const ModeAdvice& mode = speaker.ModeAt(index);
  const Decision& decision = speaker.advice.decision;
  const Choice choice = ChoiceOf(speaker, index);
  if (choice.closed) return {};
  const auto tag = [&](const Text& text, std::string_view colour) {
    return Tag{Capital(speaker.Say(text)), colour};
  };
  switch (mode.standing.permission) {
    case Permission::kCannot:
      return {tag(PermissionText::kCannot, "grey"), ShortOf(speaker, MostCertain(mode.cannot))};
    case Permission::kNotPermitted:
      return {tag(PermissionText::kNotPermitted, "red"),
              ShortOf(speaker, MostCertain(mode.restrictions))};
    case Permission::kNeedsApproval: {
      const Pattern<1>& hint =
          OutsideOf(choice) ? FormText::kExtraAndApproval : FormText::kApprovalBy;
      return {tag(PermissionText::kNeedsApproval, "orange"),
              speaker.Say(hint, {speaker.RoleLabels(mode.roles)})};
    }
    case Permission::kPermitted: break;
  }
  if (OutsideOf(choice))
    return {tag(CountingText::kOnTopOnly, "yellow"), speaker.Say(FormText::kWouldNotCount)};
  if (index == decision.outcome.lead)
    return {tag(TagOf(decision.firmness), "green"), HintOfAdvised(speaker, mode)};
  if (choice.is_advised) return {tag(FormText::kSuitsAsWell, "teal"), HintOfAdvised(speaker, mode)};
  if (choice.additional || !choice.has_lead) return {};
  switch (mode.band) {
    case Band::kUseWithCare: return {std::nullopt, speaker.Say(FormText::kWithCare)};
    case Band::kPoorlySuited: return {std::nullopt, speaker.Say(FormText::kSuitsPoorly)};
    default: return {std::nullopt, speaker.Say(FormText::kSuitsLess)};
  }
}

void WriteReasons(JsonWriter& json, const Speaker& speaker, const ModeAdvice& mode) {
  json.Array("reasons");
  const auto write = [&](const Text& kind, const std::vector<Acting>& rules) {
    for (const Acting& acting : rules) {
      json.Object();
      json.Member("kind", speaker.Say(kind));
      json.Member("because", speaker.Say(RuleOf(speaker.policy, acting.ref).because));
      WriteTextOrNull(json, "unknown",
                      acting.unknown.empty() ? ""
                                             : speaker.Say(FormText::kWhileNotKnown,
                                                           {speaker.FactLabels(acting.unknown)}));
      json.Member("from", FromOf(speaker, acting.ref));
      json.EndObject();
    }
  };
  write(FormText::kNotPossible, mode.cannot);
  write(FormText::kLimit, mode.restrictions);
  write(FormText::kInFavour, mode.in_favour);
  write(FormText::kAgainst, mode.against);
  json.EndArray();
}

bool HasReasons(const ModeAdvice& mode) {
  return !mode.cannot.empty() || !mode.restrictions.empty() || !mode.in_favour.empty() ||
         !mode.against.empty();
}

// What stands in brackets at the end of the mode's label: `a prison visit too`.
std::string AsideOf(const Speaker& speaker, ModeIndex mode) {
  const std::string& label = speaker.Say(speaker.policy.modes[mode].label);
  const std::size_t kept = speaker.ModeLabel(mode).size();
  return kept == label.size() ? "" : Capital(label.substr(kept + 2, label.size() - kept - 3));
}

// Why this mode where no rule says anything: the pack's own reason for its base, or that nothing
// does.
std::string WithoutReasons(const Speaker& speaker, ModeIndex index) {
  const std::string& base = speaker.Say(speaker.policy.modes[index].because);
  const bool leads = index == speaker.advice.decision.outcome.lead;
  return leads && !base.empty() ? base : speaker.Say(AdviceText::kNoReasons);
}

}  // namespace

void WriteFormModes(JsonWriter& json, const Speaker& speaker) {
  WriteEach(json, "modes", speaker.policy.modes.indexes(), [&](ModeIndex index) {
    const ModeAdvice& mode = speaker.ModeAt(index);
    const std::string label = speaker.ModeLabel(index);
    const Shown shown = ShownOf(speaker, index);
    json.Member("mode", speaker.policy.modes[index].id);
    json.Member("label", label);
    WriteTextOrNull(json, "label_hint", AsideOf(speaker, index));
    json.Key("tag");
    if (shown.tag) {
      json.Object();
      json.Member("text", shown.tag->text);
      json.Member("colour", shown.tag->colour);
      json.EndObject();
    } else {
      json.Null();
    }
    WriteTextOrNull(json, "hint", shown.hint);
    json.Member("standing",
                shown.tag ? speaker.Say(FormText::kStanding, {label, shown.tag->text}) : label);
    json.Member("chosen", index == speaker.advice.contact.planned);
    json.Member("in_person", speaker.policy.modes[index].in_person);
    WriteReasons(json, speaker, mode);
    WriteTextOrNull(json, "none", HasReasons(mode) ? "" : WithoutReasons(speaker, index));
  });
}

}  // namespace bsup::core
