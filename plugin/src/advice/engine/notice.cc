#include "advice/engine/notice.h"

#include <algorithm>

#include "base/enum_names.h"
#include "policy/compile/rule_of.h"

namespace bsup::core {
namespace {

using Why = NoticeReason::Why;

// What a planned mode deserves while this limits it.
NoticeLevel NoticeOf(const Policy& policy, RuleRef ref) {
  switch (ref.kind) {
    case RuleKind::kCannot: return policy.cannot[ref.index].notice;
    case RuleKind::kPrinciple: return policy.principles[ref.index].notice;
    case RuleKind::kCadence: return policy.cadence[ref.index].notice;
    case RuleKind::kFactor:
    case RuleKind::kSafeguard:
    case RuleKind::kResource: break;
  }
  return NoticeLevel::kNote;
}

class Notifier {
 public:
  Notifier(const PolicyInForce& in_force, const Case& a_case, const Advice& advice)
      : policy_(in_force.policy), compiled_(in_force.compiled), case_(a_case), advice_(advice) {}

  Notice Notify() {
    if (!case_.others.empty()) Add(NoticeLevel::kStop, Why::kSomebodyElse);
    if (case_.read == 0) Add(NoticeLevel::kStop, Why::kNothingRead);
    OfOutcome();
    if (advice_.contact.planned && !IsClosed(advice_.decision.outcome))
      Planned(advice_.contact.planned);
    if (notice_.level == NoticeLevel::kNote) {
      notice_.key = Key();
      if (MayBeQuiet() && std::ranges::find(case_.shown, notice_.key) != case_.shown.end()) {
        notice_.level = NoticeLevel::kNone;
        notice_.repeated = true;
      }
    }
    return std::move(notice_);
  }

 private:
  void Add(NoticeLevel level, Why why, std::optional<RuleRef> ref = std::nullopt) {
    notice_.level = std::max(notice_.level, level);
    notice_.reasons.push_back({why, ref});
  }

  // That advice ends is for the rules that end it to weigh; that the case must be referred is a
  // stop.
  void OfOutcome() {
    if (advice_.decision.outcome.lead) return;
    NoticeLevel level = NoticeLevel::kStop;
    if (advice_.decision.outcome == kOutcomeNoAdvice) {
      level = NoticeLevel::kNote;
      for (const Acting& acting : advice_.outcome_rules)
        level = std::max(level, NoticeOf(policy_, acting.ref));
    }
    Add(level, Why::kOutcome);
  }

  // A note that was shown is quiet only where the planned mode may be used as it is.
  [[nodiscard]] bool MayBeQuiet() const {
    const ModeIndex planned = advice_.contact.planned;
    if (!planned || IsClosed(advice_.decision.outcome)) return true;
    const Standing standing = advice_.modes[planned].standing;
    return standing.permission == Permission::kPermitted && standing.counts;
  }

  void Planned(ModeIndex planned) {
    const ModeAdvice& mode = advice_.modes[planned];
    for (const auto* limits : {&mode.cannot, &mode.restrictions}) {
      for (const Acting& acting : *limits)
        Add(NoticeOf(policy_, acting.ref), Why::kRestricted, acting.ref);
    }
    if (!*advice_.planned_safe) Add(NoticeLevel::kNote, Why::kDependsOnUnknown);
    for (const Acting& acting : mode.safeguards) {
      const bool confirmed = std::find(case_.confirmed.begin(), case_.confirmed.end(),
                                       acting.ref.index) != case_.confirmed.end();
      if (policy_.safeguards[acting.ref.index].must && !confirmed) {
        Add(NoticeLevel::kNote, Why::kSafeguard, acting.ref);
      }
    }
    if (policy_.modes[planned].in_person) return;
    for (const CadenceAdvice& cadence : advice_.cadence) {
      if (cadence.state != kUnknown && cadence.state >= ValueOf(CadenceState::kDue)) {
        const RuleRef ref{RuleKind::kCadence, cadence.rule};
        Add(NoticeOf(policy_, ref), Why::kCadence, ref);
      }
    }
  }

  // Names the note by the contact, its reasons and the facts they rest on, so that the caller can
  // tell whether it was shown before. It keeps no secret, so FNV-1a will do.
  [[nodiscard]] std::string Key() const {
    std::uint64_t hash = 0xCBF29CE484222325U;
    const auto hash_in = [&hash](std::string_view text) {
      for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    };
    std::vector<FactIndex> facts;
    for (const NoticeReason& reason : notice_.reasons) {
      hash_in(NameOf(kNoticeWhyNames, reason.why));
      hash_in("\n");
      if (reason.ref) {
        hash_in(RuleOf(policy_, *reason.ref).id);
        const std::vector<FactIndex> tested = TestedFacts(compiled_, *reason.ref);
        facts.insert(facts.end(), tested.begin(), tested.end());
      }
      hash_in("\n");
    }
    for (const Question& question : advice_.ask)
      facts.insert(facts.end(), question.facts.begin(), question.facts.end());
    std::sort(facts.begin(), facts.end());
    facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
    for (const FactIndex fact : facts) {
      hash_in(policy_.facts[fact].id);
      hash_in("=");
      hash_in(policy_.facts[fact].Spell(advice_.facts[fact]));
      hash_in("\n");
    }
    const ModeIndex planned = advice_.contact.planned;
    hash_in("planned=");
    hash_in(planned ? policy_.modes[planned].id : "");
    hash_in("\ndate=");
    hash_in(advice_.contact.date.ToString());
    hash_in("\npurpose=");
    if (const FactIndex purpose = policy_.contact.purpose)
      hash_in(policy_.facts[purpose].Spell(advice_.facts[purpose]));
    hash_in("\n");
    std::string key(16, '0');
    for (std::size_t i = 0; i < key.size(); ++i)
      key[i] = "0123456789abcdef"[hash >> (60 - 4 * i) & 15];
    return key;
  }

  const Policy& policy_;
  const CompiledPolicy& compiled_;
  const Case& case_;
  const Advice& advice_;
  Notice notice_;
};

}  // namespace

Notice Notify(const PolicyInForce& in_force, const Case& a_case, const Advice& advice) {
  return Notifier(in_force, a_case, advice).Notify();
}

}  // namespace bsup::core
