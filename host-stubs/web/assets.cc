#include "assets.h"

#include <filesystem>
#include <iostream>

#include "files.h"

namespace web {
namespace {

const char* TypeOf(const std::string& extension) {
  if (extension == ".css") return "text/css; charset=utf-8";
  if (extension == ".js") return "text/javascript; charset=utf-8";
  return nullptr;  // is not served
}

}  // namespace

Assets::Assets(const std::string& folder) {
  if (!std::filesystem::is_directory(folder)) {
    std::cerr << "no styles in " << folder
              << ", so the pages are plain: build the target bsup_web_assets\n";
    return;
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const char* type = TypeOf(entry.path().extension());
    if (type == nullptr || !entry.is_regular_file()) continue;
    answers_["/assets/" + entry.path().filename().string()] = {
        200, {{"Content-Type", type}, {"Cache-Control", "max-age=3600"}}, ReadFile(entry.path())};
  }
}

std::optional<Answer> Assets::Find(const Request& request) const {
  if (!request.path.starts_with("/assets/")) return std::nullopt;
  const auto found = answers_.find(request.path);
  return found == answers_.end() || request.method != "GET" ? Plain(404) : found->second;
}

}  // namespace web
