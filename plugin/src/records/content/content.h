// What a host gives to be recorded: one JSON object of a fixed shape, read strictly.
//
// HostContent::Parse, then ReadGiven (fields.h) with a ContentReader, then Check. What is not known
// is null or, where a key may be left out, left out; it never becomes false.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/day.h"
#include "base/json.h"
#include "base/result.h"
#include "base/strict_reader.h"
#include "trail/seal/hash.h"

namespace bsup::core {

// The node under a key or at a pointer; null where there is none.
Spot Under(const Spot& spot, std::string_view key);
Spot At(const Spot& spot, std::string_view pointer);

// What a text may be.
enum class Form : std::uint8_t {
  kText,
  kName,        // on one line, at most kMostNameBytes
  kNameOrNull,  // the same, or null where the text is empty
  kSomeNames,   // names, at least one
  kPerson,      // a case number
  kWords,       // free text that says something
};

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
  // As StrictReader's, at most kMostItems.
  std::vector<Spot> List(const Spot& spot);
  std::vector<std::string> Names(const Spot& spot, std::size_t most);
  // Places in a list, from 0, each once, in order.
  std::vector<std::size_t> Places(const Spot& spot);
  // A value by its type: see fields.h.
  void Take(const Spot& spot, Form form, bool& flag);
  void Take(const Spot& spot, Form form, std::string& text);
  void Take(const Spot& spot, Form form, bsup::core::Day& day);
  void Take(const Spot& spot, Form form, Hash& digest);
  void Take(const Spot& spot, Form form, std::int64_t& time);
  void Take(const Spot& spot, Form form, std::int32_t& count);
  void Take(const Spot& spot, Form form, std::uint64_t& sequence);
  // Whether the text is one of `names`, which are `what`; else a problem, unless it is not a text,
  // which is one already.
  bool IsOneOf(const Spot& spot, const std::vector<std::string>& names, std::string_view what);

  // kBadInput with every problem, if there is one.
  [[nodiscard]] Result<void> Check() const;
};

class HostContent {
 public:
  // `text` must outlive it.
  static Result<HostContent> Parse(std::string_view text);

  [[nodiscard]] Spot root() const { return {&document_.root(), ""}; }
  // The sequence under "answers", to open that record before the rest is read.
  [[nodiscard]] Result<std::uint64_t> Answers() const;

 private:
  explicit HostContent(JsonDocument document) : document_(std::move(document)) {}
  JsonDocument document_;
};

}  // namespace bsup::core
