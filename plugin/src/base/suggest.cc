#include "base/suggest.h"

#include <algorithm>
#include <cstddef>

namespace bsup::core {
namespace {

// Edit distance with neighbours swapped counting as one (optimal string alignment).
std::size_t Distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> row(3, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t j = 0; j <= b.size(); ++j) row[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& now = row[i % 3];
    const auto& last = row[(i - 1) % 3];
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      now[j] =
          std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        now[j] = std::min(now[j], row[(i - 2) % 3][j - 2] + 1);
      }
    }
  }
  return row[a.size() % 3][b.size()];
}

// The known name that the word is the beginning or a part of, or that is the word's beginning.
const std::string* Longer(std::string_view word, const std::vector<std::string>& known) {
  constexpr std::size_t kLeast = 4;
  const auto nearest = [&](auto is_near) {
    const std::string* name = nullptr;
    for (const std::string& candidate : known) {
      if (std::min(word.size(), candidate.size()) < kLeast || !is_near(candidate)) continue;
      if (name == nullptr || candidate.size() < name->size()) name = &candidate;
    }
    return name;
  };
  if (const auto* name = nearest([&](const std::string& c) { return c.starts_with(word); }))
    return name;
  if (const auto* name = nearest([&](const std::string& c) { return word.starts_with(c); }))
    return name;
  return nearest([&](const std::string& c) { return c.find(word) != std::string::npos; });
}

}  // namespace

std::string DidYouMean(std::string_view word, const std::vector<std::string>& known) {
  if (word.size() > 200) return "";
  std::size_t best = std::max<std::size_t>(2, word.size() / 3) + 1;
  const std::string* name = nullptr;
  for (const std::string& candidate : known) {
    const std::size_t distance = Distance(word, candidate);
    if (distance < best) {
      best = distance;
      name = &candidate;
    }
  }
  if (name == nullptr) name = Longer(word, known);
  return name == nullptr ? "" : "; did you mean \"" + *name + "\"?";
}

std::string OneOf(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
    text += '"' + names[i] + '"';
  }
  return text;
}

std::string Quoted(std::string_view word) {
  constexpr std::size_t kMost = 80;
  std::size_t end = std::min(word.size(), kMost);
  while (end < word.size() && end > 0 && (static_cast<unsigned char>(word[end]) & 0xC0) == 0x80)
    --end;
  std::string text = "\"";
  for (char c : word.substr(0, end))
    text += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
  return text + (end < word.size() ? "...\"" : "\"");
}

}  // namespace bsup::core
