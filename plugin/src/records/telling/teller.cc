#include "records/telling/teller.h"

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
