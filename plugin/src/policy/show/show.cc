#include "policy/show/show.h"

#include <algorithm>
#include <vector>

#include "base/page.h"
#include "policy/show/say_condition.h"
#include "policy/show/show_words.h"

namespace bsup::core {
namespace {

constexpr std::size_t kIndent = 2;
constexpr std::size_t kDeep = 4;

class Shower {
 public:
  Shower(const Policy& policy, Language language)
      : policy_(policy), language_(language), page_(LabelWidth(language)) {}

  std::string Show() {
    Head();
    Modes();
    Section(show::kCannot, policy_.cannot, [&](const Cannot& rule) {
      Open(rule);
      When(rule);
      Labelled(show::kOn, ModeNames(rule.modes));
      Close(rule);
    });
    for (std::size_t i = 0; i < show::kPrinciples.size(); ++i) {
      Section(show::kPrinciples[i],
              Those(policy_.principles, &Principle::effect, static_cast<Effect>(i)),
              [&](const Principle* rule) { Show(*rule); });
    }
    for (std::size_t i = 0; i < show::kFactors.size(); ++i) {
      Section(show::kFactors[i], Those(policy_.factors, &Factor::kind, static_cast<FactorKind>(i)),
              [&](const Factor* rule) { Show(*rule); });
    }
    Section(show::kSafeguards, policy_.safeguards, [&](const Safeguard& rule) { Show(rule); });
    Section(show::kCadence, policy_.cadence, [&](const Cadence& rule) { Show(rule); });
    Section(show::kSuspensions, policy_.suspensions, [&](const Suspension& rule) { Show(rule); });
    Section(show::kResources, policy_.resources, [&](const Resource& rule) { Show(rule); });
    Section(show::kIntegrity, policy_.integrity, [&](const Integrity& rule) { Show(rule); });
    ReasonCodes();
    return page_.text();
  }

 private:
  static std::size_t LabelWidth(Language language) {
    std::size_t width = 0;
    for (const Words* label : {&show::kIfUnknown, &show::kApproval, &show::kReferWhen,
                               &show::kSource, &show::kDoubt, &show::kReferTo, &show::kRegions}) {
      width = std::max(width, Columns(label->In(language)));
    }
    return width + 2;
  }

  [[nodiscard]] const std::string& Say(const Words& words) const { return words.In(language_); }
  void Labelled(const Words& label, const std::string& words) {
    page_.Labelled(kDeep, Say(label), words);
  }

  void Head() {
    page_.Banner(Say(policy_.status == "approved" ? show::kApproved : show::kIllustrative));
    page_.Paragraph(0, Say(policy_.title));
    page_.Blank();
    page_.Paragraph(0, Say(policy_.statement));
    page_.Blank();
    const auto line = [&](const Words& label, const std::string& words) {
      page_.Labelled(0, Say(label), words);
    };
    line(show::kPolicy, policy_.id + " " + policy_.version);
    for (const PolicyId& overlay : policy_.overlays)
      line(show::kOverlays, overlay.id + " " + overlay.version);
    line(show::kRegion, policy_.region
                            ? Say(policy_.region->label) + " (" + policy_.region->code + ")"
                            : Say(show::kNationAlone));
    line(show::kInForce,
         policy_.from.ToString() + (policy_.until ? Say(show::kTo) + policy_.until->ToString()
                                                  : " " + Say(show::kOnwards)));
    line(show::kDigest, policy_.digest);
    line(show::kReferTo, RoleName(policy_.refer.role) + ". " + Say(policy_.refer.words));
  }

  void Modes() {
    page_.Heading(Say(show::kModes));
    const std::size_t ids = WidestId(policy_.modes) + 2;
    const std::size_t kinds =
        std::max(Columns(Say(show::kInPerson)), Columns(Say(show::kRemote))) + 2;
    const std::size_t bases = Columns(Say(show::kBase)) + 5;
    for (const Mode& mode : policy_.modes) {
      page_.Beside(std::string(kIndent, ' ') + Padded(mode.id, ids) +
                       Padded(Say(mode.in_person ? show::kInPerson : show::kRemote), kinds) +
                       Padded(Say(show::kBase) + " " + Signed(mode.base), bases),
                   Say(mode.label));
    }
  }

  template <class T>
  static std::size_t WidestId(const std::vector<T>& things) {
    std::size_t widest = 0;
    for (const T& thing : things) widest = std::max(widest, Columns(thing.id));
    return widest;
  }

  template <class T, class Item>
  void Section(const Words& heading, const std::vector<T>& items, Item item) {
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
    if (rule.modes != 0) Labelled(show::kOn, ModeNames(rule.modes));
    if (!rule.roles.empty()) Labelled(show::kApproval, RoleNames(rule.roles));
    if (rule.refer_when)
      Labelled(show::kReferWhen, SayCondition(policy_, *rule.refer_when, language_));
    Labelled(show::kBinds,
             Say(rule.binds_every_contact ? show::kEveryContact : show::kSupervision));
    Mandated(rule.mandate);
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
    Labelled(show::kWeights, weights);
    Based(rule.basis);
    Close(rule);
  }

  void Show(const Safeguard& rule) {
    Open(rule);
    When(rule);
    Labelled(show::kOn, ModeNames(rule.modes));
    if (rule.must) Labelled(show::kMust, Say(show::kMustNot));
    Based(rule.basis);
    Close(rule);
  }

  void Show(const Cadence& rule) {
    Open(rule);
    When(rule);
    Labelled(show::kLimit, SayCadence(rule));
    Mandated(rule.mandate);
    Based(rule.basis);
    Close(rule);
  }

