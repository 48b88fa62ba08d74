// What the command line asks for.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "blended_supervision/plugin.hpp"

namespace console {

enum class Command { kAdvise, kPolicyCheck, kPolicyShow };

// The exit statuses that scripts may rely on.
enum ExitStatus : int { kDone = 0, kUsage = 2, kBadInput = 3 };

struct Options {
  Command command = Command::kAdvise;
  std::string plugin;              // empty: look for it
  std::vector<std::string> packs;  // the national pack first, then the overlays
  bsup::Language language = bsup::Language::kEnglish;
  std::optional<std::chrono::sys_days> as_of;

  // Of `advise`.
  std::string mapping;
  std::string contact;  // files; empty where there is none
  std::string answers;
  std::string region;
  bool json = false;
  std::vector<std::string> payloads;  // files, or "-" for JSON lines from standard input
};

// Reads the command line. Without a value the program is to end with `*exit_status`; all there is
// to say has been said.
std::optional<Options> ReadOptions(int argc, char** argv, int* exit_status);

}  // namespace console
