// Rows of a CSV file (RFC 4180).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace console {

struct CsvRow {
  std::size_t line = 0;  // on which it begins
  std::vector<std::string> fields;
};

// Throws bsup::Error, which names `file` and the line, where a quote does not end.
std::vector<CsvRow> ReadCsv(std::string_view text, const std::string& file);

}  // namespace console
