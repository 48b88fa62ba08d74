#include "policy/check/cover.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/suggest.h"
#include "policy/compile/rule_of.h"

namespace bsup::core {
namespace {

int KnownFacts(const Indexed<FactIndex, ClassSet>& domains) {
  return static_cast<int>(
      std::ranges::count_if(domains, [](ClassSet domain) { return !domain.Has(kUnknownClass); }));
}

// `risk.rosh is`, `risk.rosh and telephone are`: the unknown facts in spite of which a rule acts in a
// case; empty where it acts on what is known.
std::string UnknownIn(const Policy& policy, const CompiledPolicy& compiled, EntryIndex entry,
                      const Indexed<FactIndex, ClassSet>& domains) {
  std::vector<std::string> fewest;
  for (const Box& box : compiled.deciding.boxes()) {
    if (box.entry != entry) continue;
    std::vector<std::string> unknown;
    bool holds = true;
    for (std::size_t i = 0; i < box.tests.size(); ++i) {
      const BoxTest& test = box.tests[i];
      const bool known = !domains[test.fact].Has(kUnknownClass);
      holds =
          holds && test.passes.Has(known ? domains[test.fact].first() : ClassIndex(kUnknownClass));
      if (!known && !box.certain[i]) unknown.push_back(policy.facts[test.fact].id);
    }
    if (!holds) continue;
    if (unknown.empty()) return "";
    if (fewest.empty() || unknown.size() < fewest.size()) fewest = std::move(unknown);
  }
  std::string text;
  for (std::size_t i = 0; i < fewest.size(); ++i)
    text += (i == 0 ? "" : i + 1 == fewest.size() ? " and " : ", ") + fewest[i];
  return text + (fewest.size() == 1 ? " is" : " are");
}

}  // namespace

CoverSearch::CoverSearch(const CompiledPolicy& policy) : policy_(policy) {
  for (const Box& box : policy.deciding.boxes()) {
    const DecidingRule& rule = policy.deciding_rules[box.entry];
    if (Closes(rule.act)) closing_.push_back(&box);
    if (rule.act == Act::kNoAdvice) avoided_.push_back(box.tests);
  }
  avoided_.insert(avoided_.end(), policy.never.begin(), policy.never.end());
}

bool CoverSearch::Meet(const Box& box, CoveredCase& found, int most_known) const {
  for (const BoxTest& test : box.tests) {
    ClassSet& domain = found.domains[test.fact];
    domain &= test.passes;
    if (domain.empty()) return false;
  }
  return KnownFacts(found.domains) <= most_known;
}

bool CoverSearch::Close(ModeSet open, CoveredCase& found, int most_known) const {
  if (open.empty()) return Avoid(0, found, most_known);
  const auto compatible = [&](const Box& box) {
    return std::all_of(box.tests.begin(), box.tests.end(), [&](const BoxTest& test) {
      return found.domains[test.fact].Meets(test.passes);
    });
  };
  std::vector<const Box*> fewest;
  ModeIndex mode;
  for (const ModeIndex m : open) {
    std::vector<const Box*> boxes;
    for (const Box* box : closing_) {
      if (policy_.deciding_rules[box->entry].modes.Has(m) && compatible(*box)) boxes.push_back(box);
    }
    if (!mode || boxes.size() < fewest.size()) {
      fewest = std::move(boxes);
      mode = m;
    }
  }
  for (const Box* box : fewest) {
    CoveredCase narrower = found;
    if (!Meet(*box, narrower, most_known)) continue;
    const ModeSet closed = policy_.deciding_rules[box->entry].modes;
    for (const ModeIndex m : open& closed) narrower.closed_by[m] = box->entry;
    if (Close(open - closed, narrower, most_known)) {
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
    ClassSet& domain = found.domains[test.fact];
    const ClassSet whole = domain;
    // An unknown fact is left unknown, so what counts is whether that passes.
    const ClassSet taken = whole.Has(kUnknownClass) && !test.passes.Has(kUnknownClass)
                               ? ClassSet{kUnknownClass}
                               : whole - test.passes;
    if (taken.empty()) continue;
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
    start.domains.push_back(fact.AllKnown().With(kUnknownClass));
  const int all = static_cast<int>(policy_.classes.size());
  for (const Box* box : also) {
    if (!Meet(*box, start, all)) return std::nullopt;
    const DecidingRule& rule = policy_.deciding_rules[box->entry];
    if (!Closes(rule.act)) continue;
    for (const ModeIndex m : modes& rule.modes) start.closed_by[m] = box->entry;
    modes -= rule.modes;
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
  for (const FactIndex f : found.domains.indexes()) {
    if (found.domains[f].Has(kUnknownClass)) continue;
    const ClassIndex c = found.domains[f].first();
    if (!text.empty()) text += ", ";
    text += policy.facts[f].id + " = " + policy.facts[f].Spell(compiled.classes[f].ValuesOf(c).low);
  }
  return text.empty() ? "no fact is known" : text + " (all else unknown)";
}

std::string SayUnknown(const Policy& policy, const CompiledPolicy& compiled,
                       const CoveredCase& found) {
  std::string text;
  std::vector<EntryIndex> said;
  for (const ModeIndex mode : policy.modes.indexes()) {
    const EntryIndex entry = found.closed_by[mode];
    if (!entry || std::ranges::find(said, entry) != said.end()) continue;
    said.push_back(entry);
    const std::string unknown = UnknownIn(policy, compiled, entry, found.domains);
    if (unknown.empty()) continue;
    text += (text.empty() ? "" : "; ") +
            Quoted(RuleOf(policy, compiled.deciding_rules[entry].ref).id) + " applies while " +
            unknown + " unknown";
  }
  return text.empty() ? "" : text + ", unless it says if_unknown = \"ignore\"";
}

}  // namespace bsup::core
