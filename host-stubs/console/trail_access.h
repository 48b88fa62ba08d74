// The trail that the command line names: where it is, who uses it, opening it, and what is said of
// what was recorded in it.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "blended_supervision/plugin.hpp"

namespace console {

struct TrailAccess {
  std::string file;  // empty: no trail
  std::string key_file;
  bsup::Who who = {.id = "", .service = "blended-supervision"};

  // The key file that was given, or the one that lies beside the trail.
  [[nodiscard]] std::string KeyFile() const { return key_file.empty() ? file + ".key" : key_file; }
};

// For what is meant to name a file: why it does not; empty where it does. An empty name is most often
// that of a variable that is not set.
std::string NamesNoFile(const std::string& file);

// Adds --trail, which is required, and --key-file.
void AddTrailFile(CLI::App* command, TrailAccess* trail);
// The same, and --by, which is required, and --role: for whatever leaves a record.
void AddTrailAndWho(CLI::App* command, TrailAccess* trail);

bsup::Trail OpenTrail(const bsup::Session& session, const TrailAccess& access);

// Makes it where there is none, and then says on standard error what was made and what to do with
// it.
bsup::Trail OpenOrMakeTrail(const bsup::Session& session, const TrailAccess& access);

// "recorded as no. 12 at 2026-11-24 10:15:00 UTC"
std::string ToldOf(const bsup::Receipt& receipt);

}  // namespace console
