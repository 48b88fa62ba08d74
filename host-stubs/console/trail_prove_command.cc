// What an outsider needs to check a trail, and what leaves it for others.
#include <iostream>

#include "commands.h"
#include "files.h"
#include "terminal.h"
#include "trail_access.h"
#include "trail_json.h"

namespace console {
namespace {

bsup::Trail::Progress On(ProgressBar* bar) {
  return [bar](std::uint64_t done, std::uint64_t all) {
    bar->Show(done, all == 0 ? 1.0 : static_cast<double>(done) / static_cast<double>(all));
  };
}

}  // namespace

int TrailHead(const bsup::Session& session, const Options& options) {
  std::cout << OpenTrail(session, options.trail).Head();
  return kDone;
}

int TrailProve(const bsup::Session& session, const Options& options) {
  const bsup::Trail trail = OpenTrail(session, options.trail);
  const std::uint64_t sequence = options.on_trail.sequences.front();
  const std::string proof = trail.Prove(sequence);
  if (!options.on_trail.path.empty()) WriteFile(options.on_trail.path, trail.Leaf(sequence));
  std::cout << proof;
  return kDone;
}

int TrailCosign(const bsup::Session& session, const Options& options) {
  const std::string note = ReadGiven(options.on_trail.path);
  OpenTrail(session, options.trail).Cosign(note, options.on_trail.vkey);
  std::cout << "kept; the trail's head goes out with that signature from now on\n";
  return kDone;
}

int TrailExport(const bsup::Session& session, const Options& options) {
  bsup::Trail trail = OpenTrail(session, options.trail);
  ProgressBar bar("records", ProgressBar::kAlone);
  trail.Export(options.trail.who, options.on_trail.path, On(&bar));
  bar.Clear();
  std::cout << "exported to " << options.on_trail.path << ", its verifier key too\n";
  return kDone;
}

int TrailEvents(const bsup::Session& session, const Options& options) {
  bsup::Trail trail = OpenTrail(session, options.trail);
  ProgressBar bar("records", ProgressBar::kAlone);
  trail.Events(options.trail.who, EventsFilter(options), options.on_trail.path, On(&bar));
  bar.Clear();
  std::cout << "written to " << options.on_trail.path << " (mode 0600): it holds personal data\n";
  return kDone;
}

}  // namespace console
