#include "records/content/content.h"

#include "base/suggest.h"
#include "records/content/name.h"
#include "trail/log/record.h"

namespace bsup::core {

std::uint64_t ContentReader::Sequence(const Spot& spot) {
  return static_cast<std::uint64_t>(Integer(spot, 0, std::int64_t{kMostSequence}));
}

std::string ContentReader::Words(const Spot& spot) {
  std::string words = Text(spot);
  if (!spot.node->is_string()) return words;
  if (words.size() > kMostWordBytes) {
    Wrong(spot, "longer than " + std::to_string(kMostWordBytes) + " bytes; say it more briefly");
  } else if (words.find_first_not_of(" \t\r\n") == std::string::npos) {
    Wrong(spot, "says nothing; give words, or null where that may stand here");
  }
  return words;
}

std::optional<std::string> ContentReader::WordsOrNull(const Spot& spot) {
  if (spot.node->is_null()) return std::nullopt;
  return Words(spot);
}

std::string ContentReader::Name(const Spot& spot, std::size_t most) {
  std::string name = Text(spot);
  if (spot.node->is_string() && !IsName(name, most)) {
    Wrong(spot, "give 1 to " + std::to_string(most) + " bytes without control characters");
  }
  return name;
}

std::optional<std::string> ContentReader::NameOrNull(const Spot& spot, std::size_t most) {
  if (spot.node->is_null()) return std::nullopt;
  return Name(spot, most);
}

std::optional<bool> ContentReader::FlagOrNull(const Spot& spot) {
  if (spot.node->is_null()) return std::nullopt;
  return Flag(spot);
}

std::optional<std::string> ContentReader::ChoiceOrNull(const Spot& spot,
                                                       const std::vector<std::string>& names,
                                                       std::string_view what) {
  if (spot.node->is_null()) return std::nullopt;
  const int chosen = OneOf(spot, names, what);
  if (chosen < 0) return std::nullopt;
  return names[static_cast<std::size_t>(chosen)];
}

std::vector<Spot> ContentReader::List(const Spot& spot) {
  if (spot.node->items().size() > kMostItems) {
    Wrong(spot, "more than " + std::to_string(kMostItems) + " stand here");
    return {};
  }
  return StrictReader::List(spot);
}

std::vector<std::string> ContentReader::Names(const Spot& spot, std::size_t most) {
  std::vector<std::string> names;
  for (const Spot& item : List(spot)) names.push_back(Name(item, most));
  return names;
}

Result<bool> ContentReader::Check() const {
  if (problems().empty()) return true;
  return Error(Status::kBadInput, problems());
}

Result<JsonDocument> ParseContent(std::string_view content) {
  return JsonDocument::Parse(content, "content");
}

Result<std::uint64_t> AnsweredBy(std::string_view content) {
  const Result<JsonDocument> document = ParseContent(content);
  if (!document) return document.error();
  const JsonNode* answers = document->root().Find("answers");
  if (answers == nullptr) {
    return Error(Status::kBadInput, "/answers",
                 "is missing; give the sequence of the record that this answers");
  }
  ContentReader reader;
  const std::uint64_t sequence = reader.Sequence({answers, "/answers"});
  if (const Result<bool> sound = reader.Check(); !sound) return sound.error();
  return sequence;
}

void WriteOrNull(JsonWriter& json, const std::optional<std::string>& text) {
  text ? json.String(*text) : json.Null();
}

void WriteOrNull(JsonWriter& json, const std::optional<bool>& flag) {
  flag ? json.Bool(*flag) : json.Null();
}

void WriteTexts(JsonWriter& json, const std::vector<std::string>& texts) {
  json.Array();
  for (const std::string& text : texts) json.String(text);
  json.EndArray();
}

}  // namespace bsup::core
