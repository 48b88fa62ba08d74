// What the command line asks for.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "blended_supervision/plugin.hpp"

namespace console {

enum class Command {
  kAdvise,
  kPolicyCheck,
  kPolicyShow,
  kRecordDecision,
  kRecordApproval,
  kRecordOutcome,
  kRecordDisclosure,
  kTrailVerify,
  kTrailShow,
  kTrailReplay,
  kTrailProve,
  kTrailHead,
  kTrailExport,
  kTrailEvents,
  kTrailCosign,
  kTrailBackup,
  kTrailRestore,
  kTrailRotate,
  kTrailErase,
  kTrailFinishErasures
};

// The exit statuses that scripts may rely on.
enum ExitStatus : int {
  kDone = 0,
  kNotSound = 1,  // a trail is not what its proof says, or its advice cannot be given again
  kUsage = 2,
  kBadInput = 3,
  kUnsignedTail = 4,
  kBusy = 5
};

// Where the trail is, and who uses it.
struct TrailAccess {
  std::string file;  // empty: no trail
  std::string key_file;
  bsup::Who who;

  // The key file that was given, or the one that lies beside the trail.
  [[nodiscard]] std::string KeyFile() const { return key_file.empty() ? file + ".key" : key_file; }
};

// Of `record`. What was left out is not known, and goes into the trail as that.
struct RecordOptions {
  std::uint64_t answers = 0;
  std::optional<std::string> mode;
  std::optional<std::string> words;

  // A decision.
  std::optional<std::string> reason;
  struct Promise {
    std::string what;
    std::string due;
  };
  std::vector<Promise> promises;

  // An approval.
  bool approve = false;
  std::string as;  // the role that approves or refuses
  std::optional<std::string> until;

  // An outcome.
  std::string attended;
  std::optional<std::string> outcome_code;
  std::optional<bool> technical_failure;
  std::optional<std::string> risk_information;
  std::optional<std::string> risk_words;
  std::optional<std::vector<std::uint64_t>> kept;  // promises, from 0
  std::optional<std::string> right_mode;

  // A disclosure.
  std::string what;
  std::optional<std::string> justification;
};

// Of `trail`.
struct TrailCommandOptions {
  std::string path;  // a file or folder that is read or written besides the trail
  std::string words;
  std::string known_head;  // files; empty where there is none
  std::string vkey_file;
  std::string vkey;
  std::vector<std::string> witnesses;
  std::vector<std::uint64_t> sequences;
  bool all = false;
  bool statutory = false;
  std::string from;
  std::string until;
  std::string why;
  std::string authority;
};

struct Options {
  Command command = Command::kAdvise;
  std::string plugin;              // empty: look for it
  std::vector<std::string> packs;  // the national pack first, then the overlays
  bsup::Language language = bsup::Language::kEnglish;
  std::optional<std::chrono::sys_days> as_of;
  bool json = false;

  // Of `advise`.
  std::string mapping;
  std::string contact;  // files; empty where there is none
  std::string answers;
  std::string region;
  std::vector<std::string> payloads;  // files, or "-" for JSON lines from standard input
  std::string contact_id;

  TrailAccess trail;
  std::string person;                   // a case number; empty where none is given
  std::vector<std::string> recipients;  // of a disclosure, or of events
  RecordOptions record;
  TrailCommandOptions on_trail;
};

// Reads the command line. Without a value the program is to end with `*exit_status`; all there is
// to say has been said.
std::optional<Options> ReadOptions(int argc, char** argv, int* exit_status);

}  // namespace console
