// The harness itself: what it fails is seen, and what it does not fail goes well.
#include "trail/faulty_memory.h"

#include <gtest/gtest.h>

#include <new>
#include <vector>

#include "sqlite3.h"
#include "trail/memory/faulty_new.h"

namespace bsup::core::faults {
namespace {

// Before any test, and so before SQLite's first use.
const bool kInstalled = FaultyMemory::Install();

int OpenAndCount() {
  sqlite3* database = nullptr;
  int code =
      sqlite3_open_v2(":memory:", &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  if (code == SQLITE_OK) {
    code = sqlite3_exec(database, "CREATE TABLE t (x); INSERT INTO t VALUES (1)", nullptr, nullptr,
                        nullptr);
  }
  sqlite3_close(database);
  return code;
}

TEST(FaultyMemory, FailsTheAllocationThatIsAskedForAndNoOther) {
  ASSERT_TRUE(kInstalled);
  ASSERT_EQ(OpenAndCount(), SQLITE_OK);
  for (const bool forever : {false, true}) {
    int refused = 0;
    std::uint64_t nth = 1;
    for (bool struck = true; struck; ++nth) {
      FaultyMemory::Fail(nth, forever);
      const int code = OpenAndCount();
      struck = FaultyMemory::Mend();
      refused += code == SQLITE_NOMEM ? 1 : 0;
      if (!struck || forever) {
        EXPECT_EQ(code, struck ? SQLITE_NOMEM : SQLITE_OK) << nth;
      }
    }
    EXPECT_GT(refused, 10);
    EXPECT_EQ(OpenAndCount(), SQLITE_OK);
  }
}

TEST(FaultyNew, ThrowsAtTheAllocationThatIsAskedFor) {
  for (const bool forever : {false, true}) {
    FaultyNew::Fail(2, forever);
    int made = 0;
    int thrown = 0;
    for (int i = 0; i < 4; ++i) {
      try {
        const std::vector<int> some(100);
        made += some.size() == 100 ? 1 : 0;
      } catch (const std::bad_alloc&) {
        ++thrown;
      }
    }
    EXPECT_TRUE(FaultyNew::Mend());
    EXPECT_EQ(made, forever ? 1 : 3);
    EXPECT_EQ(thrown, forever ? 3 : 1);
  }
  FaultyNew::Fail(1'000'000, false);
  EXPECT_FALSE(FaultyNew::Mend()) << "none has struck";
}

}  // namespace
}  // namespace bsup::core::faults
