// What a host gives to be recorded: one JSON object of a fixed shape, read strictly.
//
// Parse, read with a ContentReader, then Check. What is not known is null or, where a key may be
// left out, left out; it never becomes false.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/enum_names.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "base/result.h"
#include "base/strict_reader.h"

namespace bsup::core {

class ContentReader : public StrictReader {
 public:
  static constexpr std::size_t kMostWordBytes = 8'000;  // a note of 4,000 characters in Welsh fits
  static constexpr std::size_t kMostItems = 100;        // of any list

  std::uint64_t Sequence(const Spot& spot);
  // Free text that says something.
  std::string Words(const Spot& spot);
  std::optional<std::string> WordsOrNull(const Spot& spot);
  // On one line, at most `most` bytes.
  std::string Name(const Spot& spot, std::size_t most);
  std::optional<std::string> NameOrNull(const Spot& spot, std::size_t most);
  std::optional<bool> FlagOrNull(const Spot& spot);
  std::optional<std::string> ChoiceOrNull(const Spot& spot, const std::vector<std::string>& names,
                                          std::string_view what);
  // As StrictReader's, at most kMostItems.
  std::vector<Spot> List(const Spot& spot);
  std::vector<std::string> Names(const Spot& spot, std::size_t most);

  // kBadInput with every problem, if there is one.
  [[nodiscard]] Result<bool> Check() const;
};

Result<JsonDocument> ParseContent(std::string_view content);

// The sequence under "answers" of a content, to open that record before the rest is read.
Result<std::uint64_t> AnsweredBy(std::string_view content);

// For writing parts: null where there is nothing.
void WriteOrNull(JsonWriter& json, const std::optional<std::string>& text);
void WriteOrNull(JsonWriter& json, const std::optional<bool>& flag);
void WriteTexts(JsonWriter& json, const std::vector<std::string>& texts);

}  // namespace bsup::core
