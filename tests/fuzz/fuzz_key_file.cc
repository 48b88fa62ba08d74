// Key files nobody vouches for: what is read as one is written again to the byte.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "trail/keys/key_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto keys = bsup::core::KeyFile::Parse(text);
  if (keys && bsup::core::KeyFile::ToString(*keys) != text) std::abort();
  return 0;
}
