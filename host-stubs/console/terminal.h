// What the terminal is like, and a progress bar on it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace console {

// Of standard output: colour only on a terminal whose user has not asked for none (NO_COLOR).
bool WantsColour();
// Columns of standard output, 40 to 110; 0 where it is no terminal.
std::uint32_t Width();

// A line on standard error, redrawn a few times a second. Shown only where standard error is a
// terminal and standard output is not: on one terminal the answers themselves show how far it is.
class ProgressBar {
 public:
  ProgressBar();
  ~ProgressBar() { Clear(); }
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void Show(std::uint64_t done, std::optional<double> share);
  // Takes the bar away, so that something else can be said.
  void Clear();

 private:
  bool wanted_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point drawn_;
};

}  // namespace console
