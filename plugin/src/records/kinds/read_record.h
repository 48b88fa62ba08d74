// READ: somebody looked at what is recorded about a person. One for each person; those of a list
// are appended in one commit.
//
// Section 62 of the Data Protection Act 2018 has reads, disclosures and erasures logged. A
// justification may be left out: the Data (Use and Access) Act 2025 takes the duty to log it away.
#pragma once

#include <optional>
#include <string>

#include "records/content/drafting.h"
#include "records/content/part.h"

namespace bsup::core {

struct ReadRecord {
  static constexpr RecordKind kKind = RecordKind::kRead;
  static constexpr PayloadPart kPart = PayloadPart::kSubject;

  std::optional<std::string> justification;
  std::string person;

  static void Fields(auto& self, auto& fields) {
    fields.MayBeGiven("justification", self.justification, Form::kWords);
    fields.Given("person", self.person, Form::kPerson);
  }
};

}  // namespace bsup::core
