// What leaves a trail for others: its proof, and its events.
#include <boost/json.hpp>
#include <iostream>
#include <string>
#include <vector>

#include "command.h"
#include "common_options.h"
#include "terminal.h"
#include "trail_access.h"

namespace console {
namespace {

struct ExportOptions {
  TrailAccess trail;
  std::string folder;
};

int Export(const bsup::Session& session, const ExportOptions& options) {
  bsup::Trail trail = OpenTrail(session, options.trail);
  ProgressBar bar("records", ProgressBar::kAlone);
  trail.Export(options.trail.who, options.folder, bar.Counting());
  bar.Clear();
  std::cout << "exported to " << options.folder << ", its verifier key too\n";
  return kDone;
}

struct EventsOptions {
  TrailAccess trail;
  std::string file;
  std::vector<std::string> recipients;
  std::string scope;
  bool statutory = false;
  std::string from;
  std::string until;
};

std::string FilterOf(const EventsOptions& options) {
  namespace json = boost::json;
  json::object filter{
      {"export", {{"recipients", json::value_from(options.recipients)}, {"scope", options.scope}}}};
  if (options.statutory) filter["class"] = json::array{"practice", "statutory", "trail"};
  if (!options.from.empty()) filter["from"] = options.from;
  if (!options.until.empty()) filter["until"] = options.until;
  return json::serialize(filter);
}

int Events(const bsup::Session& session, const EventsOptions& options) {
  bsup::Trail trail = OpenTrail(session, options.trail);
  ProgressBar bar("records", ProgressBar::kAlone);
  trail.Events(options.trail.who, FilterOf(options), options.file, bar.Counting());
  bar.Clear();
  std::cout << "written to " << options.file << " (mode 0600): it holds personal data\n";
  return kDone;
}

}  // namespace

void AddTrailHandingOn(Group trail) {
  const auto [proof, exported] =
      Add(trail, "export", "The whole proof and nothing personal, as C2SP tiles", Export);
  AddTrailAndWho(proof, &exported->trail);
  AddOption(proof, "folder", &exported->folder, "PATH", "New, empty, or of an earlier export")
      ->required();

  const auto [events, asked] =
      Add(trail, "events", "Events for hmpps-audit, a JSON object a line; personal data", Events);
  AddTrailAndWho(events, &asked->trail);
  AddOption(events, "file", &asked->file, "PATH", "Must not be there yet")->required();
  AddRepeated(events, "--to", &asked->recipients, "RECIPIENT", "Who receives them; may be repeated")
      ->required();
  AddOption(events, "--scope", &asked->scope, "WORDS", "What of the trail it is, and what for")
      ->required();
  events->add_flag("--statutory", asked->statutory, "Those of reading, disclosing and erasing too");
  AddOption(events, "--from", &asked->from, "DATE", "First day")->check(NotADay);
  AddOption(events, "--until", &asked->until, "DATE", "Last day")->check(NotADay);
}

}  // namespace console