  [[nodiscard]] std::string SayCadence(const Cadence& rule) const {
    const std::string amount = std::to_string(rule.amount);
    const auto say = [&](const std::string& en, const std::string& cy) {
      return Say(Words{en, cy});
    };
    switch (rule.kind) {
      case CadenceKind::kInPersonEveryWeeks:
        return say("in person every " + amount + " weeks",
                   "wyneb yn wyneb bob " + amount + " wythnos");
      case CadenceKind::kContactEveryWeeks:
        return say("a contact every " + amount + " weeks", "cyswllt bob " + amount + " wythnos");
      case CadenceKind::kFirstHomeVisitDays:
        return say("a first home visit within " + amount + " days, by: ",
                   "ymweliad cartref cyntaf o fewn " + amount + " diwrnod, drwy: ") +
               ModeNames(rule.home_visit_modes);
      case CadenceKind::kRemoteInARowMost:
        return say("in person after " + amount + " remote in a row",
                   "wyneb yn wyneb ar ôl " + amount + " o bell yn olynol");
      case CadenceKind::kNotPublished: break;
    }
    return say("there is a minimum, and it is not published",
               "mae isafswm, ond nid yw wedi'i gyhoeddi");
  }

  void Show(const Suspension& rule) {
    page_.Paragraph(kIndent, rule.id);
    page_.Paragraph(kDeep, Say(rule.because));
    Labelled(show::kDays, rule.from.ToString() + Say(show::kTo) + rule.until.ToString());
    Labelled(show::kRegions, rule.regions.empty() ? Say(show::kAllRegions) : Joined(rule.regions));
    std::vector<std::string> suspended = rule.principles;
    suspended.insert(suspended.end(), rule.cadence.begin(), rule.cadence.end());
    if (!suspended.empty()) Labelled(show::kSuspended, Joined(suspended));
    Labelled(show::kResume, Say(show::kOverWeeks) + std::to_string(rule.resume_weeks));
    Closing(rule.pack, rule.source);
  }

  void Show(const Resource& rule) {
    page_.Paragraph(kIndent, rule.id + ": " + Say(rule.title) + " (" + rule.subject + ", " +
                                 std::to_string(rule.minutes) + " " + Say(show::kMinutes) + ")");
    for (std::size_t i = 0; i < rule.outline.size(); ++i)
      page_.Paragraph(kDeep, std::to_string(i + 1) + ". " + Say(rule.outline[i]));
    When(rule);
    Labelled(show::kOn, ModeNames(rule.modes));
    Close(rule);
  }

  void Show(const Integrity& rule) {
    page_.Paragraph(kIndent, rule.id);
    page_.Paragraph(kDeep, Say(rule.because));
    Labelled(show::kNever, SayRow(policy_, rule.never, language_));
    std::vector<std::string> doubt;
    for (const int fact : rule.doubt)
      doubt.push_back(Say(policy_.facts[static_cast<std::size_t>(fact)].label));
    Labelled(show::kDoubt, Joined(doubt));
    Closing(rule.pack, rule.source);
  }

  void ReasonCodes() {
    if (policy_.reason_codes.empty()) return;
    page_.Heading(Say(show::kReasonCodes));
    const std::size_t ids = WidestId(policy_.reason_codes) + 2;
    for (const ReasonCode& code : policy_.reason_codes) {
      page_.Beside(std::string(kIndent, ' ') + Padded(code.id, ids), Say(code.label));
    }
  }

  void Open(const Rule& rule) {
    page_.Paragraph(kIndent, rule.id);
    page_.Paragraph(kDeep, Say(rule.because));
  }

  void When(const Rule& rule) {
    Labelled(show::kWhen, SayCondition(policy_, rule.when, language_));
    if (rule.when.base.empty() && rule.when.any.empty()) return;
    Labelled(show::kIfUnknown, Say(rule.apply_if_unknown ? show::kApplies : show::kIgnored));
  }

  void Mandated(Mandate mandate) {
    Labelled(show::kMandate, Say(show::kMandates[static_cast<std::size_t>(mandate)]));
  }
  void Based(Basis basis) {
    Labelled(show::kBasis, Say(show::kBases[static_cast<std::size_t>(basis)]));
  }

  void Close(const Rule& rule) {
    if (!rule.during.empty()) Labelled(show::kDuring, rule.during);
    Closing(rule.pack, rule.source);
  }

  void Closing(const std::string& pack, const std::string& source) {
    if (pack != policy_.id) Labelled(show::kPack, pack);
    Labelled(show::kSource, source);
  }

  static std::string Signed(int number) { return (number > 0 ? "+" : "") + std::to_string(number); }

  static std::string Joined(const std::vector<std::string>& texts) {
    std::string joined;
    for (const std::string& text : texts) joined += (joined.empty() ? "" : ", ") + text;
    return joined;
  }

  [[nodiscard]] std::string ModeNames(ModeSet modes) const {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < policy_.modes.size(); ++i) {
      if ((modes >> i & 1) != 0) names.push_back(Say(policy_.modes[i].label));
    }
    return Joined(names);
  }

  [[nodiscard]] const std::string& RoleName(int role) const {
    return Say(policy_.approvers[static_cast<std::size_t>(role)].label);
  }

  [[nodiscard]] std::string RoleNames(const std::vector<int>& roles) const {
    std::string names;
    for (const int role : roles) names += (names.empty() ? "" : Say(show::kAnd)) + RoleName(role);
    return names;
  }

  const Policy& policy_;
  Language language_;
  Page page_;
};

}  // namespace

std::string ShowPolicy(const Policy& policy, Language language) {
  return Shower(policy, language).Show();
}

}  // namespace bsup::core
