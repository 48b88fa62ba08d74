// Finds and loads the plugin.
#pragma once

#include <boost/shared_ptr.hpp>
#include <string>

#include "blended_supervision/plugin.h"

namespace console {

// The library's table; it stays loaded as long as somebody holds this. `path` may be empty: then it
// is looked for beside the program and in the library folder next to the program's. Throws
// std::runtime_error saying where was looked.
boost::shared_ptr<const bsup_api> LoadPlugin(const std::string& path);

}  // namespace console
