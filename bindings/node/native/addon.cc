#include "addon.h"

#include <cstdio>

namespace bsup_node {
namespace {

using std::chrono::sys_days;

// In the order of bsup_status.
constexpr const char* kStatusWords[] = {
    "ok",        "usage",        "bad input",    "bad policy",    "bad mapping",
    "not found", "other policy", "other engine", "out of memory", "internal",
    "busy",      "key refused",  "storage",      "tampered",      "erased"};

const bsup_api& Api() {
  const bsup_api* api = bsup_get_api(BSUP_ABI);
  if (api == nullptr) throw std::runtime_error("the library has another interface");
  return *api;
}

bsup::Host HostOfNode() {
  using namespace std::chrono;
  bsup::Host host;
  host.today = [] { return floor<days>(system_clock::now()); };
  host.now = [] { return floor<milliseconds>(system_clock::now()); };
  return host;
}

}  // namespace

Library::Library() : api(Api()), session(api, HostOfNode()) {}

Napi::Error ErrorOf(Napi::Env env, const bsup::Error& error) {
  Napi::Error thrown = Napi::Error::New(env, error.what());
  const auto status = static_cast<std::size_t>(error.status());
  thrown.Set("status", Napi::String::New(env, kStatusWords[status]));
  Napi::Array details = Napi::Array::New(env);
  std::uint32_t at = 0;
  for (const bsup::Error::Detail& each : error.details()) {
    Napi::Object detail = Napi::Object::New(env);
    detail.Set("where", each.where);
    detail.Set("what", each.what);
    details.Set(at++, detail);
  }
  thrown.Set("details", details);
  return thrown;
}

std::string JsonOf(const Napi::Value& value) {
  if (value.IsUndefined() || value.IsNull()) return "";
  if (value.IsString()) return value.As<Napi::String>().Utf8Value();
  if (value.IsBuffer()) {
    const auto buffer = value.As<Napi::Buffer<char>>();
    return {buffer.Data(), buffer.Length()};
  }
  const Napi::Object json = value.Env().Global().Get("JSON").As<Napi::Object>();
  const Napi::Value text = json.Get("stringify").As<Napi::Function>().Call(json, {value});
  if (!text.IsString()) throw Napi::TypeError::New(value.Env(), "this cannot be written as JSON");
  return text.As<Napi::String>().Utf8Value();
}

std::string TextOf(const Napi::Value& value, const char* what) {
  if (value.IsUndefined() || value.IsNull()) return "";
  if (!value.IsString())
    throw Napi::TypeError::New(value.Env(), std::string(what) + " must be a text");
  return value.As<Napi::String>().Utf8Value();
}

Napi::Value Option(const Napi::Value& options, const char* key) {
  if (options.IsUndefined() || options.IsNull()) return options.Env().Undefined();
  if (!options.IsObject()) throw Napi::TypeError::New(options.Env(), "options must be an object");
  return options.As<Napi::Object>().Get(key);
}

bool FlagOf(const Napi::Value& value, const char* what) {
  if (value.IsUndefined()) return false;
  if (!value.IsBoolean())
    throw Napi::TypeError::New(value.Env(), std::string(what) + " must be true or false");
  return value.As<Napi::Boolean>();
}

std::optional<bsup::Language> LanguageOf(const Napi::Value& value) {
  const std::string code = TextOf(value, "lang");
  if (code.empty()) return std::nullopt;
  if (code == "en") return bsup::Language::kEnglish;
  if (code == "cy") return bsup::Language::kWelsh;
  throw Napi::RangeError::New(value.Env(), "lang is \"en\" or \"cy\", not \"" + code + "\"");
}

std::optional<sys_days> DayOf(const Napi::Value& value, const char* what) {
  const std::string text = TextOf(value, what);
  if (text.empty()) return std::nullopt;
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  char rest = 0;
  const bool read = text.size() == 10 && text[4] == '-' && text[7] == '-' &&
                    std::sscanf(text.c_str(), "%4d-%2u-%2u%c", &year, &month, &day, &rest) == 3;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (!read || !date.ok()) {
    throw Napi::RangeError::New(value.Env(), std::string(what) +
                                                 " must be a day that exists, written as "
                                                 "2026-11-30, not \"" +
                                                 text + "\"");
  }
  return sys_days(date);
}

}  // namespace bsup_node

namespace {

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  try {
    env.SetInstanceData(new bsup_node::Library);
  } catch (const std::exception& error) {
    throw Napi::Error::New(env, error.what());
  }
  bsup_node::DefineAdvising(env, exports);
  bsup_node::DefineTrail(env, exports);
  exports.Set("version", Napi::String::New(env, bsup_version()));
  return exports;
}

}  // namespace

NODE_API_MODULE(blended_supervision, Init)
