#include "intake/mapping/table.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

#include "intake/mapping/fold.h"

namespace bsup::core {
namespace {

// Short texts, and no adversary whom a collision would serve: eight bytes at a time, each mixed by
// one multiplication.
std::size_t SlotHash(std::string_view text) {
  constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15ull;
  std::uint64_t hash = text.size();
  while (!text.empty()) {
    std::uint64_t eight = 0;
    const std::size_t n = std::min<std::size_t>(text.size(), sizeof eight);
    std::memcpy(&eight, text.data(), n);
    hash = (hash ^ eight) * kMix;
    hash ^= hash >> 29;
    text.remove_prefix(n);
  }
  return static_cast<std::size_t>(hash);
}

}  // namespace

ScalarText::ScalarText(const JsonNode& node) {
  switch (node.kind()) {
    case JsonKind::kString: text_ = node.string(); break;
    case JsonKind::kBool: text_ = node.boolean() ? "true" : "false"; break;
    case JsonKind::kInteger: {
      const auto end = std::to_chars(digits_, digits_ + sizeof digits_, node.integer()).ptr;
      text_ = {digits_, static_cast<std::size_t>(end - digits_)};
      break;
    }
    case JsonKind::kDouble: {
      const auto number = WholeNumber(node);
      is_scalar_ = number.has_value();
      if (!is_scalar_) break;
      const auto end = std::to_chars(digits_, digits_ + sizeof digits_, *number).ptr;
      text_ = {digits_, static_cast<std::size_t>(end - digits_)};
      break;
    }
    default: is_scalar_ = false;
  }
}

std::optional<std::int64_t> WholeNumber(const JsonNode& node) {
  constexpr double kMost = 9007199254740992;  // 2^53: beyond it a double is not that number
  switch (node.kind()) {
    case JsonKind::kInteger: return node.integer();
    case JsonKind::kDouble: {
      const double number = node.number();
      if (!(number >= -kMost && number <= kMost) || number != std::floor(number)) return {};
      return static_cast<std::int64_t>(number);
    }
    case JsonKind::kString: {
      const Folded folded(node.string());
      const std::string_view text = folded.text();
      std::int64_t number = 0;
      const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
      if (error != std::errc() || stop != text.data() + text.size()) return {};
      return number;
    }
    default: return {};
  }
}

std::string_view NameTable::Trim(std::string_view folded) const {
  for (const std::string& suffix : suffixes_) {
    if (folded.size() <= suffix.size() || !folded.ends_with(suffix)) continue;
    folded.remove_suffix(suffix.size());
    if (folded.ends_with(' ')) folded.remove_suffix(1);
    break;
  }
  return ignore_length_ ? WithoutLength(folded) : folded;
}

int TextIndex::Find(std::string_view text) const {
  if (slots_.empty()) return kNone;
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = SlotHash(text) & mask; slots_[slot] != 0; slot = (slot + 1) & mask) {
    const Text& candidate = texts_[slots_[slot] - 1];
    if (candidate.text == text) return candidate.entry;
  }
  return kNone;
}

void TextIndex::Place(std::uint32_t text) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = SlotHash(texts_[text].text) & mask;
  while (slots_[slot] != 0) slot = (slot + 1) & mask;
  slots_[slot] = text + 1;
}

int TextIndex::Add(std::string_view text, int entry) {
  const int known = Find(text);
  if (known != kNone) return known;
  texts_.push_back({std::string(text), entry});
  if (texts_.size() * 2 > slots_.size()) {
    slots_.assign(slots_.empty() ? 16 : slots_.size() * 2, 0);
    for (std::uint32_t i = 0; i < texts_.size(); ++i) Place(i);
  } else {
    Place(static_cast<std::uint32_t>(texts_.size() - 1));
  }
  return entry;
}

std::vector<std::string> TextIndex::Texts() const {
  std::vector<std::string> texts;
  texts.reserve(texts_.size());
  for (const Text& text : texts_) texts.push_back(text.text);
  return texts;
}

int NameTable::Add(std::string_view name, int entry) {
  const Folded folded(name);
  const std::string_view key = Trim(folded.text());
  if (key.empty()) return kUnmapped;
  const int added = folded_.Add(key, entry);
  if (added == entry) written_.Add(name, entry);
  return added;
}

int NameTable::Find(std::string_view text) const {
  if (text.empty()) return kNotSaid;
  const int written = written_.Find(text);
  if (written != TextIndex::kNone) return written;
  const Folded folded(text);
  if (!folded.fits()) return FindBeginning(folded.head());
  if (folded.text().empty()) return kNotSaid;
  const int named = folded_.Find(Trim(folded.text()));
  return named == kUnmapped ? FindBeginning(folded.text()) : named;
}

int NameTable::AddBeginning(std::string_view text, int entry) {
  const Folded folded(text);
  if (folded.text().empty()) return kUnmapped;
  const auto same = std::ranges::find(beginnings_, folded.text(), &Beginning::folded);
  if (same != beginnings_.end()) return same->entry;
  const auto shorter = std::ranges::find_if(
      beginnings_, [&](const Beginning& one) { return one.folded.size() < folded.text().size(); });
  beginnings_.insert(shorter, {std::string(folded.text()), entry});
  return entry;
}

int NameTable::FindBeginning(std::string_view folded) const {
  const auto found = std::ranges::find_if(
      beginnings_, [&](const Beginning& one) { return folded.starts_with(one.folded); });
  return found == beginnings_.end() ? kUnmapped : found->entry;
}

}  // namespace bsup::core
