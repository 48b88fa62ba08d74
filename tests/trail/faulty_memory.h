// SQLite allocations that fail, as a test asks.
//
// Install before SQLite's first use in the program, and in a test program only: it configures
// SQLite for the whole process, which the plugin must never do. Then Fail and Mend any number of
// times.
#pragma once

#include <cstdint>

namespace bsup::core::faults {

class FaultyMemory {
 public:
  // False where SQLite is in use already. Once a program.
  static bool Install();

  // The `nth` allocation (from 1): it alone, or it and all that follow.
  static void Fail(std::uint64_t nth, bool forever);
  // No more failures. Gives whether one has struck.
  static bool Mend();
};

}  // namespace bsup::core::faults
