#include "service/advising/mapping_faults.h"

#include <algorithm>
#include <string>

#include "base/suggest.h"
#include "intake/reading/binding.h"

namespace bsup::core {
namespace {

void AddOnce(std::vector<Problem>& problems, const Problem& problem) {
  const auto same = [&](const Problem& known) {
    return known.where == problem.where && known.what == problem.what;
  };
  if (std::ranges::none_of(problems, same)) problems.push_back(problem);
}

}  // namespace

std::vector<Problem> UnknownFactsIn(const Mapping& mapping, const PolicySet& set) {
  std::vector<Problem> unknown;
  std::vector<std::string> known = mapping.optional_facts;
  for (const auto& in_force : set.all()) {
    for (const Fact& fact : in_force->policy.facts) known.push_back(fact.id);
  }
  std::ranges::sort(known);
  known.erase(std::unique(known.begin(), known.end()), known.end());
  const auto check = [&](const std::string& fact, const Place& place) {
    if (fact.empty() || std::ranges::binary_search(known, fact)) return;
    AddOnce(unknown, {place.ToString(),
                      Quoted(fact) +
                          " is not a fact of these policies; correct it, or list it in [mapping] "
                          "under \"optional_facts\"" +
                          DidYouMean(fact, known)});
  };
  for (const CodeTable& table : mapping.tables) {
    for (const TableEntry& entry : table.entries) {
      for (const TableSetting& setting : entry.set) check(setting.fact, setting.place);
    }
  }
  for (const Part& part : mapping.parts) {
    for (const ValueReading& reading : part.values) check(reading.fact, reading.place);
    for (const ListReading& reading : part.lists) check(reading.fact, reading.place);
  }
  return unknown;
}

std::vector<Problem> FaultsOf(const Mapping& mapping, const PolicySet& set) {
  std::vector<Problem> faults = UnknownFactsIn(mapping, set);
  for (const auto& in_force : set.all()) {
    const Result<Binding> binding = Binding::Bind(mapping, in_force->policy);
    if (binding.ok()) continue;
    for (const Problem& problem : binding.error().problems) AddOnce(faults, problem);
  }
  return faults;
}

std::vector<Problem> UnusedIn(const Mapping& mapping) {
  std::vector<bool> tables(mapping.tables.size());
  std::vector<bool> shapes(mapping.shapes.size());
  const auto use = [](std::vector<bool>& things, int index) {
    if (index >= 0) things[static_cast<std::size_t>(index)] = true;
  };
  for (const Part& part : mapping.parts) {
    for (const ValueReading& reading : part.values) use(tables, reading.table);
    for (const ListReading& reading : part.lists) use(tables, reading.table);
    for (const ContactList& list : part.contacts) use(shapes, list.shape);
  }
  for (const ContactShape& shape : mapping.shapes) {
    use(tables, shape.types);
    use(tables, shape.outcomes);
  }
  std::vector<Problem> unused;
  const auto tell = [&](const auto& things, const std::vector<bool>& used, const char* table) {
    for (std::size_t i = 0; i < things.size(); ++i) {
      if (used[i]) continue;
      unused.push_back({things[i].place.ToString(), "nothing uses [" + std::string(table) + "." +
                                                        things[i].id +
                                                        "]; name it in a part, or take it out"});
    }
  };
  tell(mapping.tables, tables, "table");
  tell(mapping.shapes, shapes, "contacts");
  return unused;
}

}  // namespace bsup::core
