// The engine against a slow, obvious reading of the same documents, on cases drawn at random.
// BSUP_ORACLE_CASES=10 takes ten times as many.
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "advice/engine/advise.h"
#include "oracle/agreement.h"
#include "oracle/packs.h"
#include "oracle/random_policy.h"

namespace bsup::core::oracle {
namespace {

constexpr int kMostDifferencesShown = 5;

// What the cases of a test came to, so that agreeing on them means something.
class Tally {
 public:
  // Says whether to go on.
  bool Add(const Agreement& agreement, const std::string& which) {
    const Advice& advice = agreement.advice;
    if (agreement.exact) ++exact_;
    Saw(kFirmnessNames[static_cast<std::size_t>(advice.decision.firmness)]);
    Saw(std::string("notice ") + kNoticeNames[static_cast<std::size_t>(advice.notice.level)]);
    Saw(advice.provisional ? "provisional" : "not provisional");
    if (advice.planned_safe) Saw(*advice.planned_safe ? "safe" : "not safe");
    Saw("together " + std::to_string(advice.together));
    for (const Question& question : advice.ask) {
      Saw("rank " + std::to_string(static_cast<int>(question.rank)));
      if (question.facts.size() > 2) Saw("joint");
    }
    if (!advice.in_contact.empty()) Saw("in contact");
    for (const Conflict& conflict : advice.conflicts)
      Saw(conflict.integrity ? "integrity" : "sources");
    if (agreement.difference.empty()) return true;
    ADD_FAILURE() << which << "\n" << agreement.difference;
    return ++differences_ < kMostDifferencesShown;
  }

  [[nodiscard]] int exact() const { return exact_; }
  [[nodiscard]] int Seen(const std::string& what) const {
    const auto found = seen_.find(what);
    return found == seen_.end() ? 0 : found->second;
  }

 private:
  void Saw(const std::string& what) { ++seen_[what]; }

  int exact_ = 0;
  int differences_ = 0;
  std::map<std::string, int> seen_;
};

TEST(Oracle, AgreesOnSmallPoliciesOfEveryKind) {
  Tally tally;
  const int policies = Cases(400);
  for (int seed = 0; seed < policies; ++seed) {
    Dice dice(static_cast<std::uint64_t>(seed));
    const auto policy = RandomPolicy(dice);
    for (int i = 0; i < 25; ++i) {
      const RandomCase made = AnyCase(dice, policy->policy, 25 * dice.Below(5));
      const std::string which = "policy " + std::to_string(seed) + ", case " + std::to_string(i);
      if (!tally.Add(Compare(*policy, made, dice, 20'000), which)) return;
    }
  }
  EXPECT_GT(tally.exact(), policies * 20);
  for (const char* what :
       {"only option", "recommended", "at discretion", "refer",       "no advice",
        "notice none", "notice note", "notice stop",   "provisional", "not provisional",
        "safe",        "not safe",    "together 0",    "together 2",  "together 3",
        "rank 0",      "rank 1",      "rank 2",        "rank 3",      "rank 4",
        "rank 5",      "rank 6",      "joint",         "in contact",  "sources",
        "integrity"}) {
    EXPECT_GE(tally.Seen(what), policies / 50) << what;
  }
}

TEST(Oracle, AgreesOnTheShippedPacks) {
  Tally tally;
  const auto& all = ShippedPacks().all();
  const int cases = Cases(3'000);
  for (int i = 0; i < cases; ++i) {
    Dice dice(static_cast<std::uint64_t>(i));
    const auto& policy = dice.Pick(all);
    const RandomCase made = AnyCase(dice, policy->policy, 20 * dice.Below(6));
    if (!tally.Add(Compare(*policy, made, dice, 2'000), "case " + std::to_string(i))) return;
  }
}

TEST(Oracle, ANoteAlreadyShownIsQuietInBothAndAStopIsNot) {
  int repeated = 0;
  for (int seed = 0; seed < Cases(200); ++seed) {
    Dice dice(static_cast<std::uint64_t>(seed));
    const auto policy = RandomPolicy(dice);
    RandomCase made = AnyCase(dice, policy->policy, 30);
    const Advice first = Advise(*policy, made.contact, made.a_case, made.as_of);
    made.a_case.shown = {"0123456789abcdef", first.notice.key};
    const Advice second = Advise(*policy, made.contact, made.a_case, made.as_of);
    EXPECT_EQ(second.notice.level,
              second.notice.repeated ? NoticeLevel::kNone : first.notice.level);
    repeated += second.notice.repeated ? 1 : 0;
    EXPECT_EQ(Compare(*policy, made, dice, 20'000).difference, "") << "policy " << seed;
  }
  EXPECT_GT(repeated, Cases(200) / 50);
}

TEST(Oracle, TheSameCaseGivesTheSameAdviceTwice) {
  for (int seed = 0; seed < 50; ++seed) {
    Dice dice(static_cast<std::uint64_t>(seed));
    const auto policy = RandomPolicy(dice);
    const RandomCase made = AnyCase(dice, policy->policy, 40);
    const Advice once = Advise(*policy, made.contact, made.a_case, made.as_of);
    const Advice again = Advise(*policy, made.contact, made.a_case, made.as_of);
    EXPECT_EQ(once.decision.outcome, again.decision.outcome);
    EXPECT_EQ(once.notice.key, again.notice.key);
  }
}

}  // namespace
}  // namespace bsup::core::oracle
