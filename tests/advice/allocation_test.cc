// Deciding from typed facts allocates nothing once the policy is loaded, so that a host may do it
// at every key.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "advice/advise.h"
#include "advice/evaluate.h"
#include "oracle/packs.h"
#include "oracle/random_case.h"

namespace {

std::atomic<long> allocations{0};

void* Allocate(std::size_t size) {
  ++allocations;
  void* memory = std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace

// Not inlined: g++ would see malloc and free meet delete and new, and warn of what is meant.
[[gnu::noinline]] void* operator new(std::size_t size) { return Allocate(size); }
[[gnu::noinline]] void* operator new[](std::size_t size) { return Allocate(size); }
[[gnu::noinline]] void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations;
  return std::malloc(size == 0 ? 1 : size);
}
[[gnu::noinline]] void operator delete(void* memory, const std::nothrow_t&) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete[](void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

namespace bsup::oracle {
namespace {

TEST(Allocation, IsSeenByTheCounter) {
  const long before = allocations;
  const std::vector<int> some(100);
  EXPECT_GT(allocations, before);
  EXPECT_EQ(some.size(), 100u);
}

TEST(Allocation, ADecisionFromTypedFactsNeedsNone) {
  const auto policy = Shipped("", "2026-11-23");
  Dice dice(7);
  for (int i = 0; i < 200; ++i) {
    const RandomCase made = AnyCase(dice, policy->policy, 50);
    const std::vector<FactValue> facts =
        bsup::Advise(*policy, made.contact, made.a_case, made.as_of).facts;
    const long before = allocations;
    const Decision whole = DecideOn(policy->compiled, facts);
    Classes classes;
    ClassesOf(policy->compiled, facts, classes);
    const Decision parts =
        bsup::Decide(policy->compiled, LiveBoxes(policy->compiled.deciding, classes));
    const long after = allocations;
    EXPECT_EQ(after, before);
    EXPECT_EQ(whole.outcome, parts.outcome);
  }
}

}  // namespace
}  // namespace bsup::oracle
