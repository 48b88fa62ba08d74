// What intake could not use, as the case lists it: each once.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/json.h"
#include "intake/case.h"

namespace bsup::core {

class Notes {
 public:
  // Outlives this. What it already lists is known, and what was read counts on.
  explicit Notes(Case& into);

  // A value that no table knew, once for each table and text; a day, once for each place. Nothing
  // there is nullptr. Of one table so many are listed, and the rest are counted: a payload that a
  // mapping does not fit does not take many times its size.
  static constexpr int kMostListed = 1000;
  void Unmapped(const std::string& table, const JsonNode* value, std::string at);

  // A part, or a place in one, that a service failed to give; once for each place.
  void Failed(const std::string& part, std::string at);

  // A value that is too old to count, or from the future.
  void Lapsed(bsup::core::Lapsed lapsed) { case_.lapsed.push_back(std::move(lapsed)); }

  // A value, a contact or a day of the payload was understood.
  void Read() { ++*case_.read; }

  void OtherName(const std::string& part, std::string at) {
    case_.other_names.push_back({part, std::move(at)});
  }
  void Other(OtherPart other) { case_.others.push_back(std::move(other)); }

 private:
  struct Table {
    int listed = 0;
    int more = -1;  // index into the case's `unmapped_more`
  };

  static std::string KeyOf(const bsup::core::Unmapped& one);

  Case& case_;
  std::unordered_set<std::string> unmapped_;       // that are listed
  std::unordered_set<std::size_t> unmapped_more_;  // that are counted, each by its hash
  std::unordered_map<std::string, Table> tables_;
  std::unordered_set<std::string> failed_;
};

// A value as notes show it: as the host wrote it, cut to 80 bytes; empty for nullptr.
std::string ShownValue(const JsonNode* value);

}  // namespace bsup::core
