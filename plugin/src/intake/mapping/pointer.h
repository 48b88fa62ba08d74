// A JSON Pointer (RFC 6901) split once, when the mapping is loaded.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace bsup::core {

class Pointer {
 public:
  Pointer() = default;  // the whole value

  // Nothing unless `text` is empty or begins with a slash.
  static std::optional<Pointer> Parse(std::string_view text);

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] bool empty() const { return tokens_.empty(); }

  // What it leads to from `node`, or nullptr; null counts as nothing there.
  [[nodiscard]] const JsonNode* In(const JsonNode& node) const;
  // The last node on the way there that is not null, and the pointer to it; `node` itself where
  // there is none.
  struct Reached {
    const JsonNode* node = nullptr;
    std::string at;
  };
  [[nodiscard]] Reached Reach(const JsonNode& node) const;

 private:
  struct Token {
    std::string key;
    std::int64_t index = -1;  // where the key is a number
  };
  // The member or item that the token names, or nullptr.
  static const JsonNode* Next(const JsonNode& node, const Token& token);

  std::string text_;
  std::vector<Token> tokens_;
};

}  // namespace bsup::core
