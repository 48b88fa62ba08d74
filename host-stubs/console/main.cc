// The command `blended-supervision`: a host for the terminal and for scripts. It loads the plugin
// as any product would.
#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <chrono>
#include <ctime>
#include <exception>
#include <iostream>

#include "command.h"
#include "library.h"
#include "terminal.h"

namespace console {

Group AddGroup(Group group, const std::string& name, const std::string& description) {
  CLI::App* app = group.app->add_subcommand(name, description);
  app->require_subcommand(1);
  return {app, group.chosen};
}

int Complain(const std::string& name, const bsup::Error& error) {
  const std::string before = name.empty() ? "" : name + ": ";
  std::cout.flush();
  for (const bsup::Error::Detail& detail : error.details()) {
    const std::string where = detail.where.empty() ? "" : detail.where + ": ";
    std::cerr << Wrapped(before + where + detail.what, Stream::kError);
  }
  switch (error.status()) {
    case BSUP_TAMPERED: return kNotSound;
    case BSUP_BUSY: return kBusy;
    default: return kBadInput;
  }
}

namespace {

// The day by this machine's clock and time zone.
std::chrono::sys_days Today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  return std::chrono::sys_days(std::chrono::year(local.tm_year + 1900) / (local.tm_mon + 1) /
                               local.tm_mday);
}

std::chrono::sys_time<std::chrono::milliseconds> Now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

// Of the library that is loaded: the program has no version of its own.
int ShowVersion(const bsup::Session& session) {
  const boost::json::value told = boost::json::parse(session.capabilities());
  std::cout << "blended-supervision " << told.at("version").as_string().c_str() << ", interface "
            << told.at("abi") << ", engine " << told.at("engine") << "\n";
  return kDone;
}

// Nothing where the command line asks for no work; `*status` says then how the program ends, and all
// there is to say has been said.
Work ReadCommandLine(int argc, char** argv, std::string* plugin, int* status) {
  Work chosen;
  CLI::App app(
      "Advice on the mode of probation contacts, and a trail of it. Nothing is sent, and nothing\n"
      "kept but in the trail that you name.",
      "blended-supervision");
  app.require_subcommand(0, 1);
  app.fallthrough();  // --plugin may stand after the command too; commands inherit this
  app.add_option("--plugin", *plugin, "The shared library, if it is not beside this program")
      ->type_name("PATH");
  bool version = false;
  app.add_flag("--version", version, "The version of the library, its interface and its engine");
  const Group program{&app, &chosen};
  AddAdvise(program);
  AddPolicy(program);
  const Group mapping = AddGroup(program, "mapping", "Begin or check a mapping");
  AddMappingCheck(mapping);
  AddMappingNew(mapping);
  AddMappingTable(mapping);
  AddRecord(program);
  const Group trail = AddGroup(program, "trail", "Check, read, prove, hand on or keep a trail");
  AddTrailVerify(trail);
  AddTrailReading(trail);
  AddTrailWorklist(trail);
  AddTrailProving(trail);
  AddTrailHandingOn(trail);
  AddTrailLife(trail);
  try {
    app.parse(argc, argv);
    if (version) return ShowVersion;
    if (!chosen) throw CLI::RequiredError("A subcommand");
  } catch (const CLI::ParseError& refused) {
    *status = app.exit(refused) == 0 ? kDone : kUsage;
    return nullptr;
  }
  return chosen;
}

int Run(int argc, char** argv) {
  std::string plugin;  // empty: look for it
  int status = kDone;
  const Work work = ReadCommandLine(argc, argv, &plugin, &status);
  if (!work) return status;
  const boost::shared_ptr<const bsup_api> api = LoadPlugin(plugin);
  try {
    return work(bsup::Session(*api, {.today = Today, .now = Now}));
  } catch (const bsup::Error& error) {
    return Complain("", error);
  }
}

}  // namespace
}  // namespace console

int main(int argc, char** argv) {
  try {
    return console::Run(argc, argv);
  } catch (const std::exception& fault) {
    std::cerr << "blended-supervision: " << fault.what() << '\n';
    return console::kUsage;
  }
}
