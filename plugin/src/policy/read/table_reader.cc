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

bool IsId(std::string_view text) {
  return !text.empty() && text.size() <= 80 && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

std::string NotA(const std::string& what, std::string_view wanted, const TomlValue& value) {
  return what + " must be " + std::string(wanted) + ", not " + std::string(value.KindName());
}

}  // namespace

bool IsName(std::string_view text) {
  return !text.empty() && text.size() <= 80 && text.front() != ' ' && text.back() != ' ' &&
         std::ranges::all_of(
             text, [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F; });
}

TableReader::TableReader(const TomlValue& table, std::string name, Problems& problems)
    : table_(table), name_(std::move(name)), problems_(problems) {}

const TomlValue* TableReader::Take(std::string_view key) {
  asked_.emplace_back(key);
  return table_.Find(key);
}

const TomlValue* TableReader::Need(std::string_view key) {
  const TomlValue* value = Take(key);
  if (value == nullptr) problems_.Add(table_.place, name_ + " has no " + Quoted(key) + "; add it");
  return value;
}

const Place& TableReader::PlaceOf(std::string_view key) const {
  const TomlValue* value = table_.Find(key);
  return value == nullptr ? table_.place : value->place;
}

std::string TableReader::NeedText(std::string_view key) {
  const TomlValue* value = Need(key);
  if (value == nullptr) return "";
  if (!value->is_text()) {
    problems_.Add(value->place, NotA(Quoted(key), "a text", *value));
    return "";
  }
  if (IsBlank(value->text)) {
    problems_.Add(value->place, Quoted(key) + " is empty; write it");
  } else if (HasControls(value->text)) {
    problems_.Add(value->place, Quoted(key) + " holds a control character; take it out");
  }
  return value->text;
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

int TableReader::NeedInteger(std::string_view key, int least, int greatest) {
  const TomlValue* value = Need(key);
  if (value == nullptr) return least;
  return ReadInteger(*value, Quoted(key), least, greatest, problems_).value_or(least);
}

std::optional<int> TableReader::TakeInteger(std::string_view key, int least, int greatest) {
  const TomlValue* value = Take(key);
  if (value == nullptr) return std::nullopt;
  return ReadInteger(*value, Quoted(key), least, greatest, problems_);
}

bool TableReader::NeedBool(std::string_view key) {
  Need(key);
  return TakeBool(key).value_or(false);
}

std::optional<bool> TableReader::TakeBool(std::string_view key) {
  const TomlValue* value = Take(key);
  if (value == nullptr) return std::nullopt;
  if (value->kind == TomlKind::kBool) return value->boolean;
  problems_.Add(value->place, NotA(Quoted(key), "true or false", *value));
  return std::nullopt;
}

std::optional<Day> TableReader::NeedDay(std::string_view key) {
  Need(key);
  return TakeDay(key);
}

std::optional<Day> TableReader::TakeDay(std::string_view key) {
  const TomlValue* value = Take(key);
  if (value == nullptr) return std::nullopt;
  if (value->kind == TomlKind::kDay) return value->day;
  problems_.Add(value->place, NotA(Quoted(key), "a date without quotes, as 2026-10-01", *value));
  return std::nullopt;
}

int TableReader::NeedOneOf(std::string_view key, std::span<const char* const> names) {
  Need(key);
  return TakeOneOf(key, names).value_or(0);
}

std::optional<int> TableReader::TakeOneOf(std::string_view key,
                                          std::span<const char* const> names) {
  const TomlValue* value = Take(key);
  if (value == nullptr) return std::nullopt;
  const std::vector<std::string> known(names.begin(), names.end());
  const std::string wanted = Quoted(key) + " must be " + OneOf(known);
  if (!value->is_text()) {
    problems_.Add(value->place, wanted + ", not " + std::string(value->KindName()));
    return std::nullopt;
  }
  const auto found = std::ranges::find(known, value->text);
  if (found == known.end()) {
    problems_.Add(value->place, wanted + ", not " + Quoted(value->text));
    return std::nullopt;
  }
  return static_cast<int>(found - known.begin());
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
    problems_.Add(value->place, NotA(Quoted(key), "a list of texts", *value));
    return {};
  }
  std::vector<Item> items;
  for (const TomlValue& item : value->items) {
    if (!item.is_text()) {
      problems_.Add(item.place, NotA("each member of " + Quoted(key), "a text", item));
    } else if (std::ranges::find(items, item.text, &Item::text) != items.end()) {
      problems_.Add(item.place, Quoted(key) + " names " + Quoted(item.text) + " twice");
    } else {
      items.push_back({item.text, item.place});
    }
  }
  return items;
}

void TableReader::Finish() {
  for (const TomlMember& member : table_.members) {
    if (std::ranges::find(asked_, member.key) != asked_.end()) continue;
    problems_.Add(member.place, "unknown key " + Quoted(member.key) + " in " + name_ +
                                    DidYouMean(member.key, asked_));
  }
}

Words ReadWords(const TomlValue& value, const std::string& what, Problems& problems) {
  if (!value.is_table()) {
    problems.Add(value.place, NotA(what, R"(a table { en = "...", cy = "..." })", value));
    return {};
  }
  TableReader reader(value, what, problems);
  Words words{reader.NeedText("en"), reader.NeedText("cy")};
  reader.Finish();
  return words;
}

std::optional<int> ReadInteger(const TomlValue& value, const std::string& what, int least,
                               int greatest, Problems& problems) {
  const std::string wanted = what + " must be a whole number from " + std::to_string(least) +
                             " to " + std::to_string(greatest) + ", not ";
  if (value.kind != TomlKind::kInteger) {
    problems.Add(value.place, wanted + std::string(value.KindName()));
    return std::nullopt;
  }
  if (value.integer < least || value.integer > greatest) {
    problems.Add(value.place, wanted + std::to_string(value.integer));
    return std::nullopt;
  }
  return static_cast<int>(value.integer);
}

}  // namespace bsup::core
