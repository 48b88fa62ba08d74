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

 private:
  struct Token {
    std::string key;
    std::int64_t index = -1;  // where the key is a number
  };

  std::string text_;
  std::vector<Token> tokens_;
};

}  // namespace bsup::core
