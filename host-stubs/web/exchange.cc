#include "exchange.h"

#include <algorithm>
#include <array>

namespace web {
namespace {

// No text of a page can run, load, frame, post or name a base anywhere else.
constexpr const char* kContentSecurityPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

constexpr std::array<std::pair<std::uint32_t, const char*>, 9> kPlain{{
    {400, "Bad request\n"},
    {403, "Forbidden\n"},
    {404, "Not found\n"},
    {405, "Method not allowed\n"},
    {413, "Too large\n"},
    {421, "Wrong host\n"},
    {431, "Headers too large\n"},
    {500, "Error\n"},
    {503, "Not available\n"},
}};

}  // namespace

Answer Html(std::string body, std::uint32_t status) {
  return {status, {{"Content-Type", "text/html; charset=utf-8"}}, std::move(body)};
}

Answer Json(std::string body) {
  return {200, {{"Content-Type", "application/json"}}, std::move(body)};
}

Answer See(const std::string& path) { return {303, {{"Location", path}}, {}}; }

Answer Plain(std::uint32_t status) {
  const auto* text = std::find_if(kPlain.begin(), kPlain.end(),
                                  [status](const auto& each) { return each.first == status; });
  return {status,
          {{"Content-Type", "text/plain; charset=utf-8"}},
          text == kPlain.end() ? "Error\n" : text->second};
}

void Secure(Answer* answer, bool tls) {
  auto& headers = answer->headers;
  headers.emplace_back("Content-Security-Policy", kContentSecurityPolicy);
  headers.emplace_back("X-Content-Type-Options", "nosniff");
  headers.emplace_back("Referrer-Policy", "same-origin");
  headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
  headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
  const bool kept = std::any_of(headers.begin(), headers.end(),
                                [](const auto& each) { return each.first == "Cache-Control"; });
  if (!kept) headers.emplace_back("Cache-Control", "no-store");
  if (tls) headers.emplace_back("Strict-Transport-Security", "max-age=31536000");
}

}  // namespace web
