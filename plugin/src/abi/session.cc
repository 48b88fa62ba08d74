#include "abi/session.h"

#include <memory>
#include <string>

#include "abi/arguments.h"
#include "abi/guard.h"
#include "abi/handles.h"
#include "abi/numbers.h"
#include "abi/struct_size.h"
#include "base/json.h"
#include "base/json_writer.h"

namespace bsup::core {
namespace {

std::string Capabilities() {
  JsonWriter json;
  json.Object();
  json.Member("version", bsup_version());
  json.Member("abi", bsup_abi_version());
  json.Member("engine", kEngineVersion);
  json.Member("languages", std::vector<std::string>{"en", "cy"});
  json.Member("extensions", std::vector<std::string>());
  json.Object("limits");
  json.Member("json_bytes", JsonDocument::kMostBytes);
  json.Member("json_depth", JsonDocument::kMostDepth);
  json.Member("json_values", JsonDocument::kMostValues);
  json.Member("modes", kMostModes);
  json.Member("page_records", Trail::kMostPage);
  json.EndObject();
  json.EndObject();
  return json.Take();
}

}  // namespace

Result<Day> CheckedDay(std::int32_t number, std::string_view what) {
  const Day day = Day::FromNumber(number);
  if (day < *Day::Parse("1000-01-01") || day > *Day::Parse("9999-12-31")) {
    return Usage(std::string(what) + " is " + std::to_string(number) +
                 "; give days since 1970-01-01, from year 1000 to 9999");
  }
  return day;
}

Result<Day> Session::DayOf(std::int32_t number) const {
  if (number != BSUP_TODAY) return CheckedDay(number, "as_of");
  if (host_.clock == nullptr) {
    return Usage(
        "as_of is BSUP_TODAY, and the host gave no clock; give a day, or a clock in bsup_host");
  }
  return CheckedDay(host_.clock(host_.context), "the day from the host's clock");
}

Result<std::int64_t> Session::Now() const {
  if (host_.now == nullptr) {
    return Usage(
        "a record says when it was made, and the host gave no `now`; give one in "
        "bsup_host");
  }
  return host_.now(host_.context);
}

Result<Recorder> Session::RecorderOf(const bsup_who* who) const {
  BSUP_NEED(who);
  BSUP_TRY(const bsup_who given, ReadGrowing(who, "bsup_who"));
  BSUP_TRY(const Day today, DayOf(BSUP_TODAY));
  BSUP_TRY(const std::int64_t now, Now());
  return Recorder{
      .who = {std::string(TextOf(given.id)), std::string(TextOf(given.role)),
              std::string(TextOf(given.service)), std::string(TextOf(given.operation_id)),
              std::string(TextOf(given.correlation_id))},
      .time = now,
      .day = today};
}

void Session::LogFailure(LogLevel level, std::string_view what, const Error& error) const {
  log_.Write(level, std::string(what) + ": status " + std::to_string(NumberOf(error.status)) +
                        ", problems: " + std::to_string(error.problems.size()));
}

}  // namespace bsup::core

namespace core = bsup::core;

bsup_status bsup_session_open(const bsup_host* host, bsup_session** out, bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(out);
    BSUP_TRY(const bsup_host given, core::ReadGrowing(host, "bsup_host"));
    auto handle = std::make_unique<bsup_session>();
    handle->capabilities = core::Capabilities();
    // Last: from here on its end calls release.
    handle->session = std::make_shared<const core::Session>(given);
    *out = handle.release();
    return {};
  });
}

const char* bsup_session_capabilities(const bsup_session* session) {
  return session == nullptr ? nullptr : session->capabilities.c_str();
}

void bsup_session_close(bsup_session* session) { delete session; }
