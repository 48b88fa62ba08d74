#include "policy/show/show.h"

#include <algorithm>
#include <vector>

#include "base/catalogue.h"
#include "base/page.h"
#include "policy/show/basis_words.h"
#include "policy/show/say_condition.h"

namespace bsup::core {
namespace {

constexpr std::size_t kIndent = 2;
constexpr std::size_t kDeep = 4;

class Shower {
 public:
  Shower(const Policy& policy, Language language)
      : policy_(policy), language_(language), labels_(LabelWidth(language)), page_(TextOptions{}) {}

  std::string Show() {
    Head();
    Modes();
    Section(PolicyText::kCannot, policy_.cannot, [&](const Cannot& rule) {
      Open(rule);
      When(rule);
      Labelled(PolicyText::kModes, ModeNames(rule.modes));
      Deserves(rule.notice);
      Close(rule);
    });
    for (const EffectRow& effect : kEffects) {
      Section(effect.heading, Those(policy_.principles, &Principle::effect, effect.member),
              [&](const Principle* rule) { Show(*rule); });
    }
    for (const FactorKindRow& kind : kFactorKinds) {
      Section(kind.heading, Those(policy_.factors, &Factor::kind, kind.member),
              [&](const Factor* rule) { Show(*rule); });
    }
    Section(PolicyText::kSafeguards, policy_.safeguards,
            [&](const Safeguard& rule) { Show(rule); });
    Section(PolicyText::kCadence, policy_.cadence, [&](const Cadence& rule) { Show(rule); });
    Section(PolicyText::kSuspensions, policy_.suspensions,
            [&](const Suspension& rule) { Show(rule); });
    Section(PolicyText::kResources, policy_.resources, [&](const Resource& rule) { Show(rule); });
    Section(PolicyText::kIntegrity, policy_.integrity, [&](const Integrity& rule) { Show(rule); });
    Section(PolicyText::kQuestions, policy_.questions,
            [&](const JointQuestion& question) { Show(question); });
    Section(PolicyText::kFacts, Asked(), [&](const Fact* fact) { Show(*fact); });
    ReasonCodes();
    return page_.Take();
  }

 private:
  static std::size_t LabelWidth(Language language) {
    std::size_t width = 0;
    for (const Text& label :
         {PolicyText::kIfUnknown, PolicyText::kApproval, PolicyText::kReferWhen,
          PolicyText::kSource, PolicyText::kDoubt, PolicyText::kReferTo, PolicyText::kRegions,
          PolicyText::kSuspended, PolicyText::kSuspendedWith, PolicyText::kPlainNo,
          PolicyText::kAskedBy, PolicyText::kHolds, PolicyText::kOnlyWhen, PolicyText::kAskWhen,
          PolicyText::kNotice}) {
      width = std::max(width, Columns(label.In(language)));
    }
    return width + 2;
  }

  [[nodiscard]] const std::string& Say(const Words& words) const { return words.In(language_); }
  [[nodiscard]] std::string Say(const Text& text) const { return core::Say(text, language_); }
  template <std::size_t kParts>
  [[nodiscard]] std::string Say(const Pattern<kParts>& pattern,
                                const std::string_view (&parts)[kParts]) const {
    return core::Say(pattern, language_, parts);
  }
  void Indented(std::size_t indent, const std::string& words) {
    page_.Paragraph(words, std::string(indent, ' '));
  }
  void Labelled(std::size_t indent, const Text& label, const std::string& words) {
    page_.Paragraph(words, std::string(indent, ' ') + Padded(Say(label), labels_));
  }
  void Labelled(const Text& label, const std::string& words) { Labelled(kDeep, label, words); }

  void Head() {
    page_.Banner(
        Say(policy_.status == "approved" ? PolicyText::kApproved : PolicyText::kIllustrative));
    page_.Paragraph(Say(policy_.title));
    page_.Blank();
    page_.Paragraph(Say(policy_.statement));
    page_.Blank();
    const auto line = [&](const Text& label, const std::string& words) {
      Labelled(0, label, words);
    };
    line(PolicyText::kPolicy, policy_.id + " " + policy_.version);
    for (const PolicyId& overlay : policy_.overlays)
      line(PolicyText::kOverlays, overlay.id + " " + overlay.version);
    line(PolicyText::kRegion, policy_.region
                                  ? Say(policy_.region->label) + " (" + policy_.region->code + ")"
                                  : Say(PolicyText::kNationAlone));
    line(PolicyText::kInForce, policy_.until
                                   ? FromTo(policy_.from, *policy_.until)
                                   : Say(PolicyText::kOnwards, {policy_.from.ToString()}));
    line(PolicyText::kDigest, policy_.digest);
    if (!policy_.guide.text.en.empty()) {
      const std::string& link = policy_.guide.link;
      line(PolicyText::kGuide, Say(policy_.guide.text) + (link.empty() ? "" : " " + link));
    }
    line(PolicyText::kReferTo, RoleName(policy_.refer.role) + ". " + Say(policy_.refer.words));
  }

