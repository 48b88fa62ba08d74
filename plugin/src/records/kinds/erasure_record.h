// ERASURE: the key to what is recorded about a person was destroyed. The record outlives that key,
// so it must not name the person: Trail::Erase is told apart whom it is about.
#pragma once

#include <string>

#include "records/content/drafting.h"
#include "records/content/part.h"

namespace bsup::core {

struct ErasureRecord {
  static constexpr RecordKind kKind = RecordKind::kErasure;
  static constexpr PayloadPart kPart = PayloadPart::kTrail;

  std::string authority;
  std::string why;

  static void Fields(auto& self, auto& fields) {
    fields.Given("authority", self.authority, Form::kWords);
    fields.Given("why", self.why, Form::kWords);
  }
};

}  // namespace bsup::core
