// Nothing but a status leaves a function that can fail: no exception, and no out parameter on
// failure.
//
//     return Guard(error, [&]() -> Failure {
//       if (...) return Usage("...");
//       *out = ...;
//       return kDone;
//     });
#pragma once

#include <exception>
#include <new>
#include <optional>
#include <string>
#include <utility>

#include "base/result.h"
#include "blended_supervision/plugin.h"

namespace bsup::core {

// The error that a call ended with, or none.
using Failure = std::optional<Error>;
inline constexpr std::nullopt_t kDone = std::nullopt;

inline Failure Usage(std::string what) { return Error(Status::kUsage, "", std::move(what)); }

inline Failure UnknownLanguage() { return Usage("no such language; give \"en\" or \"cy\""); }

// Hands `failure` to the host, who need not want it. Returns its status.
bsup_status HandOver(bsup_error** error, Error failure) noexcept;
// The same for an error of one problem, made where little memory may be left.
bsup_status HandOverOutOfMemory(bsup_error** error) noexcept;
bsup_status HandOverInternal(bsup_error** error, const char* what) noexcept;

template <class Work>
bsup_status Guard(bsup_error** error, Work&& work) noexcept {
  try {
    Failure failure = std::forward<Work>(work)();
    if (failure) return HandOver(error, *std::move(failure));
    if (error != nullptr) *error = nullptr;
    return BSUP_OK;
  } catch (const std::bad_alloc&) {
    return HandOverOutOfMemory(error);
  } catch (const std::exception& fault) {
    return HandOverInternal(error, fault.what());
  } catch (...) {
    return HandOverInternal(error, "something that is no exception was thrown");
  }
}

}  // namespace bsup::core
