// What waits in a trail: approvals, promises and outcomes.
#include <boost/json.hpp>
#include <iostream>

#include "command.h"
#include "common_options.h"
#include "terminal.h"
#include "trail_access.h"
#include "trail_json.h"

namespace console {
namespace {

namespace json = boost::json;

struct WorklistOptions {
  TrailAccess trail;
  std::optional<std::string> day;
  std::vector<std::string> waits_for;
  std::optional<std::string> as;  // the role whose approvals are wanted
  bool as_json = false;
};

int List(const bsup::Session& session, const WorklistOptions& options) {
  json::object request{{"limit", 1000}};
  if (options.day) request["as_of"] = *options.day;
  if (!options.waits_for.empty()) request["waits_for"] = json::value_from(options.waits_for);
  if (options.as) {
    request["role"] = *options.as;
    request["not_by"] = options.trail.who.id;  // nobody approves their own decision
  }
  bsup::Trail trail = OpenTrail(session, options.trail);
  bool any = false;
  while (true) {
    const WorklistPage page =
        ReadWorklistPage(trail.Worklist(options.trail.who, json::serialize(request)));
    for (const std::string& line : page.lines)
      if (options.as_json) std::cout << line << '\n';
    for (const std::string& words : page.words)
      if (!options.as_json) std::cout << Wrapped(words);
    any = any || !page.lines.empty();
    if (!page.next) break;
    request["after"] = *page.next;
  }
  if (!any && !options.as_json) std::cout << "Nothing waits.\n";
  return kDone;
}

}  // namespace

void AddTrailWorklist(Group trail) {
  const auto [list, options] =
      Add(trail, "worklist",
          "What waits: approvals, promises, outcomes; leaves a record that it was read", List);
  AddTrailAndWho(list, &options->trail);
  AddOption(list, "--day", &options->day, "DATE", "As it stands at the end of that day (today)")
      ->check(NotADay);
  AddOption(list, "--as", &options->as, "ROLE",
            "Of approvals only those that this role of the policy has to give, and none of one's "
            "own decisions");
  AddRepeated(list, "--waits-for", &options->waits_for, "WHAT",
              "Only approval, promise or outcome; may be repeated")
      ->check(CLI::IsMember({"approval", "promise", "outcome"}));
  list->add_flag("--json", options->as_json, "JSON lines in place of text");
}

}  // namespace console
