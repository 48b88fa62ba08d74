// The cases to advise on, one after the other.
//
// Next until it says there are no more; each payload is text, or what stood in the way of reading
// it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace console {

struct Payload {
  std::string name;  // the file as it was given, or "-:3" for the third line of standard input
  std::string text;
  std::string fault;  // empty, or why there is no text
};

class Payloads {
 public:
  explicit Payloads(std::vector<std::string> names);

  std::optional<Payload> Next();

  [[nodiscard]] std::uint64_t done() const { return done_; }
  // From 0 to 1; nothing where standard input does not tell its size.
  [[nodiscard]] std::optional<double> Share() const;

 private:
  std::optional<Payload> NextLine();

  std::vector<std::string> names_;
  std::size_t at_ = 0;
  std::uint64_t done_ = 0;
  std::uint64_t line_ = 0;
  std::uint64_t bytes_read_ = 0;
  std::optional<std::uint64_t> bytes_;  // of standard input
};

}  // namespace console
