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

// The questions on single facts, most pressing first: all of them.
std::vector<Question> SingleQuestions(const Situation& situation);

// The first pair of facts in pack order of which some answer changes the standing or the outcome.
std::optional<Question> FirstPair(const Situation& situation);

}  // namespace bsup::core::oracle
