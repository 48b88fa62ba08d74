#include "policy/read/test_mistakes.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/suggest.h"
#include "policy/read/plain_text.h"

namespace bsup::core {
namespace {

// A sign or words for a comparison, and what the language writes: "=" a value alone, "not" all but
// it.
struct Spelling {
  std::string_view written;
  std::string_view sign;
};
// Longer ones before those that they begin with.
constexpr std::array kBefore{
    Spelling{"=>", ">="},        Spelling{"=<", "<="},         Spelling{"≥", ">="},
    Spelling{"≤", "<="},         Spelling{"<>", "not"},        Spelling{"!=", "not"},
    Spelling{"≠", "not"},        Spelling{"==", "="},          Spelling{">=", ">="},
    Spelling{"<=", "<="},        Spelling{">", ">"},           Spelling{"<", "<"},
    Spelling{"=", "="},          Spelling{"!", "not"},         Spelling{"is not ", "not"},
    Spelling{"not ", "not"},     Spelling{"at least ", ">="},  Spelling{"at most ", "<="},
    Spelling{"more than ", ">"}, Spelling{"over ", ">"},       Spelling{"above ", ">"},
    Spelling{"less than ", "<"}, Spelling{"fewer than ", "<"}, Spelling{"under ", "<"},
    Spelling{"below ", "<"},     Spelling{"is ", "="},
};
constexpr std::array kAfter{
    Spelling{"+", ">="},         Spelling{" or more", ">="},   Spelling{" or above", ">="},
    Spelling{" or over", ">="},  Spelling{" or higher", ">="}, Spelling{" or less", "<="},
    Spelling{" or fewer", "<="}, Spelling{" or below", "<="},  Spelling{" or under", "<="},
    Spelling{" or lower", "<="},
};
// What is written between the two ends of a range, and between the values of a list.
constexpr std::array<std::string_view, 6> kRange{"..", " to ", " and ", "-", "–", ","};
constexpr std::array<std::string_view, 4> kList{",", " or ", "|", "/"};

struct Unit {
  std::string_view word;  // in the singular
  double minutes;
};
// "m" is of months.
constexpr std::array kUnits{Unit{"year", 525960}, Unit{"month", 43830}, Unit{"week", 10080},
                            Unit{"day", 1440},    Unit{"hour", 60},     Unit{"minute", 1}};

std::string_view WithoutQuotes(std::string_view text) { return Trimmed(text, " \"'"); }

const Unit* UnitNamed(std::string_view word) {
  const auto* const found = std::ranges::find_if(kUnits, [&](const Unit& unit) {
    return !word.empty() && (unit.word.starts_with(word) ||
                             (word.ends_with('s') && unit.word == word.substr(0, word.size() - 1)));
  });
  return found == kUnits.end() ? nullptr : found;
}

class Meaning {
 public:
  Meaning(const Fact& fact, std::string_view text) : fact_(fact), written_(text) {}

  // What to write in place of the text; empty where that is not clear.
  std::string Find() {
    const std::string lower = Lower(WithoutQuotes(written_));
    const std::string_view text = lower;
    for (const std::string_view unknown : {"not known", "null", "none", "missing", "not (known)"}) {
      if (text == unknown && !Value(text)) return "\"unknown\"";
    }
    if (text == "not unknown" || text == "not (unknown)") return "\"known\"";
    for (const Spelling& spelling : kBefore) {
      if (text.starts_with(spelling.written))
        return Test(spelling.sign, List(WithoutQuotes(text.substr(spelling.written.size()))));
    }
    for (const Spelling& spelling : kAfter) {
      if (text.ends_with(spelling.written))
        return Test(spelling.sign,
                    List(WithoutQuotes(text.substr(0, text.size() - spelling.written.size()))));
    }
    if (std::string list = Test("=", List(text)); !list.empty()) return list;
    return Between(text);
  }

  // Why the number is another than the one that was written.
  [[nodiscard]] const std::string& counted() const { return counted_; }

