#include <boost/json.hpp>

#include "pages/frame.h"
#include "pages/pages.h"

namespace web::pages {

namespace json = boost::json;

namespace {

std::string Cookie(const Visit& visit, const std::string& value) {
  const bool tls = visit.app.tls;
  return SessionCookie(tls) + '=' + value + "; Path=/; HttpOnly; SameSite=Lax" +
         (tls ? "; Secure" : "") + (value.empty() ? "; Max-Age=0" : "");
}

}  // namespace

Answer SignIn(Visit& visit) {
  json::array users;
  for (const User& user : visit.app.sessions.users()) {
    const std::string id = users.empty() ? "user" : "user-" + std::to_string(users.size() + 1);
    users.push_back({{"id", id},
                     {"value", user.id},
                     {"name", user.name},
                     {"role", visit.Say("role." + RoleName(user.role))}});
  }
  Frame frame{.page = "sign-in"};
  if (visit.request.query.First("check") == "1") {
    frame.errors.emplace_back("user", visit.Say("sign-in.error"));
  }
  return Show(visit, frame,
              {{"users", std::move(users)}, {"ended", visit.request.query.First("ended") == "1"}});
}

// Always a new session: the id of one from before the sign-in is worth nothing after it.
Answer TakeSignIn(Visit& visit) {
  visit.app.sessions.SignOut(visit.request.cookies.First(SessionCookie(visit.app.tls)));
  const std::string id = visit.app.sessions.SignIn(visit.request.form.First("user"));
  if (id.empty()) return See("/sign-in?check=1");
  Answer answer = See("/");
  answer.headers.emplace_back("Set-Cookie", Cookie(visit, id));
  return answer;
}

Answer SignOut(Visit& visit) {
  visit.app.sessions.SignOut(visit.request.cookies.First(SessionCookie(visit.app.tls)));
  Answer answer = See("/sign-in");
  answer.headers.emplace_back("Set-Cookie", Cookie(visit, ""));
  return answer;
}

// A visit of any kind uses the session; this one does nothing else.
Answer Stay(Visit& /*visit*/) { return {204, {}, {}}; }

Answer Home(Visit& visit) { return See(visit.user().role == kAuditor ? "/trail" : "/cases"); }

}  // namespace web::pages
