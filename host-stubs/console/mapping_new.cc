// A mapping begun from sample payloads: every leaf with the values seen, to be filled in.
#include <boost/json.hpp>
#include <cctype>
#include <iostream>
#include <string>
#include <vector>

#include "command.h"
#include "common_options.h"
#include "mapping_samples.h"
#include "payloads.h"
#include "toml_text.h"

namespace console {
namespace {

namespace json = boost::json;

struct NewOptions {
  std::string id = "mine";
  std::vector<std::string> payloads;
};

// `/contact_log/*/type_code` as the id of a code table, `contact-log-type-code`.
std::string TableId(const std::string& at) {
  std::string id;
  for (const char c : at) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      id += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    } else if (!id.empty() && id.back() != '-') {
      id += '-';
    }
  }
  while (id.ends_with('-')) id.pop_back();
  return id.empty() ? "values" : id;
}

// A JSON value as a name of a code table: always a text.
std::string Name(const std::string& value) {
  return value.starts_with('"') ? value : TomlText(value);
}

void PrintLeaf(const SampleLeaf& leaf) {
  std::cout << "#   " << TomlText(leaf.at) << "  " << leaf.times
            << (leaf.times == 1 ? " time: " : " times: ");
  for (std::size_t i = 0; i < leaf.values.size(); ++i)
    std::cout << (i == 0 ? "" : ", ") << leaf.values[i];
  std::cout << (leaf.more_values ? ", and more\n" : "\n");
}

void PrintTable(const std::string& id, const SampleLeaf& leaf, const char* says) {
  std::cout << "# [table." << id << "]\n# entries = [\n";
  for (const std::string& value : leaf.values)
    std::cout << "#   { names = [" << Name(value) << "], " << says << " },\n";
  std::cout << "# ]\n";
}

void PrintValue(const SampleLeaf& leaf) {
  std::cout << '\n';
  PrintLeaf(leaf);
  if (leaf.is_day) {
    std::cout << "# [[part.start]]   # or took_over, year_end, final_third\n# at = "
              << TomlText(leaf.at) << '\n';
    return;
  }
  std::cout << "# [[part.value]]\n# at = " << TomlText(leaf.at) << "\n# fact = \"\"\n";
  if (leaf.more_values) return;
  const std::string id = TableId(leaf.at);
  std::cout << "# table = " << TomlText(id) << '\n';
  PrintTable(id, leaf, "is = \"\"");
}

void PrintList(const SampleList& list) {
  std::cout << "\n# The members of " << TomlText(list.at) << " hold:\n";
  const SampleLeaf* day = nullptr;
  for (const SampleLeaf& leaf : list.leaves) {
    PrintLeaf(leaf);
    if (leaf.is_day && day == nullptr) day = &leaf;
  }
  if (list.at.find("/*") != std::string::npos) {
    std::cout << "# It is a list within a list: [[part.list]] reads it with `within`.\n";
    return;
  }
  const std::string id = TableId(list.at);
  if (day == nullptr) {
    std::cout << "# [[part.list]]\n# at = " << TomlText(list.at)
              << "\n# each = " << TomlText(list.leaves.empty() ? "" : list.leaves.front().at)
              << "\n# table = " << TomlText(id)
              << "\n# complete = false   # true: what it does not name is not so\n";
    if (!list.leaves.empty()) PrintTable(id, list.leaves.front(), "set = { \"\" = true }");
    return;
  }
  std::cout << "# [[part.contacts]]\n# at = " << TomlText(list.at) << "\n# as = " << TomlText(id)
            << '\n';
  if (list.keyed) std::cout << "# keyed = true\n";
  std::cout
      << "# [contacts." << id << "]\n# day = " << TomlText(day->at)
      << "\n# type = \"\"\n# types = \"" << id << "-types\"\n# outcome = \"\"\n# outcomes = \""
      << id << "-outcomes\"\n# [table." << id << "-types]\n"
      << "# entries = [{ names = [\"\"], mode = \"\", purpose = \"\" }]\n# nothing = []\n# [table."
      << id << "-outcomes]\n# entries = [{ names = [\"\"], attendance = \"attended\" }]\n";
}

void Print(const NewOptions& options, const Samples& samples, std::size_t count) {
  std::cout
      << "# Begun from " << count << (count == 1 ? " sample" : " samples")
      << ", whose values stand in the comments: personal data, if the samples are real. Take the\n"
         "# number sign from what bears on a fact, and fill in the fact (blended-supervision "
         "policy show PACK lists\n# them) and its values; take out the rest.\n\n"
         "[mapping]\nid = "
      << TomlText(options.id)
      << "\nversion = \"1\"\n# case_number = \"/...\"\n# not_known = [\"\"]\n";
  if (samples.has_local_days() || samples.has_instants()) {
    std::cout << "\n[dates]\n";
    if (samples.has_local_days())
      std::cout << "forms = [" << (samples.month_comes_first() ? "\"M/D/Y\"" : "\"D/M/Y\"")
                << "]   # D/M/Y or M/D/Y\n";
    if (samples.has_instants()) std::cout << "zone = \"Europe/London\"   # of the users\n";
  }
  std::cout
      << "\n[[part]]\nid = \"case\"\nat = \"\"\n# case_number = \"/...\"\n# forename = \"/...\"\n"
         "# surname = \"/...\"\n# birth_date = \"/...\"\n";
  for (const SampleList& list : samples.lists()) {
    if (!list.at.empty()) {
      PrintList(list);
    } else {
      for (const SampleLeaf& leaf : list.leaves) PrintValue(leaf);
    }
  }
}

int New(const bsup::Session& /*session*/, const NewOptions& options) {
  Samples samples;
  Payloads payloads(options.payloads);
  while (const auto payload = payloads.Next()) {
    std::string fault = payload->fault;
    boost::system::error_code error;
    const json::value value = fault.empty() ? json::parse(payload->text, error) : json::value();
    if (error) fault = "it is not JSON: " + error.message();
    if (!fault.empty())
      return Complain(payload->name, bsup::Error(BSUP_BAD_INPUT, fault, {{"", fault}}));
    samples.Add(value);
  }
  Print(options, samples, payloads.done());
  return kDone;
}

}  // namespace

void AddMappingNew(Group mapping) {
  const auto& [command, options] =
      Add(mapping, "new", "Begin a mapping from sample payloads, to be filled in", New);
  AddOption(command, "--id", &options->id, "ID", "The id of the mapping (mine)");
  AddOption(command, "payload", &options->payloads, "PAYLOAD",
            "Files, one case each; - reads JSON lines from standard input")
      ->required();
}

}  // namespace console
