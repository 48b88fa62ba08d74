#include "mapping_samples.h"

#include <algorithm>
#include <cctype>

#include "toml_text.h"

namespace console {
namespace {

namespace json = boost::json;

std::string Token(std::string_view key) {
  std::string token;
  for (const char c : key) {
    if (c == '~') {
      token += "~0";
    } else if (c == '/') {
      token += "~1";
    } else {
      token += c;
    }
  }
  return token;
}

bool IsNumber(std::string_view text) {
  return !text.empty() &&
         std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) != 0; });
}

bool IsKeyed(const json::object& object) {
  return !object.empty() && std::ranges::all_of(object, [](const json::key_value_pair& member) {
    return IsNumber(member.key()) && member.value().is_object();
  });
}

// Whether the text begins as `pattern` says, in which 9 stands for a digit.
bool Begins(std::string_view text, std::string_view pattern) {
  if (text.size() < pattern.size()) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool digit = std::isdigit(static_cast<unsigned char>(text[i])) != 0;
    if (pattern[i] == '9' ? !digit : text[i] != pattern[i]) return false;
  }
  return true;
}

}  // namespace

std::size_t Samples::ListAt(const std::string& at, bool keyed) {
  const auto known = std::ranges::find(lists_, at, &SampleList::at);
  if (known != lists_.end()) return static_cast<std::size_t>(known - lists_.begin());
  lists_.push_back({at, keyed, {}});
  return lists_.size() - 1;
}

bool Samples::LooksLikeDay(const std::string& text) {
  if (Begins(text, "9999-99-99")) {
    if (text.size() > 16 && text.find_first_of("Z+", 16) != std::string::npos) has_instants_ = true;
    return true;
  }
  if (!Begins(text, "99/99/9999") && !Begins(text, "99.99.9999") && !Begins(text, "99-99-9999"))
    return false;
  has_local_days_ = true;
  if (text.substr(3, 2) > "12") month_comes_first_ = true;
  return true;
}

void Samples::AddLeaf(const json::value& value, SampleList& list, const std::string& at) {
  if (value.is_null() || (value.is_string() && value.as_string().empty())) return;
  auto leaf = std::ranges::find(list.leaves, at, &SampleLeaf::at);
  if (leaf == list.leaves.end()) {
    list.leaves.push_back({at, {}, 0, false, true});
    leaf = list.leaves.end() - 1;
  }
  ++leaf->times;
  leaf->is_day = leaf->is_day && value.is_string() && LooksLikeDay(std::string(value.as_string()));
  std::string shown =
      value.is_string() ? TomlText(std::string(value.as_string())) : json::serialize(value);
  if (std::ranges::find(leaf->values, shown) != leaf->values.end()) return;
  if (leaf->values.size() == kMostValues) {
    leaf->more_values = true;
  } else {
    leaf->values.push_back(std::move(shown));
  }
}

void Samples::WalkMembers(const json::value& value, std::size_t list, const std::string& at) {
  for (const json::key_value_pair& member : value.as_object())
    Walk(member.value(), list, at + "/" + Token(member.key()));
}

void Samples::Walk(const json::value& value, std::size_t list, const std::string& at) {
  const std::string whole = lists_[list].at.empty() ? at : lists_[list].at + "/*" + at;
  if (value.is_array()) {
    for (const json::value& member : value.as_array()) Walk(member, ListAt(whole, false), "");
  } else if (value.is_object() && IsKeyed(value.as_object())) {
    for (const json::key_value_pair& member : value.as_object())
      WalkMembers(member.value(), ListAt(whole, true), "");
  } else if (value.is_object()) {
    WalkMembers(value, list, at);
  } else {
    AddLeaf(value, lists_[list], at);
  }
}

}  // namespace console
