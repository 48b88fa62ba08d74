// What a trail is worth after the power came back.
#pragma once

#include <optional>
#include <string>

#include "trail/crash_vfs.h"
#include "trail/trail_session.h"

namespace bsup::core::faults {

struct Reopening {
  std::string wrong;  // a sentence; empty: all is as it must be
  // The disk after another cut, somewhere in this reopening.
  std::optional<CrashDisk> cut_again;
  std::optional<CopyableKeys> keys_then;
};

// Opens the trail anew, on a disk as a cut has left it: every acknowledged record is there with its
// leaf; the checkpoint is signed and covers exactly the records; nothing half done is there; an
// erasure is not begun or complete; the trail takes another record; and Verify finds no fault.
// `files.vfs` is not used.
Reopening Reopen(CrashDisk disk, TrailFiles files, const Acknowledged& acknowledged,
                 const CopyableKeys& keys, std::uint64_t seed);

// The same of files that are still there, in `vfs`.
std::string WhatIsWrong(const TrailFiles& files, const CrashVfs& vfs,
                        const Acknowledged& acknowledged, CopyableKeys* keys);

}  // namespace bsup::core::faults
