// KEPT: what a decision promised was done. It says nothing of the contact, so it takes nothing back
// of what an OUTCOME says.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "records/content/part.h"
#include "records/content/who.h"
#include "trail/log/draft.h"

namespace bsup::core {

struct KeptRecord {
  static constexpr RecordKind kKind = RecordKind::kKept;
  static constexpr PayloadPart kPart = PayloadPart::kSubject;

  std::uint64_t answers = 0;  // the decision; known of a draft only
  std::optional<Day> on;      // the day on which it was done
  std::string person;
  std::string policy;                 // digest
  std::vector<std::size_t> promises;  // places in the decision's list
  std::optional<std::string> words;

  static void Fields(auto& self, auto& fields) {
    fields.GivenApart("answers", self.answers);
    fields.MayBeGiven("on", self.on);
    fields.Settled("person", self.person);
    fields.Settled("policy", self.policy);
    fields.Given("promises", self.promises);
    fields.MayBeGiven("words", self.words, Form::kWords);
  }
};

// `decision` is the record that the content answers and `policy` the document of the advice behind
// it.
Result<Draft> KeptDraft(const Recorder& recorder, const HostContent& content,
                        const OpenedRecord& decision, std::string_view policy);

}  // namespace bsup::core
