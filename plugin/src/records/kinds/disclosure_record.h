// DISCLOSURE: something recorded about a person was given to others. Logged as read_record.h says.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "records/content/drafting.h"
#include "records/content/part.h"

namespace bsup::core {

struct DisclosureRecord {
  static constexpr RecordKind kKind = RecordKind::kDisclosure;
  static constexpr PayloadPart kPart = PayloadPart::kSubject;

  std::optional<std::string> justification;
  std::string person;
  std::vector<std::string> recipients;
  std::string what;

  static void Fields(auto& self, auto& fields) {
    fields.MayBeGiven("justification", self.justification, Form::kWords);
    fields.Given("person", self.person, Form::kPerson);
    fields.Given("recipients", self.recipients, Form::kSomeNames);
    fields.Given("what", self.what, Form::kWords);
  }
};

}  // namespace bsup::core
