// One person's timeline, and recorded advice again.
#include <iostream>
#include <sstream>

#include "command.h"
#include "common_options.h"
#include "terminal.h"
#include "trail_access.h"
#include "trail_json.h"

namespace console {
namespace {

// The size of the tree is the second line of a checkpoint (c2sp.org/tlog-checkpoint).
std::uint64_t SizeIn(const std::string& checkpoint) {
  std::istringstream lines(checkpoint);
  std::string origin;
  std::uint64_t size = 0;
  std::getline(lines, origin);
  lines >> size;
  return size;
}

// From the leaves, which name nobody: to find advice is not to read it.
std::vector<std::uint64_t> AllAdvice(const bsup::Trail& trail) {
  std::vector<std::uint64_t> sequences;
  const std::uint64_t size = SizeIn(trail.Head());
  for (std::uint64_t sequence = 0; sequence < size; ++sequence) {
    if (IsAdvice(trail.Leaf(sequence))) sequences.push_back(sequence);
  }
  return sequences;
}

struct ShowOptions {
  TrailAccess trail;
  std::string person;
  std::optional<std::chrono::sys_days> day;
  bsup::Language language = bsup::Language::kEnglish;
  bool statutory = false;
  bool as_json = false;
};

int Show(const bsup::Session& session, const ShowOptions& options) {
  bsup::Trail trail = OpenTrail(session, options.trail);
  if (options.as_json) {
    std::cout << trail.Timeline(options.trail.who, options.person, options.day, options.language,
                                options.statutory)
              << '\n';
    return kDone;
  }
  std::cout << trail.Show(options.trail.who, options.person, options.day, options.language,
                          WantsColour(), Width(), options.statutory);
  return kDone;
}

struct ReplayOptions {
  TrailAccess trail;
  std::vector<std::uint64_t> sequences;
  bool all = false;
};

int Replay(const bsup::Session& session, const ReplayOptions& options) {
  bsup::Trail trail = OpenTrail(session, options.trail);
  const std::vector<std::uint64_t> sequences = options.all ? AllAdvice(trail) : options.sequences;
  ProgressBar bar("records");
  std::uint64_t done = 0;
  int status = kDone;
  for (const std::uint64_t sequence : sequences) {
    const ReplayVerdict replayed = ReadReplay(trail.Replay(sequence));
    std::cout << sequence << ' ' << replayed.verdict;
    for (const std::string& mode : replayed.differing)
      std::cout << (&mode == &replayed.differing.front() ? ": " : ", ") << mode;
    std::cout << '\n';
    if (replayed.verdict == "differs") status = kNotSound;
    ++done;
    bar.Show(done, static_cast<double>(done) / static_cast<double>(sequences.size()));
  }
  return status;
}

}  // namespace

void AddTrailReading(Group trail) {
  const auto [show, reading] =
      Add(trail, "show", "One person's timeline; leaves a record that it was read", Show);
  AddTrailAndWho(show, &reading->trail);
  AddPerson(show, &reading->person, "Case number")->required();
  AddDay(show, "--day", &reading->day, "As it stood at the end of that day (today)");
  AddLanguage(show, &reading->language);
  show->add_flag("--statutory", reading->statutory,
                 "Who read, disclosed and erased, too: for checks of lawfulness");
  show->add_flag("--json", reading->as_json, "JSON in place of text, in the same words");

  const auto [replay, again] =
      Add(trail, "replay", "Give recorded advice again, and compare", Replay);
  AddTrailFile(replay, &again->trail);
  CLI::Option_group* which = replay->add_option_group("which");
  AddOption(which, "number", &again->sequences, "NUMBER", "Numbers of advice");
  which->add_flag("--all", again->all, "All advice there is");
  which->require_option(1);
}

}  // namespace console
