// What a fallible function returns, and how an error is told: where, what, and what to do about it.
//
//     Result<Day> DayIn(const JsonNode& node);
//     Result<void> Check(Day day);
//
//     Result<Contact> ReadContact(const JsonNode& node) {
//       BSUP_TRY(const Day day, DayIn(node));  // the value, or return the error
//       BSUP_TRY(Check(day));                  // nothing, or return the error
//       return Contact{day};
//     }
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <type_traits>
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

// Done, or the error that came instead.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool ok() const { return !error_; }
  explicit operator bool() const { return ok(); }

  [[nodiscard]] const Error& error() const& { return *error_; }
  Error&& error() && { return *std::move(error_); }

 private:
  std::optional<Error> error_;
};

// Whether what a result holds is lost if nobody looks at it: what cannot be copied, such as a lock
// that is held or an open file, and not a number or a list.
template <class Tried>
constexpr bool kHoldsAGuard = false;
template <class Value>
constexpr bool kHoldsAGuard<Result<Value>> =
    !std::is_void_v<Value> && !std::copy_constructible<Value>;

// For BSUP_TRY with no name for the value.
template <class Tried>
constexpr bool HasFailed(const Tried& tried) {
  static_assert(!kHoldsAGuard<Tried>, "give the value a name, or it ends at once");
  return !tried;
}

}  // namespace bsup::core

// BSUP_TRY(result): returns its error, if it has one. Does not compile where that would drop a guard.
// BSUP_TRY(declaration, result): the same, and else declares a variable that holds the value, or
// assigns the value to what is there. A declaration or an expression with a comma outside brackets
// goes into parentheses of its own or has `auto`.
#define BSUP_TRY(...)                                           \
  BSUP_TRY_CHOOSE(__VA_ARGS__, BSUP_TRY_VALUE, BSUP_TRY_DONE, ) \
  (BSUP_TRY_NAME(bsup_tried_, __LINE__), __VA_ARGS__)
#define BSUP_TRY_CHOOSE(first, second, chosen, ...) chosen
#define BSUP_TRY_DONE(tried, result) \
  if (auto tried = (result); ::bsup::core::HasFailed(tried)) return std::move(tried).error()
#define BSUP_TRY_VALUE(tried, declaration, result) \
  auto tried = (result);                           \
  if (!tried) return std::move(tried).error();     \
  declaration = *std::move(tried)
#define BSUP_TRY_NAME(name, line) BSUP_TRY_NAME_OF(name, line)
#define BSUP_TRY_NAME_OF(name, line) name##line