 private:
  std::string Between(std::string_view text) {
    for (const std::string_view lead : {"between ", "from ", "[", "("}) {
      if (text.starts_with(lead)) text.remove_prefix(lead.size());
    }
    if (text.ends_with(']') || text.ends_with(')')) text.remove_suffix(1);
    for (const std::string_view between : kRange) {
      const std::size_t at = text.find(between);
      if (at == std::string_view::npos || !fact_.type_row().has_order) continue;
      const auto low = Value(WithoutQuotes(text.substr(0, at)));
      const auto high = Value(WithoutQuotes(text.substr(at + between.size())));
      if (low && high && *low < *high)
        return "\"[" + fact_.Spell(*low) + ".." + fact_.Spell(*high) + "]\"";
    }
    return "";
  }

  std::vector<FactValue> List(std::string_view text) {
    for (const std::string_view between : kList) {
      std::vector<FactValue> values;
      std::string_view rest = text;
      while (true) {
        const std::size_t at = std::min(rest.find(between), rest.size());
        const auto value = Value(WithoutQuotes(rest.substr(0, at)));
        if (!value) break;
        values.push_back(*value);
        if (at == rest.size()) return values;
        rest.remove_prefix(at + between.size());
      }
    }
    return {};
  }

  // A value by its id, by its English words, or by a number with a unit of time; in lower case.
  std::optional<FactValue> Value(std::string_view text) {
    if (fact_.type_row().by_range) return Number(text);
    if (text == "yes" || text == "no") {
      if (const auto flag = fact_.Parse(text == "yes" ? "true" : "false")) return flag;
    }
    for (FactValue value = fact_.Domain().low; value <= fact_.Domain().high; ++value) {
      const auto index = static_cast<std::size_t>(value);
      if (text == Lower(fact_.Spell(value)) ||
          (index < fact_.value_words.size() && text == Lower(fact_.value_words[index].en)))
        return value;
    }
    return std::nullopt;
  }

  std::optional<FactValue> Number(std::string_view text) {
    std::int64_t number = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc()) return std::nullopt;
    const std::string_view word =
        WithoutQuotes(text.substr(static_cast<std::size_t>(stop - text.data())));
    const std::string own = Lower(fact_.Unit().en);
    if (!word.empty() && !own.starts_with(word)) {
      const Unit* from = UnitNamed(word);
      const Unit* to = UnitNamed(own);
      if (from == nullptr || to == nullptr) return std::nullopt;
      const double converted = static_cast<double>(number) * from->minutes / to->minutes;
      if (std::abs(converted) > 1e9) return std::nullopt;
      number = std::llround(converted);
    }
    if (!word.empty()) counted_ = ", which is counted in " + fact_.Unit().en;
    return fact_.Read(Literal(number));
  }

  [[nodiscard]] std::string Test(std::string_view sign, std::vector<FactValue> values) const {
    if (values.empty()) return "";
    if (sign == "not" && fact_.type == FactType::kFlag) {
      for (FactValue& value : values) value = 1 - value;
      sign = "=";
    }
    std::string list;
    const std::string quote = sign == "=" && !fact_.values.empty() ? "\"" : "";
    for (const FactValue value : values)
      list += (list.empty() ? "" : ", ") + quote + fact_.Spell(value) + quote;
    if (sign == "not") return "\"not (" + list + ")\"";
    if (sign == "=") return values.size() == 1 ? list : "[" + list + "]";
    if (values.size() > 1 || !fact_.type_row().has_order) return "";
    return "\"" + std::string(sign) + " " + list + "\"";
  }

  const Fact& fact_;
  std::string_view written_;
  std::string counted_;
};

}  // namespace

std::string MistakeIn(const Fact& fact, std::string_view text) {
  if (text.size() > 200) return "";
  Meaning meaning(fact, text);
  const std::string meant = meaning.Find();
  if (meant.empty()) return "";
  return Quoted(text) + " is not a test of " + fact.id + meaning.counted() + "; write " + meant;
}

}  // namespace bsup::core
