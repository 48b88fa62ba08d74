// The host: what it holds, and one visit to one of its pages.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "caseload.h"
#include "exchange.h"
#include "plugin.h"
#include "session.h"
#include "store.h"
#include "template_set.h"
#include "words.h"

namespace web {

struct AppOptions {
  std::string web;   // the folder with templates, words and users.toml
  std::string page;  // the folder of the package with the advice as part of a page
  std::string data;  // the folder with the caseload
  std::string store;
  PluginOptions plugin;
  bool tls = false;                                   // something before this server ends TLS
  std::chrono::seconds idle = std::chrono::hours(1);  // after which a session ends
};

struct App {
  explicit App(const AppOptions& options);

  const bool tls;
  const TemplateSet templates;
  const Words words;
  const boost::json::object advice_words;  // of that package, by language
  const Caseload caseload;
  Sessions sessions;
  Store store;
  Plugin plugin;
  std::mutex recording;  // one decision at a time, so that none is recorded twice
};

// One request to one page.
struct Visit {
  App& app;
  const Request& request;
  bsup::Language language;
  std::optional<Session> session;
  std::vector<std::string> parts;  // of the path, where the route has a {}

  [[nodiscard]] const User& user() const { return session->user; }
  [[nodiscard]] std::string Say(const std::string& key, const Words::Parts& given = {}) const {
    return app.words.Say(language, key, given);
  }
  [[nodiscard]] std::string Day(std::chrono::sys_days day, bool weekday = false) const {
    return app.words.Day(language, day, weekday);
  }
  // For the trail. `operation` makes doing it twice one thing.
  [[nodiscard]] bsup::Who Who(const std::string& operation = {}) const;
};

// Finds the page of a request, sees that the visitor may have it, and makes it. Any thread.
Answer Handle(App* app, const Request& request);

// The cookie in which the session's id is.
std::string SessionCookie(bool tls);

}  // namespace web
