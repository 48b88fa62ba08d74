// What a forked child must know, and what it must close.
#pragma once

#include <atomic>
#include <chrono>
#include <string>

#include "base/result.h"

namespace bsup::core {

// How many forks lie between the process that loaded the library and this one. A caller that
// remembers the number can tell later whether it crossed a fork. kOutOfMemory where forks cannot be
// watched.
Result<unsigned> ForkGeneration();

// Whether this process was forked since `generation` was read.
bool ForkedSince(unsigned generation);

// An exclusive flock for a moment's work on files.
//
// A forked child would keep the flock of a parent that is killed; so descriptors that are under one
// are known, and closed in the child. It never unlocks: that would free its parent's.
class FileLock {
 public:
  // Owns `descriptor` from here on, whether it succeeds or not. kBusy after `wait`; `path` is for
  // messages.
  static Result<FileLock> Take(int descriptor, const std::string& path,
                               std::chrono::milliseconds wait);
  ~FileLock();
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&&) = delete;

 private:
  explicit FileLock(std::atomic<int>* slot) : slot_(slot) {}

  std::atomic<int>* slot_;  // holds the descriptor; -1 in a child
};

}  // namespace bsup::core
