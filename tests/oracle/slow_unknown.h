// What is not known: completions tried one by one, questions answered one by one. See
// plugin/docs/advice.md, "What is not known".
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "oracle/slow_decision.h"

namespace bsup::core::oracle {

// For each fact a value of each of its known classes, in order.
Indexed<FactIndex, std::vector<FactValue>> Representatives(const Policy& policy);

// A policy, facts as decided on, approvals and the planned mode (none without): what every question
// below is about.
struct Situation {
  const Policy& policy;
  const SlowRules& rules;
  const std::vector<Approval>& approvals;
  ModeIndex planned;
  Facts facts;
  Indexed<FactIndex, std::vector<FactValue>> representatives;

  [[nodiscard]] Decision Decide(const Facts& with) const;
  [[nodiscard]] bool Impossible(const Facts& with) const;  // some `never` is true
};

// How the advice with some answer differs from the advice without.
struct Change {
  bool advised = true;    // there is a lead now
  bool needs = false;     // the planned mode, or the lead, can no longer be used at all
  bool unusable = false;  // a usable planned mode becomes unusable
  bool standing = false;
  bool outcome = false;
  bool alternatives = false;

  [[nodiscard]] Rank RankOf() const;
};

Change Compare(const Situation& situation, const Decision& now, const Decision& then);

// Unknown facts that the decision or an `integrity` rule reads, in order.
std::vector<FactIndex> OpenFacts(const Situation& situation);

// How many ways there are to give the open facts a class each; stops counting beyond `most`.
std::int64_t Completions(const Situation& situation, std::int64_t most);

// Calls `see` with each completion until it returns false.
void ForEachCompletion(const Situation& situation, const std::function<bool(const Facts&)>& see);

// What could be asked of one thing: a fact, or the facts of a joint question; most pressing first,
// those whose answers change nothing last (their rank is kNothing).
std::vector<Question> Questions(const Situation& situation);

// The first pair of `questions` in pack order of which some answers together change the standing or
// the outcome.
std::optional<Question> FirstPair(const Situation& situation,
                                  const std::vector<Question>& in_pack_order);

// Open facts that matter, but are not to be asked beforehand.
std::vector<FactIndex> OnlyInContact(const Situation& situation);

// Questions about facts that only safeguards test, of which some answer has one act besides.
std::vector<Question> SafeguardQuestions(const Situation& situation);

}  // namespace bsup::core::oracle
