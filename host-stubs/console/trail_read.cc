// One person's timeline, and recorded advice again.
#include <boost/json.hpp>
#include <iostream>
#include <sstream>

#include "command.h"
#include "common_options.h"
#include "terminal.h"
#include "trail_access.h"
#include "trail_json.h"

namespace console {
namespace {

namespace json = boost::json;

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
  std::optional<std::string> person;
  std::optional<std::uint64_t> full;  // the number of a record
  std::optional<std::string> contact;
  std::optional<std::string> from;
  std::optional<std::string> until;
  std::optional<std::string> day;
  bsup::Language language = bsup::Language::kEnglish;
  bool statutory = false;
  bool as_json = false;
};

int Show(const bsup::Session& session, const ShowOptions& options) {
  json::object request{{"form", options.as_json ? "json" : "text"},
                       {"language", options.language == bsup::Language::kWelsh ? "cy" : "en"},
                       {"statutory", options.statutory}};
  const auto give = [&](const char* key, const auto& value) {
    if (value) request[key] = *value;
  };
  give("person", options.person);
  give("record", options.full);
  give("contact_id", options.contact);
  give("from", options.from);
  give("until", options.until);
  give("as_of", options.day);
  if (!options.as_json) {
    request["colour"] = WantsColour();
    if (Width() != 0) request["width"] = Width();
  }
  bsup::Trail trail = OpenTrail(session, options.trail);
  std::cout << trail.Tell(options.trail.who, json::serialize(request));
  if (options.as_json) std::cout << '\n';
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
      Add(trail, "show",
          "One person's timeline, or one record in full; leaves a record that it was read", Show);
  AddTrailAndWho(show, &reading->trail);
  CLI::Option_group* whose = show->add_option_group("whose");
  AddOption(whose, "--person", &reading->person, "CASE", "Case number");
  AddOption(whose, "--full", &reading->full, "NUMBER",
            "One record with the screen as it was, facts and their sources, rules, digest");
  whose->require_option(1);
  AddOption(show, "--contact", &reading->contact, "ID", "Only the contact with the host's own id");
  AddOption(show, "--from", &reading->from, "DATE", "Only records of that day or later")
      ->check(NotADay);
  AddOption(show, "--until", &reading->until, "DATE", "Only records of that day or earlier")
      ->check(NotADay);
  AddOption(show, "--day", &reading->day, "DATE", "As it stood at the end of that day (today)")
      ->check(NotADay);
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
