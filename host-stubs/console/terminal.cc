#include "terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <utility>

namespace console {

bool WantsColour() {
  const char* no_colour = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) == 1 && (no_colour == nullptr || *no_colour == '\0');
}

std::uint32_t Width(Stream stream) {
  winsize size{};
  if (ioctl(static_cast<int>(stream), TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 0;
  return std::clamp<std::uint32_t>(size.ws_col, 40, 110);
}

std::string Wrapped(const std::string& text, Stream stream) {
  const std::uint32_t width = Width(stream);
  if (width == 0) return text + "\n";
  std::string lines;
  std::istringstream words(text);
  std::size_t at = 0;
  for (std::string word; words >> word;) {
    const bool fits = at + 1 + word.size() <= width;
    if (at > 0) lines += fits ? ' ' : '\n';
    at = at > 0 && fits ? at + 1 + word.size() : word.size();
    lines += word;
  }
  return lines + "\n";
}

ProgressBar::ProgressBar(std::string counted, Company company)
    : counted_(std::move(counted)),
      wanted_(isatty(STDERR_FILENO) == 1 && (company == kAlone || isatty(STDOUT_FILENO) == 0)) {}

void ProgressBar::Show(std::uint64_t done, std::optional<double> share) {
  constexpr std::chrono::milliseconds kBetween{100};
  constexpr int kCells = 40;
  const auto now = std::chrono::steady_clock::now();
  if (!wanted_ || (shown_ && now - drawn_ < kBetween)) return;
  drawn_ = now;
  shown_ = true;
  std::string line = "\r";
  if (share) {
    const int full = static_cast<int>(*share * kCells);
    line += "[" + std::string(static_cast<std::size_t>(full), '#') +
            std::string(static_cast<std::size_t>(kCells - full), ' ') + "] ";
  }
  line += std::to_string(done) + " " + counted_;
  std::fputs(line.c_str(), stderr);
}

std::function<void(std::uint64_t, std::uint64_t)> ProgressBar::Counting() {
  return [this](std::uint64_t done, std::uint64_t all) {
    Show(done, all == 0 ? 1.0 : static_cast<double>(done) / static_cast<double>(all));
  };
}

void ProgressBar::Clear() {
  if (shown_) std::fputs("\r\033[K", stderr);
  shown_ = false;
}

}  // namespace console
