// A host that keeps a trail: its clocks, its log and its key service, all under the test's hand.
#pragma once

#include <cstdint>
#include <cstring>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "loaded.h"

// A key service in memory: it keeps each secret itself and gives a ticket for it.
struct KeyBox {
  bool refuses = false;
  bool keeps_for_backups = false;  // it does not destroy yet
  std::map<std::string, std::map<std::string, std::string>> keys;
  int wrapped = 0;
  int unwrapped = 0;
  int destroyed = 0;
  std::set<std::thread::id> threads;
  std::function<void()> meanwhile;  // what happens elsewhere while the library waits for it
};

class TrailHost {
 public:
  int32_t today = kSampleDay;
  int64_t time = 1'795'428'900'123;  // 2026-11-23 at 10:15
  KeyBox box;
  std::string log;

  // With a key service, or for a trail with a key file.
  [[nodiscard]] bsup_host Host(bool key_service = true) {
    bsup_host host{};
    host.struct_size = sizeof host;
    host.context = this;
    host.log = Log;
    host.clock = Clock;
    host.now = Now;
    if (!key_service) return host;
    host.key_wrap = Wrap;
    host.key_unwrap = Unwrap;
    host.key_destroy = Destroy;
    return host;
  }

 private:
  static TrailHost& Of(void* context) { return *static_cast<TrailHost*>(context); }

  static void Log(void* context, int32_t /*level*/, const char* message) {
    const std::lock_guard guard(Of(context).mutex_);
    Of(context).log.append(message).append("\n");
  }
  static int32_t Clock(void* context) { return Of(context).today; }
  static int64_t Now(void* context) { return Of(context).time; }

  static KeyBox& Called(void* context) {
    KeyBox& box = Of(context).box;
    box.threads.insert(std::this_thread::get_id());
    // Only once: what happens meanwhile may come here too.
    if (const auto meanwhile = std::exchange(box.meanwhile, nullptr)) meanwhile();
    return box;
  }

  static int32_t Wrap(void* context, const char* name, const uint8_t* secret, uint8_t* wrapped,
                      uint64_t* wrapped_size) {
    KeyBox& box = Called(context);
    if (box.refuses || *wrapped_size != 1024) return 0;
    const std::string ticket = "ticket " + std::to_string(++box.wrapped);
    box.keys[name][ticket] = std::string(reinterpret_cast<const char*>(secret), 32);
    std::memcpy(wrapped, ticket.data(), ticket.size());
    *wrapped_size = ticket.size();
    return 1;
  }

  static int32_t Unwrap(void* context, const char* name, const uint8_t* wrapped,
                        uint64_t wrapped_size, uint8_t* secret) {
    KeyBox& box = Called(context);
    ++box.unwrapped;
    const std::string ticket(reinterpret_cast<const char*>(wrapped), wrapped_size);
    if (box.refuses || box.keys[name].count(ticket) == 0) return 0;
    std::memcpy(secret, box.keys[name][ticket].data(), 32);
    return 1;
  }

  static int32_t Destroy(void* context, const char* name) {
    KeyBox& box = Called(context);
    if (box.refuses || box.keeps_for_backups) return 0;
    ++box.destroyed;
    box.keys.erase(name);
    return 1;
  }

  std::mutex mutex_;
};
