// What an erasure has done, and what of it is still to be done.
#pragma once

#include <cstddef>
#include <cstdint>

#include "trail/log/draft.h"

namespace bsup::core {

enum class ErasureStatus : std::uint8_t {
  kDone,
  kPendingBackups,  // the host has not yet destroyed the key that old backups of the vault need
  kPendingReaders,  // somebody reads an old state; the bytes stay in the write-ahead log until then
};

struct Erased {
  Receipt receipt;
  std::size_t records = 0;
  ErasureStatus status = ErasureStatus::kDone;
};

}  // namespace bsup::core
