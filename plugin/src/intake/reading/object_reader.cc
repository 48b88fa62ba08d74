#include "intake/reading/object_reader.h"

#include <algorithm>

#include "base/suggest.h"

namespace bsup::core {

ObjectReader::ObjectReader(const JsonNode& node, std::string where, std::vector<Problem>& problems)
    : node_(node), where_(std::move(where)), problems_(problems) {
  if (!node.is_object())
    problems_.push_back({where_, "must be an object, not " + std::string(node.KindName())});
}

void ObjectReader::Add(std::string_view key, std::string what) {
  problems_.push_back({where_ + "/" + PointerToken(key), std::move(what)});
}

const JsonNode* ObjectReader::Take(std::string_view key) {
  asked_.emplace_back(key);
  const JsonNode* node = node_.Find(key);
  return node == nullptr || node->is_null() ? nullptr : node;
}

std::optional<std::string_view> ObjectReader::TakeText(std::string_view key) {
  const JsonNode* node = Take(key);
  if (node == nullptr) return std::nullopt;
  if (node->is_string()) return node->string();
  Add(key, "must be a text, not " + std::string(node->KindName()));
  return std::nullopt;
}

std::optional<Day> ObjectReader::TakeDay(std::string_view key) {
  const auto text = TakeText(key);
  if (!text) return std::nullopt;
  const auto day = Day::Parse(*text);
  if (!day) Add(key, "must be a day that exists, written as 2026-11-30, not " + Quoted(*text));
  return day;
}

void ObjectReader::Finish() {
  for (const JsonMember& member : node_.members()) {
    if (std::ranges::find(asked_, member.key) != asked_.end()) continue;
    const std::string near = DidYouMean(member.key, asked_);
    Add(member.key,
        "unknown key" + (near.empty() ? "; leave it out, or use " + OneOf(asked_) : near));
  }
}

}  // namespace bsup::core
