// What the parts of the module for Node share: texts from and to JavaScript, errors, the session.
#pragma once

#include <napi.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "blended_supervision/plugin.hpp"

namespace bsup_node {

// Of one environment (a main thread or a worker): the session and the classes.
struct Library {
  const bsup_api& api;
  bsup::Session session;
  Napi::FunctionReference policy;
  Napi::FunctionReference mapping;
  Napi::FunctionReference advice;
  Napi::FunctionReference trail;

  Library();
  static Library& Of(Napi::Env env) { return *env.GetInstanceData<Library>(); }
};

// A JavaScript error that says what the library says, with `status` and `details`.
Napi::Error ErrorOf(Napi::Env env, const bsup::Error& error);
// Calls `what`, with the library's errors as JavaScript's.
template <class What>
auto Calling(Napi::Env env, What what) {
  try {
    return what();
  } catch (const bsup::Error& error) {
    throw ErrorOf(env, error);
  }
}

// A text, a Buffer, or another value as JSON; empty for undefined and null.
std::string JsonOf(const Napi::Value& value);
// A text; empty for undefined and null. Throws TypeError for anything else.
std::string TextOf(const Napi::Value& value, const char* what);
// The member of an object; undefined where `options` is undefined.
Napi::Value Option(const Napi::Value& options, const char* key);
bool FlagOf(const Napi::Value& value, const char* what);
// "en" or "cy"; none for undefined.
std::optional<bsup::Language> LanguageOf(const Napi::Value& value);
// A day as text, 2026-11-30; none for undefined.
std::optional<std::chrono::sys_days> DayOf(const Napi::Value& value, const char* what);

void DefineAdvising(Napi::Env env, Napi::Object exports);
void DefineTrail(Napi::Env env, Napi::Object exports);
// The advice that a JavaScript object holds.
std::shared_ptr<const bsup::Advice> AdviceIn(Napi::Env env, const Napi::Value& value);

}  // namespace bsup_node