  void Modes() {
    page_.Heading(Say(PolicyText::kModesSafestFirst));
    const std::size_t ids = WidestId(policy_.modes) + 2;
    const std::size_t kinds =
        std::max(Columns(Say(PolicyText::kInPerson)), Columns(Say(PolicyText::kRemote))) + 2;
    const std::size_t bases = Columns(Say(PolicyText::kBase)) + 5;
    for (const Mode& mode : policy_.modes) {
      page_.Paragraph(
          Say(mode.label),
          std::string(kIndent, ' ') + Padded(mode.id, ids) +
              Padded(Say(mode.in_person ? PolicyText::kInPerson : PolicyText::kRemote), kinds) +
              Padded(Say(PolicyText::kBase) + " " + Signed(mode.base), bases));
    }
  }

  template <class T>
  static std::size_t WidestId(const std::vector<T>& things) {
    std::size_t widest = 0;
    for (const T& thing : things) widest = std::max(widest, Columns(thing.id));
    return widest;
  }

  template <class T, class Item>
  void Section(const Text& heading, const std::vector<T>& items, Item item) {
    if (items.empty()) return;
    page_.Heading(Say(heading));
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i > 0) page_.Blank();
      item(items[i]);
    }
  }

  template <class T, class Member, class Value>
  static std::vector<const T*> Those(const std::vector<T>& rules, Member T::*member, Value value) {
    std::vector<const T*> those;
    for (const T& rule : rules) {
      if (rule.*member == value) those.push_back(&rule);
    }
    return those;
  }

  void Show(const Principle& rule) {
    Open(rule);
    When(rule);
    if (!rule.modes.empty()) Labelled(PolicyText::kModes, ModeNames(rule.modes));
    if (!rule.roles.empty()) Labelled(PolicyText::kApproval, RoleNames(rule.roles));
    if (rule.refer_when)
      Labelled(PolicyText::kReferWhen, SayCondition(policy_, *rule.refer_when, language_));
    Labelled(PolicyText::kBinds,
             Say(rule.binds_every_contact ? PolicyText::kEveryContact : PolicyText::kSupervision));
    Deserves(rule.notice);
    Mandated(rule.mandate);
    if (rule.never_suspended) NeverSuspended();
    Based(rule.basis);
    Close(rule);
  }

  void Show(const Factor& rule) {
    Open(rule);
    When(rule);
    std::string weights;
    for (std::size_t i = 0; i < policy_.modes.size(); ++i) {
      if (rule.weigh[i] == 0) continue;
      weights +=
          (weights.empty() ? "" : ", ") + Say(policy_.modes[i].label) + " " + Signed(rule.weigh[i]);
    }
    Labelled(PolicyText::kWeights, weights);
    Based(rule.basis);
    Close(rule);
  }

  void Show(const Safeguard& rule) {
    Open(rule);
    When(rule);
    Labelled(PolicyText::kModes, ModeNames(rule.modes));
    if (rule.must) Labelled(PolicyText::kMust, Say(PolicyText::kMayNotBeSkipped));
    Based(rule.basis);
    Close(rule);
  }

  void Show(const Cadence& rule) {
    Open(rule);
    When(rule);
    Labelled(PolicyText::kAtLeast, SayCadence(rule));
    if (rule.kind != CadenceKind::kNotPublished) Deserves(rule.notice);
    Mandated(rule.mandate);
    if (rule.never_suspended) NeverSuspended();
    if (!rule.suspended_with.empty()) Labelled(PolicyText::kSuspendedWith, rule.suspended_with);
    Based(rule.basis);
    Close(rule);
  }

