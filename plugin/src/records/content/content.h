// What a host gives to be recorded: one JSON object of a fixed shape, read strictly.
//
// HostContent::Parse, then ReadGiven (fields.h) with a ContentReader, then Check. What is not known
// is null or, where a key may be left out, left out; it never becomes false.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/day.h"
#include "base/json.h"
#include "base/object_reader.h"
#include "base/result.h"
#include "trail/seal/hash.h"

namespace bsup::core {

// What a text may be.
enum class Form : std::uint8_t {
  kText,
  kName,        // on one line, at most kMostNameBytes
  kNameOrNull,  // the same, or null where the text is empty
  kSomeNames,   // names, at least one
  kPerson,      // a case number
  kFact,        // the name of a fact
  kWords,       // free text that says something
};

// What a whole number may be.
struct Within {
  std::int64_t least;
  std::int64_t most;
};

// Each gives what is wrong with the value, and nothing where it has read it.
std::string ReadValue(const JsonNode& node, Form form, bool& flag);
std::string ReadValue(const JsonNode& node, Form form, std::string& text);
std::string ReadValue(const JsonNode& node, Form form, Day& day);
std::string ReadValue(const JsonNode& node, Form form, Hash& digest);
std::string ReadValue(const JsonNode& node, Form form, std::int64_t& time);
std::string ReadValue(const JsonNode& node, Form form, std::int32_t& count);
std::string ReadValue(const JsonNode& node, Form form, std::uint64_t& sequence);
std::string ReadValue(const JsonNode& node, const Within& within, std::int64_t& number);

// An object whose members are read by key, or a list whose items are read by index, as a JSON
// Pointer has them. What is not there counts as null.
class ContentReader : public ObjectReader {
 public:
  static constexpr std::size_t kMostItems = 100;  // of a list that a host gives

  ContentReader(const JsonNode& node, std::string where, std::vector<Problem>& problems)
      : ObjectReader(node, std::move(where), problems, Keys::kCheckedApart) {}

  // Reports what is not an object, each of `keys` that is not there, and every other key but those
  // of `optional`.
  void Expect(const std::vector<std::string_view>& keys,
              const std::vector<std::string_view>& optional);

  [[nodiscard]] bool Has(std::string_view key) const { return node().Find(key) != nullptr; }
  [[nodiscard]] const JsonNode& Value(std::string_view key) const;
  [[nodiscard]] ContentReader Under(std::string_view key) const;
  [[nodiscard]] std::span<const JsonNode> items() const { return node().items(); }

  // Each item of the list under the key, as `what(list, index)`.
  template <class Do>
  void ForEach(std::string_view key, Do what, std::size_t most = kMostItems) {
    const std::size_t size = Value(key).items().size();
    if (size > most) return Add(key, "more than " + std::to_string(most) + " items; give fewer");
    if (!Value(key).is_array()) return AddWrongKind(key, "a list");
    ContentReader list = Under(key);
    for (std::size_t i = 0; i < size; ++i) what(list, std::to_string(i));
  }
  // Each object of a list of any size, as `what(object)`.
  template <class Do>
  void ForEachObject(std::string_view key, Do what) {
    const auto inside = [&](const ContentReader& list, const std::string& index) {
      ContentReader object = list.Under(index);
      what(object);
    };
    ForEach(key, inside, kAnyNumber);
  }
  // The texts of a list of any size.
  std::vector<std::string> Texts(std::string_view key);
  // Places in a list, from 0, each once, in order.
  std::vector<std::size_t> Places(std::string_view key);
  // The index of the text among `names`, which are `what`; -1 after a problem.
  int IndexOf(std::string_view key, const std::vector<std::string>& names, std::string_view what);
  // Whether the text is one of `names`, which are `what`; else a problem, unless it is not a text,
  // which is one already.
  bool IsOneOf(std::string_view key, const std::vector<std::string>& names, std::string_view what);

  void AddWrongKind(std::string_view key, std::string_view expected);
  // kBadInput with every problem, if there is one.
  [[nodiscard]] Result<void> Check() const;

 private:
  static constexpr std::size_t kAnyNumber = static_cast<std::size_t>(-1);
};

class HostContent {
 public:
  // `text` must outlive it.
  static Result<HostContent> Parse(std::string_view text);

  [[nodiscard]] const JsonNode& root() const { return document_.root(); }
  // The sequence under "answers", to open that record before the rest is read.
  [[nodiscard]] Result<std::uint64_t> Answers() const;

 private:
  explicit HostContent(JsonDocument document) : document_(std::move(document)) {}
  JsonDocument document_;
};

}  // namespace bsup::core
