// Reads the words of the plugin in both languages, checks that they agree, and writes them as C++ for
// it to compile in. What no compiler needs, tests/words checks.
//
//     make_catalogue FOLDER HEADER
//
// FOLDER has en/plugin.toml and cy/plugin.toml. A group becomes a struct, a key of the group a
// member: `due_by` of [advice] is AdviceText::kDueBy. What is wrong is printed with file, line and
// what to do, and the exit status is 1.
#include <toml++/toml.h>

#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr std::string_view kTwoForms = "two_forms";  // reasons, in the Welsh

struct Entry {
  std::string words;
  std::string place;  // `en/plugin.toml:12`
};

struct Group {
  std::string place;
  std::map<std::string, Entry> entries;
};

struct File {
  std::string path;
  std::map<std::string, Group> groups;
};

bool failed = false;

void Complain(const std::string& place, const std::string& what) {
  std::cerr << place << ": " << what << "\n";
  failed = true;
}

std::string PlaceOf(const std::string& path, const toml::source_region& region) {
  return path + ":" + std::to_string(region.begin.line);
}

bool IsKey(std::string_view key) {
  return !key.empty() && key.front() >= 'a' && key.front() <= 'z' &&
         key.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

// The entries of one table of a file.
std::map<std::string, Entry> ReadEntries(const toml::table& table, const std::string& path) {
  std::map<std::string, Entry> entries;
  for (const auto& [key, value] : table) {
    const std::string place = PlaceOf(path, value.source());
    const auto words = value.value<std::string>();
    if (!words || words->empty() || !IsKey(key.str())) {
      Complain(place,
               "this is not an entry; write key = \"words\", the key with lower-case letters, "
               "digits and _");
      continue;
    }
    entries[std::string(key)] = {*words, place};
  }
  return entries;
}

File ReadFile(const std::string& path) {
  File file{path, {}};
  const toml::parse_result parsed = toml::parse_file(path);
  if (!parsed) {
    Complain(PlaceOf(path, parsed.error().source()), std::string(parsed.error().description()));
    return file;
  }
  for (const auto& [name, node] : parsed.table()) {
    if (name == kTwoForms) continue;
    const toml::table* table = node.as_table();
    if (table == nullptr || !IsKey(name.str())) {
      Complain(PlaceOf(path, node.source()),
               "this is not a group; write [name] with lower-case letters, digits and _");
    } else {
      file.groups[std::string(name)] = {PlaceOf(path, table->source()), ReadEntries(*table, path)};
    }
  }
  return file;
}

// How many parts are filled in. They are {1}, {2} and so on, without a gap.
std::size_t PartsOf(const Entry& entry) {
  std::set<std::size_t> parts;
  for (std::size_t i = 0; i < entry.words.size(); ++i) {
    if (entry.words[i] != '{' && entry.words[i] != '}') continue;
    const bool whole = entry.words[i] == '{' && i + 2 < entry.words.size() &&
                       entry.words[i + 1] >= '1' && entry.words[i + 1] <= '9' &&
                       entry.words[i + 2] == '}';
    if (!whole) {
      Complain(entry.place, "a bracket that is not of {1}, {2} ... {9}; write one of these");
      return 0;
    }
    parts.insert(static_cast<std::size_t>(entry.words[i + 1] - '0'));
    i += 2;
  }
  if (!parts.empty() && *parts.rbegin() != parts.size())
    Complain(entry.place, "{" + std::to_string(*parts.rbegin()) +
                              "} is used, and not all before it; number the parts from {1}");
  return parts.size();
}

// What `file` lacks of `other`.
void CompareKeys(const File& file, const File& other) {
  for (const auto& [name, theirs] : other.groups) {
    const auto ours = file.groups.find(name);
    if (ours == file.groups.end()) {
      Complain(file.path, "group [" + name + "] of " + theirs.place +
                              " is missing; add it here, or take it out there");
      continue;
    }
    for (const auto& [key, entry] : theirs.entries) {
      if (!ours->second.entries.contains(key))
        Complain(ours->second.place, "[" + name + "] lacks " + key + " of " + entry.place +
                                         "; add it here, or take it out there");
    }
  }
}

void CompareParts(const Entry& english, const Entry& welsh) {
  const std::size_t parts = PartsOf(english);
  const std::size_t others = PartsOf(welsh);
  if (parts != others)
    Complain(welsh.place, "this fills in " + std::to_string(others) + " of {1}, {2} ..., and " +
                              english.place + " fills in " + std::to_string(parts) +
                              "; both languages need the same");
}

// `due_by` is `DueBy`.
std::string Camel(std::string_view key) {
  std::string name;
  bool upper = true;
  for (const char c : key) {
    if (c == '_') {
      upper = true;
    } else {
      name += upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
      upper = false;
    }
  }
  return name;
}

std::string Literal(std::string_view words) {
  std::string literal = "\"";
  for (const char c : words) {
    if (c == '"' || c == '\\') literal += '\\';
    if (c == '\n') {
      literal += "\\n";
    } else {
      literal += c;
    }
  }
  return literal + "\"";
}

std::string HeaderOf(const File& english, const File& welsh) {
  std::string text =
      "// Made from config/words by plugin/words/make_catalogue.cc. Change the words there.\n"
      "#pragma once\n\n#include <array>\n\n#include \"base/text.h\"\n\nnamespace bsup::core {\n";
  for (const auto& [name, group] : english.groups) {
    std::string all;
    text += "\nstruct " + Camel(name) + "Text {\n";
    for (const auto& [key, entry] : group.entries) {
      const std::size_t parts = PartsOf(entry);
      const std::string both =
          Literal(entry.words) + ", " + Literal(welsh.groups.at(name).entries.at(key).words);
      text += "  static constexpr " +
              (parts == 0 ? "Text" : "Pattern<" + std::to_string(parts) + ">") + " k" + Camel(key) +
              "{" + both + "};\n";
      all += "      Text{" + both + "},\n";
    }
    text += "  // All of them, by key.\n  static constexpr std::array kAll{\n" + all + "  };\n};\n";
  }
  return text + "\n}  // namespace bsup::core\n";
}

// A header that is the same keeps its time, so that nothing is compiled again.
void WriteIfNew(const std::string& path, const std::string& text) {
  std::ostringstream old;
  old << std::ifstream(path, std::ios::binary).rdbuf();
  if (old.str() == text) return;
  std::ofstream file(path, std::ios::binary);
  file << text << std::flush;
  if (!file) Complain(path, "cannot be written; is there room, and may you write there?");
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::cerr << "make_catalogue FOLDER HEADER\n";
    return 2;
  }
  const std::string folder = arguments[1];
  const File english = ReadFile(folder + "/en/plugin.toml");
  const File welsh = ReadFile(folder + "/cy/plugin.toml");
  if (!failed) {
    CompareKeys(english, welsh);
    CompareKeys(welsh, english);
  }
  if (failed) return 1;
  for (const auto& [name, group] : english.groups) {
    for (const auto& [key, entry] : group.entries)
      CompareParts(entry, welsh.groups.at(name).entries.at(key));
  }
  if (!failed) WriteIfNew(arguments[2], HeaderOf(english, welsh));
  return failed ? 1 : 0;
}
