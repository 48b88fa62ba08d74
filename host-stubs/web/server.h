// HTTP on one address. Requests that are too large, too slow or not HTTP end here.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "exchange.h"

namespace web {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: the first that is free from 8080 on
  unsigned threads = 4;
  bool tls = false;  // something before this server ends TLS
  // Names by which it is reached, besides its address and localhost; "host" or "host:port".
  std::vector<std::string> hosts = {};
};

// Serves until SIGINT or SIGTERM. `started` gets the port before the first request. `handle` is
// called by several threads at once; what it throws becomes 500. Throws std::runtime_error where it
// cannot listen.
void Serve(const ServerOptions& options, const std::function<Answer(const Request&)>& handle,
           const std::function<void(std::uint16_t port)>& started);

}  // namespace web
