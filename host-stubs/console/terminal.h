// What the terminal is like, and a progress bar on it.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace console {

// Of standard output: colour only on a terminal whose user has not asked for none (NO_COLOR).
bool WantsColour();

// Standard output or standard error, as the descriptor that it is.
enum class Stream : int { kOutput = 1, kError = 2 };

// Columns of its terminal, 40 to 110; 0 where it is none.
std::uint32_t Width(Stream stream = Stream::kOutput);

// `text` as lines that fit its terminal, or as one line where it is none; ends its last line.
std::string Wrapped(const std::string& text, Stream stream = Stream::kOutput);

// A line on standard error, redrawn a few times a second. Shown only where standard error is a
// terminal and standard output is not, since on one terminal the answers themselves show how far it
// is; or where nothing else is printed meanwhile.
class ProgressBar {
 public:
  enum Company { kAmongAnswers, kAlone };
  // `counted` is what it counts, "cases".
  explicit ProgressBar(std::string counted, Company company = kAmongAnswers);
  ~ProgressBar() { Clear(); }
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void Show(std::uint64_t done, std::optional<double> share);
  // Shows how many of all are done. This outlives it.
  std::function<void(std::uint64_t done, std::uint64_t all)> Counting();
  // Takes the bar away, so that something else can be said.
  void Clear();

 private:
  std::string counted_;
  bool wanted_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point drawn_;
};

}  // namespace console
