// Allocations with new that fail, as a test asks: std::bad_alloc at one of them while armed. It
// replaces the global operator new, so it belongs in a program of its own.
#pragma once

#include <cstdint>

namespace bsup::core::faults {

class FaultyNew {
 public:
  // Of all threads' allocations, but for the harness's own (own_work.h), the `nth` (from 1): it
  // alone, or it and all that follow.
  static void Fail(std::uint64_t nth, bool forever);
  // No more failures. Gives whether one has struck.
  static bool Mend();
};

}  // namespace bsup::core::faults
