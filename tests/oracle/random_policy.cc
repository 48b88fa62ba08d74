#include "oracle/random_policy.h"

#include <algorithm>
#include <string>

#include "oracle/truth.h"

namespace bsup::core::oracle {
namespace {

// What a fact's values lie between; a count's is its own.
Range Domain(const Fact& fact) {
  if (fact.type == FactType::kCount) return {fact.min, fact.max};
  if (fact.type == FactType::kFlag) return {0, 1};
  return {0, static_cast<FactValue>(fact.values.size()) - 1};
}

std::vector<Range> Joined(std::vector<Range> ranges) {
  std::sort(ranges.begin(), ranges.end(),
            [](const Range& a, const Range& b) { return a.low < b.low; });
  std::vector<Range> joined;
  for (const Range& range : ranges) {
    if (!joined.empty() && range.low <= joined.back().high + 1) {
      joined.back().high = std::max(joined.back().high, range.high);
    } else {
      joined.push_back(range);
    }
  }
  return joined;
}

class PolicyMaker {
 public:
  explicit PolicyMaker(Dice& dice) : dice_(dice) {}

  Policy Make() {
    policy_.id = "random";
    policy_.version = "1";
    policy_.status = "illustrative";
    policy_.digest = std::string(64, '0');
    policy_.from = Day::FromNumber(0);
    policy_.margin = dice_.Below(4);
    policy_.bands = {dice_.Between(1, 3), dice_.Between(-1, 1), dice_.Between(-4, -2)};
    Modes();
    Approvers();
    Facts();
    const int cadence = dice_.Below(4);
    for (int i = 0; i < cadence; ++i) AddCadence();
    if (dice_.Percent(40)) OverlayFacts();
    CarriedTests();
    JointQuestions();
    Rules();
    Suspensions();
    return std::move(policy_);
  }

 private:
  void Modes() {
    const int count = dice_.Percent(10) ? 8 : dice_.Between(2, 5);
    for (int i = 0; i < count; ++i) {
      Mode mode;
      mode.id = "mode " + std::to_string(i);
      mode.in_person = dice_.Percent(i == 0 ? 90 : 35);
      mode.base = dice_.Between(-2, 2);
      mode.label = Say(mode.id);
      policy_.modes.push_back(std::move(mode));
    }
  }

  void Approvers() {
    for (int i = 0; i < 3; ++i) {
      Approver approver;
      approver.id = "role " + std::to_string(i);
      approver.label = Say(approver.id);
      for (int lower = 0; lower < i; ++lower) {
        if (dice_.Percent(50)) approver.outranks.emplace_back(lower);
      }
      policy_.approvers.push_back(std::move(approver));
    }
    policy_.refer = {RoleIndex(dice_.Below(3)), Say("ask")};
  }

  FactIndex AddFact(const std::string& id, FactType type, std::vector<std::string> values = {}) {
    Fact fact;
    fact.id = id;
    fact.type = type;
    fact.worse = static_cast<Worse>(type == FactType::kChoice ? 0 : dice_.Below(3));
    for (const std::string& value : values) fact.value_words.push_back(Say(value));
    fact.values = std::move(values);
    fact.label = Say(id);
    fact.ask = Say(id + "?");
    if (type == FactType::kCount) {
      fact.value_words.push_back(Say("units"));
      fact.min = dice_.Percent(80) ? 0 : dice_.Between(1, 3);
      fact.max = fact.min + dice_.Between(5, 400);
    }
    if (type == FactType::kFlag && dice_.Percent(15)) fact.presume = dice_.Below(2);
    policy_.facts.push_back(std::move(fact));
    return policy_.facts.IndexOf(policy_.facts.back());
  }

  void Facts() {
    int made = 0;
    const int count = dice_.Between(3, 9);
    const auto some = [&](int upto) {
      while (made < upto) AddRandomFact(made++);
    };
    some(dice_.Below(count));
    policy_.contact.with =
        AddFact("contact.with", FactType::kChoice, {"person", "professionals", "both"});
    policy_.contact.role = AddFact("contact.role", FactType::kChoice, {"counts", "additional"});
    if (dice_.Percent(50)) {
      policy_.contact.purpose =
          AddFact("contact.purpose", FactType::kChoice, {"first", "later", "other"});
    }
    if (dice_.Percent(50)) {
      policy_.contact.scheduled = AddFact("contact.scheduled", FactType::kFlag);
    }
    some(count);
  }

