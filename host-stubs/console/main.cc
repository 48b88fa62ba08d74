// The command `blended-supervision`: a host for the terminal and for scripts. It loads the plugin
// as any product would.
#include <cstdio>
#include <ctime>
#include <exception>
#include <iostream>

#include "commands.h"
#include "library.h"
#include "options.h"
#include "terminal.h"

namespace console {

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

int Run(const Options& options) {
  const boost::shared_ptr<const bsup_api> api = LoadPlugin(options.plugin);
  try {
    const bsup::Session session(*api, {.today = Today, .now = Now});
    switch (options.command) {
      case Command::kAdvise: return Advise(session, options);
      case Command::kPolicyCheck: return PolicyCheck(session, options);
      case Command::kPolicyShow: return PolicyShow(session, options);
      case Command::kRecordDecision:
      case Command::kRecordApproval:
      case Command::kRecordOutcome:
      case Command::kRecordDisclosure: return Record(session, options);
      case Command::kTrailVerify: return TrailVerify(session, options);
      case Command::kTrailShow: return TrailShow(session, options);
      case Command::kTrailReplay: return TrailReplay(session, options);
      case Command::kTrailProve: return TrailProve(session, options);
      case Command::kTrailHead: return TrailHead(session, options);
      case Command::kTrailExport: return TrailExport(session, options);
      case Command::kTrailEvents: return TrailEvents(session, options);
      case Command::kTrailCosign: return TrailCosign(session, options);
      case Command::kTrailBackup: return TrailBackup(session, options);
      case Command::kTrailRestore: return TrailRestore(session, options);
      case Command::kTrailRotate: return TrailRotate(session, options);
      case Command::kTrailErase: return TrailErase(session, options);
      case Command::kTrailFinishErasures: return TrailFinishErasures(session, options);
    }
  } catch (const bsup::Error& error) {
    return Complain("", error);
  }
  return kUsage;
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
