#include "abi/session.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "abi/guard.h"
#include "abi/handles.h"
#include "abi/struct_size.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "trail/trail.h"

namespace bsup::core {
namespace {

std::string Capabilities() {
  JsonWriter json;
  json.Object();
  json.Key("version");
  json.String(bsup_version());
  json.Key("abi");
  json.Integer(bsup_abi_version());
  json.Key("engine");
  json.Integer(kEngineVersion);
  json.Key("languages");
  json.Array();
  json.String("en");
  json.String("cy");
  json.EndArray();
  json.Key("extensions");
  json.Array();
  json.EndArray();
  json.Key("limits");
  json.Object();
  json.Key("json_bytes");
  json.Integer(JsonDocument::kMostBytes);
  json.Key("json_depth");
  json.Integer(JsonDocument::kMostDepth);
  json.Key("modes");
  json.Integer(kMostModes);
  json.Key("page_records");
  json.Integer(Trail::kMostPage);
  json.EndObject();
  json.EndObject();
  return json.Take();
}

}  // namespace

Result<Day> CheckedDay(std::int32_t number, std::string_view what) {
  const Day day = Day::FromNumber(number);
  if (day < *Day::Parse("1000-01-01") || day > *Day::Parse("9999-12-31")) {
    return Error(Status::kUsage, "",
                 std::string(what) + " is " + std::to_string(number) +
                     "; give days since 1970-01-01, from year 1000 to 9999");
  }
  return day;
}

Result<Day> Session::DayOf(std::int32_t number) const {
  if (number != BSUP_TODAY) return CheckedDay(number, "as_of");
  if (host_.clock == nullptr) {
    return Error(
        Status::kUsage, "",
        "as_of is BSUP_TODAY, and the host gave no clock; give a day, or a clock in bsup_host");
  }
  return CheckedDay(host_.clock(host_.context), "the day from the host's clock");
}

Result<std::int64_t> Session::Now() const {
  if (host_.now == nullptr) {
    return Error(
        Status::kUsage, "",
        "the host gave no `now`, and a record says when it was made; give one in bsup_host");
  }
  return host_.now(host_.context);
}

std::optional<Language> LanguageOf(const char* code) {
  return code == nullptr ? Language::kEnglish : ParseLanguage(code);
}

}  // namespace bsup::core

bsup_status bsup_session_open(const bsup_host* host, bsup_session** out, bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    if (out == nullptr) return bsup::core::Usage("`out` is NULL; give a place for the session");
    bsup_host copy{};
    if (host != nullptr) {
      std::optional<bsup_host> given = bsup::core::ReadGrowing(host);
      if (!given)
        return bsup::core::Usage("bsup_host.struct_size is too small; set it to sizeof(bsup_host)");
      copy = *given;
    }
    auto handle = std::make_unique<bsup_session>();
    handle->capabilities = bsup::core::Capabilities();
    // Last: once it stands, its end calls release.
    handle->session = std::make_shared<const bsup::core::Session>(copy);
    *out = handle.release();
    return bsup::core::kDone;
  });
}

const char* bsup_session_capabilities(const bsup_session* session) {
  return session == nullptr ? nullptr : session->capabilities.c_str();
}

void bsup_session_close(bsup_session* session) { delete session; }
