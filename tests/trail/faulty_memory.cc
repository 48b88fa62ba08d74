#include "trail/faulty_memory.h"

#include <atomic>

#include "sqlite3.h"

namespace bsup::core::faults {
namespace {

sqlite3_mem_methods system_memory;
std::atomic<std::uint64_t> left{0};  // until one fails; 0: not armed
std::atomic<bool> all_after{false};
std::atomic<bool> struck{false};

bool Fails() {
  std::uint64_t now = left;
  while (now != 0) {
    const std::uint64_t next = now == 1 && all_after ? 1 : now - 1;
    if (!left.compare_exchange_weak(now, next)) continue;
    if (now == 1) struck = true;
    return now == 1;
  }
  return false;
}

void* Allocate(int size) { return Fails() ? nullptr : system_memory.xMalloc(size); }
void* Reallocate(void* memory, int size) {
  return Fails() ? nullptr : system_memory.xRealloc(memory, size);
}

}  // namespace

bool FaultyMemory::Install() {
  if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &system_memory) != SQLITE_OK) return false;
  sqlite3_mem_methods faulty = system_memory;
  faulty.xMalloc = Allocate;
  faulty.xRealloc = Reallocate;
  return sqlite3_config(SQLITE_CONFIG_MALLOC, &faulty) == SQLITE_OK;
}

void FaultyMemory::Fail(std::uint64_t nth, bool forever) {
  struck = false;
  all_after = forever;
  left = nth;
}

bool FaultyMemory::Mend() {
  left = 0;
  return struck.exchange(false);
}

}  // namespace bsup::core::faults