  void AddRandomFact(int number) {
    const std::string id = "fact.n" + std::to_string(number);
    const auto type = static_cast<FactType>(dice_.Below(4));
    std::vector<std::string> values;
    if (type == FactType::kChoice || type == FactType::kLevel) {
      const int count = dice_.Between(2, 4);
      for (int v = 0; v < count; ++v) values.push_back("value " + std::to_string(v));
    }
    const FactIndex index = AddFact(id, type, std::move(values));
    if (type == FactType::kCount && dice_.Percent(60)) {
      policy_.facts[index].derive = AnyDerivation();
    }
  }

  Derivation AnyDerivation() {
    Derivation derivation;
    derivation.kind =
        static_cast<DerivationKind>(dice_.Below(static_cast<int>(kDerivations.size())));
    switch (derivation.row().takes) {
      case DerivationTakes::kNothing: break;
      case DerivationTakes::kContacts:
        derivation.last = dice_.Between(1, 6);
        if (dice_.Percent(40)) derivation.except = SomeModes();
        break;
      case DerivationTakes::kModes: derivation.modes = SomeModes(); break;
    }
    return derivation;
  }

  // An overlay's own stand behind those of the nation's cadence rules.
  void OverlayFacts() {
    const int facts = dice_.Below(3);
    for (int i = 0; i < facts; ++i) AddRandomFact(100 + i);
    if (facts == 0 || dice_.Percent(50)) AddCadence();
  }

  void AddCadence() {
    Cadence rule;
    const RuleIndex index = policy_.cadence.next();
    rule.id = "cadence-" + std::to_string(index.number());
    rule.kind = static_cast<CadenceKind>(dice_.Below(5));
    rule.basis = static_cast<Basis>(dice_.Below(5));
    rule.mandate = static_cast<Mandate>(dice_.Below(2));
    rule.notice = AnyNotice();
    switch (rule.kind) {
      case CadenceKind::kInPersonEveryWeeks:
      case CadenceKind::kContactEveryWeeks: rule.amount = dice_.Between(1, 8); break;
      case CadenceKind::kFirstHomeVisitDays:
        rule.amount = dice_.Between(1, 60);
        rule.home_visit_modes = SomeModes();
        break;
      case CadenceKind::kRemoteInARowMost: rule.amount = dice_.Between(1, 3); break;
      case CadenceKind::kNotPublished: break;
    }
    if (rule.kind != CadenceKind::kNotPublished) {
      rule.fact = AddFact("cadence." + rule.id, FactType::kLevel, {"kept", "due", "overdue"});
      Fact& fact = policy_.facts[rule.fact];
      fact.cadence = index;
      fact.worse = Worse::kHigh;
    }
    policy_.cadence.push_back(std::move(rule));
  }

  // Ids, words and conditions; the facts are all there by now.
  void Fill(Rule& rule, const std::string& id) {
    rule.id = id;
    rule.pack = "random";
    rule.because = Say("because " + id);
    rule.source.text = "chance";
    rule.when = AnyCondition(25);
    rule.apply_if_unknown = dice_.Percent(50);
    rule.binds_every_contact = dice_.Percent(60);
  }