  [[nodiscard]] std::string SayCadence(const Cadence& rule) const {
    const std::string amount = std::to_string(rule.amount);
    switch (rule.kind) {
      case CadenceKind::kInPersonEveryWeeks: return Say(PolicyText::kInPersonEvery, {amount});
      case CadenceKind::kContactEveryWeeks: return Say(PolicyText::kContactEvery, {amount});
      case CadenceKind::kFirstHomeVisitDays:
        return Say(PolicyText::kFirstHomeVisit, {amount, ModeNames(rule.home_visit_modes)});
      case CadenceKind::kRemoteInARowMost: return Say(PolicyText::kRemoteInARow, {amount});
      case CadenceKind::kNotPublished: break;
    }
    return Say(PolicyText::kNotPublished);
  }

  [[nodiscard]] std::string FromTo(Day from, Day to) const {
    return Say(PolicyText::kDaysFromTo, {from.ToString(), to.ToString()});
  }

  void Show(const Suspension& rule) {
    Indented(kIndent, rule.id);
    Indented(kDeep, Say(rule.because));
    Labelled(PolicyText::kDays, FromTo(rule.from, rule.until));
    Labelled(PolicyText::kRegions,
             rule.regions.empty() ? Say(PolicyText::kAllRegions) : Joined(rule.regions));
    std::vector<std::string> suspended = rule.principles;
    suspended.insert(suspended.end(), rule.cadence.begin(), rule.cadence.end());
    if (!suspended.empty()) Labelled(PolicyText::kSuspends, Joined(suspended));
    std::vector<std::string> presumed;
    for (const Suspension::Presumed& each : rule.presume) {
      const Fact& fact = policy_.facts[policy_.FactNamed(each.fact)];
      presumed.push_back(Say(fact.label) + ": " + fact.Say(each.value ? 1 : 0, language_));
    }
    if (!presumed.empty()) Labelled(PolicyText::kPresumes, Joined(presumed));
    Labelled(PolicyText::kResumes,
             Say(PolicyText::kOverWeeks, {std::to_string(rule.resume_weeks)}));
    Closing(rule.pack, rule.source);
  }

  void Show(const Resource& rule) {
    Indented(kIndent, rule.id + ": " + Say(rule.title) + " (" + rule.subject + ", " +
                          Say(AdviceText::kMinutes, {std::to_string(rule.minutes)}) + ")");
    for (std::size_t i = 0; i < rule.outline.size(); ++i)
      Indented(kDeep, std::to_string(i + 1) + ". " + Say(rule.outline[i]));
    When(rule);
    Labelled(PolicyText::kModes, ModeNames(rule.modes));
    Close(rule);
  }

  void Show(const Integrity& rule) {
    Indented(kIndent, rule.id);
    Indented(kDeep, Say(rule.because));
    Labelled(PolicyText::kNever, SayRow(policy_, rule.never, language_));
    std::vector<std::string> doubt;
    for (const FactIndex fact : rule.doubt) doubt.push_back(Say(policy_.facts[fact].label));
    Labelled(PolicyText::kDoubt, Joined(doubt));
    Closing(rule.pack, rule.source);
  }

  void Show(const JointQuestion& question) {
    Indented(kIndent, question.id);
    Indented(kDeep, Say(question.ask));
    std::vector<std::string> settled;
    for (const JointQuestion::Flag& flag : question.flags) {
      const Fact& fact = policy_.facts[flag.fact];
      settled.push_back(Say(fact.label) + ": " + fact.Say(flag.no, language_));
    }
    Labelled(PolicyText::kPlainNo, Joined(settled));
  }

  // Facts that somebody is asked for: not those that are worked out from the history.
  [[nodiscard]] std::vector<const Fact*> Asked() const {
    std::vector<const Fact*> asked;
    for (const Fact& fact : policy_.facts) {
      if (!fact.derive && !fact.cadence) asked.push_back(&fact);
    }
    return asked;
  }

  void Show(const Fact& fact) {
    Indented(kIndent, fact.id + ": " + Say(fact.label));
    if (fact.joint) {
      Labelled(PolicyText::kAskedBy, policy_.questions[fact.joint].id);
    } else {
      Indented(kDeep, Say(fact.ask));
    }
    if (fact.holds_days || fact.holds_for_contact) {
      std::string holds = fact.holds_days
                              ? Say(PolicyText::kHoldsDays, {std::to_string(*fact.holds_days)})
                              : Say(PolicyText::kHoldsContact);
      if (fact.worse != Worse::kNeither) holds += "; " + Say(PolicyText::kWorstHolds);
      Labelled(PolicyText::kHolds, holds);
    }
    if (fact.old_after) {
      Labelled(PolicyText::kOldAfter,
               Say(PolicyText::kOldWeeks,
                   {std::to_string(fact.old_after->weeks), Cited(fact.old_after->source)}));
    }
    if (!fact.only_when.empty())
      Labelled(PolicyText::kOnlyWhen, SayRow(policy_, fact.only_when, language_));
    if (!fact.ask_when.base.empty() || !fact.ask_when.any.empty())
      Labelled(PolicyText::kAskWhen, SayCondition(policy_, fact.ask_when, language_));
  }

