#include "app.h"

#include <boost/json.hpp>
#include <iostream>

#include "files.h"
#include "pages/frame.h"
#include "routes.h"

namespace web {
namespace {

// Whether a page of this host sent the form: a browser says which origin it posts from.
bool FromHere(const App& app, const Request& request) {
  const std::string here = (app.tls ? "https://" : "http://") + request.host;
  return request.origin == here &&
         (request.fetch_site.empty() || request.fetch_site == "same-origin");
}

bsup::Language LanguageOf(const Request& request) {
  std::string code = request.query.First("lang");
  if (code.empty()) code = request.cookies.First("language");
  return code == "cy" ? bsup::Language::kWelsh : bsup::Language::kEnglish;
}

Answer Visited(App* app, const Request& request, const Route& route,
               std::vector<std::string> parts) {
  Visit visit{*app, request, LanguageOf(request),
              app->sessions.Find(request.cookies.First(SessionCookie(app->tls))), std::move(parts)};
  const bool post = request.method == "POST";
  if (post && !FromHere(*app, request)) return Plain(403);
  if (route.roles != kAnybody) {
    // What was posted is not taken; what was entered before is in the draft.
    if (!visit.session) return See(post ? "/sign-in?ended=1" : "/sign-in");
    if ((route.roles & visit.user().role) == 0) return Plain(403);
    if (post && !SameSecret(request.form.First("csrf"), visit.session->csrf)) return Plain(403);
  }
  Answer answer = route.page(visit);
  if (!request.query.First("lang").empty()) {
    answer.headers.emplace_back("Set-Cookie", std::string("language=") + Code(visit.language) +
                                                  "; Path=/; HttpOnly; SameSite=Lax" +
                                                  (app->tls ? "; Secure" : ""));
  }
  return answer;
}

}  // namespace

App::App(const AppOptions& options)
    : tls(options.tls),
      templates(options.web + "/templates", options.page + "/templates"),
      words(options.web + "/words"),
      advice_words(boost::json::parse(ReadFile(options.page + "/words.json")).as_object()),
      caseload(options.data, options.web + "/users.toml"),
      sessions(options.web + "/users.toml"),
      store(options.store),
      plugin(options.plugin) {}

bsup::Who Visit::Who(const std::string& operation) const {
  return {.id = user().id,
          .role = RoleName(user().role),
          .service = "example case management",
          .operation_id = operation};
}

Answer Handle(App* app, const Request& request) {
  const auto found = FindRoute(request.method, request.path);
  Answer answer;
  try {
    answer =
        found ? Visited(app, request, *found->first, found->second)
              : pages::NotThere({*app,
                                 request,
                                 LanguageOf(request),
                                 app->sessions.Find(request.cookies.First(SessionCookie(app->tls))),
                                 {}});
  } catch (const bsup::Error& error) {
    // The message may quote a case, so the log has the status alone.
    std::cerr << "error: the plugin, status " << error.status() << '\n';
    answer = Plain(error.status() == BSUP_BAD_INPUT ? 400 : 503);
  }
  // The pattern, not the path: a log names nobody.
  std::cerr << request.method << ' ' << (found ? found->first->pattern : "-") << ' '
            << answer.status << '\n';
  return answer;
}

// A browser takes a __Host- cookie only from TLS, for this host alone.
std::string SessionCookie(bool tls) { return tls ? "__Host-session" : "session"; }

}  // namespace web
