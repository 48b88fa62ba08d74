// APPROVAL: a role approved or refused a decision that needs it.
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

struct ApprovalRecord {
  static constexpr RecordKind kKind = RecordKind::kApproval;
  static constexpr PayloadPart kPart = PayloadPart::kSubject;

  std::uint64_t answers = 0;  // the decision; known of a draft only
  bool approved = false;
  std::vector<std::string> covers;  // the roles the decision needs that this one speaks for
  std::string person;
  std::string policy;  // digest
  std::string role;
  std::optional<Day> until;  // the last day it holds; of an approval
  std::optional<std::string> words;

  static void Fields(auto& self, auto& fields) {
    fields.GivenApart("answers", self.answers);
    fields.Given("approved", self.approved);
    fields.Settled("covers", self.covers, Form::kName);
    fields.Settled("person", self.person);
    fields.Settled("policy", self.policy);
    fields.Given("role", self.role);
    fields.MayBeGiven("until", self.until);
    fields.MayBeGiven("words", self.words, Form::kWords);
  }
};

// `decision` is the record that the content answers and `policy` the document of the advice behind
// it. kBadInput where the person who decided would approve, and where the role may not.
Result<Draft> ApprovalDraft(const Recorder& recorder, const HostContent& content,
                            const OpenedRecord& decision, std::string_view policy);

}  // namespace bsup::core
