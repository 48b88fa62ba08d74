// How each kind of record is told: its heading and lines on the timeline, and its event.
#pragma once

#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "base/text.h"
#include "records/telling/teller.h"
#include "trail/log/record.h"

namespace bsup::core {

struct KindTold {
  RecordKind kind;
  const Text* heading;                                         // where a record says nothing closer
  Result<void> (*tell)(Teller&);                               // the lines
  std::string_view event;                                      // where a record says nothing closer
  std::string_view (*closer)(const JsonNode& part) = nullptr;  // the event of what a record says
};

const KindTold& ToldOf(RecordKind kind);

}  // namespace bsup::core
