// Processes that a test forks, and memory they have in common with it.
#pragma once

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <functional>
#include <new>
#include <thread>

namespace bsup::core {

// Exit statuses.
inline constexpr int kFine = 0;
inline constexpr int kWrong = 1;

// Runs `what` in a forked process, whose exit status it gives; killed when it ends before.
class Child {
 public:
  explicit Child(const std::function<int()>& what) : pid_(fork()) {
    if (pid_ == 0) _exit(what());
  }
  ~Child() {
    if (pid_ <= 0) return;
    Signal(SIGKILL);
    Wait();
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  void Signal(int number) const { kill(pid_, number); }
  // Returns once it has stopped.
  void Stop() const {
    Signal(SIGSTOP);
    int status = 0;
    waitpid(pid_, &status, WUNTRACED);
  }
  // Its exit status, or -1 where it was killed.
  int Wait() {
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t pid_;
};

// A T that all processes forked later see.
template <class T>
class Common {
 public:
  Common()
      : value_(new (mmap(nullptr, sizeof(T), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
                         0)) T{}) {}
  ~Common() { munmap(value_, sizeof(T)); }
  Common(const Common&) = delete;
  Common& operator=(const Common&) = delete;

  T& operator*() const { return *value_; }
  T* operator->() const { return value_; }

 private:
  T* value_;
};

// Whether it came to pass within ten seconds.
inline bool Await(const std::function<bool()>& passed) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!passed()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::sleep_for(std::chrono::microseconds(200));
  }
  return true;
}

}  // namespace bsup::core

// ThreadSanitizer does not follow a process with threads across fork.
#ifdef __SANITIZE_THREAD__
#define BSUP_SKIP_WITHOUT_FORK() GTEST_SKIP() << "forks, which ThreadSanitizer does not follow"
#else
#define BSUP_SKIP_WITHOUT_FORK() static_cast<void>(0)
#endif
