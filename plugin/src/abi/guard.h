// Nothing but a status leaves a function that can fail: no exception, and no out parameter on
// failure.
//
//     return core::Guard(error, [&]() -> core::Result<void> {
//       BSUP_NEED(policy, out);
//       BSUP_TRY(auto text, ...);
//       *out = new bsup_text{std::move(text)};
//       return {};
//     });
#pragma once

#include <exception>
#include <new>
#include <utility>

#include "base/result.h"
#include "blended_supervision/plugin.h"

namespace bsup::core {

// Gives the host the error, unless `error` is NULL. Returns its status.
bsup_status HandOver(bsup_error** error, Error failure) noexcept;
// The same for an error of one problem, made where little memory may be left.
bsup_status HandOverOutOfMemory(bsup_error** error) noexcept;
bsup_status HandOverInternal(bsup_error** error, const char* what) noexcept;

template <class Work>
bsup_status Guard(bsup_error** error, Work&& work) noexcept {
  try {
    Result<void> done = std::forward<Work>(work)();
    if (!done) return HandOver(error, std::move(done).error());
    if (error != nullptr) *error = nullptr;
    return BSUP_OK;
  } catch (const std::bad_alloc&) {
    return HandOverOutOfMemory(error);
  } catch (const std::exception& fault) {
    return HandOverInternal(error, fault.what());
  } catch (...) {
    return HandOverInternal(error, "something other than an exception was thrown");
  }
}

}  // namespace bsup::core
