// EXPORT: records of many people were given to others. It names none of the people.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "records/content/drafting.h"
#include "records/content/part.h"

namespace bsup::core {

struct ExportRecord {
  static constexpr RecordKind kKind = RecordKind::kExport;
  static constexpr PayloadPart kPart = PayloadPart::kTrail;

  std::optional<std::int32_t> persons;  // how many there are
  std::vector<std::string> recipients;
  std::string scope;
  std::string what;

  static void Fields(auto& self, auto& fields) {
    fields.MayBeGiven("persons", self.persons);
    fields.Given("recipients", self.recipients, Form::kSomeNames);
    fields.Given("scope", self.scope, Form::kWords);
    fields.Given("what", self.what, Form::kWords);
  }
};

}  // namespace bsup::core
