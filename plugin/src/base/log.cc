#include "base/log.h"

#include <spdlog/details/null_mutex.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/base_sink.h>

#include <algorithm>
#include <string>
#include <utility>

namespace bsup::core {
namespace {

// Hands the bare message to the host. Without a mutex: the host is called with no lock held, and
// this sink keeps nothing.
class HostSink final : public spdlog::sinks::base_sink<spdlog::details::null_mutex> {
 public:
  HostSink(LogCallback callback, void* context) : callback_(callback), context_(context) {}

 private:
  void sink_it_(const spdlog::details::log_msg& message) override {
    const std::string text(message.payload.data(), message.payload.size());
    callback_(context_, static_cast<std::int32_t>(message.level), text.c_str());
  }
  void flush_() override {}

  LogCallback callback_;
  void* context_;
};

static_assert(static_cast<int>(LogLevel::kDebug) == spdlog::level::debug);
static_assert(static_cast<int>(LogLevel::kError) == spdlog::level::err);

}  // namespace

class Log::Door {
 public:
  explicit Door(std::shared_ptr<HostSink> sink) : logger("", std::move(sink)) {}
  spdlog::logger logger;
};

Log::Log() = default;
Log::~Log() = default;

Log::Log(LogCallback callback, void* context, std::int32_t least) {
  if (callback == nullptr) return;
  door_ = std::make_unique<Door>(std::make_shared<HostSink>(callback, context));
  const auto level = static_cast<spdlog::level::level_enum>(
      std::clamp<std::int32_t>(least, spdlog::level::trace, spdlog::level::off));
  door_->logger.set_level(level);
}

void Log::Write(LogLevel level, std::string_view message) const {
  if (door_ == nullptr) return;
  door_->logger.log(static_cast<spdlog::level::level_enum>(level),
                    spdlog::string_view_t(message.data(), message.size()));
}

}  // namespace bsup::core
