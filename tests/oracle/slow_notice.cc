#include "oracle/slow_notice.h"

#include <algorithm>
#include <cstdio>

namespace bsup::core::oracle {
namespace {

bool Contains(const auto& list, const auto& wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

class NoticeWriter {
 public:
  NoticeWriter(const Policy& policy, const SlowRules& rules, const Advice& advice,
               const Case& a_case)
      : policy_(policy), rules_(rules), advice_(advice), case_(a_case) {}

  Notice Write() {
    if (!case_.others.empty()) Add(NoticeLevel::kStop, NoticeReason::Why::kSomebodyElse);
    if (case_.read && *case_.read == 0) Add(NoticeLevel::kStop, NoticeReason::Why::kNothingRead);
    const Outcome outcome = advice_.decision.outcome;
    if (outcome == kOutcomeReferSuspended || outcome == kOutcomeReferNothing)
      Add(NoticeLevel::kStop, NoticeReason::Why::kOutcome);
    if (outcome == kOutcomeNoAdvice) Add(OfEnding(), NoticeReason::Why::kOutcome);
    const bool advised = outcome.lead || outcome == kOutcomeReferNothing;
    const ModeIndex planned = advised ? advice_.contact.planned : ModeIndex();
    if (planned) OfPlanned(planned);
    if (notice_.level != NoticeLevel::kNote) return notice_;
    notice_.key = Key();
    const bool usable_as_it_is =
        !planned || advice_.modes[planned].standing == Standing{Permission::kPermitted, true};
    if (usable_as_it_is && Contains(case_.shown, notice_.key)) {
      notice_.level = NoticeLevel::kNone;
      notice_.repeated = true;
    }
    return notice_;
  }

 private:
  void Add(NoticeLevel level, NoticeReason::Why why, std::optional<RuleRef> rule = std::nullopt) {
    notice_.level = std::max(notice_.level, level);
    notice_.reasons.push_back({why, rule});
  }

  // The most that the rules which end advice say the outcome deserves.
  [[nodiscard]] NoticeLevel OfEnding() const {
    NoticeLevel level = NoticeLevel::kNote;
    for (const Acting& acting : advice_.outcome_rules) {
      if (policy_.principles[acting.ref.index].notice == NoticeLevel::kStop)
        level = NoticeLevel::kStop;
    }
    return level;
  }

  void OfPlanned(ModeIndex planned) {
    const ModeAdvice& mode = advice_.modes[planned];
    for (const Acting& acting : mode.cannot) {
      Add(policy_.cannot[acting.ref.index].notice, NoticeReason::Why::kRestricted, acting.ref);
    }
    for (const Acting& acting : mode.restrictions) {
      const NoticeLevel level = acting.ref.kind == RuleKind::kPrinciple
                                    ? policy_.principles[acting.ref.index].notice
                                    : policy_.cadence[acting.ref.index].notice;
      Add(level, NoticeReason::Why::kRestricted, acting.ref);
    }
    if (!advice_.planned_safe.value_or(true))
      Add(NoticeLevel::kNote, NoticeReason::Why::kDependsOnUnknown);
    for (const Acting& acting : mode.safeguards) {
      const bool must = policy_.safeguards[acting.ref.index].must;
      if (must && !Contains(case_.confirmed, acting.ref.index)) {
        Add(NoticeLevel::kNote, NoticeReason::Why::kSafeguard, acting.ref);
      }
    }
    if (policy_.modes[planned].in_person) return;
    for (const CadenceAdvice& cadence : advice_.cadence) {
      if (cadence.state == static_cast<FactValue>(CadenceState::kDue) ||
          cadence.state == static_cast<FactValue>(CadenceState::kOverdue)) {
        Add(policy_.cadence[cadence.rule].notice, NoticeReason::Why::kCadence,
            RuleRef{RuleKind::kCadence, cadence.rule});
      }
    }
  }

  [[nodiscard]] std::string Key() const {
    std::string text;
    std::vector<FactIndex> tested;
    for (const NoticeReason& reason : notice_.reasons) {
      text += std::string(kNoticeWhyNames[static_cast<std::size_t>(reason.why)]) + "\n";
      if (reason.ref) {
        const SlowRule& rule = rules_.Of(*reason.ref);
        text += rule.rule->id;
        for (const FactIndex fact : rule.Tested()) tested.push_back(fact);
      }
      text += "\n";
    }
    for (const Question& question : advice_.ask) {
      for (const FactIndex fact : question.facts) tested.push_back(fact);
    }
    for (const FactIndex f : Sorted(std::move(tested))) {
      const Fact& fact = policy_.facts[f];
      text += fact.id + "=" + fact.Spell(advice_.facts[f]) + "\n";
    }
    const ModeIndex planned = advice_.contact.planned;
    text += "planned=" + (planned ? policy_.modes[planned].id : "") + "\n";
    text += "date=" + advice_.contact.date.ToString() + "\n";
    const FactIndex purpose = policy_.contact.purpose;
    text += "purpose=" +
            (purpose ? policy_.facts[purpose].Spell(advice_.facts[purpose]) : std::string()) + "\n";
    std::uint64_t hash = 0xcbf29ce484222325u;  // FNV-1a, 64 bits
    for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    char digits[17];
    std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(hash));
    return digits;
  }

  const Policy& policy_;
  const SlowRules& rules_;
  const Advice& advice_;
  const Case& case_;
  Notice notice_;
};

}  // namespace

Notice SlowNotice(const Policy& policy, const SlowRules& rules, const Advice& advice,
                  const Case& a_case) {
  return NoticeWriter(policy, rules, advice, a_case).Write();
}

}  // namespace bsup::core::oracle
