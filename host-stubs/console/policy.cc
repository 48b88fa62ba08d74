// Policy packs, checked or shown.
#include <boost/json.hpp>
#include <cstddef>
#include <iostream>
#include <string>
#include <vector>

#include "command.h"
#include "common_options.h"
#include "terminal.h"

namespace console {
namespace {

struct PolicyOptions {
  std::vector<std::string> packs;  // the national pack first, then the overlays
  bsup::Language language = bsup::Language::kEnglish;
};

// Each on standard error, a line. Returns how many there are.
std::size_t Warn(const bsup::Policy& policy) {
  const boost::json::value described = boost::json::parse(policy.Describe());
  const boost::json::array& warnings = described.at("warnings").as_array();
  std::cout.flush();
  for (const boost::json::value& warning : warnings) {
    std::cerr << Wrapped(std::string(warning.at("where").as_string()) +
                             ": warning: " + std::string(warning.at("what").as_string()),
                         Stream::kError);
  }
  return warnings.size();
}

std::string SayWarnings(std::size_t count) {
  if (count == 0) return "";
  return ", " + std::to_string(count) + (count == 1 ? " warning" : " warnings");
}

int Check(const bsup::Session& session, const PolicyOptions& options) {
  const bsup::Policy policy = session.LoadPolicy(options.packs);
  for (const std::string& pack : options.packs) std::cout << pack << '\n';
  std::cout << "no fault found" << SayWarnings(Warn(policy)) << "; digest " << policy.digest()
            << '\n';
  return kDone;
}

int Show(const bsup::Session& session, const PolicyOptions& options) {
  std::cout << session.LoadPolicy(options.packs).Show(options.language);
  return kDone;
}

}  // namespace

void AddPolicy(Group program) {
  const Group policy = AddGroup(program, "policy", "Check or show policy packs");
  const auto check = Add(policy, "check", "Load packs together and say all that is wrong", Check);
  const auto show = Add(policy, "show", "The rules and the digest, to be read", Show);
  for (const auto& [command, options] : {check, show})
    AddOption(command, "pack", &options->packs, "PACK", "A national pack and its overlays")
        ->required();
  AddLanguage(show.app, &show.options->language);
}

}  // namespace console
