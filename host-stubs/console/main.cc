// The command `blended-supervision`: a host for the terminal and for scripts. It loads the plugin
// as any product would.
#include <cstdio>
#include <ctime>
#include <exception>
#include <iostream>

#include "commands.h"
#include "library.h"
#include "options.h"

namespace console {

void Complain(const std::string& name, const bsup::Error& error) {
  const std::string before = name.empty() ? "" : name + ": ";
  std::cout.flush();
  for (const bsup::Error::Detail& detail : error.details()) {
    std::cerr << before << detail.where << (detail.where.empty() ? "" : ": ") << detail.what
              << '\n';
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

int Run(const Options& options) {
  const boost::shared_ptr<const bsup_api> api = LoadPlugin(options.plugin);
  try {
    const bsup::Session session(*api, {.today = Today});
    switch (options.command) {
      case Command::kAdvise: return Advise(session, options);
      case Command::kPolicyCheck: return PolicyCheck(session, options);
      case Command::kPolicyShow: return PolicyShow(session, options);
    }
  } catch (const bsup::Error& error) {
    Complain("", error);
  }
  return kBadInput;
}

}  // namespace
}  // namespace console

int main(int argc, char** argv) {
  try {
    int status = console::kDone;
    const std::optional<console::Options> options = console::ReadOptions(argc, argv, &status);
    return options ? console::Run(*options) : status;
  } catch (const std::exception& fault) {
    std::cerr << "blended-supervision: " << fault.what() << '\n';
    return console::kUsage;
  }
}
