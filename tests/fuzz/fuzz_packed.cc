// Parts of records as somebody with the keys could have sealed them: whatever is unpacked is no
// longer than it may be, and what is packed here comes back.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "trail/seal/packing.h"

namespace {

void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto dictionary = bsup::core::Dictionary::Of(R"({"rules":[]})");
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const bsup::core::Dictionary* const none = nullptr;
  for (const bsup::core::Dictionary* with : {dictionary.get(), none}) {
    const auto text = bsup::core::Unpack(bytes, with);
    Require(text.ok() || !text.error().problems.empty(), "an error without a problem");
    Require(!text || text->size() <= bsup::core::kMostUnpackedBytes, "a text is too long");
  }
  const std::string padded = bsup::core::Padded(dictionary->Pack(bytes), 256);
  Require(padded.size() % 256 == 0, "a length tells");
  const auto text = bsup::core::Unpack(padded, dictionary.get());
  Require(text && *text == bytes, "what was packed does not come back");
  return 0;
}
