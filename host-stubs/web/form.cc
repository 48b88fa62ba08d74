#include "form.h"

#include <algorithm>
#include <boost/locale/utf.hpp>
#include <charconv>

namespace web {
namespace {

constexpr std::size_t kMostFields = 100;

std::optional<std::string> Decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      out += ' ';
    } else if (text[i] == '%') {
      if (text.size() - i < 3) return std::nullopt;
      unsigned value = 0;
      const char* end = text.data() + i + 3;
      if (const auto [stop, error] = std::from_chars(text.data() + i + 1, end, value, 16);
          error != std::errc() || stop != end) {
        return std::nullopt;
      }
      i += 2;
      if (value != '\r') out += static_cast<char>(value);
    } else {
      out += text[i];
    }
  }
  return IsText(out) ? std::optional(std::move(out)) : std::nullopt;
}

// Calls `take` for each part of `text` between separators, until it returns false.
template <class Take>
bool Split(std::string_view text, char separator, Take take) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (!take(text.substr(0, end))) return false;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return true;
}

}  // namespace

void Fields::Add(std::string name, std::string value) {
  list_.emplace_back(std::move(name), std::move(value));
}

std::string Fields::First(std::string_view name) const {
  const auto found = std::find_if(list_.begin(), list_.end(),
                                  [name](const auto& each) { return each.first == name; });
  return found == list_.end() ? std::string() : found->second;
}

std::vector<std::string> Fields::All(std::string_view name) const {
  std::vector<std::string> values;
  for (const auto& [each, value] : list_) {
    if (each == name) values.push_back(value);
  }
  return values;
}

std::optional<Fields> ParseForm(std::string_view text) {
  Fields fields;
  const bool whole = Split(text, '&', [&fields](std::string_view pair) {
    const std::size_t equals = std::min(pair.find('='), pair.size());
    std::optional<std::string> name = Decode(pair.substr(0, equals));
    std::optional<std::string> value = Decode(pair.substr(std::min(equals + 1, pair.size())));
    if (!name || !value || fields.list().size() == kMostFields) return false;
    fields.Add(*std::move(name), *std::move(value));
    return true;
  });
  return whole ? std::optional(std::move(fields)) : std::nullopt;
}

Fields ParseCookies(std::string_view header) {
  Fields cookies;
  Split(header, ';', [&cookies](std::string_view pair) {
    pair.remove_prefix(std::min(pair.find_first_not_of(' '), pair.size()));
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos) {
      cookies.Add(std::string(pair.substr(0, equals)), std::string(pair.substr(equals + 1)));
    }
    return cookies.list().size() < kMostFields;
  });
  return cookies;
}

bool IsText(std::string_view text) {
  using Utf8 = boost::locale::utf::utf_traits<char>;
  for (auto at = text.begin(); at != text.end();) {
    const boost::locale::utf::code_point point = Utf8::decode(at, text.end());
    if (!boost::locale::utf::is_valid_codepoint(point)) return false;
    const bool control = (point < 0x20 && point != '\t' && point != '\n') || point == 0x7f;
    if (control || (point >= 0x80 && point < 0xa0)) return false;
  }
  return true;
}

}  // namespace web