  void ReasonCodes() {
    if (policy_.reason_codes.empty()) return;
    page_.Heading(Say(PolicyText::kReasonCodes));
    const std::size_t ids = WidestId(policy_.reason_codes) + 2;
    for (const ReasonCode& code : policy_.reason_codes) {
      std::string words = Say(code.label);
      std::string notes;
      const auto note = [&](const Text& text) { notes += (notes.empty() ? "" : "; ") + Say(text); };
      if (code.direction)
        note(*code.direction == Direction::kToRemote ? PolicyText::kForRemote
                                                     : PolicyText::kForInPerson);
      if (code.needs_words) note(PolicyText::kNeedsWords);
      if (!notes.empty()) words += " (" + notes + ")";
      page_.Paragraph(words, std::string(kIndent, ' ') + Padded(code.id, ids));
    }
  }

  void Open(const Rule& rule) {
    Indented(kIndent, rule.id);
    Indented(kDeep, Say(rule.because));
    if (const std::string in_short = Say(rule.in_short); !in_short.empty())
      Labelled(PolicyText::kInShort, in_short);
  }

  void When(const Rule& rule) {
    Labelled(PolicyText::kWhen, SayCondition(policy_, rule.when, language_));
    if (rule.when.base.empty() && rule.when.any.empty()) return;
    Labelled(PolicyText::kIfUnknown,
             Say(rule.apply_if_unknown ? PolicyText::kApplies : PolicyText::kDoesNotApply));
  }

  void Mandated(Mandate mandate) {
    Labelled(PolicyText::kMandate,
             Say(mandate == Mandate::kNational ? PolicyText::kMandateNational
                                               : PolicyText::kMandateStandard));
  }
  void NeverSuspended() { Labelled(PolicyText::kSuspended, Say(PolicyText::kSuspendedNever)); }
  void Deserves(NoticeLevel notice) {
    Labelled(PolicyText::kNotice,
             Say(notice == NoticeLevel::kStop ? PolicyText::kStop : PolicyText::kNote));
  }
  void Based(Basis basis) {
    Labelled(PolicyText::kBasis,
             Say(basis == Basis::kLocal ? PolicyText::kBasisLocal : TextOf(basis)));
  }

  void Close(const Rule& rule) {
    if (!rule.during.empty()) Labelled(PolicyText::kDuring, rule.during);
    Closing(rule.pack, rule.source);
  }

  void Closing(const std::string& pack, const Citation& source) {
    if (pack != policy_.id) Labelled(PolicyText::kFrom, pack);
    Labelled(PolicyText::kSource, Cited(source));
  }

  static std::string Cited(const Citation& source) {
    std::string words = source.text;
    for (const std::string& more : {source.place, source.link}) {
      if (!more.empty()) words += ", " + more;
    }
    return words;
  }

  static std::string Signed(int number) { return (number > 0 ? "+" : "") + std::to_string(number); }

  static std::string Joined(const std::vector<std::string>& texts) {
    std::string joined;
    for (const std::string& text : texts) joined += (joined.empty() ? "" : ", ") + text;
    return joined;
  }

  [[nodiscard]] std::string ModeNames(ModeSet modes) const {
    std::vector<std::string> names;
    for (const ModeIndex mode : modes) names.push_back(Say(policy_.modes[mode].label));
    return Joined(names);
  }

  [[nodiscard]] const std::string& RoleName(RoleIndex role) const {
    return Say(policy_.approvers[role].label);
  }

  [[nodiscard]] std::string RoleNames(const std::vector<RoleIndex>& roles) const {
    std::string names;
    for (const RoleIndex role : roles)
      names += (names.empty() ? "" : Say(PolicyText::kAnd)) + RoleName(role);
    return names;
  }

  const Policy& policy_;
  Language language_;
  std::size_t labels_;  // the width of their column
  Page page_;
};

}  // namespace

std::string ShowPolicy(const Policy& policy, Language language) {
  return Shower(policy, language).Show();
}

}  // namespace bsup::core
