// Reading one JSON object key by key; see key_reader.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/json.h"
#include "base/key_reader.h"
#include "base/result.h"

namespace bsup::core {

inline std::optional<std::string_view> TextOf(const JsonNode& node) {
  return node.is_string() ? std::optional(node.string()) : std::nullopt;
}
inline std::optional<bool> FlagOf(const JsonNode& node) {
  return node.is_bool() ? std::optional(node.boolean()) : std::nullopt;
}
inline std::optional<std::int64_t> IntegerOf(const JsonNode& node) {
  return node.is_integer() ? std::optional(node.integer()) : std::nullopt;
}
inline std::optional<Day> DayOf(const JsonNode& node) {
  return node.is_string() ? Day::Parse(node.string()) : std::nullopt;
}

class ObjectReader : public KeyReader<ObjectReader, JsonNode> {
 public:
  static constexpr std::string_view kWantedText = "a text";
  static constexpr std::string_view kWantedDay = "a day that exists, written as 2026-11-30";
  static constexpr bool kDayIsText = true;

  // Whether a key may be left out where nothing is known, or must be there with null. kCheckedApart:
  // the object and its keys are not checked here, but by the class that inherits.
  enum class Keys { kMayBeLeftOut, kAllThere, kCheckedApart };

  // `where` is the object's own pointer, for messages. `node` and `problems` outlive the reader;
  // at most kMostProblems are gathered there.
  ObjectReader(const JsonNode& node, std::string where, std::vector<Problem>& problems,
               Keys keys = Keys::kMayBeLeftOut);

  std::string NeedText(std::string_view key);

  // Each item of the list under the key, as `what(item, pointer)`. None where that is left out or
  // null.
  template <class Do>
  void ForEach(std::string_view key, Do what) {
    const JsonNode* list = Take(key);
    if (list == nullptr) return;
    if (!list->is_array()) return Wrong(key, *list, MustBe("a list", *list));
    std::size_t index = 0;
    for (const JsonNode& item : list->items())
      what(item, PointerOf(key) + "/" + std::to_string(index++));
  }
  // As `what(text, pointer)`.
  template <class Do>
  void ForEachText(std::string_view key, Do what) {
    ForEach(key, [&](const JsonNode& item, const std::string& where) {
      if (item.is_string()) return what(item.string(), where);
      AddAt(where, MustBe("a text", item));
    });
  }
  // As `what(reader)`, then Finish.
  template <class Do>
  void ForEachObject(std::string_view key, Do what) {
    ForEach(key,
            [&](const JsonNode& item, const std::string& where) { Inside(item, where, what); });
  }
  // The object under the key, likewise.
  template <class Do>
  void InObject(std::string_view key, Do what) {
    if (const JsonNode* node = Need(key)) Inside(*node, PointerOf(key), what);
  }

  // Reports something about the value of a key.
  void Add(std::string_view key, std::string what) { AddAt(PointerOf(key), std::move(what)); }
  void AddAt(std::string pointer, std::string what);
  [[nodiscard]] std::string PointerOf(std::string_view key) const;

  // For KeyReader.
  const JsonNode* Find(std::string_view key);
  void Missing(std::string_view key);
  void Wrong(std::string_view key, const JsonNode& value, std::string what);
  void Unknown(const JsonMember& member, const std::vector<std::string>& known);
  [[nodiscard]] std::span<const JsonMember> members() const { return node_.members(); }

 protected:
  [[nodiscard]] const JsonNode& node() const { return node_; }
  [[nodiscard]] const std::string& where() const { return where_; }
  [[nodiscard]] std::vector<Problem>& problems() const { return problems_; }

 private:
  // Enough to mend by; a hostile input has no end of them.
  static constexpr std::size_t kMostProblems = 20;

  template <class Do>
  void Inside(const JsonNode& node, std::string where, Do what) {
    ObjectReader reader(node, std::move(where), problems_, keys_);
    if (!node.is_object()) return;
    what(reader);
    reader.Finish();
  }

  const JsonNode& node_;
  std::string where_;
  std::vector<Problem>& problems_;
  Keys keys_;
  std::vector<std::string> missing_;  // those reported
};

}  // namespace bsup::core
