// What a browser sends: fields of a form or a query, and cookies. Nothing here is trusted.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace web {

// Names and values in the order in which they came; a name may come more than once.
class Fields {
 public:
  void Add(std::string name, std::string value);
  // The first of that name; empty where there is none.
  [[nodiscard]] std::string First(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> All(std::string_view name) const;
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& list() const {
    return list_;
  }

 private:
  std::vector<std::pair<std::string, std::string>> list_;
};

// Of `application/x-www-form-urlencoded`. Nothing where it is not well formed: a % without two
// digits, what is not UTF-8, a control character other than a tab or the end of a line, or more
// than 100 fields. The end of a line becomes "\n".
std::optional<Fields> ParseForm(std::string_view text);
// Of a Cookie header; what is not a pair is left out.
Fields ParseCookies(std::string_view header);
// Whether it is UTF-8 without control characters other than a tab or "\n".
bool IsText(std::string_view text);

}  // namespace web
