// What the timeline says of one record, being put together line by line.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/page.h"
#include "base/result.h"
#include "base/text.h"
#include "base/words.h"
#include "records/content/part.h"
#include "records/content/policy_names.h"
#include "records/content/policy_words.h"
#include "records/telling/timeline.h"

namespace bsup::core {

struct TimelineLine {
  std::string text;
  Ink ink = Ink::kPlain;
};

struct TimelineEntry {
  std::string kind;                  // `Decision (on no. 12)`
  std::vector<TimelineLine> lines;   // below it
  std::optional<std::string> state;  // of a decision: one of kDecisionStateNames
};

struct TimelineView {
  std::span<const OpenedRecord> records;
  const std::vector<PolicyNames>& policies;
  const std::vector<PolicyWords>& words;  // beside `policies`
  const TimelineOptions& options;

  // The labels of a policy by its digest; of none where it is not there.
  [[nodiscard]] const PolicyNames& PolicyOf(std::string_view digest) const;
  // What it says of facts and rules.
  [[nodiscard]] const PolicyWords& WordsOf(std::string_view digest) const;
  // Nothing where it is not told.
  [[nodiscard]] const OpenedRecord* RecordOf(std::optional<std::uint64_t> sequence) const;
};

class Teller {
 public:
  Teller(const TimelineView& view, const OpenedRecord& record)
      : view(view), record(record), language(view.options.language) {}

  [[nodiscard]] std::string Words(const Text& text) const { return Say(text, language); }
  template <std::size_t kParts>
  [[nodiscard]] std::string Words(const Pattern<kParts>& pattern,
                                  const std::string_view (&parts)[kParts]) const {
    return Say(pattern, language, parts);
  }
  void Head(const Text& kind) { entry_.kind = Words(kind); }
  void Add(std::string text, Ink ink = Ink::kPlain) {
    entry_.lines.push_back({std::move(text), ink});
  }
  void SetState(std::string state) { entry_.state = std::move(state); }
  // One dim line: to whom, and each of the words that there are in quotes; none where it is empty.
  void AddSpoken(const std::vector<std::string>& recipients,
                 std::initializer_list<std::optional<std::string_view>> words);
  // The heading says what is answered, too.
  TimelineEntry Take();

  const TimelineView& view;
  const OpenedRecord& record;
  const Language language;

 private:
  TimelineEntry entry_;
};

// In quotes.
std::string Spoken(std::string_view words);
// `a, b`
std::string Joined(const std::vector<std::string>& texts);

}  // namespace bsup::core
