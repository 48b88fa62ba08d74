#include "app.h"

#include <boost/json.hpp>
#include <iostream>
#include <typeinfo>

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

// The case that the path names, where the visitor may not see it.
const Person* Restricted(const Visit& visit, const Route& route) {
  if (!std::string_view(route.pattern).starts_with("/case/{}")) return nullptr;
  const auto& people = visit.app.caseload.people();
  const auto found = people.find(visit.parts.front());
  return found == people.end() || MaySee(found->second, visit.user().id) ? nullptr : &found->second;
}

Answer Visited(Visit& visit, const Route& route) {
  const Request& request = visit.request;
  const bool post = request.method == "POST";
  if (post && !FromHere(visit.app, request)) return pages::Stopped(visit, 403);
  if (route.roles != kAnybody) {
    // What was posted is not taken; what was entered before is in the draft.
    if (!visit.session) return See(post ? "/sign-in?ended=1" : "/sign-in");
    if ((route.roles & visit.user().role) == 0) return pages::Stopped(visit, 403);
    if (post && !SameSecret(request.form.First("csrf"), visit.session->csrf)) {
      return pages::Stopped(visit, 403);
    }
    // Before any page, so that every path of the case gives the same and the plugin reads nothing.
    if (const Person* person = Restricted(visit, route)) return pages::Closed(visit, *person);
  }
  Answer answer = route.page(visit);
  if (!request.query.First("lang").empty()) {
    answer.headers.emplace_back("Set-Cookie", std::string("language=") + Code(visit.language) +
                                                  "; Path=/; HttpOnly; SameSite=Lax" +
                                                  (visit.app.tls ? "; Secure" : ""));
  }
  return answer;
}

// The same, and a page where something fails. What is said of it may quote a case, so the log has
// neither.
Answer Guarded(Visit& visit, const Route& route) {
  try {
    return Visited(visit, route);
  } catch (const bsup::Error& error) {
    std::cerr << "error: the plugin, status " << error.status() << '\n';
    return pages::Stopped(visit, error.status() == BSUP_BAD_INPUT ? 400 : 503);
  } catch (const std::exception& error) {
    std::cerr << "error: " << typeid(error).name() << '\n';
    return pages::Stopped(visit, 500);
  }
}

}  // namespace

App::App(const AppOptions& options)
    : tls(options.tls),
      templates(options.web + "/templates", options.page + "/templates"),
      words(options.web + "/words"),
      advice_words(boost::json::parse(ReadFile(options.page + "/words.json")).as_object()),
      caseload(options.data, options.web + "/users.toml"),
      sessions(options.web + "/users.toml", options.idle),
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
  Visit visit{*app, request, LanguageOf(request),
              app->sessions.Find(request.cookies.First(SessionCookie(app->tls))),
              found ? found->second : std::vector<std::string>()};
  Answer answer = found ? Guarded(visit, *found->first) : pages::NotThere(visit);
  // The pattern, not the path: a log names nobody.
  std::cerr << request.method << ' ' << (found ? found->first->pattern : "-") << ' '
            << answer.status << '\n';
  return answer;
}

// A browser takes a __Host- cookie only from TLS, for this host alone.
std::string SessionCookie(bool tls) { return tls ? "__Host-session" : "session"; }

}  // namespace web
