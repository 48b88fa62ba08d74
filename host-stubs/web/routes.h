// Every page, and who may have it. What is not here does not exist.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app.h"

namespace web {

constexpr unsigned kAnybody = 0;  // also who is not signed in

struct Route {
  const char* method;
  const char* pattern;  // {} stands for one part of the path
  unsigned roles;       // bits of Role, or kAnybody
  Answer (*page)(Visit&);
};

// The route and the parts of the path that its {} stand for; nothing where there is none.
std::optional<std::pair<const Route*, std::vector<std::string>>> FindRoute(
    const std::string& method, const std::string& path);
// All of them, one a line: "GET /cases practitioner senior".
std::string ListRoutes();

}  // namespace web
