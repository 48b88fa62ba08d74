#include "csv.h"

#include "blended_supervision/plugin.hpp"

namespace console {
namespace {

// A field in quotes, of which the first has been taken; two quotes stand for one.
std::string TakeQuoted(std::string_view& text, std::size_t& line, const std::string& file) {
  const std::size_t begun = line;
  std::string field;
  while (!text.empty()) {
    const char c = text.front();
    text.remove_prefix(1);
    if (c == '\n') ++line;
    if (c != '"') {
      field += c;
    } else if (text.starts_with('"')) {
      field += '"';
      text.remove_prefix(1);
    } else {
      return field;
    }
  }
  const std::string where = file + ":" + std::to_string(begun);
  const std::string what = "a quote begins here and does not end; end it, or take it out";
  throw bsup::Error(BSUP_BAD_INPUT, where + ": " + what, {{where, what}});
}

}  // namespace

std::vector<CsvRow> ReadCsv(std::string_view text, const std::string& file) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::vector<CsvRow> rows;
  std::size_t line = 1;
  while (!text.empty()) {
    CsvRow row{line, {""}};
    bool ends = false;
    while (!text.empty() && !ends) {
      const char c = text.front();
      text.remove_prefix(1);
      if (c == '"' && row.fields.back().empty()) {
        row.fields.back() = TakeQuoted(text, line, file);
      } else if (c == ',') {
        row.fields.emplace_back();
      } else if (c == '\n') {
        ++line;
        ends = true;
      } else if (c != '\r') {
        row.fields.back() += c;
      }
    }
    if (row.fields.size() > 1 || !row.fields.front().empty()) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace console
