#include "policy/model/condition.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/suggest.h"

namespace bsup::core {
namespace {

// The whole domain of a fact as one range.
Range Domain(const Fact& fact) {
  switch (fact.type) {
    case FactType::kFlag: return {0, 1};
    case FactType::kChoice:
    case FactType::kLevel: return {0, static_cast<FactValue>(fact.values.size()) - 1};
    case FactType::kCount: return {fact.min, fact.max};
  }
  return {};
}

bool IsOrdered(const Fact& fact) {
  return fact.type == FactType::kLevel || fact.type == FactType::kCount;
}

std::string_view Trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// In order, without overlaps, neighbours joined.
std::vector<Range> Normalised(std::vector<Range> ranges) {
  std::sort(ranges.begin(), ranges.end(),
            [](const Range& a, const Range& b) { return a.low < b.low; });
  std::vector<Range> out;
  for (const Range& range : ranges) {
    if (range.low > range.high) continue;
    if (!out.empty() && range.low <= out.back().high + 1) {
      out.back().high = std::max(out.back().high, range.high);
    } else {
      out.push_back(range);
    }
  }
  return out;
}

std::vector<Range> Complement(const std::vector<Range>& ranges, Range domain) {
  std::vector<Range> out;
  FactValue next = domain.low;
  for (const Range& range : ranges) {
    if (range.low > next) out.push_back({next, range.low - 1});
    next = range.high + 1;
  }
  if (next <= domain.high) out.push_back({next, domain.high});
  return out;
}

// Reads the members of one test, collecting what passes.
class TestReader {
 public:
  explicit TestReader(const Fact& fact) : fact_(fact), domain_(Domain(fact)) {}

  // False once `problem` is set.
  bool Member(const TestMember& member) {
    if (const bool* flag = std::get_if<bool>(&member)) {
      if (fact_.type != FactType::kFlag)
        return Fail(*flag ? "true" : "false", " is a test of a flag");
      return Pass({*flag ? 1 : 0, *flag ? 1 : 0});
    }
    if (const auto* number = std::get_if<std::int64_t>(&member)) {
      if (fact_.type != FactType::kCount)
        return Fail(std::to_string(*number), " is a test of a count");
      const auto value = InDomain(*number);
      return value && Pass({*value, *value});
    }
    return Text(Trim(std::get<std::string>(member)));
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
      const std::string_view rest = Trim(text.substr(3));
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
      const auto ranges = Positive(Trim(list.substr(0, comma)));
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
      Fail("\"\"", " is not a test; leave the fact out, or test \"known\"");
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
    const auto value = Value(Trim(text.substr(or_equal ? 2 : 1)));
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
      Fail(Quoted(text), " is not an interval; write it like \"[28..55]\"");
      return std::nullopt;
    }
    const auto low = Value(Trim(text.substr(1, dots - 1)));
    const auto high =
        low ? Value(Trim(text.substr(dots + 2, text.size() - dots - 3))) : std::nullopt;
    if (!high) return std::nullopt;
    return std::vector<Range>{{*low + (text[0] == '[' ? 0 : 1), *high - (last == ']' ? 0 : 1)}};
  }

  std::optional<FactValue> Value(std::string_view text) {
    if (fact_.type == FactType::kCount) {
      std::int64_t number = 0;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
      if (error == std::errc() && end == text.data() + text.size()) return InDomain(number);
      Fail(Quoted(text), " is not a whole number");
      return std::nullopt;
    }
    if (fact_.type == FactType::kFlag) {
      Fail(Quoted(text), " is not a value of a flag; write true or false without quotes");
      return std::nullopt;
    }
    for (std::size_t i = 0; i < fact_.values.size(); ++i) {
      if (fact_.values[i] == text) return static_cast<FactValue>(i);
    }
    std::string hint = DidYouMean(text, fact_.values);
    if (hint.empty()) hint = "; its values are " + OneOf(fact_.values);
    Fail(Quoted(text), " is not a value of it" + hint);
    return std::nullopt;
  }

  std::optional<FactValue> InDomain(std::int64_t number) {
    if (number >= domain_.low && number <= domain_.high) return static_cast<FactValue>(number);
    Fail(std::to_string(number), " is outside its bounds, " + std::to_string(domain_.low) + " to " +
                                     std::to_string(domain_.high));
    return std::nullopt;
  }

  bool Ordered(std::string_view text) {
    return IsOrdered(fact_) ||
           Fail(Quoted(text), " compares, but its values have no order; list the values instead");
  }

  bool Pass(Range range) {
    ranges_.push_back(range);
    undetermined_ = true;
    return true;
  }

  bool Fail(const std::string& what, const std::string& why) {
    if (problem_.empty()) problem_ = "\"" + fact_.id + "\": " + what + why;
    return false;
  }

  const Fact& fact_;
  Range domain_;
  std::vector<Range> ranges_;
  bool unknown_ = false;
  bool undetermined_ = false;  // some member cannot be told when the fact is unknown
  std::string problem_;
};

// Both tests of one fact.
Test Both(const Test& a, const Test& b) {
  Test both;
  both.fact = a.fact;
  for (const Range& x : a.passes) {
    for (const Range& y : b.passes)
      both.passes.push_back({std::max(x.low, y.low), std::min(x.high, y.high)});
  }
  both.passes = Normalised(std::move(both.passes));
  // Unknown passes both, or neither is told by it; a test that unknown fails for certain makes the
  // pair false.
  both.names_unknown = a.names_unknown && b.names_unknown;
  const bool false_when_unknown =
      (a.only_known && !a.names_unknown) || (b.only_known && !b.names_unknown);
  both.only_known = both.names_unknown || false_when_unknown;
  return both;
}

}  // namespace

bool Test::PassesKnown(FactValue value) const {
  return std::any_of(passes.begin(), passes.end(), [value](const Range& range) {
    return range.low <= value && value <= range.high;
  });
}

std::vector<Row> Condition::Alternatives() const {
  if (any.empty()) return {base};
  std::vector<Row> rows;
  for (const Row& alternative : any) {
    Row row = base;
    for (const Test& test : alternative) {
      const auto at =
          std::lower_bound(row.begin(), row.end(), test,
                           [](const Test& a, const Test& b) { return a.fact < b.fact; });
      if (at != row.end() && at->fact == test.fact) {
        *at = Both(*at, test);
      } else {
        row.insert(at, test);
      }
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

Result<Test> ReadTest(const Fact& fact, int index, const std::vector<TestMember>& members) {
  TestReader reader(fact);
  for (const TestMember& member : members) {
    if (!reader.Member(member)) return Error(Status::kBadPolicy, "", reader.problem());
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
  const bool all_known = test.passes.size() == 1 && test.passes[0] == Domain(fact);
  if (all_known && (test.names_unknown || !test.only_known)) {
    return Error(
        Status::kBadPolicy, "",
        "\"" + fact.id +
            "\": every value passes this test; leave it out, or write \"known\" if that is meant");
  }
  return test;
}

}  // namespace bsup::core
