#include "batch/policies/coded_lists.h"

#include <memory>

namespace bsup::core {

IdDictionary::Code IdDictionary::CodeOf(const std::string& id) {
  const auto [at, is_new] = codes_.try_emplace(id, static_cast<Code>(ids_.size()));
  if (is_new) ids_.push_back(id);
  return at->second;
}

Finished CodedListColumn::Finish() {
  TextColumn ids("", false);
  for (const std::string& id : dictionary_.ids()) ids.Append(id);
  Finished codes{.name = "item", .format = kSmallFormat};
  codes.length = static_cast<std::int64_t>(codes_.size());
  codes.buffers = {Finished::Buffer{}, BufferOf(std::move(codes_))};
  codes.dictionary = std::make_unique<Finished>(ids.Finish());
  Finished column{.name = std::move(name_), .format = "+l"};
  column.length = static_cast<std::int64_t>(ends_.size()) - 1;
  column.buffers = {Finished::Buffer{}, BufferOf(std::move(ends_))};
  column.children.push_back(std::move(codes));
  return column;
}

}  // namespace bsup::core
