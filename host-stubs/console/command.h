// A command of the command line: what it is called, the options that it reads, and what it does.
//
// Each file of commands adds its own to the parser. Reading the command line does nothing but choose
// the work, which is done once the plugin is loaded.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <string>

#include "blended_supervision/plugin.hpp"

namespace console {

// The exit statuses that scripts may rely on.
enum ExitStatus : int {
  kDone = 0,
  kNotSound = 1,  // a trail is not what its proof says, or its advice cannot be given again
  kUsage = 2,
  kBadInput = 3,
  kUnsignedTail = 4,
  kBusy = 5,
  kNotVouchedFor = 6  // a trail's proofs hold, and nothing that was named vouches for it
};

// What a command does. Returns the exit status.
using Work = std::function<int(const bsup::Session&)>;

// Commands go under `app`; the work of the one that is asked for goes into `chosen`.
struct Group {
  CLI::App* app;
  Work* chosen;
};

template <class Options>
struct Command {
  CLI::App* app;
  Options* options;  // lives as long as `app`
};

// A command that does `run` with the options it has read.
template <class Options>
Command<Options> Add(Group group, const std::string& name, const std::string& description,
                     int (*run)(const bsup::Session&, const Options&)) {
  const auto options = std::make_shared<Options>();
  CLI::App* app = group.app->add_subcommand(name, description);
  app->callback([=] {
    *group.chosen = [=](const bsup::Session& session) { return run(session, *options); };
  });
  return {app, options.get()};
}

// A group of commands, one of which must be given.
Group AddGroup(Group group, const std::string& name, const std::string& description);

void AddAdvise(Group program);
void AddMappingCheck(Group mapping);
void AddMappingNew(Group mapping);
void AddMappingTable(Group mapping);
void AddPolicy(Group program);
void AddRecord(Group program);
void AddTrailVerify(Group trail);
void AddTrailReading(Group trail);
void AddTrailWorklist(Group trail);
void AddTrailProving(Group trail);
void AddTrailHandingOn(Group trail);
void AddTrailLife(Group trail);

// Puts every problem of `error` on standard error, a line each, after `name`. Returns the exit
// status of a program that ends for it.
int Complain(const std::string& name, const bsup::Error& error);

}  // namespace console
