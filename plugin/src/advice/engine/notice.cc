#include "advice/engine/notice.h"

#include <algorithm>

#include "base/enum_names.h"
#include "policy/compile/rule_of.h"

namespace bsup::core {
namespace {

using Why = NoticeReason::Why;

bool Stops(const Policy& policy, RuleRef ref) {
  if (ref.kind == RuleKind::kCannot) return true;
  if (ref.kind != RuleKind::kPrinciple) return false;
  const Basis basis = policy.principles[ref.index].basis;
  return basis == Basis::kRule || basis == Basis::kLaw;
}

class Notifier {
 public:
  Notifier(const PolicyInForce& in_force, const Case& a_case, const Advice& advice)
      : policy_(in_force.policy), compiled_(in_force.compiled), case_(a_case), advice_(advice) {}

  Notice Notify() {
    if (!case_.others.empty()) Add(NoticeLevel::kStop, Why::kSomebodyElse);
    if (!advice_.decision.outcome.lead) Add(NoticeLevel::kStop, Why::kOutcome);
    if (advice_.contact.planned) Planned(advice_.contact.planned);
    if (notice_.level == NoticeLevel::kNote) {
      notice_.key = Key();
      if (std::find(case_.shown.begin(), case_.shown.end(), notice_.key) != case_.shown.end()) {
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

  void Planned(ModeIndex planned) {
    const ModeAdvice& mode = advice_.modes[planned];
    for (const Acting& acting : mode.cannot) Add(NoticeLevel::kStop, Why::kRestricted, acting.ref);
    for (const Acting& acting : mode.restrictions) {
      Add(Stops(policy_, acting.ref) ? NoticeLevel::kStop : NoticeLevel::kNote, Why::kRestricted,
          acting.ref);
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
        Add(NoticeLevel::kNote, Why::kCadence, RuleRef{RuleKind::kCadence, cadence.rule});
      }
    }
  }

  // Names the note by its reasons and the facts they rest on, so that the caller can tell whether
  // it was shown before. It keeps no secret, so FNV-1a will do.
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
    std::sort(facts.begin(), facts.end());
    facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
    for (const FactIndex fact : facts) {
      hash_in(policy_.facts[fact].id);
      hash_in("=");
      hash_in(policy_.facts[fact].Spell(advice_.facts[fact]));
      hash_in("\n");
    }
    hash_in("planned=");
    hash_in(policy_.modes[advice_.contact.planned].id);
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
