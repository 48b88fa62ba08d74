// Records nobody vouches for: what can be read is written again to the same bytes, which are
// canonical JSON.
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "base/json.h"
#include "trail/log/record.h"

namespace {

void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto record = bsup::core::Record::Parse(bytes);
  if (!record) {
    Require(!record.error().problems.empty(), "an error without a problem");
    return 0;
  }
  Require(record->ToString() == bytes, "a record is written otherwise than it was read");
  const auto json = bsup::core::JsonDocument::Parse(bytes, "record");
  Require(json.ok(), "a record is not JSON");
  Require(bsup::core::CanonicalJson(json->root()) == bytes, "a record is not canonical JSON");
  Require(!record->answers || *record->answers < record->sequence, "a record answers a later one");
  return 0;
}
