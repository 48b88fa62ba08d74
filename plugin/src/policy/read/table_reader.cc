#include "policy/read/table_reader.h"

#include <algorithm>
#include <utility>

#include "base/suggest.h"

namespace bsup::core {
namespace {

bool IsBlank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// Other than the end of a line.
bool HasControls(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7F;
  });
}

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// At least two words of letters, of which one begins small: what is not a name, a number or a word
// that both languages have.
bool IsSentence(std::string_view text) {
  int words = 0;
  bool small = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!IsLetter(text[i]) || (i > 0 && text[i - 1] != ' ')) continue;
    ++words;
    small = small || text[i] >= 'a';
  }
  return words >= 2 && small;
}

bool IsId(std::string_view text) {
  return !text.empty() && text.size() <= 80 && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

}  // namespace

bool IsName(std::string_view text) {
  return !text.empty() && text.size() <= 80 && text.front() != ' ' && text.back() != ' ' &&
         std::ranges::all_of(
             text, [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F; });
}

TableReader::TableReader(const TomlValue& table, std::string name, Problems& problems)
    : table_(table), name_(std::move(name)), problems_(problems) {}

void TableReader::Missing(std::string_view key) {
  problems_.Add(table_.place, name_ + " has no " + Quoted(key) + "; add it");
}

void TableReader::Wrong(std::string_view key, const TomlValue& value, const std::string& what) {
  problems_.Add(value.place, Quoted(key) + " " + what);
}

void TableReader::Unknown(const TomlMember& member, const std::vector<std::string>& known) {
  problems_.Add(member.place, "unknown key " + Quoted(member.key) + " in " + name_ +
                                  DidYouMean(member.key, known));
}

const Place& TableReader::PlaceOf(std::string_view key) const {
  const TomlValue* value = table_.Find(key);
  return value == nullptr ? table_.place : value->place;
}

std::string TableReader::NeedText(std::string_view key) {
  Need(key);
  const auto text = TakeText(key);
  if (!text) return "";
  if (IsBlank(*text)) {
    problems_.Add(PlaceOf(key), Quoted(key) + " is empty; write it");
  } else if (HasControls(*text)) {
    problems_.Add(PlaceOf(key), Quoted(key) + " holds a control character; take it out");
  }
  return std::string(*text);
}

std::string TableReader::NeedId(std::string_view key) {
  std::string text = NeedText(key);
  if (!IsBlank(text) && !IsId(text)) {
    problems_.Add(PlaceOf(key),
                  Quoted(key) + " must be at most 80 lower case letters, digits and hyphens, not " +
                      Quoted(text));
  }
  return text;
}

std::string TableReader::NeedName(std::string_view key) {
  std::string text = NeedText(key);
  if (!IsBlank(text) && !IsName(text)) {
    problems_.Add(PlaceOf(key),
                  Quoted(key) +
                      " must be one line of at most 80 bytes without spaces at its ends, not " +
                      Quoted(text));
  }
  return text;
}

Words TableReader::NeedWords(std::string_view key) {
  const TomlValue* value = Need(key);
  return value == nullptr ? Words{} : ReadWords(*value, Quoted(key), problems_);
}

std::vector<TableReader::Item> TableReader::NeedTexts(std::string_view key, bool may_be_empty) {
  const TomlValue* value = Need(key);
  if (value != nullptr && value->is_list() && value->items.empty() && !may_be_empty) {
    problems_.Add(value->place, Quoted(key) + " is an empty list; name at least one");
  }
  return TakeTexts(key);
}

std::vector<TableReader::Item> TableReader::TakeTexts(std::string_view key) {
  const TomlValue* value = Take(key);
  if (value == nullptr) return {};
  if (!value->is_list()) {
    Wrong(key, *value, MustBe("a list of texts", *value));
    return {};
  }
  std::vector<Item> items;
  for (const TomlValue& item : value->items) {
    if (!item.is_text()) {
      problems_.Add(item.place, "each member of " + Quoted(key) + " " + MustBe(kWantedText, item));
    } else if (std::ranges::find(items, item.text, &Item::text) != items.end()) {
      problems_.Add(item.place, Quoted(key) + " names " + Quoted(item.text) + " twice");
    } else {
      items.push_back({item.text, item.place});
    }
  }
  return items;
}

bool CheckKind(const TomlValue& value, TomlKind kind, const std::string& what,
               std::string_view wanted, Problems& problems) {
  if (value.kind == kind) return true;
  problems.Add(value.place, what + " " + TableReader::MustBe(wanted, value));
  return false;
}

Words ReadWords(const TomlValue& value, const std::string& what, Problems& problems) {
  if (!CheckKind(value, TomlKind::kTable, what, R"(a table { en = "...", cy = "..." })", problems))
    return {};
  TableReader reader(value, what, problems);
  Words words{reader.NeedText("en"), reader.NeedText("cy")};
  reader.Finish();
  if (words.en == words.cy && IsSentence(words.en))
    problems.Warn(reader.PlaceOf("cy"), "the Welsh is the same as the English; translate it");
  return words;
}

std::optional<int> ReadInteger(const TomlValue& value, const std::string& what, int least,
                               int greatest, Problems& problems) {
  const std::string wanted = TableReader::WholeNumber(least, greatest);
  if (!CheckKind(value, TomlKind::kInteger, what, wanted, problems)) return std::nullopt;
  if (value.integer < least || value.integer > greatest) {
    problems.Add(value.place,
                 what + " must be " + wanted + ", not " + std::to_string(value.integer));
    return std::nullopt;
  }
  return static_cast<int>(value.integer);
}

std::optional<Range> ReadRange(const TomlValue& value, const std::string& what, const Range& bounds,
                               const std::string& example, Problems& problems) {
  if (!value.is_list() || value.items.size() != 2) {
    problems.Add(value.place,
                 what + " must be a list of the least and the greatest, as " + example);
    return std::nullopt;
  }
  const auto least = ReadInteger(value.items[0], what, bounds.low, bounds.high, problems);
  const auto greatest = ReadInteger(value.items[1], what, bounds.low, bounds.high, problems);
  if (!least || !greatest) return std::nullopt;
  return Range{*least, *greatest};
}

}  // namespace bsup::core
