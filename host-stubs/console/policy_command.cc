#include <iostream>

#include "commands.h"

namespace console {

int PolicyCheck(const bsup::Session& session, const Options& options) {
  const bsup::Policy policy = session.LoadPolicy(options.packs);
  for (const std::string& pack : options.packs) std::cout << pack << '\n';
  std::cout << "no fault found; digest " << policy.digest() << '\n';
  return kDone;
}

int PolicyShow(const bsup::Session& session, const Options& options) {
  std::cout << session.LoadPolicy(options.packs).Show(options.language);
  return kDone;
}

}  // namespace console
