// A code table made from a CSV file, as people keep their codes in a spreadsheet.
#include <algorithm>
#include <array>
#include <iostream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "command.h"
#include "common_options.h"
#include "csv.h"
#include "files.h"
#include "toml_text.h"

namespace console {
namespace {

struct TableOptions {
  std::string id = "codes";
  std::string file;
};

// Columns that say what a row means; all others hold its names.
constexpr std::array kMeanings{"is", "mode", "purpose", "attendance"};

std::string Trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  return begin == std::string::npos ? ""
                                    : text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

class CodeTable {
 public:
  explicit CodeTable(const CsvRow& head) {
    for (const std::string& field : head.fields) columns_.push_back(Trimmed(field));
  }

  // Whether some column says what the rows mean.
  [[nodiscard]] bool says() const {
    return std::ranges::any_of(columns_, [](const std::string& column) {
      return column == "nothing" || std::ranges::find(kMeanings, column) != kMeanings.end();
    });
  }

  void Add(const CsvRow& row) {
    std::string meaning;
    std::vector<std::string> names;
    bool nothing = false;
    for (std::size_t i = 0; i < columns_.size() && i < row.fields.size(); ++i) {
      const std::string field = Trimmed(row.fields[i]);
      if (field.empty()) continue;
      if (columns_[i] == "nothing") {
        nothing = true;
      } else if (std::ranges::find(kMeanings, columns_[i]) != kMeanings.end()) {
        meaning += ", " + columns_[i] + " = " + TomlText(field);
      } else if (taken_.insert(field).second) {
        names.push_back(field);
      } else {
        again_.push_back(field + " (line " + std::to_string(row.line) + ")");
      }
    }
    std::vector<std::string>& group = nothing           ? nothing_
                                      : meaning.empty() ? open_
                                                        : GroupOf(meaning);
    group.insert(group.end(), names.begin(), names.end());
  }

  void Print(const std::string& id) const {
    std::cout << "[table." << id << "]\nentries = [\n";
    for (const auto& [meaning, names] : groups_)
      std::cout << "  { names = [" << List(names) << "]" << meaning << " },\n";
    std::cout << "]\n";
    if (!nothing_.empty()) std::cout << "nothing = [" << List(nothing_) << "]\n";
    if (!open_.empty())
      std::cout << "# The file does not say what these mean: " << List(open_) << '\n';
    if (!again_.empty())
      std::cout << "# These stood in the file before, and were left out: " << List(again_) << '\n';
  }

 private:
  std::vector<std::string>& GroupOf(const std::string& meaning) {
    const auto known = std::ranges::find(groups_, meaning, &Group::first);
    if (known != groups_.end()) return known->second;
    groups_.emplace_back(meaning, std::vector<std::string>());
    return groups_.back().second;
  }

  static std::string List(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + TomlText(name);
    return text;
  }

  using Group = std::pair<std::string, std::vector<std::string>>;
  std::vector<std::string> columns_;
  std::vector<Group> groups_;  // in the order of the file
  std::vector<std::string> nothing_;
  std::vector<std::string> open_;
  std::set<std::string> taken_;  // a name stands in a table once
  std::vector<std::string> again_;
};

int Table(const bsup::Session& /*session*/, const TableOptions& options) {
  const std::vector<CsvRow> rows = ReadCsv(ReadGiven(options.file), options.file);
  const auto refuse = [&](const std::string& what) {
    return Complain("", bsup::Error(BSUP_BAD_INPUT, what, {{options.file, what}}));
  };
  if (rows.empty()) return refuse("the file is empty; its first line names the columns");
  CodeTable table(rows.front());
  if (!table.says()) {
    return refuse(
        "no column says what the codes mean; name one \"is\", \"mode\", \"purpose\", "
        "\"attendance\" or \"nothing\"");
  }
  for (std::size_t i = 1; i < rows.size(); ++i) table.Add(rows[i]);
  table.Print(options.id);
  return kDone;
}

}  // namespace

void AddMappingTable(Group mapping) {
  const auto& [command, options] =
      Add(mapping, "table", "Make a code table from a CSV file", Table);
  AddOption(command, "--id", &options->id, "ID", "The id of the table (codes)");
  AddOption(command, "csv", &options->file, "CSV",
            "Its first line names the columns: is, mode, purpose, attendance and nothing say what "
            "a row means, all others hold its names")
      ->required();
}

}  // namespace console
