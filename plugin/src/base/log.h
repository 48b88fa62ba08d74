// What the library tells its host of its own doings. Never personal data.
//
// One log a session, writing to nothing but the host's callback: no file, no stream, nothing
// registered anywhere, so that the library can be unloaded.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

namespace bsup::core {

// The numbers are those of bsup_host in plugin.h.
enum class LogLevel : std::int32_t { kDebug = 1, kInfo = 2, kWarning = 3, kError = 4 };

using LogCallback = void (*)(void* context, std::int32_t level, const char* message);

class Log {
 public:
  Log();  // silent
  // `callback` may be null; `least` is the least level that is told.
  Log(LogCallback callback, void* context, std::int32_t least);
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  void Write(LogLevel level, std::string_view message) const;

 private:
  class Door;
  std::unique_ptr<Door> door_;
};

}  // namespace bsup::core
