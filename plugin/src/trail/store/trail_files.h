// Where a trail's files are.
#pragma once

#include <string>
#include <string_view>

namespace bsup::core {

// What is added to the name of a log that another one follows.
inline constexpr std::string_view kBeforeSuffix = ".before";

struct TrailFiles {
  std::string store;
  std::string vault;
  std::string lock;
  const char* vfs = nullptr;  // null: the system's; tests bring their own
  // A log that another follows: it is only read, and another key signs now.
  bool ended = false;

  // `path`, `path.vault` and `path.lock`. A log that was restored, `path.before`, shares the vault
  // and the lock of the one that follows it.
  static TrailFiles At(const std::string& path);
};

}  // namespace bsup::core
