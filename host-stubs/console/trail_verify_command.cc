#include <filesystem>
#include <iostream>

#include "commands.h"
#include "files.h"
#include "terminal.h"
#include "trail_json.h"

namespace console {
namespace {

bsup::VerifyOptions WhatToHold(const Options& options) {
  const TrailCommandOptions& given = options.on_trail;
  bsup::VerifyOptions hold;
  hold.vkey = given.vkey_file.empty() ? given.vkey : ReadGiven(given.vkey_file);
  hold.vkey.erase(hold.vkey.find_last_not_of(" \t\r\n") + 1);
  // Who checks a trail need not have its keys.
  if (!options.trail.key_file.empty() || std::filesystem::exists(options.trail.KeyFile()))
    hold.key_file = options.trail.KeyFile();
  hold.known_head = ReadGiven(given.known_head);
  for (const std::string& witness : given.witnesses) hold.witnesses += witness + "\n";
  return hold;
}

ExitStatus StatusOf(std::int32_t verdict) {
  switch (verdict) {
    case BSUP_VERDICT_INTACT:
    case BSUP_VERDICT_INTACT_NO_OUTSIDE_HEAD:
    case BSUP_VERDICT_ERASED_IN_PART: return kDone;
    case BSUP_VERDICT_UNSIGNED_TAIL: return kUnsignedTail;
    case BSUP_VERDICT_UNREADABLE: return kBadInput;
    default: return kNotSound;
  }
}

}  // namespace

int TrailVerify(const bsup::Session& session, const Options& options) {
  bsup::VerifyOptions hold = WhatToHold(options);
  ProgressBar bar("records", ProgressBar::kAlone);
  hold.progress = [&](std::uint64_t done, std::uint64_t all) {
    bar.Show(done, all == 0 ? 1.0 : static_cast<double>(done) / static_cast<double>(all));
  };
  const bsup::Verification verification = session.VerifyTrail(options.trail.file, hold);
  bar.Clear();
  if (options.json) {
    std::cout << verification.report << '\n';
    return StatusOf(verification.verdict);
  }
  const Report report = ReadReport(verification.report);
  std::cout << options.trail.file << ": " << report.verdict << '\n';
  if (report.first_bad) std::cout << "first bad record: no. " << *report.first_bad << '\n';
  std::cout << Wrapped(report.why);
  return StatusOf(verification.verdict);
}

}  // namespace console
