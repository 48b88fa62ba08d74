// One person's timeline, and recorded advice again.
#include <iostream>
#include <sstream>

#include "commands.h"
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

}  // namespace

int TrailShow(const bsup::Session& session, const Options& options) {
  bsup::Trail trail = OpenTrail(session, options.trail);
  std::cout << trail.Show(options.trail.who, options.person, options.as_of, options.language,
                          WantsColour(), Width(), options.on_trail.statutory);
  return kDone;
}

int TrailReplay(const bsup::Session& session, const Options& options) {
  bsup::Trail trail = OpenTrail(session, options.trail);
  const std::vector<std::uint64_t> sequences =
      options.on_trail.all ? AllAdvice(trail) : options.on_trail.sequences;
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

}  // namespace console
