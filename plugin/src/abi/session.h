// The host as the library knows it, shared by all that was loaded in its session.
#pragma once

#include <string_view>

#include "base/day.h"
#include "base/log.h"
#include "base/result.h"
#include "blended_supervision/plugin.h"

namespace bsup::core {

class Session {
 public:
  explicit Session(const bsup_host& host)
      : host_(host), log_(host.log, host.context, host.log_level) {}
  ~Session() {
    if (host_.release != nullptr) host_.release(host_.context);
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // `number`, or today by the host's clock for BSUP_TODAY.
  [[nodiscard]] Result<Day> DayOf(std::int32_t number) const;

  // Milliseconds since 1970 by the host's clock.
  [[nodiscard]] Result<std::int64_t> Now() const;

  [[nodiscard]] const bsup_host& host() const { return host_; }
  [[nodiscard]] const Log& log() const { return log_; }

 private:
  bsup_host host_;
  Log log_;
};

// A day that a host may name: years 1000 to 9999. `what` names the argument.
Result<Day> CheckedDay(std::int32_t number, std::string_view what);

}  // namespace bsup::core
