#include "records/content/content.h"

#include <algorithm>
#include <limits>

#include "records/content/name.h"
#include "records/content/time.h"
#include "trail/log/record.h"

namespace bsup::core {
namespace {

Spot Found(const JsonNode* node, std::string at) {
  static const JsonNode null;
  return {node == nullptr ? &null : node, std::move(at)};
}

}  // namespace

Spot Under(const Spot& spot, std::string_view key) {
  return Found(spot.node->Find(key), spot.at + "/" + std::string(key));
}

Spot At(const Spot& spot, std::string_view pointer) {
  return Found(spot.node->At(pointer), spot.at + std::string(pointer));
}

std::uint64_t ContentReader::Sequence(const Spot& spot) {
  return static_cast<std::uint64_t>(Integer(spot, 0, std::int64_t{kMostSequence}));
}

std::string ContentReader::Words(const Spot& spot) {
  std::string words = Text(spot);
  if (!spot.node->is_string()) return words;
  if (words.size() > kMostWordBytes) {
    Wrong(spot, "longer than " + std::to_string(kMostWordBytes) + " bytes; say it more briefly");
  } else if (words.find_first_not_of(" \t\r\n") == std::string::npos) {
    Wrong(spot, "says nothing; give words, or null if this may be null");
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

std::vector<Spot> ContentReader::List(const Spot& spot) {
  if (spot.node->items().size() > kMostItems) {
    Wrong(spot, "more than " + std::to_string(kMostItems) + " items; give fewer");
    return {};
  }
  return StrictReader::List(spot);
}

std::vector<std::string> ContentReader::Names(const Spot& spot, std::size_t most) {
  std::vector<std::string> names;
  for (const Spot& item : List(spot)) names.push_back(Name(item, most));
  return names;
}

std::vector<std::size_t> ContentReader::Places(const Spot& spot) {
  std::vector<std::size_t> places;
  for (const Spot& item : List(spot)) {
    const auto place = static_cast<std::size_t>(Integer(item, 0, std::int64_t{kMostItems}));
    if (std::ranges::find(places, place) != places.end()) Wrong(item, "is in this list twice");
    places.push_back(place);
  }
  std::ranges::sort(places);
  return places;
}

void ContentReader::Take(const Spot& spot, Form /*form*/, bool& flag) { flag = Flag(spot); }

void ContentReader::Take(const Spot& spot, Form form, std::string& text) {
  switch (form) {
    case Form::kText: text = Text(spot); return;
    case Form::kNameOrNull:
    case Form::kName:
    case Form::kSomeNames:
      if (form != Form::kNameOrNull || !spot.node->is_null()) text = Name(spot, kMostNameBytes);
      return;
    case Form::kPerson: text = Name(spot, kMostPersonBytes); return;
    case Form::kWords: text = Words(spot); return;
  }
}

void ContentReader::Take(const Spot& spot, Form /*form*/, bsup::core::Day& day) {
  day = StrictReader::Day(spot);
}

void ContentReader::Take(const Spot& spot, Form /*form*/, Hash& digest) {
  const std::optional<Hash> read = HashFromHex(Text(spot));
  if (!read && spot.node->is_string())
    Wrong(spot, "give a digest, 64 lower-case hexadecimal digits");
  digest = read.value_or(Hash{});
}

void ContentReader::Take(const Spot& spot, Form /*form*/, std::int64_t& time) {
  const std::optional<std::int64_t> read = ParseTime(Text(spot));
  if (!read && spot.node->is_string()) Wrong(spot, "give a time as \"2026-11-23T10:15:00.123Z\"");
  time = read.value_or(0);
}

void ContentReader::Take(const Spot& spot, Form /*form*/, std::int32_t& count) {
  count = static_cast<std::int32_t>(Integer(spot, 0, std::numeric_limits<std::int32_t>::max()));
}

void ContentReader::Take(const Spot& spot, Form /*form*/, std::uint64_t& sequence) {
  sequence = Sequence(spot);
}

bool ContentReader::IsOneOf(const Spot& spot, const std::vector<std::string>& names,
                            std::string_view what) {
  return spot.node->is_string() && OneOf(spot, names, what) >= 0;
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
  if (document_.root().Find("answers") == nullptr) {
    return Error(Status::kBadInput, "/answers",
                 "is missing; give the sequence of the record that this answers");
  }
  ContentReader reader;
  const std::uint64_t sequence = reader.Sequence(Under(root(), "answers"));
  BSUP_TRY(reader.Check());
  return sequence;
}

}  // namespace bsup::core
