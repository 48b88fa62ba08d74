#include "trail/memory/faulty_new.h"

#include <atomic>
#include <cstdlib>
#include <new>

#include "trail/own_work.h"

namespace {

std::atomic<std::uint64_t> left{0};  // until one fails; 0: not armed
std::atomic<bool> all_after{false};
std::atomic<bool> struck{false};

// Null where it fails.
void* Allocate(std::size_t size) {
  std::uint64_t now = left;
  while (now != 0 && !bsup::core::faults::own_work) {
    const std::uint64_t next = now == 1 && all_after ? 1 : now - 1;
    if (!left.compare_exchange_weak(now, next)) continue;
    if (now > 1) break;
    struck = true;
    return nullptr;
  }
  return std::malloc(size == 0 ? 1 : size);
}

void* AllocateOrThrow(std::size_t size) {
  void* memory = Allocate(size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace

// Not inlined: g++ would see malloc and free meet delete and new, and warn of what is meant.
[[gnu::noinline]] void* operator new(std::size_t size) { return AllocateOrThrow(size); }
[[gnu::noinline]] void* operator new[](std::size_t size) { return AllocateOrThrow(size); }
[[gnu::noinline]] void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return Allocate(size);
}
[[gnu::noinline]] void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  return Allocate(size);
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete[](void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, const std::nothrow_t&) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete[](void* memory, const std::nothrow_t&) noexcept {
  std::free(memory);
}

namespace bsup::core::faults {

void FaultyNew::Fail(std::uint64_t nth, bool forever) {
  struck = false;
  all_after = forever;
  left = nth;
}

bool FaultyNew::Mend() {
  left = 0;
  return struck.exchange(false);
}

}  // namespace bsup::core::faults
