// The host as the library knows it, with its clocks, its log and its keys. All that was loaded in
// its session shares it.
#pragma once

#include <string_view>

#include "base/day.h"
#include "base/log.h"
#include "base/result.h"
#include "blended_supervision/plugin.h"
#include "records/content/who.h"

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

  // Who records something, now by the host's clocks. kUsage where `who` is NULL or a clock is
  // missing.
  [[nodiscard]] Result<Recorder> RecorderOf(const bsup_who* who) const;

  // "`what`: status 2, problems: 1". An error's words may quote a payload, so the log never has
  // them.
  void LogFailure(LogLevel level, std::string_view what, const Error& error) const;

  [[nodiscard]] const bsup_host& host() const { return host_; }
  [[nodiscard]] const Log& log() const { return log_; }

 private:
  // Milliseconds since 1970.
  [[nodiscard]] Result<std::int64_t> Now() const;

  bsup_host host_;
  Log log_;
};

// A day that a host may give: years 1000 to 9999. `what` names the argument.
Result<Day> CheckedDay(std::int32_t number, std::string_view what);

}  // namespace bsup::core