  void Rules() {
    for (Cadence& rule : policy_.cadence) {
      const std::string id = rule.id;
      Fill(rule, id);
    }
    Each(policy_.cannot, dice_.Below(3), "cannot-", [&](Cannot& rule) {
      rule.modes = SomeModes();
      rule.notice = AnyNotice();
    });
    Each(policy_.principles, dice_.Between(1, 7), "principle-",
         [&](Principle& rule) { OfPrinciple(rule); });
    Each(policy_.factors, dice_.Below(8), "factor-", [&](Factor& rule) {
      rule.kind = static_cast<FactorKind>(dice_.Below(5));
      for (const ModeIndex m : policy_.modes.indexes()) {
        rule.weigh[m] = static_cast<std::int8_t>(dice_.Percent(50) ? dice_.Between(-3, 3) : 0);
      }
    });
    Each(policy_.safeguards, dice_.Below(4), "safeguard-", [&](Safeguard& rule) {
      rule.modes = SomeModes();
      rule.must = dice_.Percent(50);
    });
    Each(policy_.resources, dice_.Below(3), "resource-", [&](Resource& rule) {
      rule.modes = SomeModes();
      rule.subject = "alcohol";
      rule.title = Say("title");
      rule.outline = {Say("step")};
    });
    const int integrity = dice_.Below(4);
    for (int i = 0; i < integrity; ++i) AddIntegrity(i);
  }

  void OfPrinciple(Principle& rule) {
    rule.effect = static_cast<Effect>(dice_.Percent(15) ? 3 : dice_.Below(3));
    rule.basis = static_cast<Basis>(dice_.Below(5));
    rule.mandate = static_cast<Mandate>(dice_.Below(2));
    rule.notice = AnyNotice();
    if (rule.effect == Effect::kNoAdvice) {
      rule.apply_if_unknown = false;
      if (dice_.Percent(70)) rule.refer_when = AnyCondition(0);
      return;
    }
    rule.modes = SomeModes();
    if (rule.effect != Effect::kNeedsApproval) return;
    for (const int role : dice_.Some(dice_.Between(1, 2), 3)) rule.roles.emplace_back(role);
  }

  void AddIntegrity(int number) {
    Integrity integrity;
    integrity.id = "never-" + std::to_string(number);
    integrity.pack = "random";
    integrity.because = Say("cannot be");
    integrity.source.text = "chance";
    integrity.never = AnyRow(dice_.Between(1, 3), 0);
    for (const Test& test : integrity.never) {
      if (integrity.doubt.empty() || dice_.Percent(60)) integrity.doubt.push_back(test.fact);
    }
    policy_.integrity.push_back(std::move(integrity));
  }

  void Suspensions() {
    std::vector<int> starts;
    const int count = dice_.Below(4);
    for (int i = 0; i < count; ++i) starts.push_back(dice_.Below(500));
    std::sort(starts.begin(), starts.end());
    for (int start : starts) {
      Suspension suspension;
      suspension.id = "suspension-" + std::to_string(policy_.suspensions.size());
      suspension.from = *Day::Parse("2026-07-01") + start;
      suspension.until = suspension.from + dice_.Below(90);
      suspension.resume_weeks = dice_.Percent(50) ? 0 : dice_.Below(7);
      for (const Cadence& rule : policy_.cadence) {
        if (dice_.Percent(60)) suspension.cadence.push_back(rule.id);
      }
      policy_.suspensions.push_back(std::move(suspension));
    }
  }

  Condition AnyCondition(int always) {
    Condition condition;
    if (dice_.Percent(always)) return condition;
    condition.base = AnyRow(dice_.Between(dice_.Percent(30) ? 0 : 1, 2), 12);
    const int rows = condition.base.empty() ? 2 : dice_.Percent(35) ? dice_.Between(1, 3) : 0;
    for (int i = 0; i < rows; ++i) condition.any.push_back(AnyRow(dice_.Between(1, 2), 12));
    for (Row& row : condition.any) Reconcile(condition.base, row);
    std::erase_if(condition.any, [](const Row& row) { return row.empty(); });
    return condition;
  }

  // Leaves out what loading would refuse: tests of one fact that exclude each other.
  void Reconcile(const Row& base, Row& row) const {
    std::erase_if(row, [&](const Test& test) {
      const auto other = std::ranges::find(base, test.fact, &Test::fact);
      if (other == base.end()) return false;
      const Fact& fact = policy_.facts[test.fact];
      return !CanBothHold(Domain(fact), test, *other);
    });
  }

  static bool CanBothHold(Range domain, const Test& a, const Test& b) {
    if (a.names_unknown && b.names_unknown) return true;
    for (FactValue value = domain.low; value <= domain.high; ++value) {
      if (Passes(a, value) && Passes(b, value)) return true;
    }
    return false;
  }

