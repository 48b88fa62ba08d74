#include "policy/read/read_unless.h"

#include <algorithm>

#include "base/suggest.h"
#include "policy/read/read_condition.h"

namespace bsup::core {
namespace {

// True where `test` is false, false where it is true, and unknown where it is unknown.
Test Opposite(const Test& test, const Policy& vocabulary) {
  Test opposite = test;
  opposite.passes = Complement(test.passes, vocabulary.facts[test.fact].Domain());
  if (test.only_known) opposite.names_unknown = !test.names_unknown;
  return opposite;
}

Row With(Row row, const Test& test) {
  row.insert(std::ranges::upper_bound(row, test.fact, {}, &Test::fact), test);
  return row;
}

bool Tests(const Row& row, FactIndex fact) {
  return std::ranges::find(row, fact, &Test::fact) != row.end();
}

bool Tests(const Condition& condition, FactIndex fact) {
  return Tests(condition.base, fact) ||
         std::ranges::any_of(condition.any, [&](const Row& row) { return Tests(row, fact); });
}

}  // namespace

Condition Unless(const Condition& when, const Row& row, const Policy& vocabulary) {
  if (row.size() == 1) return {With(when.base, Opposite(row.front(), vocabulary)), when.any};
  Condition condition{when.base, {}};
  const std::vector<Row> alternatives = when.any.empty() ? std::vector<Row>{{}} : when.any;
  for (const Row& alternative : alternatives) {
    for (const Test& test : row)
      condition.any.push_back(With(alternative, Opposite(test, vocabulary)));
  }
  return condition;
}

void ReadUnless(const TomlValue& value, const Policy& vocabulary, Problems& problems,
                Condition& when) {
  const Row row = ReadRow(value, "\"unless\"", vocabulary, problems);
  if (value.is_table() && value.members.empty())
    problems.Add(value.place, "\"unless\" tests nothing; name a fact, or leave it out");
  bool sound = !row.empty();
  for (const Test& test : row) {
    const std::string fact = Quoted(vocabulary.facts[test.fact].id);
    if (Tests(when, test.fact)) {
      problems.Add(value.place,
                   "\"when\" and \"unless\" both test " + fact + "; test it in one of them");
    } else if (!vocabulary.facts[test.fact].only_when.empty()) {
      problems.Add(value.place, "\"unless\" tests " + fact +
                                    ", which bears on the case only where its \"only_when\" holds; "
                                    "write under \"when\" for whom the rule holds");
    } else if (test.names_unknown && !test.only_known) {
      problems.Add(value.place, "\"unless\" tests " + fact +
                                    " for \"unknown\" and for values; test its other values "
                                    "under \"when\"");
    } else {
      continue;
    }
    sound = false;
  }
  if (sound) when = Unless(when, row, vocabulary);
}

}  // namespace bsup::core
