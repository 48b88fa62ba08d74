#include "base/json_writer.h"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace bsup::core {
namespace {

constexpr std::size_t kMostEscaped = 6;  // a control character as \u00XX

// Whether `text` stands as it is. Without a branch in the loop, the compiler looks at many bytes at
// a time.
bool IsPlain(std::string_view text) {
  unsigned char odd = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    odd |= static_cast<unsigned char>((byte < 0x20) | (byte == '"') | (byte == '\\'));
  }
  return odd == 0;
}

}  // namespace

JsonWriter::JsonWriter(std::size_t bytes)
    : buffer_(std::make_unique_for_overwrite<char[]>(bytes)),
      at_(buffer_.get()),
      end_(at_ + bytes) {}

void JsonWriter::Grow(std::size_t bytes) {
  const auto used = static_cast<std::size_t>(at_ - buffer_.get());
  const std::size_t size =
      std::max(used + bytes, 2 * static_cast<std::size_t>(end_ - buffer_.get()));
  auto wider = std::make_unique_for_overwrite<char[]>(size);
  std::memcpy(wider.get(), buffer_.get(), used);
  buffer_ = std::move(wider);
  at_ = buffer_.get() + used;
  end_ = buffer_.get() + size;
}

void JsonWriter::Escaped(unsigned char c) {
  *at_++ = '\\';
  switch (c) {
    case '"':
    case '\\': *at_++ = static_cast<char>(c); return;
    case '\b': *at_++ = 'b'; return;
    case '\f': *at_++ = 'f'; return;
    case '\n': *at_++ = 'n'; return;
    case '\r': *at_++ = 'r'; return;
    case '\t': *at_++ = 't'; return;
    default: break;
  }
  for (const char part : {'u', '0', '0', "0123456789abcdef"[c >> 4], "0123456789abcdef"[c & 15]})
    *at_++ = part;
}

void JsonWriter::Quoted(std::string_view text) {
  const bool plain = IsPlain(text);
  Need((plain ? text.size() : kMostEscaped * text.size()) + 4);  // quotes, a comma, a colon
  Comma();
  *at_++ = '"';
  if (plain) {
    std::memcpy(at_, text.data(), text.size());
    at_ += text.size();
  } else {
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      byte < 0x20 || c == '"' || c == '\\' ? Escaped(byte) : void(*at_++ = c);
    }
  }
  *at_++ = '"';
}

void JsonWriter::Key(std::string_view key) {
  Quoted(key);
  *at_++ = ':';
  comma_ = false;
}

void JsonWriter::Integer(std::int64_t value) {
  char text[24];
  const auto end = std::to_chars(text, text + sizeof text, value).ptr;
  Raw({text, static_cast<std::size_t>(end - text)});
}

void JsonWriter::String(std::string_view value) { Quoted(value); }

void JsonWriter::Value(Day day) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day.number()}}};
  const auto year = static_cast<unsigned>(static_cast<int>(date.year()));
  const auto month = static_cast<unsigned>(date.month());
  const auto of_month = static_cast<unsigned>(date.day());
  const auto digit = [](unsigned number) { return static_cast<char>('0' + number % 10); };
  // Day::ToString is several times slower, and advice holds some ten days.
  const char text[] = {digit(year / 1000),
                       digit(year / 100),
                       digit(year / 10),
                       digit(year),
                       '-',
                       digit(month / 10),
                       digit(month),
                       '-',
                       digit(of_month / 10),
                       digit(of_month)};
  String({text, sizeof text});
}

std::string JsonWriter::Take() {
  std::string text(buffer_.get(), at_);
  at_ = buffer_.get();
  comma_ = false;
  return text;
}

}  // namespace bsup::core