  Row AnyRow(int tests, int about_unknown) {
    const auto facts = static_cast<int>(policy_.facts.size());
    std::vector<int> tested = dice_.Some(std::min(tests, facts), facts);
    std::sort(tested.begin(), tested.end());
    Row row;
    for (const int fact : tested) row.push_back(AnyTest(FactIndex(fact), about_unknown));
    return row;
  }

  Test AnyTest(FactIndex fact, int about_unknown) {
    Test test;
    test.fact = fact;
    const Range domain = Domain(policy_.facts[fact]);
    if (dice_.Percent(about_unknown)) {
      test.only_known = true;
      test.names_unknown = dice_.Percent(50);
      if (!test.names_unknown) test.passes = {domain};
      return test;
    }
    test.passes = SomeRanges(domain);
    const bool all = test.passes == std::vector<Range>{domain};
    test.names_unknown = !all && dice_.Percent(about_unknown);
    return test;
  }

  std::vector<Range> SomeRanges(Range domain) {
    std::vector<Range> ranges;
    const int count = dice_.Percent(75) ? 1 : 2;
    for (int i = 0; i < count; ++i) {
      FactValue a = dice_.Between(domain.low, domain.high);
      FactValue b = dice_.Percent(40) ? a : dice_.Between(domain.low, domain.high);
      if (a > b) std::swap(a, b);
      if (dice_.Percent(30)) b = domain.high;
      ranges.push_back({a, b});
    }
    return Joined(std::move(ranges));
  }

  NoticeLevel AnyNotice() { return dice_.Percent(50) ? NoticeLevel::kNote : NoticeLevel::kStop; }

  // Tests of facts that carry none themselves.
  void CarriedTests() {
    const std::vector<int> carry =
        dice_.Some(dice_.Below(3), static_cast<int>(policy_.facts.size()));
    for (const int fact : carry) {
      Row row = AnyRow(dice_.Between(1, 2), 12);
      std::erase_if(row, [&](const Test& test) {
        return std::ranges::find(carry, static_cast<int>(test.fact.number())) != carry.end();
      });
      policy_.facts[FactIndex(fact)].only_when = std::move(row);
    }
  }

  // A question that settles some flags, and facts that are not always asked beforehand.
  void JointQuestions() {
    std::vector<FactIndex> flags;
    for (const FactIndex f : policy_.facts.indexes()) {
      if (policy_.facts[f].type == FactType::kFlag && flags.size() < 3) flags.push_back(f);
    }
    if (flags.size() >= 2 && dice_.Percent(60)) {
      JointQuestion question;
      question.id = "joint";
      question.ask = Say("joint?");
      for (const FactIndex flag : flags) question.flags.push_back({flag});
      policy_.questions.push_back(question);
      for (const FactIndex flag : flags) policy_.facts[flag].joint = JointIndex(0);
    }
    for (Fact& fact : policy_.facts) {
      if (dice_.Percent(15)) fact.ask_when = AnyCondition(0);
    }
  }

  ModeSet SomeModes() {
    const int all = 1 << policy_.modes.size();
    return ModeSet::FromBits(static_cast<std::uint8_t>(dice_.Between(1, all - 1)));
  }

  template <class R, class F>
  void Each(Indexed<RuleIndex, R>& rules, int count, const std::string& prefix, F finish) {
    for (int i = 0; i < count; ++i) {
      R rule;
      Fill(rule, prefix + std::to_string(i));
      finish(rule);
      rules.push_back(std::move(rule));
    }
  }

  static Words Say(const std::string& text) { return {text, text}; }

  Dice& dice_;
  Policy policy_;
};

}  // namespace

std::shared_ptr<const PolicyInForce> RandomPolicy(Dice& dice) {
  auto in_force = std::make_shared<PolicyInForce>();
  in_force->policy = PolicyMaker(dice).Make();
  in_force->compiled = Compile(in_force->policy);
  return in_force;
}

}  // namespace bsup::core::oracle
