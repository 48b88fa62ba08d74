// REOPEN: a trail was restored from a backup. It is about nobody and must name nobody.
#pragma once

#include <optional>
#include <string>

#include "records/content/drafting.h"
#include "records/content/part.h"

namespace bsup::core {

struct ReopenRecord {
  static constexpr RecordKind kKind = RecordKind::kReopen;
  static constexpr PayloadPart kPart = PayloadPart::kTrail;

  std::optional<std::string> lost;      // the head that is gone, a signed note; nothing: not known
  std::optional<std::string> restored;  // the head it begins again with; nothing: none
  std::string words;

  static void Fields(auto& self, auto& fields) {
    fields.Settled("lost", self.lost);
    fields.Settled("restored", self.restored);
    fields.Given("words", self.words, Form::kWords);
  }
};

}  // namespace bsup::core
