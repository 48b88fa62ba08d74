// What the host itself says, in both languages: words/en.toml and words/cy.toml. What the plugin
// says comes from the plugin.
#pragma once

#include <blended_supervision/plugin.hpp>
#include <boost/json/object.hpp>
#include <chrono>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace web {

class Words {
 public:
  // Throws std::runtime_error where a catalogue cannot be read.
  explicit Words(const std::string& folder);

  using Parts = std::vector<std::pair<std::string, std::string>>;
  // The text of a key such as "check.title", with each {name} replaced. Throws std::out_of_range
  // where there is none.
  [[nodiscard]] std::string Say(bsup::Language language, const std::string& key,
                                const Parts& parts = {}) const;
  // The same, or the key's own last part where there is none: for codes of a case.
  [[nodiscard]] std::string Name(bsup::Language language, const std::string& group,
                                 const std::string& code) const;
  // "9 December 2026", or with its weekday in front.
  [[nodiscard]] std::string Day(bsup::Language language, std::chrono::sys_days day,
                                bool weekday = false) const;
  // All of them, for templates.
  [[nodiscard]] const boost::json::object& All(bsup::Language language) const;

 private:
  struct Catalogue {
    boost::json::object tree;
    std::map<std::string, std::string> texts;  // by the whole key
  };
  [[nodiscard]] const Catalogue& Of(bsup::Language language) const;

  Catalogue english_;
  Catalogue welsh_;
};

const char* Code(bsup::Language language);

}  // namespace web
