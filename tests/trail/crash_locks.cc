#include "trail/crash_locks.h"

#include <algorithm>

namespace bsup::core::faults {

int FileLocks::Raise(const void* connection, int wanted, int* held) {
  if (wanted <= *held) return SQLITE_OK;
  if (*held == SQLITE_LOCK_NONE) {
    if (pending_ != nullptr) return SQLITE_BUSY;
    readers_.insert(connection);
    *held = SQLITE_LOCK_SHARED;
  }
  if (wanted == SQLITE_LOCK_SHARED) return SQLITE_OK;
  if (writer_ != nullptr && writer_ != connection) return SQLITE_BUSY;
  writer_ = connection;
  *held = std::max(*held, SQLITE_LOCK_RESERVED);
  if (wanted == SQLITE_LOCK_RESERVED) return SQLITE_OK;
  pending_ = connection;
  *held = SQLITE_LOCK_PENDING;
  if (readers_.size() > 1) return SQLITE_BUSY;
  *held = SQLITE_LOCK_EXCLUSIVE;
  return SQLITE_OK;
}

void FileLocks::Lower(const void* connection, int to, int* held) {
  if (to >= *held) return;
  if (writer_ == connection) writer_ = nullptr;
  if (pending_ == connection) pending_ = nullptr;
  if (to == SQLITE_LOCK_NONE) readers_.erase(connection);
  *held = to;
}

void volatile* SharedMemory::Region(int index, int bytes, bool make) {
  const auto at = static_cast<std::size_t>(index);
  if (regions_.size() <= at && !make) return nullptr;
  while (regions_.size() <= at) {
    regions_.push_back(std::make_unique<char[]>(static_cast<std::size_t>(bytes)));
  }
  return regions_[at].get();
}

int SharedMemory::Lock(int offset, int count, int flags, unsigned* shared, unsigned* exclusive) {
  const unsigned slots = ((1U << count) - 1U) << offset;
  if ((flags & SQLITE_SHM_UNLOCK) != 0) {
    Unlock(slots, shared, exclusive);
    return SQLITE_OK;
  }
  if ((writers_ & slots & ~*exclusive) != 0) return SQLITE_BUSY;
  if ((flags & SQLITE_SHM_SHARED) != 0) {
    for (int i = offset; i < offset + count; ++i) {
      if ((*shared >> i & 1U) == 0) ++readers_.at(static_cast<std::size_t>(i));
    }
    *shared |= slots;
    return SQLITE_OK;
  }
  for (int i = offset; i < offset + count; ++i) {
    const int own = static_cast<int>(*shared >> i & 1U);
    if (readers_.at(static_cast<std::size_t>(i)) > own) return SQLITE_BUSY;
  }
  writers_ |= slots;
  *exclusive |= slots;
  return SQLITE_OK;
}

void SharedMemory::Unlock(unsigned slots, unsigned* shared, unsigned* exclusive) {
  for (int i = 0; i < SQLITE_SHM_NLOCK; ++i) {
    if ((*shared & slots) >> i & 1U) --readers_.at(static_cast<std::size_t>(i));
  }
  writers_ &= ~(*exclusive & slots);
  *shared &= ~slots;
  *exclusive &= ~slots;
}

void SharedMemory::Leave(unsigned* shared, unsigned* exclusive) {
  Unlock(~0U, shared, exclusive);
  if (--connections_ == 0) regions_.clear();
}

}  // namespace bsup::core::faults
