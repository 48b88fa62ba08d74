// A request and its answer, as the pages see them: no socket, no library of the server.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "form.h"

namespace web {

struct Request {
  std::string method;  // "GET"
  std::string path;    // "/cases", without the query; never has a %
  Fields query;
  Fields form;     // of a POST
  Fields cookies;  // by name
  std::string host;
  std::string origin;      // empty: not sent
  std::string fetch_site;  // Sec-Fetch-Site; empty: not sent
};

struct Answer {
  std::uint32_t status = 200;
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};
};

Answer Html(std::string body, std::uint32_t status = 200);
Answer Json(std::string body);
// 303, so that what was posted is not posted again.
Answer See(const std::string& path);
// A text that says nothing about the server or the request.
Answer Plain(std::uint32_t status);
// Headers that every answer has; `tls`: also those that need it.
void Secure(Answer* answer, bool tls);

}  // namespace web
