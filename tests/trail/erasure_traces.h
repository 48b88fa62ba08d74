// What an erasure must leave no trace of: the person's ciphertext in the trail, the person's sealed
// key in the vault, and the key that wrapped that vault. Taken from the files before it begins.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "trail/copyable_keys.h"
#include "trail/crash_disk.h"
#include "trail/trail.h"

namespace bsup::core::faults {

struct ErasureTraces {
  std::vector<std::string> bytes;
  std::string wrapping_key;  // its name at the key service

  // Of the person whose subjects these records hold; nothing where the files cannot be read. With a
  // connection of its own, which a CrashVfs can bear and the system's file locks could not.
  static ErasureTraces Of(const TrailFiles& files, const std::vector<std::uint64_t>& sequences);

  // A sentence on the first that is left in the trail's own files; empty: none.
  [[nodiscard]] std::string LeftIn(const CrashDisk& disk, const TrailFiles& files,
                                   const CopyableKeys& keys) const;
};

}  // namespace bsup::core::faults
