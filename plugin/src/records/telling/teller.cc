#include "records/telling/teller.h"

#include <algorithm>
#include <utility>

#include "base/catalogue.h"

namespace bsup::core {

const PolicyNames& TimelineView::PolicyOf(std::string_view digest) const {
  static const PolicyNames none;
  for (const PolicyNames& policy : policies) {
    if (Hex(Bytes(policy.digest)) == digest) return policy;
  }
  return none;
}

const PolicyWords& TimelineView::WordsOf(std::string_view digest) const {
  static const PolicyWords none;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (Hex(Bytes(policies[i].digest)) == digest) return words[i];
  }
  return none;
}

const OpenedRecord* TimelineView::RecordOf(std::optional<std::uint64_t> sequence) const {
  const auto found = std::ranges::find_if(records, [&](const OpenedRecord& record) {
    return sequence && record.record.sequence == *sequence;
  });
  return found == records.end() ? nullptr : &*found;
}

void Teller::AddSpoken(const std::vector<std::string>& recipients,
                       std::initializer_list<std::optional<std::string_view>> words) {
  std::string line;
  if (!recipients.empty()) line = Words(TimelineText::kRecipients, {Joined(recipients)});
  for (const std::optional<std::string_view>& said : words) {
    if (said) line += (line.empty() ? "" : " ") + Spoken(*said);
  }
  if (!line.empty()) Add(std::move(line), Ink::kDim);
}

TimelineEntry Teller::Take() {
  if (record.record.answers)
    entry_.kind += Words(TimelineText::kOnNumber, {std::to_string(*record.record.answers)});
  return std::move(entry_);
}

std::string Spoken(std::string_view words) { return "“" + std::string(words) + "”"; }

std::string Joined(const std::vector<std::string>& texts) {
  std::string joined;
  for (const std::string& text : texts) joined += (joined.empty() ? "" : ", ") + text;
  return joined;
}

}  // namespace bsup::core
