// Reading JSON that nobody vouches for.
//
// Parse, then walk the nodes; every node lives as long as its document. Boost.JSON's event parser
// does the parsing (in json.cc, its only door); the tree is our own because a payload's duplicate
// keys must be found, and because nodes that point into the text are all that intake needs.
#pragma once

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace bsup::core {

class JsonWriter;

enum class JsonKind : std::uint8_t { kNull, kBool, kInteger, kDouble, kString, kArray, kObject };

struct JsonMember;

class JsonNode {
 public:
  JsonNode() = default;
  explicit JsonNode(bool value) : kind_(JsonKind::kBool) { value_.integer = value ? 1 : 0; }
  explicit JsonNode(std::int64_t value) : kind_(JsonKind::kInteger) { value_.integer = value; }
  explicit JsonNode(double value) : kind_(JsonKind::kDouble) { value_.number = value; }
  explicit JsonNode(std::string_view value)
      : kind_(JsonKind::kString), size_(static_cast<std::uint32_t>(value.size())) {
    value_.text = value.data();
  }
  JsonNode(const JsonNode* items, std::uint32_t size) : kind_(JsonKind::kArray), size_(size) {
    value_.items = items;
  }
  JsonNode(const JsonMember* members, std::uint32_t size) : kind_(JsonKind::kObject), size_(size) {
    value_.members = members;
  }

  [[nodiscard]] JsonKind kind() const { return kind_; }
  [[nodiscard]] bool is_null() const { return kind_ == JsonKind::kNull; }
  [[nodiscard]] bool is_bool() const { return kind_ == JsonKind::kBool; }
  [[nodiscard]] bool is_integer() const { return kind_ == JsonKind::kInteger; }
  [[nodiscard]] bool is_string() const { return kind_ == JsonKind::kString; }
  [[nodiscard]] bool is_array() const { return kind_ == JsonKind::kArray; }
  [[nodiscard]] bool is_object() const { return kind_ == JsonKind::kObject; }

  // Each only for its kind.
  [[nodiscard]] bool boolean() const { return value_.integer != 0; }
  [[nodiscard]] std::int64_t integer() const { return value_.integer; }
  [[nodiscard]] double number() const { return value_.number; }
  [[nodiscard]] std::string_view string() const { return {value_.text, size_}; }

  // Empty for other kinds.
  [[nodiscard]] std::span<const JsonNode> items() const;
  [[nodiscard]] std::span<const JsonMember> members() const;

  // The member of that key, or nullptr (also for other kinds).
  [[nodiscard]] const JsonNode* Find(std::string_view key) const;

  // The node an RFC 6901 pointer leads to (`` is this one), or nullptr.
  [[nodiscard]] const JsonNode* At(std::string_view pointer) const;

  // "an object", "a string", ... for messages.
  [[nodiscard]] std::string_view KindName() const;

 private:
  JsonKind kind_ = JsonKind::kNull;
  std::uint32_t size_ = 0;
  union {
    std::int64_t integer;
    double number;
    const char* text;
    const JsonNode* items;
    const JsonMember* members;
  } value_{};
};

struct JsonMember {
  std::string_view key;
  JsonNode value;
};

class JsonDocument {
 public:
  static constexpr std::size_t kMostDepth = 64;
  static constexpr std::size_t kMostBytes = 16u << 20;
  // A value takes some 64 bytes while it is read, however short it is written: so no document takes
  // more than about six times kMostBytes.
  static constexpr std::size_t kMostValues = 1'500'000;

  // Strict RFC 8259 in valid UTF-8, with or without a byte order mark, at most kMostBytes and
  // kMostValues, kMostDepth deep, no key twice in one object, no NUL in any text. Strings without
  // escapes point into `text`, which must outlive the document. An error's place is `name` and byte
  // offset, or a JSON Pointer.
  static Result<JsonDocument> Parse(std::string_view text, std::string_view name);

  JsonDocument(JsonDocument&&) = default;
  JsonDocument& operator=(JsonDocument&&) = default;

  [[nodiscard]] const JsonNode& root() const { return root_; }

 private:
  JsonDocument() = default;
  std::unique_ptr<std::pmr::monotonic_buffer_resource> arena_;
  JsonNode root_;
};

// `text` with ~ and / escaped as RFC 6901 asks.
std::string PointerToken(std::string_view text);

// RFC 8785: the same value in its one canonical form. Only integers within 2^53 occur.
std::string CanonicalJson(const JsonNode& node);
// The same as one value of what is being written.
void WriteCanonical(const JsonNode& node, JsonWriter& writer);

}  // namespace bsup::core
