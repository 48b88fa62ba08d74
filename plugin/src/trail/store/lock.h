// The one lock over every commit, checkpoint, open and close of a trail, across threads and
// processes.
//
// Open, then Acquire any number of times; each Held is let go when it ends.
//
// Rationale: a robust mutex shared through a file. A holder that is killed leaves it to the next
// one; a blocking flock is unfair, a polled one worse, and a forked child would keep a killed
// holder's flock. See plugin/docs/trail_format.md, "The lock".
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "base/result.h"

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

  // Makes the file if it is not there, with mode 0600. The mutex in it is made anew after a reboot.
  // kStorage where the file cannot be used, or lies on a network file system.
  static Result<std::unique_ptr<TrailLock>> Open(const std::string& path);
  ~TrailLock();
  TrailLock(const TrailLock&) = delete;
  TrailLock& operator=(const TrailLock&) = delete;

  // kBusy after `wait`: somebody else held it all the while. kUsage as Usable.
  Result<Held> Acquire(std::chrono::milliseconds wait);

  // Whether this is a child that was forked after Open.
  [[nodiscard]] bool forked() const;
  // kUsage in such a child: nothing of the trail may be used there.
  [[nodiscard]] Result<void> Usable() const;

 private:
  struct Shared;
  TrailLock() = default;
  void Release();

  Shared* shared_ = nullptr;  // mapped from the file
  // Which generation of the process opened it; a fork raises the number in the child.
  unsigned generation_ = 0;
};

}  // namespace bsup::core
