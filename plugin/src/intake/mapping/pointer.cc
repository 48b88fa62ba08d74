#include "intake/mapping/pointer.h"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace bsup::core {

std::optional<Pointer> Pointer::Parse(std::string_view text) {
  Pointer pointer;
  pointer.text_ = text;
  while (!text.empty()) {
    if (text[0] != '/') return std::nullopt;
    text.remove_prefix(1);
    const std::string_view raw = text.substr(0, std::min(text.find('/'), text.size()));
    text.remove_prefix(raw.size());
    Token token;
    for (std::size_t i = 0; i < raw.size(); ++i) {
      if (raw[i] != '~') {
        token.key += raw[i];
      } else if (i + 1 < raw.size() && (raw[i + 1] == '0' || raw[i + 1] == '1')) {
        token.key += raw[++i] == '1' ? '/' : '~';
      } else {
        return std::nullopt;
      }
    }
    std::int64_t index = 0;
    const char* end = raw.data() + raw.size();
    const auto [stop, error] = std::from_chars(raw.data(), end, index);
    if (error == std::errc() && stop == end && index >= 0) token.index = index;
    pointer.tokens_.push_back(std::move(token));
  }
  return pointer;
}

namespace {

template <class Word>
bool SameEnds(const char* a, const char* b, std::size_t size) {
  Word first[2];
  Word last[2];
  std::memcpy(&first[0], a, sizeof(Word));
  std::memcpy(&first[1], b, sizeof(Word));
  std::memcpy(&last[0], a + size - sizeof(Word), sizeof(Word));
  std::memcpy(&last[1], b + size - sizeof(Word), sizeof(Word));
  return first[0] == first[1] && last[0] == last[1];
}

// Half of reading a case is finding keys: first and last words overlap over all of a key of up to
// sixteen bytes.
bool SameKey(std::string_view a, std::string_view b) {
  const std::size_t size = a.size();
  if (size != b.size()) return false;
  if (size < sizeof(std::uint32_t)) return a == b;
  if (size < sizeof(std::uint64_t)) return SameEnds<std::uint32_t>(a.data(), b.data(), size);
  return SameEnds<std::uint64_t>(a.data(), b.data(), size) &&
         (size <= 2 * sizeof(std::uint64_t) || a == b);
}

const JsonNode* Member(const JsonNode& node, std::string_view key) {
  for (const JsonMember& member : node.members()) {
    if (SameKey(member.key, key)) return &member.value;
  }
  return nullptr;
}

}  // namespace

const JsonNode* Pointer::Next(const JsonNode& node, const Token& token) {
  if (!node.is_array()) return Member(node, token.key);
  const auto items = node.items();
  const bool there = token.index >= 0 && static_cast<std::size_t>(token.index) < items.size();
  return there ? &items[static_cast<std::size_t>(token.index)] : nullptr;
}

Pointer::Reached Pointer::Reach(const JsonNode& from) const {
  Reached reached{&from, ""};
  for (const Token& token : tokens_) {
    const JsonNode* next = Next(*reached.node, token);
    if (next == nullptr || next->is_null()) break;
    reached.node = next;
    reached.at += "/" + PointerToken(token.key);
  }
  return reached;
}

const JsonNode* Pointer::In(const JsonNode& from) const {
  const JsonNode* node = &from;
  for (const Token& token : tokens_) {
    node = Next(*node, token);
    if (node == nullptr) return nullptr;
  }
  return node->is_null() ? nullptr : node;
}

}  // namespace bsup::core
