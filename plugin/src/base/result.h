// What a fallible function returns, and how an error is told: where, what, and what to do about it.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace bsup::core {

// The numbers are those of bsup_status in plugin.h.
enum class Status {
  kOk = 0,
  kUsage = 1,      // the caller's arguments are wrong
  kBadInput = 2,   // a payload, contact, answers or stored input is wrong
  kBadPolicy = 3,  // a policy pack is wrong
  kBadMapping = 4,
  kNotFound = 5,  // a file, region, date or name is not there
  kOtherPolicy = 6,
  kOtherEngine = 7,
  kOutOfMemory = 8,
  kInternal = 9,
  kBusy = 10,        // another process holds the trail's lock; nothing was recorded
  kKeyRefused = 11,  // the key service refuses, or the keys are not this trail's
  kStorage = 12,     // a file cannot be read or written: I/O, a full disk, permissions
  kTampered = 13,    // the trail is not what its proof says
  kErased = 14,      // what was asked for has been erased
};

struct Problem {
  std::string where;  // `england-wales.toml:41:9`, `/contact/purpose`, or empty
  std::string what;   // what is wrong, and what to do about it

  // `where: what`, or just `what`.
  [[nodiscard]] std::string Line() const { return where.empty() ? what : where + ": " + what; }
};

struct Error {
  Status status = Status::kInternal;
  std::vector<Problem> problems;  // at least one

  Error(Status status, std::string where, std::string what)
      : status(status), problems{{std::move(where), std::move(what)}} {}
  Error(Status status, std::vector<Problem> problems)
      : status(status), problems(std::move(problems)) {}

  // All problems, a line each.
  [[nodiscard]] std::string Message() const {
    std::string message;
    for (const Problem& problem : problems) {
      if (!message.empty()) message += '\n';
      message += problem.Line();
    }
    return message;
  }
};

// A value or the error that came instead.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & { return std::get<0>(state_); }
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }

  [[nodiscard]] const Error& error() const& { return std::get<1>(state_); }
  Error&& error() && { return std::get<1>(std::move(state_)); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace bsup::core
