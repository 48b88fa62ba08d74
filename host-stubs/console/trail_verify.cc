// Checking a trail, every byte of it.
#include <filesystem>
#include <iostream>

#include "command.h"
#include "common_options.h"
#include "files.h"
#include "terminal.h"
#include "trail_access.h"
#include "trail_json.h"

namespace console {
namespace {

struct Options {
  TrailAccess trail;
  std::string vkey;
  std::string vkey_file;  // files; empty where there is none
  std::string known_head;
  std::vector<std::string> witnesses;
  bool json = false;
};

bsup::VerifyOptions WhatToHold(const Options& options) {
  bsup::VerifyOptions hold;
  hold.vkey = options.vkey_file.empty() ? options.vkey : ReadGiven(options.vkey_file);
  hold.vkey.erase(hold.vkey.find_last_not_of(" \t\r\n") + 1);
  // Who checks a trail need not have its keys.
  if (!options.trail.key_file.empty() || std::filesystem::exists(options.trail.KeyFile()))
    hold.key_file = options.trail.KeyFile();
  hold.known_head = ReadKnownHead(options.known_head);
  for (const std::string& witness : options.witnesses) hold.witnesses += witness + "\n";
  return hold;
}

ExitStatus StatusOf(std::int32_t verdict) {
  switch (verdict) {
    case BSUP_VERDICT_INTACT:
    case BSUP_VERDICT_INTACT_NO_OUTSIDE_HEAD:
    case BSUP_VERDICT_ERASED_IN_PART: return kDone;
    case BSUP_VERDICT_UNSIGNED_TAIL: return kUnsignedTail;
    case BSUP_VERDICT_UNREADABLE: return kBadInput;
    case BSUP_VERDICT_NOT_VOUCHED_FOR: return kNotVouchedFor;
    default: return kNotSound;
  }
}

int Verify(const bsup::Session& session, const Options& options) {
  bsup::VerifyOptions hold = WhatToHold(options);
  ProgressBar bar("records", ProgressBar::kAlone);
  hold.progress = bar.Counting();
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

}  // namespace

void AddTrailVerify(Group trail) {
  const auto [verify, options] =
      Add(trail, "verify", "Check every byte of it; exit 0 only where every proof holds", Verify);
  AddTrailFile(verify, &options->trail);
  verify->get_option("--key-file")
      ->description("Its keys, to check its vault too (the trail's FILE.key where that is)");
  CLI::Option* vkey = AddOption(verify, "--vkey", &options->vkey, "KEY",
                                "Its verifier key, from outside (what it says itself)")
                          ->check(NotNamed);
  AddOption(verify, "--vkey-file", &options->vkey_file, "FILE", "The same, in a file")
      ->excludes(vkey)
      ->check(NotNamed);
  AddKnownHead(verify, &options->known_head);
  AddRepeated(verify, "--witness", &options->witnesses, "KEY",
              "Verifier key of a witness that vouches for heads; may be repeated")
      ->check(NotNamed);
  verify->add_flag("--json", options->json, "The report as JSON");
}

}  // namespace console
