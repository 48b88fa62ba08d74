#include "words.h"

#include <toml++/toml.h>
#include <stdexcept>

namespace web {
namespace {

boost::json::object Read(const toml::table& table, const std::string& group,
                         std::map<std::string, std::string>* texts) {
  boost::json::object tree;
  for (const auto& [key, node] : table) {
    const std::string name(key.str());
    const std::string whole = group.empty() ? name : group + '.' + name;
    if (const toml::table* inner = node.as_table()) {
      tree[name] = Read(*inner, whole, texts);
    } else if (const auto text = node.value<std::string>()) {
      tree[name] = *text;
      texts->emplace(whole, *text);
    } else {
      throw std::runtime_error("words: " + whole + " is not a text");
    }
  }
  return tree;
}

}  // namespace

Words::Words(const std::string& folder) {
  for (auto* catalogue : {&english_, &welsh_}) {
    const std::string file = folder + (catalogue == &english_ ? "/en.toml" : "/cy.toml");
    try {
      catalogue->tree = Read(toml::parse_file(file), "", &catalogue->texts);
    } catch (const toml::parse_error& error) {
      throw std::runtime_error(file + ": " + std::string(error.description()));
    }
  }
}

std::string Words::Say(bsup::Language language, const std::string& key, const Parts& parts) const {
  const auto found = Of(language).texts.find(key);
  if (found == Of(language).texts.end()) throw std::out_of_range("no words for " + key);
  std::string out;
  std::string_view rest = found->second;
  while (!rest.empty()) {
    const std::size_t open = rest.find('{');
    out += rest.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = rest.find('}', open);
    const std::string name(rest.substr(open + 1, close - open - 1));
    for (const auto& [each, value] : parts) {
      if (each == name) out += value;
    }
    rest.remove_prefix(close + 1);
  }
  return out;
}

std::string Words::Name(bsup::Language language, const std::string& group,
                        const std::string& code) const {
  const auto found = Of(language).texts.find(group + '.' + code);
  return found == Of(language).texts.end() ? code : found->second;
}

std::string Words::Day(bsup::Language language, std::chrono::sys_days day, bool weekday) const {
  const std::chrono::year_month_day date(day);
  const std::string month = std::to_string(static_cast<unsigned>(date.month()));
  std::string text = std::to_string(static_cast<unsigned>(date.day())) + ' ' +
                     Say(language, "month." + month) + ' ' +
                     std::to_string(static_cast<int>(date.year()));
  if (!weekday) return text;
  const std::string name = std::to_string(std::chrono::weekday(day).iso_encoding());
  return Say(language, "weekday." + name) + ' ' + text;
}

const boost::json::object& Words::All(bsup::Language language) const { return Of(language).tree; }

const Words::Catalogue& Words::Of(bsup::Language language) const {
  return language == bsup::Language::kWelsh ? welsh_ : english_;
}

const char* Code(bsup::Language language) {
  return language == bsup::Language::kWelsh ? "cy" : "en";
}

}  // namespace web
