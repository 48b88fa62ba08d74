#include "trail/log/lines.h"

#include <charconv>

namespace bsup::core {

std::optional<std::uint64_t> ParseDecimal(std::string_view text) {
  if (text.empty() || (text[0] == '0' && text.size() > 1)) return std::nullopt;
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stop != end) return std::nullopt;
  return number;
}

std::optional<char32_t> TakeCharacter(std::string_view* text) {
  const auto lead = static_cast<unsigned char>(text->front());
  std::size_t size = 1;
  char32_t character = lead;
  char32_t least = 0;  // below it, the character has a shorter form
  if (lead >= 0xF0) {
    size = 4;
    character = lead & 0x0F;
    least = 0x10000;
  } else if (lead >= 0xE0) {
    size = 3;
    character = lead & 0x0F;
    least = 0x800;
  } else if (lead >= 0xC0) {
    size = 2;
    character = lead & 0x1F;
    least = 0x80;
  } else if (lead >= 0x80) {
    return std::nullopt;
  }
  if (lead >= 0xF8 || text->size() < size) return std::nullopt;
  for (std::size_t i = 1; i < size; ++i) {
    const auto byte = static_cast<unsigned char>((*text)[i]);
    if ((byte & 0xC0) != 0x80) return std::nullopt;
    character = character << 6 | (byte & 0x3F);
  }
  const bool surrogate = character >= 0xD800 && character <= 0xDFFF;
  if (character < least || character > 0x10FFFF || surrogate) return std::nullopt;
  text->remove_prefix(size);
  return character;
}

std::optional<std::string_view> TakeLine(std::string_view* text) {
  const std::size_t end = text->find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = text->substr(0, end);
  text->remove_prefix(end + 1);
  return line;
}

std::size_t PlainPrefix(std::string_view text) {
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t at = text.size() - rest.size();
    const auto character = TakeCharacter(&rest);
    if (!character || (*character < 0x20 && *character != '\n')) return at;
  }
  return text.size();
}

}  // namespace bsup::core
