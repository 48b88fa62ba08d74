#include "policy/read/toml_fault.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>

#include "base/suggest.h"
#include "policy/read/plain_text.h"

namespace bsup::core {
namespace {

constexpr auto kNowhere = std::string_view::npos;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsQuote(char c) { return c == '"' || c == '\''; }
bool ContinuesCharacter(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::string_view LineOf(std::string_view text, int line) {
  for (int i = 1; i < line; ++i) text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  return text.substr(0, text.find('\n'));
}

// Columns count characters, from 1; past the end of a line its size.
std::size_t ByteOf(std::string_view line, int column) {
  std::size_t byte = 0;
  while (column > 1 && byte < line.size()) {
    ++byte;
    while (byte < line.size() && ContinuesCharacter(line[byte])) ++byte;
    --column;
  }
  return byte;
}
int ColumnOf(std::string_view line, std::size_t byte) {
  return 1 + static_cast<int>(byte) -
         static_cast<int>(std::ranges::count_if(line.substr(0, byte), ContinuesCharacter));
}

// Where on a line a text begins that does not end on it. Of texts over several lines nothing is
// said.
std::optional<std::size_t> UnclosedText(std::string_view line) {
  if (line.find("\"\"\"") != kNowhere || line.find("'''") != kNowhere) return std::nullopt;
  for (std::size_t i = 0; i < line.size() && line[i] != '#'; ++i) {
    if (!IsQuote(line[i])) continue;
    const std::size_t begin = i;
    for (++i; i < line.size() && line[i] != line[begin]; ++i) {
      if (line[begin] == '"' && line[i] == '\\') ++i;
    }
    if (i >= line.size()) return begin;
  }
  return std::nullopt;
}

// The value without quotes that a byte of a line belongs to.
std::string_view BareValue(std::string_view line, std::size_t at, std::string_view ends) {
  const std::size_t before = line.substr(0, at).find_last_of("=,[{");
  const std::size_t begin = before == kNowhere ? 0 : before + 1;
  return Trimmed(line.substr(begin, std::min(line.find_first_of(ends, at), line.size()) - begin));
}

bool BeginsWithOneOf(std::string_view text, std::initializer_list<std::string_view> signs) {
  return std::ranges::any_of(signs, [&](std::string_view sign) { return text.starts_with(sign); });
}

std::string SayBareValue(std::string_view value) {
  const std::string lower = Lower(value);
  const std::string quoted = Quoted(value);
  if (lower == "true" || lower == "false")
    return "write " + lower + " in lower case, without quotes";
  if (lower == "yes" || lower == "no")
    return "write " + std::string(lower == "yes" ? "true" : "false") + ", or " + quoted +
           " in quotes if it is a text";
  if (BeginsWithOneOf(value, {"<", ">", "=", "!", "(", "≥", "≤", "≠"}))
    return "a test needs quotes: " + quoted;
  if (IsDigit(value[0]) || BeginsWithOneOf(value, {"+", "-", "."}))
    return "write a whole number, a date as 2026-10-01, or a text in quotes, not " + quoted;
  return "a text needs quotes: " + quoted;
}

std::string Said(std::string_view line, std::size_t at, std::string_view expected) {
  const auto expects = [&](std::string_view words) { return expected.find(words) != kNowhere; };
  const std::string_view rest = line.substr(at);
  const std::string_view before = Trimmed(line.substr(0, at));
  if (BeginsWithOneOf(rest, {"“", "”", "„", "‘", "’"}))
    return "this is not a quote of TOML; write straight ones, as in \"office\"";
  if (expects("cannot redefine")) {
    const std::string_view name = expected.substr(std::min(expected.find('\''), expected.size()));
    const std::string what = name.empty() ? "this" : Quoted(name.substr(1, name.find('\'', 1) - 1));
    return what + " is given twice; keep one";
  }
  if (expects("bare key") || expects("root table"))
    return "write a key here; one with signs other than a to z, digits, - and _ needs quotes";
  if (expects("table header"))
    return "this heading lacks a bracket or has one too many; write [policy] or [[principle]]";
  if (expects("escape sequence") || expects("unicode scalar"))
    return "a backslash in a text begins a sign such as \\n; write \\\\ for a backslash";
  if (expects("end-of-file")) return "the file ends within a list, a table or a text; close it";
  if (expects("control characters")) return "a text holds a control character here; take it out";
  if (expects("dangling comma")) return "take out the comma before the }";
  if (expects("saw") && !before.empty() && IsQuote(before.back()) && !rest.empty()) {
    if (IsQuote(rest[0]) || rest.substr(0, rest.find_first_of("\"'")).find('=') != kNowhere)
      return "a comma is missing before this";
    if (rest[0] != '.' && rest[0] != ':')
      return "the text before this ends at its second quote; write \\\" for a quote inside a text";
  }
  if (expects("expected '='"))
    return "there is no = between the key and its value; write key = value";
  if (expects("expected value")) return "the value is missing; write it after the =";
  const std::string_view bare =
      BareValue(line, at, expects("a comment or whitespace") ? "#" : ",]}#\"'");
  if (expects("comma or closing") || expects("key or closing")) {
    const std::string close(1, expects("']'") ? ']' : '}');
    if (rest.empty()) return "close this with " + close + " on the same line";
    if (bare.find('=') != kNowhere) return "a comma or " + close + " is missing before this";
  }
  if (bare.empty()) return "not valid TOML: " + std::string(expected);
  return SayBareValue(bare);
}

}  // namespace

Problem TomlFault(std::string_view text, const Place& stopped, std::string_view expected) {
  const std::string_view line = LineOf(text, stopped.line);
  const std::size_t at = ByteOf(line, stopped.column);
  if (expected.find("utf-8") != kNowhere || expected.find("UTF-8") != kNowhere)
    return {stopped.ToString(), "the file is not in UTF-8 here; save it as UTF-8"};
  const std::optional<std::size_t> unclosed = UnclosedText(line);
  if (!unclosed) return {stopped.ToString(), Said(line, at, expected)};
  if (Trimmed(line.substr(at)).empty()) {
    const Place begin{stopped.file, stopped.line, ColumnOf(line, *unclosed)};
    return {begin.ToString(), "this text has no closing quote; add it"};
  }
  return {stopped.ToString(),
          "a text on this line lacks one of its quotes; begin and end each text with a quote"};
}

}  // namespace bsup::core
