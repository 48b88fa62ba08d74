// A witness' signature of a checkpoint, as tlog-cosignature says it: the library checks such
// signatures and makes none.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "trail/log/note.h"

namespace bsup::core {

// `key` is of type kCosignature and belongs to `seed`; `time` is POSIX seconds.
inline NoteSignature Cosign(std::string_view text, const VerifierKey& key, const Secret& seed,
                            std::uint64_t time) {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(time >> shift & 0xFF);
  std::string message = "cosignature/v1\ntime " + std::to_string(time) + "\n";
  bytes += Sign(message.append(text), key, seed).bytes;
  return {key.name, key.Id(), bytes};
}

}  // namespace bsup::core
