// Texts as TOML writes them.
#pragma once

#include <boost/json.hpp>
#include <string>

namespace console {

// In quotes. JSON's escapes are TOML's, but for the one character that JSON leaves as it is.
inline std::string TomlText(const std::string& text) {
  std::string written = boost::json::serialize(boost::json::string(text));
  for (std::size_t at = written.find('\x7F'); at != std::string::npos; at = written.find('\x7F'))
    written.replace(at, 1, "\\u007F");
  return written;
}

}  // namespace console
