// Reading one object of the caller's, key by key, with every problem in one error.
//
// Take every key it may have, then Finish.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/json.h"
#include "base/result.h"

namespace bsup::core {

class ObjectReader {
 public:
  // `where` is the object's own pointer, for messages. `node` and `problems` outlive the reader.
  ObjectReader(const JsonNode& node, std::string where, std::vector<Problem>& problems);

  // The value of a key, or nullptr where it is left out or null.
  const JsonNode* Take(std::string_view key);

  // Each reports another kind of value, and then gives nothing.
  std::optional<std::string_view> TakeText(std::string_view key);
  std::optional<Day> TakeDay(std::string_view key);

  void Add(std::string_view key, std::string what);

  // Reports every key that was not asked for.
  void Finish();

 private:
  const JsonNode& node_;
  std::string where_;
  std::vector<Problem>& problems_;
  std::vector<std::string> asked_;
};

}  // namespace bsup::core
