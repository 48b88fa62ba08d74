// Loads the library with Boost.DLL, prints its version, and loads a policy: host POLICY.
#include <boost/dll/import.hpp>
#include <iostream>

#include "blended_supervision/plugin.hpp"

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const auto api = boost::dll::import_alias<const bsup_api>(LIBRARY, "bsup_plugin");
  bsup::Session session(*api);
  bsup::Policy policy = session.LoadPolicy({argv[1]});
  std::cout << api->version() << "\n";
}
