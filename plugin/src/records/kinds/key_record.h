// KEY: the trail's signing key was changed. It is about nobody and must name nobody. Which keys
// they are is known only once the key has changed: WrittenFields then makes the whole part.
#pragma once

#include <string>

#include "records/content/drafting.h"
#include "records/content/part.h"

namespace bsup::core {

struct KeyRecord {
  static constexpr RecordKind kKind = RecordKind::kKey;
  static constexpr PayloadPart kPart = PayloadPart::kTrail;

  std::string is;  // verifier keys
  std::string was;
  std::string why;

  static void Fields(auto& self, auto& fields) {
    fields.Settled("is", self.is);
    fields.Settled("was", self.was);
    fields.Given("why", self.why, Form::kWords);
  }
};

}  // namespace bsup::core
