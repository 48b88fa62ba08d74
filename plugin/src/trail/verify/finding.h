// What a check of a trail found wrong.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "base/result.h"
#include "trail/verify/verify.h"

namespace bsup::core {

struct Finding {
  Verdict verdict = Verdict::kUnreadable;
  std::optional<std::uint64_t> at;  // the first bad sequence, where one is known
  std::string why;
};

inline Finding Unreadable(const Error& error) {
  return {Verdict::kUnreadable, std::nullopt, error.Message()};
}

inline Finding Tampered(std::string why) {
  return {Verdict::kTampered, std::nullopt, std::move(why)};
}

inline Finding WrongKey(std::string why) {
  return {Verdict::kWrongKey, std::nullopt, std::move(why)};
}

// Nothing is wrong, or what is. BSUP_TRY hands on what is wrong, and an Error as unreadable.
class [[nodiscard]] Checked {
 public:
  Checked() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): a check returns what it finds.
  Checked(Finding finding) : finding_(std::move(finding)) {}
  // NOLINTNEXTLINE(google-explicit-constructor): or what kept it from looking.
  Checked(const Error& error) : finding_(Unreadable(error)) {}

  explicit operator bool() const { return !finding_; }
  [[nodiscard]] const Finding& error() const& { return *finding_; }
  Finding&& error() && { return *std::move(finding_); }

 private:
  std::optional<Finding> finding_;
};

// `why` goes on from "record 7: ".
inline Finding TamperedAt(std::uint64_t sequence, const std::string& why) {
  return {Verdict::kTampered, sequence, "record " + std::to_string(sequence) + ": " + why};
}

}  // namespace bsup::core
