#include "records/content/content.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "base/suggest.h"
#include "records/content/name.h"
#include "records/content/time.h"
#include "trail/log/record.h"

namespace bsup::core {
namespace {

constexpr std::size_t kMostWordBytes = 8'000;  // a note of 4,000 characters in Welsh fits
constexpr std::size_t kMostFactBytes = 80;

std::string WrongKind(std::string_view expected, const JsonNode& node) {
  return std::string(expected) + " must stand here, not " + std::string(node.KindName());
}

// What is wrong with a text that was read.
std::string WrongName(std::string_view name, std::size_t most) {
  if (IsName(name, most)) return "";
  return "give 1 to " + std::to_string(most) + " bytes without control characters";
}

std::string WrongWords(std::string_view words) {
  if (words.size() > kMostWordBytes)
    return "longer than " + std::to_string(kMostWordBytes) + " bytes; say it more briefly";
  if (words.find_first_not_of(" \t\r\n") == std::string_view::npos)
    return "says nothing; give words, or null if this may be null";
  return "";
}

// A value that is written as a text and that `parse` reads; `wrong` where it gives nothing.
template <class T, class Parse>
std::string ReadParsed(const JsonNode& node, Parse parse, std::string wrong, T& value) {
  if (!node.is_string()) return WrongKind("a text", node);
  const std::optional<T> read = parse(node.string());
  if (!read) return wrong;
  value = *read;
  return "";
}

template <class T>
std::string ReadInteger(const JsonNode& node, const Within& within, T& value) {
  if (!node.is_integer()) return WrongKind("a whole number", node);
  const std::int64_t number = node.integer();
  if (number < within.least || number > within.most)
    return std::to_string(number) + " is not from " + std::to_string(within.least) + " to " +
           std::to_string(within.most);
  value = static_cast<T>(number);
  return "";
}

}  // namespace

std::string ReadValue(const JsonNode& node, Form /*form*/, bool& flag) {
  if (!node.is_bool()) return WrongKind("true or false", node);
  flag = node.boolean();
  return "";
}

std::string ReadValue(const JsonNode& node, Form form, std::string& text) {
  if (form == Form::kNameOrNull && node.is_null()) return "";
  if (!node.is_string()) return WrongKind("a text", node);
  text = node.string();
  switch (form) {
    case Form::kText: return "";
    case Form::kNameOrNull:
    case Form::kName:
    case Form::kSomeNames: return WrongName(text, kMostNameBytes);
    case Form::kPerson: return WrongName(text, kMostPersonBytes);
    case Form::kFact: return WrongName(text, kMostFactBytes);
    case Form::kWords: return WrongWords(text);
  }
  return "";
}

std::string ReadValue(const JsonNode& node, Form /*form*/, Day& day) {
  if (!node.is_string()) return WrongKind("a day, \"2026-11-30\"", node);
  return ReadParsed(node, Day::Parse,
                    Quoted(node.string()) + " is not a day; write it as \"2026-11-30\"", day);
}

std::string ReadValue(const JsonNode& node, Form /*form*/, Hash& digest) {
  return ReadParsed(node, HashFromHex, "give a digest, 64 lower-case hexadecimal digits", digest);
}

std::string ReadValue(const JsonNode& node, Form /*form*/, std::int64_t& time) {
  return ReadParsed(node, ParseTime, "give a time as \"2026-11-23T10:15:00.123Z\"", time);
}

std::string ReadValue(const JsonNode& node, Form /*form*/, std::int32_t& count) {
  return ReadInteger(node, {0, std::numeric_limits<std::int32_t>::max()}, count);
}

std::string ReadValue(const JsonNode& node, Form /*form*/, std::uint64_t& sequence) {
  return ReadInteger(node, {0, std::int64_t{kMostSequence}}, sequence);
}

std::string ReadValue(const JsonNode& node, const Within& within, std::int64_t& number) {
  return ReadInteger(node, within, number);
}

void ContentReader::Expect(const std::vector<std::string_view>& keys,
                           const std::vector<std::string_view>& optional) {
  if (!node().is_object()) AddAt(where(), WrongKind("an object", node()));
  for (const std::string_view key : keys) {
    Take(key);
    if (!Has(key)) Missing(key);
  }
  for (const std::string_view key : optional) Take(key);
  Finish();
}

const JsonNode& ContentReader::Value(std::string_view key) const {
  static const JsonNode null;
  if (!node().is_array()) {
    const JsonNode* value = node().Find(key);
    return value == nullptr ? null : *value;
  }
  std::size_t index = 0;
  std::from_chars(key.data(), key.data() + key.size(), index);
  return index < node().items().size() ? node().items()[index] : null;
}

ContentReader ContentReader::Under(std::string_view key) const {
  return {Value(key), PointerOf(key), problems()};
}

std::vector<std::string> ContentReader::Texts(std::string_view key) {
  std::vector<std::string> texts;
  const auto read = [&](ContentReader& list, const std::string& index) {
    const std::string wrong = ReadValue(list.Value(index), Form::kText, texts.emplace_back());
    if (!wrong.empty()) list.Add(index, wrong);
  };
  ForEach(key, read, kAnyNumber);
  return texts;
}

std::vector<std::size_t> ContentReader::Places(std::string_view key) {
  std::vector<std::size_t> places;
  ForEach(key, [&](ContentReader& list, const std::string& index) {
    std::size_t place = 0;
    const std::string wrong = ReadInteger(list.Value(index), {0, std::int64_t{kMostItems}}, place);
    if (!wrong.empty()) list.Add(index, wrong);
    if (std::ranges::find(places, place) != places.end()) list.Add(index, "is in this list twice");
    places.push_back(place);
  });
  std::ranges::sort(places);
  return places;
}

int ContentReader::IndexOf(std::string_view key, const std::vector<std::string>& names,
                           std::string_view what) {
  if (!Value(key).is_string()) return AddWrongKind(key, what), -1;
  const std::string_view name = Value(key).string();
  const auto found = std::ranges::find(names, name);
  if (found != names.end()) return static_cast<int>(found - names.begin());
  Add(key, Quoted(name) + " is not " + std::string(what) + DidYouMean(name, names));
  return -1;
}

bool ContentReader::IsOneOf(std::string_view key, const std::vector<std::string>& names,
                            std::string_view what) {
  return Value(key).is_string() && IndexOf(key, names, what) >= 0;
}

void ContentReader::AddWrongKind(std::string_view key, std::string_view expected) {
  Add(key, WrongKind(expected, Value(key)));
}

Result<void> ContentReader::Check() const {
  if (problems().empty()) return {};
  return Error(Status::kBadInput, problems());
}

Result<HostContent> HostContent::Parse(std::string_view text) {
  BSUP_TRY(JsonDocument document, JsonDocument::Parse(text, "content"));
  return HostContent(std::move(document));
}

Result<std::uint64_t> HostContent::Answers() const {
  const JsonNode* answers = root().Find("answers");
  if (answers == nullptr) {
    return Error(Status::kBadInput, "/answers",
                 "is missing; give the sequence of the record that this answers");
  }
  std::uint64_t sequence = 0;
  std::string wrong = ReadValue(*answers, {}, sequence);
  if (!wrong.empty()) return Error(Status::kBadInput, "/answers", std::move(wrong));
  return sequence;
}

}  // namespace bsup::core
