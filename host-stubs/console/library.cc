#include "library.h"

#include <boost/dll/import.hpp>
#include <boost/dll/runtime_symbol_info.hpp>
#include <filesystem>
#include <stdexcept>
#include <vector>

namespace console {
namespace {

std::filesystem::path Find() {
  const std::filesystem::path beside = boost::dll::program_location().parent_path();
  const std::vector<std::filesystem::path> places{beside, beside / "../lib",
                                                  beside / ".." / BSUP_LIBRARY_DIR};
  std::string looked;
  for (const std::filesystem::path& place : places) {
    std::filesystem::path file = (place / BSUP_LIBRARY_FILE).lexically_normal();
    if (std::filesystem::exists(file)) return file;
    looked += "\n  " + file.string();
  }
  throw std::runtime_error("the plugin is not there; name it with --plugin. Looked for:" + looked);
}

}  // namespace

boost::shared_ptr<const bsup_api> LoadPlugin(const std::string& path) {
  const std::filesystem::path file = path.empty() ? Find() : std::filesystem::path(path);
  boost::shared_ptr<const bsup_api> api =
      boost::dll::import_alias<const bsup_api>(file, "bsup_plugin");
  if (api->abi != BSUP_ABI) {
    throw std::runtime_error(file.string() + " speaks version " + std::to_string(api->abi) +
                             " of the interface, and this program version " +
                             std::to_string(BSUP_ABI));
  }
  return api;
}

}  // namespace console
