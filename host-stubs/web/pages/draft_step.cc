#include "pages/draft_step.h"

#include <boost/json.hpp>

#include "known.h"

namespace web::pages {

namespace json = boost::json;

std::optional<DraftStep> FindDraft(const Visit& visit) {
  std::optional<Draft> draft = visit.app.store.Find(visit.parts.front());
  if (!draft || draft->user != visit.user().id) return std::nullopt;
  const Person* person = visit.app.caseload.Find(draft->crn, visit.user().id);
  if (person == nullptr) return std::nullopt;
  return DraftStep{*std::move(draft), person};
}

json::object ViewOf(const Visit& visit, const DraftStep& step) {
  const bsup::Advice advice = visit.app.plugin.Advise(*step.person, step.draft.form,
                                                      KnownOf(visit.app.store, step.person->crn));
  return visit.app.plugin.FormOf(advice, visit.language, step.draft.form);
}

std::string BasisOf(const Visit& visit, const Person& person) {
  return visit.app.plugin.Basis(person, KnownOf(visit.app.store, person.crn));
}

bool IsAdvised(const Visit& visit, const Person& person) {
  try {
    static_cast<void>(visit.app.plugin.Begin(person));
    return true;
  } catch (const bsup::Error&) {
    return false;
  }
}

std::optional<json::object> ViewIfAdvised(const Visit& visit, const DraftStep& step) {
  try {
    return ViewOf(visit, step);
  } catch (const bsup::Error&) {
    if (IsAdvised(visit, *step.person)) throw;
    return std::nullopt;
  }
}

json::object ViewWithout(const Visit& visit, const ContactForm& form) {
  json::array modes;
  for (const std::string& mode : visit.app.plugin.Modes()) {
    modes.push_back({{"mode", mode},
                     {"label", visit.app.plugin.ModeLabel(mode, visit.language)},
                     {"label_hint", nullptr},
                     {"tag", nullptr},
                     {"hint", nullptr},
                     {"standing", nullptr},
                     {"none", nullptr},
                     {"reasons", json::array()},
                     {"chosen", mode == form.mode}});
  }
  json::object view{{"modes", std::move(modes)}};
  for (const char* list : {"roles", "purposes", "material", "record", "cadence", "contacts"}) {
    view[list] = json::array();
  }
  for (const char* part : {"lead", "stop", "note", "choice", "ask", "safeguards"}) {
    view[part] = nullptr;
  }
  return view;
}

std::string PathOf(const Draft& draft, const std::string& step) {
  return "/draft/" + draft.id + (step.empty() ? "" : "/" + step);
}

std::string NextOf(const json::object& view) {
  const json::value& choice = view.at("choice");
  return choice.is_null() ? "" : std::string(choice.at("step").as_string());
}

bool NeedsCode(const json::object& view) { return NextOf(view) != "check"; }

bool NeedsWords(const json::object& view, const std::string& code) {
  if (!NeedsCode(view)) return false;
  if (NextOf(view) != "code") return true;
  for (const json::value& each : view.at("reason").at("codes").as_array()) {
    if (each.at("value").as_string() == code) return each.at("needs_words").as_bool();
  }
  return false;
}

}  // namespace web::pages
