#include "trail_access.h"

#include <algorithm>
#include <ctime>
#include <iostream>
#include <utility>
#include <vector>

#include "common_options.h"

namespace console {
namespace {

void TellOfNew(const TrailAccess& access, const std::string& vkey) {
  const std::string& file = access.file;
  const std::string key_file = access.KeyFile();
  const std::vector<std::pair<std::string, const char*>> made{
      {file, "the records"},
      {file + ".vault", "the keys of the records"},
      {file + ".lock", "held in turn by each that writes"},
      {file + "-wal", "its newest records while it is open; empty once it is closed"},
      {key_file, "the key file, which opens the vault and signs"}};
  std::size_t width = 0;
  for (const auto& [path, what] : made) width = std::max(width, path.size());
  std::cerr << "A new trail, which only you can read (mode 0600):\n";
  for (const auto& [path, what] : made)
    std::cerr << "  " << path << std::string(width + 2 - path.size(), ' ') << what << '\n';
  std::cerr << "Keep a copy of the key file apart from the trail. Without it nobody can read the\n"
               "trail; with both, anybody can.\n"
               "Its verifier key, to check it with:\n  "
            << vkey << "\n\n";
}

}  // namespace

std::string NamesNoFile(const std::string& file) {
  return file.empty() ? "it is empty; name the trail's file" : "";
}

void AddTrailFile(CLI::App* command, TrailAccess* trail) {
  AddOption(command, "--trail", &trail->file, "FILE", "The trail")->required()->check(NamesNoFile);
  AddOption(command, "--key-file", &trail->key_file, "FILE", "Its keys (the trail's FILE.key)");
}

void AddTrailAndWho(CLI::App* command, TrailAccess* trail) {
  AddTrailFile(command, trail);
  AddOption(command, "--by", &trail->who.id, "WHO", "Who does this, for the record")->required();
  AddOption(command, "--role", &trail->who.role, "ROLE", "In what role");
}

bsup::Trail OpenTrail(const bsup::Session& session, const TrailAccess& access) {
  return session.OpenTrail(access.file, {.key_file = access.KeyFile()});
}

bsup::Trail OpenOrMakeTrail(const bsup::Session& session, const TrailAccess& access) {
  bsup::Trail trail =
      session.OpenTrail(access.file, {.create = true, .key_file = access.KeyFile()});
  if (trail.made()) {
    TellOfNew(access, trail.Vkey());
  }
  return trail;
}

std::string ToldOf(const bsup::Receipt& receipt) {
  const std::string number = "no. " + std::to_string(receipt.sequence());
  if (receipt.existed()) return "on record already as " + number;
  const std::time_t seconds =
      std::chrono::floor<std::chrono::seconds>(receipt.time()).time_since_epoch().count();
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char time[32];
  std::strftime(time, sizeof time, "%Y-%m-%d %H:%M:%S UTC", &utc);
  return "recorded as " + number + " at " + time;
}

}  // namespace console
