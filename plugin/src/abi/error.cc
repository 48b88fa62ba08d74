// bsup_error: what a call that failed hands over.
#include <cstdint>
#include <limits>
#include <utility>

#include "abi/guard.h"
#include "abi/numbers.h"

// The message is kept beside the problems because the host gets pointers into it.
struct bsup_error {
  bsup::core::Error error;
  std::string message;
};

namespace bsup::core {
namespace {

// Made when the library is loaded, since there may be no memory for it when it is needed; never
// freed by the host.
const bsup_error kOutOfMemoryError{
    Error(Status::kOutOfMemory, "", "out of memory; free some handles and try again"),
    "out of memory; free some handles and try again"};

}  // namespace

bsup_status HandOver(bsup_error** error, Error failure) noexcept {
  const bsup_status status = NumberOf(failure.status);
  if (error == nullptr) return status;
  try {
    std::string message = failure.Message();
    *error = new bsup_error{std::move(failure), std::move(message)};
    return status;
  } catch (...) {
    return HandOverOutOfMemory(error);
  }
}

bsup_status HandOverOutOfMemory(bsup_error** error) noexcept {
  if (error != nullptr) *error = const_cast<bsup_error*>(&kOutOfMemoryError);
  return BSUP_OUT_OF_MEMORY;
}

bsup_status HandOverInternal(bsup_error** error, const char* what) noexcept {
  try {
    return HandOver(error, Error(Status::kInternal, "",
                                 std::string("a fault of the library; please report it: ") + what));
  } catch (...) {
    return HandOverOutOfMemory(error);
  }
}

}  // namespace bsup::core

bsup_status bsup_error_status(const bsup_error* error) {
  return error == nullptr ? BSUP_OK : bsup::core::NumberOf(error->error.status);
}

const char* bsup_error_message(const bsup_error* error) {
  return error == nullptr ? nullptr : error->message.c_str();
}

uint32_t bsup_error_count(const bsup_error* error) {
  return error == nullptr ? 0 : static_cast<uint32_t>(error->error.problems.size());
}

const char* bsup_error_what(const bsup_error* error, uint32_t index) {
  return index < bsup_error_count(error) ? error->error.problems[index].what.c_str() : nullptr;
}

const char* bsup_error_where(const bsup_error* error, uint32_t index) {
  return index < bsup_error_count(error) ? error->error.problems[index].where.c_str() : nullptr;
}

void bsup_error_free(bsup_error* error) {
  if (error != &bsup::core::kOutOfMemoryError) delete error;
}
