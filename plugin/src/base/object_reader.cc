#include "base/object_reader.h"

#include <algorithm>
#include <utility>

namespace bsup::core {

ObjectReader::ObjectReader(const JsonNode& node, std::string where, std::vector<Problem>& problems,
                           Keys keys)
    : node_(node), where_(std::move(where)), problems_(problems), keys_(keys) {
  if (!node.is_object() && keys != Keys::kCheckedApart) AddAt(where_, MustBe("an object", node));
}

std::string ObjectReader::NeedText(std::string_view key) {
  Need(key);
  return std::string(TakeText(key).value_or(""));
}

std::string ObjectReader::PointerOf(std::string_view key) const {
  return where_ + "/" + PointerToken(key);
}

const JsonNode* ObjectReader::Find(std::string_view key) {
  const JsonNode* node = node_.Find(key);
  if (node == nullptr && keys_ == Keys::kAllThere) Missing(key);
  return node == nullptr || node->is_null() ? nullptr : node;
}

void ObjectReader::Missing(std::string_view key) {
  if (!node_.is_object() || std::ranges::find(missing_, key) != missing_.end()) return;
  missing_.emplace_back(key);
  if (node_.Find(key) != nullptr) return Add(key, "must not be null");
  AddAt(where_, "the key " + Quoted(key) + " is missing" +
                    (keys_ == Keys::kMayBeLeftOut ? "; add it" : "; what is not known is null"));
}

void ObjectReader::Wrong(std::string_view key, const JsonNode& /*value*/, std::string what) {
  Add(key, std::move(what));
}

void ObjectReader::Unknown(const JsonMember& member, const std::vector<std::string>& known) {
  std::string near = DidYouMean(member.key, known);
  if (near.empty() && keys_ != Keys::kCheckedApart) near = "; leave it out, or use " + OneOf(known);
  Add(member.key, "unknown key" + near);
}

void ObjectReader::AddAt(std::string where, std::string what) {
  if (problems_.size() < kMostProblems) problems_.push_back({std::move(where), std::move(what)});
}

}  // namespace bsup::core
