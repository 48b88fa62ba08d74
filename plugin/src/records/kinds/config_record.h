// CONFIG: a setting was changed. It is about nobody and must name nobody.
#pragma once

#include <string>

#include "records/content/drafting.h"
#include "records/content/part.h"

namespace bsup::core {

struct ConfigRecord {
  static constexpr RecordKind kKind = RecordKind::kConfig;
  static constexpr PayloadPart kPart = PayloadPart::kTrail;

  std::string what;
  std::string why;

  static void Fields(auto& self, auto& fields) {
    fields.Given("what", self.what, Form::kWords);
    fields.Given("why", self.why, Form::kWords);
  }
};

}  // namespace bsup::core
