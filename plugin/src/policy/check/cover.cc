#include "policy/check/cover.h"

#include <algorithm>
#include <bit>

namespace bsup::core {
namespace {

int KnownFacts(const std::vector<ClassSet>& domains) {
  return static_cast<int>(std::count_if(domains.begin(), domains.end(), [](ClassSet domain) {
    return (domain & kUnknownClass) == 0;
  }));
}

}  // namespace

CoverSearch::CoverSearch(const CompiledPolicy& policy) : policy_(policy) {
  for (const Box& box : policy.deciding.boxes()) {
    const DecidingRule& rule = policy.deciding_rules[static_cast<std::size_t>(box.rule)];
    if (Closes(rule.act)) closing_.push_back(&box);
    if (rule.act == Act::kNoAdvice) avoided_.push_back(box.tests);
  }
  avoided_.insert(avoided_.end(), policy.never.begin(), policy.never.end());
}

bool CoverSearch::Meet(const Box& box, CoveredCase& found, int most_known) const {
  for (const BoxTest& test : box.tests) {
    ClassSet& domain = found.domains[static_cast<std::size_t>(test.fact)];
    domain &= test.passes;
    if (domain == 0) return false;
  }
  return KnownFacts(found.domains) <= most_known;
}

bool CoverSearch::Close(ModeSet open, CoveredCase& found, int most_known) const {
  if (open == 0) return Avoid(0, found, most_known);
  const auto compatible = [&](const Box& box) {
    return std::all_of(box.tests.begin(), box.tests.end(), [&](const BoxTest& test) {
      return (found.domains[static_cast<std::size_t>(test.fact)] & test.passes) != 0;
    });
  };
  std::vector<const Box*> fewest;
  int mode = -1;
  for (ModeSet rest = open; rest != 0; rest &= static_cast<ModeSet>(rest - 1)) {
    const int m = std::countr_zero(rest);
    std::vector<const Box*> boxes;
    for (const Box* box : closing_) {
      if ((policy_.deciding_rules[static_cast<std::size_t>(box->rule)].modes >> m & 1) != 0 &&
          compatible(*box))
        boxes.push_back(box);
    }
    if (mode < 0 || boxes.size() < fewest.size()) {
      fewest = std::move(boxes);
      mode = m;
    }
  }
  for (const Box* box : fewest) {
    CoveredCase narrower = found;
    if (!Meet(*box, narrower, most_known)) continue;
    const ModeSet closed = policy_.deciding_rules[static_cast<std::size_t>(box->rule)].modes;
    for (int m = 0; m < static_cast<int>(kMostModes); ++m) {
      if ((open & closed) >> m & 1) narrower.closed_by[static_cast<std::size_t>(m)] = box->rule;
    }
    if (Close(static_cast<ModeSet>(open & ~closed), narrower, most_known)) {
      found = std::move(narrower);
      return true;
    }
  }
  return false;
}

bool CoverSearch::Avoid(std::size_t next, CoveredCase& found, int most_known) const {
  if (KnownFacts(found.domains) > most_known) return false;
  if (next == avoided_.size()) return true;
  const std::vector<BoxTest>& row = avoided_[next];
  for (const BoxTest& test : row) {
    ClassSet& domain = found.domains[static_cast<std::size_t>(test.fact)];
    const ClassSet whole = domain;
    // An unknown fact is left unknown, so what counts is whether that passes.
    const ClassSet taken = (whole & kUnknownClass) != 0 && (test.passes & kUnknownClass) == 0
                               ? kUnknownClass
                               : whole & ~test.passes;
    if (taken == 0) continue;
    domain = taken;
    if (Avoid(next + 1, found, most_known)) return true;
    domain = whole;
  }
  return false;
}

std::optional<CoveredCase> CoverSearch::Find(ModeSet modes,
                                             const std::vector<const Box*>& also) const {
  CoveredCase start;
  for (const FactClasses& fact : policy_.classes)
    start.domains.push_back(fact.AllKnown() | kUnknownClass);
  start.closed_by.assign(kMostModes, -1);
  const int all = static_cast<int>(policy_.classes.size());
  for (const Box* box : also) {
    if (!Meet(*box, start, all)) return std::nullopt;
    const DecidingRule& rule = policy_.deciding_rules[static_cast<std::size_t>(box->rule)];
    if (!Closes(rule.act)) continue;
    for (std::size_t m = 0; m < kMostModes; ++m) {
      if ((modes & rule.modes) >> m & 1) start.closed_by[m] = box->rule;
    }
    modes &= static_cast<ModeSet>(~rule.modes);
  }
  CoveredCase any = start;
  if (!Close(modes, any, all)) return std::nullopt;
  for (int most_known = 0; most_known < KnownFacts(any.domains); ++most_known) {
    CoveredCase smaller = start;
    if (Close(modes, smaller, most_known)) return smaller;
  }
  return any;
}

std::string SayCase(const Policy& policy, const CompiledPolicy& compiled,
                    const CoveredCase& found) {
  std::string text;
  for (std::size_t f = 0; f < found.domains.size(); ++f) {
    if ((found.domains[f] & kUnknownClass) != 0) continue;
    const int c = std::countr_zero(found.domains[f]);
    if (!text.empty()) text += ", ";
    text += policy.facts[f].id + " = " + policy.facts[f].Spell(compiled.classes[f].ValuesOf(c).low);
  }
  return text.empty() ? "nothing known" : text;
}

}  // namespace bsup::core
