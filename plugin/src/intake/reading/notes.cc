#include "intake/reading/notes.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "intake/mapping/table.h"

namespace bsup::core {
namespace {

constexpr std::size_t kMostShown = 80;

}  // namespace

Notes::Notes(Case& into) : case_(into) {
  if (!into.read) into.read = 0;
  for (const bsup::core::Unmapped& one : into.unmapped) {
    unmapped_.insert(KeyOf(one));
    ++tables_[one.table].listed;
  }
  for (std::size_t i = 0; i < into.unmapped_more.size(); ++i)
    tables_[into.unmapped_more[i].table].more = static_cast<int>(i);
  for (const FailedPart& one : into.failed) failed_.insert(one.at);
}

std::string Notes::KeyOf(const bsup::core::Unmapped& one) {
  return one.table + '\0' + one.value + '\0' + (one.table == "day" ? one.at : "");
}

void Notes::Unmapped(const std::string& table, const JsonNode* value, std::string at) {
  bsup::core::Unmapped one{table, ShownValue(value), std::move(at)};
  std::string key = KeyOf(one);
  if (unmapped_.contains(key)) return;
  Table& known = tables_[table];
  if (known.listed < kMostListed) {
    ++known.listed;
    unmapped_.insert(std::move(key));
    case_.unmapped.push_back(std::move(one));
  } else if (unmapped_more_.insert(std::hash<std::string>()(key)).second) {
    if (known.more < 0) {
      known.more = static_cast<int>(case_.unmapped_more.size());
      case_.unmapped_more.push_back({table, 0});
    }
    ++case_.unmapped_more[static_cast<std::size_t>(known.more)].values;
  }
}

void Notes::Failed(const std::string& part, std::string at) {
  if (failed_.insert(at).second) case_.failed.push_back({part, std::move(at)});
}

std::string ShownValue(const JsonNode* value) {
  if (value == nullptr) return "";
  const ScalarText scalar(*value);
  std::string text(scalar.is_scalar() ? scalar.text() : value->KindName());
  std::size_t end = std::min(text.size(), kMostShown);
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  text.resize(end);
  return text;
}

}  // namespace bsup::core
