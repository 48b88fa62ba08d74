#include "policy/read/read_condition.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/suggest.h"
#include "policy/read/read_test.h"
#include "policy/read/table_reader.h"

namespace bsup::core {
namespace {

std::optional<TestMember> ReadMember(const TomlValue& value) {
  if (value.is_text()) return value.text;
  if (value.kind == TomlKind::kBool) return value.boolean;
  if (value.kind == TomlKind::kInteger) return value.integer;
  return std::nullopt;
}

// The members of a test; none, with a problem, if one is not a text, number, true or false.
std::vector<TestMember> ReadMembers(const TomlValue& value, const std::string& fact,
                                    Problems& problems) {
  std::vector<TestMember> members;
  const auto read = [&](const TomlValue& written) {
    std::optional<TestMember> member = ReadMember(written);
    if (member) return members.push_back(*std::move(member));
    const bool nested = written.is_table();
    problems.Add(written.place,
                 "a test of " + Quoted(fact) +
                     " must be a text, a whole number, true or false, not " +
                     std::string(written.KindName()) +
                     (nested ? "; write a fact's name in quotes, as \"risk.rosh\"" : ""));
  };
  if (!value.is_list()) {
    read(value);
    return members;
  }
  if (value.items.empty())
    problems.Add(value.place,
                 "the list of tests of " + Quoted(fact) + " is empty; name at least one value");
  for (const TomlValue& item : value.items) read(item);
  if (members.size() < value.items.size()) members.clear();
  return members;
}

void ReadOne(const TomlMember& member, const Policy& vocabulary, Problems& problems, Row& row) {
  const std::vector<TestMember> members = ReadMembers(member.value, member.key, problems);
  if (members.empty()) return;
  const FactIndex index = FindNamed(vocabulary.facts, "fact", member.key, member.place, problems);
  if (!index) return;
  const Fact& fact = vocabulary.facts[index];
  if (fact.Domain().low >= fact.Domain().high) return;  // its declaration is wrong
  Result<Test> test = ReadTest(fact, index, members);
  if (test) {
    row.push_back(*std::move(test));
  } else {
    for (const Problem& problem : test.error().problems)
      problems.Add(member.value.place, problem.what);
  }
}

}  // namespace

Row ReadRow(const TomlValue& table, const std::string& name, const Policy& vocabulary,
            Problems& problems) {
  if (!CheckKind(table, TomlKind::kTable, name, "a table of tests", problems)) return {};
  Row row;
  for (const TomlMember& member : table.members) {
    if (member.key == "any") {
      problems.Add(member.place, name + " cannot hold \"any\"; write its tests in one row");
    } else {
      ReadOne(member, vocabulary, problems, row);
    }
  }
  std::ranges::stable_sort(row, {}, &Test::fact);
  return row;
}

Condition ReadCondition(const TomlValue& value, const std::string& name, const Policy& vocabulary,
                        Problems& problems) {
  if (!CheckKind(value, TomlKind::kTable, name, "a table of tests", problems)) return {};
  Condition condition;
  for (const TomlMember& member : value.members) {
    if (member.key != "any") {
      ReadOne(member, vocabulary, problems, condition.base);
      continue;
    }
    if (!member.value.is_list() || member.value.items.empty()) {
      problems.Add(member.value.place, "\"any\" must be a list of one or more tables of tests");
      continue;
    }
    for (const TomlValue& alternative : member.value.items) {
      if (alternative.is_table() && alternative.members.empty()) {
        problems.Add(alternative.place,
                     "an alternative without tests always holds; take it out, or \"any\" with it");
      }
      condition.any.push_back(
          ReadRow(alternative, "an alternative in \"any\"", vocabulary, problems));
    }
  }
  std::ranges::stable_sort(condition.base, {}, &Test::fact);
  return condition;
}

}  // namespace bsup::core
