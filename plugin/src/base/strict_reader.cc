#include "base/strict_reader.h"

#include <algorithm>

#include "base/suggest.h"

namespace bsup::core {
namespace {

const JsonNode kNull;

}  // namespace

std::vector<Spot> StrictReader::Object(const Spot& spot, std::span<const std::string_view> keys) {
  return Object(spot, keys, keys.size());
}

std::vector<Spot> StrictReader::Object(const Spot& spot,
                                       std::initializer_list<std::string_view> keys,
                                       std::initializer_list<std::string_view> optional) {
  std::vector<std::string_view> all(keys);
  all.insert(all.end(), optional);
  return Object(spot, all, keys.size());
}

std::vector<Spot> StrictReader::Object(const Spot& spot, std::span<const std::string_view> keys,
                                       std::size_t required) {
  std::vector<Spot> members;
  if (!spot.node->is_object()) WrongKind(spot, "an object");
  for (const std::string_view key : keys) {
    const JsonNode* member = spot.node->Find(key);
    if (member == nullptr && spot.node->is_object() && members.size() < required) {
      Wrong(spot, "the key " + Quoted(key) + " is missing; what is not known is null");
    }
    members.push_back({member == nullptr ? &kNull : member, spot.at + "/" + std::string(key)});
  }
  for (const JsonMember& member : spot.node->members()) {
    if (std::find(keys.begin(), keys.end(), member.key) != keys.end()) continue;
    Wrong({&member.value, spot.at + "/" + PointerToken(member.key)},
          "unknown key" + DidYouMean(member.key, {keys.begin(), keys.end()}));
  }
  return members;
}

std::vector<Spot> StrictReader::Members(const Spot& spot, std::vector<std::string_view>& names) {
  if (!spot.node->is_object()) WrongKind(spot, "an object");
  std::vector<Spot> members;
  for (const JsonMember& member : spot.node->members()) {
    names.push_back(member.key);
    members.push_back({&member.value, spot.at + "/" + PointerToken(member.key)});
  }
  return members;
}

std::vector<Spot> StrictReader::List(const Spot& spot) {
  if (!spot.node->is_array()) WrongKind(spot, "a list");
  std::vector<Spot> items;
  for (const JsonNode& item : spot.node->items()) {
    items.push_back({&item, spot.at + "/" + std::to_string(items.size())});
  }
  return items;
}

std::string StrictReader::Text(const Spot& spot) {
  if (spot.node->is_string()) return std::string(spot.node->string());
  WrongKind(spot, "a text");
  return "";
}

std::string StrictReader::TextOrNull(const Spot& spot) {
  if (spot.node->is_null()) return "";
  if (spot.node->is_string() && spot.node->string().empty())
    Wrong(spot, "an empty text; what is not there is null");
  return Text(spot);
}

bool StrictReader::Flag(const Spot& spot) {
  if (spot.node->is_bool()) return spot.node->boolean();
  WrongKind(spot, "true or false");
  return false;
}

std::int64_t StrictReader::Integer(const Spot& spot, std::int64_t least, std::int64_t most) {
  if (!spot.node->is_integer()) {
    WrongKind(spot, "a whole number");
    return least;
  }
  const std::int64_t value = spot.node->integer();
  if (value < least || value > most) {
    Wrong(spot, std::to_string(value) + " is not from " + std::to_string(least) + " to " +
                    std::to_string(most));
    return least;
  }
  return value;
}

bsup::core::Day StrictReader::Day(const Spot& spot) {
  if (spot.node->is_string()) {
    if (const auto day = bsup::core::Day::Parse(spot.node->string())) return *day;
    Wrong(spot, Quoted(spot.node->string()) + " is not a day; write it as \"2026-11-30\"");
  } else {
    WrongKind(spot, "a day, \"2026-11-30\"");
  }
  return {};
}

std::optional<bsup::core::Day> StrictReader::DayOrNull(const Spot& spot) {
  if (spot.node->is_null()) return std::nullopt;
  return Day(spot);
}

int StrictReader::OneOf(const Spot& spot, const std::vector<std::string>& names,
                        std::string_view what) {
  if (!spot.node->is_string()) {
    WrongKind(spot, what);
    return -1;
  }
  const std::string_view name = spot.node->string();
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<int>(found - names.begin());
  Wrong(spot, Quoted(name) + " is not " + std::string(what) + DidYouMean(name, names));
  return -1;
}

void StrictReader::Wrong(const Spot& spot, std::string what) {
  if (problems_.size() < kMostProblems) problems_.push_back({spot.at, std::move(what)});
}

void StrictReader::WrongKind(const Spot& spot, std::string_view expected) {
  Wrong(spot,
        std::string(expected) + " must stand here, not " + std::string(spot.node->KindName()));
}

}  // namespace bsup::core
