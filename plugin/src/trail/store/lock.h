// The one lock over every commit, checkpoint, open and close of a trail, across threads and
// processes.
//
// Open, then Acquire any number of times; each Held lets go when it is destroyed.
//
// Rationale: a robust mutex shared through a file. If a holder is killed, the next one gets it. A
// blocking flock is unfair, a polled one more so, and a forked child would keep the flock of a
// killed holder. See plugin/docs/trail_format.md, "The lock".
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/result.h"
#include "trail/store/file_hold.h"

namespace bsup::core {

class TrailLock {
 public:
  class Held {
   public:
    Held(Held&& other) noexcept;
    Held& operator=(Held&& other) noexcept;
    ~Held();

   private:
    friend class TrailLock;
    explicit Held(TrailLock* lock) : lock_(lock) {}
    TrailLock* lock_;
  };

  // Makes the file if it is not there, with mode 0600. The mutex in it is made again after a
  // reboot. kStorage if the file cannot be used or is on a network file system. kUsage if another
  // copy of this library in this process has it open: each would drop the other's locks.
  static Result<std::unique_ptr<TrailLock>> Open(const std::string& path);
  ~TrailLock();
  TrailLock(const TrailLock&) = delete;
  TrailLock& operator=(const TrailLock&) = delete;

  // kBusy after `wait`: another holder kept it all that time. kStorage if the file has been cut off,
  // removed or replaced; others as for Usable.
  Result<Held> Acquire(std::chrono::milliseconds wait);

  // Whether this is a child that was forked after Open.
  [[nodiscard]] bool forked() const;
  // kUsage in such a child: nothing of the trail may be used there. After GiveUp, its error.
  [[nodiscard]] Result<void> Usable() const;
  // From now on nothing of the trail may be used: its files are not what they were. Any thread.
  void GiveUp(const Error& why);

 private:
  struct Shared;
  TrailLock(std::string path, FileHold file);
  [[nodiscard]] bool IsWhole() const;
  [[nodiscard]] Result<void> CheckFile() const;
  void Release();

  const std::string path_;  // absolute
  const FileHold file_;
  Shared* shared_ = nullptr;  // mapped from the file
  std::atomic<bool> given_up_ = false;
  mutable std::mutex mutex_;  // over what follows
  std::optional<Error> why_;
  // Which generation of the process opened it; a fork raises the number in the child.
  unsigned generation_ = 0;
};

}  // namespace bsup::core
