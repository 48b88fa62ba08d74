#include "pages/frame.h"

#include <algorithm>
#include <boost/json.hpp>
#include <chrono>

#include "routes.h"

namespace web::pages {
namespace {

namespace json = boost::json;

constexpr std::chrono::minutes kWarn(5);

struct Part {
  const char* name;  // of the words "menu.NAME", and of the path
  unsigned roles;
};
constexpr Part kMenu[] = {{"cases", kPractitioner | kSenior},
                          {"approvals", kSenior},
                          {"team", kSenior},
                          {"trail", kSenior | kAuditor}};

json::array Menu(const Visit& visit, const std::string& now) {
  json::array menu;
  for (const Part& part : kMenu) {
    if ((part.roles & visit.user().role) == 0) continue;
    menu.push_back({{"href", std::string("/") + part.name},
                    {"text", visit.Say(std::string("menu.") + part.name)},
                    {"current", now == part.name}});
  }
  return menu;
}

json::object Strip(const Visit& visit, const Person& person) {
  json::object strip{{"crn", person.crn},
                     {"name", person.forename + ' ' + person.surname},
                     {"href", visit.user().role == kAuditor ? "" : "/case/" + person.crn},
                     {"born", person.born ? visit.Day(*person.born) : ""},
                     {"tier", visit.app.words.Name(visit.language, "tier", person.tier)},
                     {"rosh", nullptr}};
  if (!person.rosh.empty()) {
    strip["rosh"] = {{"text", visit.app.words.Name(visit.language, "rosh", person.rosh)},
                     {"colour", person.rosh == "LOW"      ? "green"
                                : person.rosh == "MEDIUM" ? "blue"
                                : person.rosh == "HIGH"   ? "red"
                                                          : "purple"}};
  }
  return strip;
}

// When the session ends, and when that is said: early enough to act on it.
json::object Ends(const Visit& visit) {
  const std::chrono::seconds idle = visit.app.sessions.idle();
  const std::chrono::seconds warn = std::min<std::chrono::seconds>(kWarn, idle / 2);
  const auto minutes = [](std::chrono::seconds time) {
    return std::to_string(std::chrono::ceil<std::chrono::minutes>(time).count());
  };
  return {{"after", idle.count()},
          {"warn", warn.count()},
          {"lead", visit.Say("session.lead", {{"minutes", minutes(idle)}})},
          {"text", visit.Say("session.text", {{"minutes", minutes(warn)}})}};
}

}  // namespace

Answer Show(const Visit& visit, const Frame& frame, json::object values) {
  const bool english = visit.language == bsup::Language::kEnglish;
  values["t"] = visit.app.words.All(visit.language);
  values["lang"] = Code(visit.language);
  values["english"] = english;
  values["other"] = (FindRoute("GET", visit.request.path) ? visit.request.path : "/") +
                    "?lang=" + (english ? "cy" : "en");
  values["title"] = frame.title.empty() ? visit.Say(frame.page + ".title") : frame.title;
  values["back"] = frame.back;
  values["policy"] = visit.app.plugin.PolicyTitle(visit.language);
  values["today"] = visit.Day(visit.app.plugin.options().today, true);
  values["person"] = frame.person == nullptr ? json::value() : Strip(visit, *frame.person);
  values["menu"] = json::array();
  values["user"] = nullptr;
  values["ends"] = nullptr;
  values["csrf"] = "";
  if (visit.session) {
    values["menu"] = Menu(visit, frame.now);
    values["user"] = {{"name", visit.user().name}};
    values["csrf"] = visit.session->csrf;
    values["ends"] = Ends(visit);
  }
  json::array errors;
  for (const auto& [id, text] : frame.errors) {
    errors.push_back({{"id", id}, {"text", text}});
    values[id + "_error"] = text;
  }
  values["has_errors"] = !errors.empty();
  values["errors"] = std::move(errors);
  return Html(visit.app.templates.Render(frame.page, values));
}

Answer NotThere(const Visit& visit) {
  Answer answer = Show(visit, {.page = "not-there"}, {});
  answer.status = 404;
  return answer;
}

Answer Stopped(const Visit& visit, std::uint32_t status) {
  const std::string number = std::to_string(status);
  Answer answer =
      Show(visit, {.page = "stopped", .title = visit.Say("stopped." + number + "_title")},
           {{"text", visit.Say("stopped." + number + "_text")}});
  answer.status = status;
  return answer;
}

Answer Closed(const Visit& visit, const Person& person) {
  const bool english = visit.language == bsup::Language::kEnglish;
  Answer answer = Show(visit, {.page = "stopped", .title = visit.Say("restricted")},
                       {{"text", english ? person.closed.english : person.closed.welsh}});
  answer.status = 404;
  return answer;
}

void NoteRead(const Visit& visit, const Person& person) {
  visit.app.plugin.trail().Record(BSUP_RECORD_READ, visit.Who(),
                                  json::serialize(json::object{{"person", person.crn}}));
}

}  // namespace web::pages
