#include "policy/read/read_test.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "base/suggest.h"
#include "policy/read/plain_text.h"
#include "policy/read/test_mistakes.h"

namespace bsup::core {
namespace {

// Reads the members of one test, collecting what passes.
class TestReader {
 public:
  explicit TestReader(const Fact& fact) : fact_(fact), domain_(fact.Domain()) {}

  // False once `problem` is set.
  bool Member(const TestMember& member) {
    if (const auto* text = std::get_if<std::string>(&member)) return Text(Trimmed(*text));
    const Literal literal = std::holds_alternative<bool>(member)
                                ? Literal(std::get<bool>(member))
                                : Literal(std::get<std::int64_t>(member));
    const auto value = fact_.Read(literal);
    if (!value) return Fail(fact_.NotAValue(literal));
    ranges_.push_back({*value, *value});
    undetermined_ = true;
    return true;
  }

  [[nodiscard]] std::vector<Range> Passes() const { return Normalised(ranges_); }
  [[nodiscard]] bool names_unknown() const { return unknown_; }
  [[nodiscard]] bool only_known() const { return !undetermined_; }
  [[nodiscard]] const std::string& problem() const { return problem_; }

 private:
  bool Text(std::string_view text) {
    if (text == "unknown") {
      unknown_ = true;
      return true;
    }
    if (text == "known") {
      ranges_.push_back(domain_);
      return true;
    }
    if (text.starts_with("not")) {
      const std::string_view rest = Trimmed(text.substr(3));
      if (rest.starts_with('(') && rest.ends_with(')')) return Not(rest.substr(1, rest.size() - 2));
    }
    const auto ranges = Positive(text);
    if (!ranges) return false;
    ranges_.insert(ranges_.end(), ranges->begin(), ranges->end());
    undetermined_ = true;
    return true;
  }

  bool Not(std::string_view list) {
    std::vector<Range> passes;
    while (true) {
      const std::size_t comma = std::min(list.find(','), list.size());
      const auto ranges = Positive(Trimmed(list.substr(0, comma)));
      if (!ranges) return false;
      passes.insert(passes.end(), ranges->begin(), ranges->end());
      if (comma == list.size()) break;
      list.remove_prefix(comma + 1);
    }
    for (const Range& range : Complement(Normalised(std::move(passes)), domain_))
      ranges_.push_back(range);
    undetermined_ = true;
    return true;
  }

  // A value, a comparison or an interval.
  std::optional<std::vector<Range>> Positive(std::string_view text) {
    if (text.empty()) {
      Fail("\"\" is not a test of " + fact_.id + "; leave the fact out, or test \"known\"");
      return std::nullopt;
    }
    if (text[0] == '>' || text[0] == '<') return Comparison(text);
    if (text[0] == '[' || text[0] == '(' || text[0] == ']') return Interval(text);
    const auto value = Value(text);
    if (!value) return std::nullopt;
    return std::vector<Range>{{*value, *value}};
  }

  std::optional<std::vector<Range>> Comparison(std::string_view text) {
    if (!Ordered(text)) return std::nullopt;
    const bool or_equal = text.size() > 1 && text[1] == '=';
    const auto value = Value(Trimmed(text.substr(or_equal ? 2 : 1)));
    if (!value) return std::nullopt;
    const FactValue step = or_equal ? 0 : 1;
    if (text[0] == '>') return std::vector<Range>{{*value + step, domain_.high}};
    return std::vector<Range>{{domain_.low, *value - step}};
  }

  std::optional<std::vector<Range>> Interval(std::string_view text) {
    if (!Ordered(text)) return std::nullopt;
    const std::size_t dots = text.find("..");
    const char last = text.back();
    if (dots == std::string_view::npos || text.size() < 5 ||
        (last != ']' && last != ')' && last != '[')) {
      Fail(Quoted(text) + " is not an interval; write it like \"[28..55]\"");
      return std::nullopt;
    }
    const auto low = Value(Trimmed(text.substr(1, dots - 1)));
    const auto high =
        low ? Value(Trimmed(text.substr(dots + 2, text.size() - dots - 3))) : std::nullopt;
    if (!high) return std::nullopt;
    return std::vector<Range>{{*low + (text[0] == '[' ? 0 : 1), *high - (last == ']' ? 0 : 1)}};
  }

  std::optional<FactValue> Value(std::string_view text) {
    const auto value = fact_.Parse(text);
    if (value && fact_.type_row().in_quotes) return value;
    Fail(value ? Quoted(text) + " is not a value of " + fact_.id + "; write it without quotes"
               : fact_.NotAValue(Literal(text)));
    return std::nullopt;
  }

  bool Ordered(std::string_view text) {
    return fact_.type_row().has_order || Fail(Quoted(text) + " compares, but the values of " +
                                              fact_.id + " have no order; list the values instead");
  }

  bool Fail(std::string problem) {
    if (problem_.empty()) problem_ = std::move(problem);
    return false;
  }

  const Fact& fact_;
  Range domain_;
  std::vector<Range> ranges_;
  bool unknown_ = false;
  bool undetermined_ = false;  // some member cannot be told when the fact is unknown
  std::string problem_;
};

}  // namespace

Result<Test> ReadTest(const Fact& fact, FactIndex index, const std::vector<TestMember>& members) {
  TestReader reader(fact);
  for (const TestMember& member : members) {
    if (reader.Member(member)) continue;
    const auto* text = std::get_if<std::string>(&member);
    const std::string meant = text == nullptr ? "" : MistakeIn(fact, *text);
    return Error(Status::kBadPolicy, "", meant.empty() ? reader.problem() : meant);
  }
  Test test;
  test.fact = index;
  test.passes = reader.Passes();
  test.names_unknown = reader.names_unknown();
  test.only_known = reader.only_known();
  if (test.passes.empty() && !test.names_unknown) {
    return Error(Status::kBadPolicy, "",
                 "\"" + fact.id + "\": no value passes this test, so the rule could never act");
  }
  const bool all_known = test.passes.size() == 1 && test.passes[0] == fact.Domain();
  if (all_known && (test.names_unknown || !test.only_known)) {
    return Error(
        Status::kBadPolicy, "",
        "\"" + fact.id +
            "\": every value passes this test; leave it out, or write \"known\" if that is meant");
  }
  return test;
}

}  // namespace bsup::core
