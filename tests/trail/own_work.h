// Tells the harness's own work from that of the code under test, on each thread: an allocation that
// is made to fail is to fail in the latter.
#pragma once

#include <utility>

namespace bsup::core::faults {

inline thread_local bool own_work = false;

class OwnWork {
 public:
  OwnWork() : before_(std::exchange(own_work, true)) {}
  ~OwnWork() { own_work = before_; }
  OwnWork(const OwnWork&) = delete;
  OwnWork& operator=(const OwnWork&) = delete;

 private:
  bool before_;
};

class WorkUnderTest {
 public:
  WorkUnderTest() : before_(std::exchange(own_work, false)) {}
  ~WorkUnderTest() { own_work = before_; }
  WorkUnderTest(const WorkUnderTest&) = delete;
  WorkUnderTest& operator=(const WorkUnderTest&) = delete;

 private:
  bool before_;
};

}  // namespace bsup::core::faults
