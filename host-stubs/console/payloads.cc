#include "payloads.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <utility>

#include "files.h"

namespace console {

Payloads::Payloads(std::vector<std::string> names) : names_(std::move(names)) {
  struct stat about {};
  if (fstat(STDIN_FILENO, &about) == 0 && S_ISREG(about.st_mode)) {
    bytes_ = static_cast<std::uint64_t>(about.st_size);
  }
}

std::optional<Payload> Payloads::Next() {
  while (at_ < names_.size()) {
    if (names_[at_] != "-") {
      Payload payload{names_[at_++], "", ""};
      if (auto text = ReadFile(payload.name, &payload.fault)) payload.text = *std::move(text);
      ++done_;
      return payload;
    }
    if (auto payload = NextLine()) return payload;
    ++at_;
  }
  return std::nullopt;
}

std::optional<Payload> Payloads::NextLine() {
  std::string text;
  while (std::getline(std::cin, text)) {
    ++line_;
    bytes_read_ += text.size() + 1;
    if (text.find_first_not_of(" \t\r") == std::string::npos) continue;
    ++done_;
    return Payload{"-:" + std::to_string(line_), std::move(text), ""};
  }
  return std::nullopt;
}

std::optional<double> Payloads::Share() const {
  if (at_ >= names_.size() || names_[at_] != "-") {
    return static_cast<double>(at_) / static_cast<double>(names_.size());
  }
  if (!bytes_ || *bytes_ == 0) return std::nullopt;
  return std::min(1.0, static_cast<double>(bytes_read_) / static_cast<double>(*bytes_));
}

}  // namespace console
