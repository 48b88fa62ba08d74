#include <algorithm>
#include <boost/json.hpp>

#include "days.h"
#include "known.h"
#include "pages/draft_step.h"
#include "pages/frame.h"
#include "pages/pages.h"

namespace web::pages {

namespace json = boost::json;

namespace {

using Errors = std::vector<std::pair<std::string, std::string>>;

// The id of a question's first field, as the plugin gives it.
std::string IdOf(std::string name) {
  std::replace_if(
      name.begin(), name.end(), [](unsigned char letter) { return std::isalnum(letter) == 0; },
      '-');
  return name;
}

Errors Wrong(const Visit& visit, const ContactForm& form) {
  Errors errors;
  const auto day = ParseDay(form.date);
  if (form.date.empty()) {
    errors.emplace_back("date", visit.Say("arrange.date_missing"));
  } else if (!day) {
    errors.emplace_back("date", visit.Say("arrange.date_wrong"));
  } else if (*day < visit.app.plugin.options().today) {
    errors.emplace_back("date", visit.Say("arrange.date_past"));
  }
  for (const std::string& name : NotNumbers(form)) {
    errors.emplace_back(IdOf(name), visit.Say("arrange.number_wrong"));
  }
  if (form.mode.empty()) errors.emplace_back("mode", visit.Say("arrange.mode_missing"));
  return errors;
}

// A field of HTML has an id, and only the page knows which.
void GiveIds(json::object* view, const char* list, const std::string& id) {
  std::size_t n = 0;
  for (json::value& each : view->at(list).as_array()) {
    each.as_object()["id"] = ++n == 1 ? id : id + '-' + std::to_string(n);
  }
}

// A purpose that is not known stays so: a list would choose its first for the practitioner.
void AddUnknownPurpose(const Visit& visit, json::object* view) {
  json::array& purposes = view->at("purposes").as_array();
  const bool known = std::any_of(purposes.begin(), purposes.end(), [](const json::value& each) {
    return each.at("selected").as_bool();
  });
  if (known) return;
  purposes.insert(purposes.begin(), json::object{{"value", ""},
                                                 {"text", visit.Say("arrange.purpose_unknown")},
                                                 {"selected", true}});
}

// Takes what was posted and keeps it, and says what the plugin says of it: nothing where it cannot
// advise on the case. Throws bsup::Error where the plugin cannot read the form, and keeps nothing.
std::optional<json::object> TakeAndKeep(const Visit& visit, DraftStep* step) {
  TakeArrange(visit.request.form, &step->draft.form);
  step->draft.form.day = IsoDay(visit.app.plugin.options().today);
  std::optional<json::object> view = ViewIfAdvised(visit, *step);
  visit.app.store.Keep(step->draft);
  return view;
}

}  // namespace

Answer Arrange(Visit& visit) {
  const std::optional<DraftStep> step = FindDraft(visit);
  if (!step) return NotThere(visit);
  if (step->draft.decision) return See("/decision/" + step->draft.id);
  NoteRead(visit, *step->person);
  const std::optional<json::object> advised = ViewIfAdvised(visit, *step);
  json::object view = advised ? *advised : ViewWithout(visit, step->draft.form);
  view["advised"] = advised.has_value();
  AddUnknownPurpose(visit, &view);
  GiveIds(&view, "modes", "mode");
  GiveIds(&view, "roles", "role");
  const ContactForm& form = step->draft.form;
  const bool check = visit.request.query.First("check") == "1";
  view["say"] = visit.app.advice_words.at(Code(visit.language));
  view["how"] = visit.Say("arrange.how", {{"name", step->person->forename}});
  view["date"] = form.date;
  view["date_hint"] =
      visit.Say("arrange.date_hint", {{"date", FieldDay(visit.app.plugin.options().today)}});
  view["action"] = PathOf(step->draft);
  view["endpoint"] = PathOf(step->draft, "advice");
  view["basis"] = BasisOf(visit, *step->person);
  view["changed"] = visit.request.query.First("changed") == "1";
  view["contacts_href"] = "/case/" + step->person->crn + "/contacts";
  view["cancel"] = "/case/" + step->person->crn;
  view["has_material"] = !view["material"].as_array().empty();
  view["has_record"] = !view["record"].as_array().empty();
  return Show(visit,
              {.page = "arrange",
               .person = step->person,
               .back = "/case/" + step->person->crn,
               .errors = check ? Wrong(visit, form) : Errors(),
               .now = "cases"},
              std::move(view));
}

Answer LiveAdvice(Visit& visit) {
  std::optional<DraftStep> step = FindDraft(visit);
  if (!step || step->draft.decision) return Plain(404);
  const std::optional<json::object> view = TakeAndKeep(visit, &*step);
  return view ? Json(json::serialize(*view)) : Plain(503);
}

Answer TakeArranged(Visit& visit) {
  std::optional<DraftStep> step = FindDraft(visit);
  if (!step) return NotThere(visit);
  Draft& draft = step->draft;
  if (draft.decision) return See("/decision/" + draft.id);
  const std::optional<json::object> view = TakeAndKeep(visit, &*step);
  if (visit.request.form.First("update") == "1") return See(PathOf(draft));
  if (!Wrong(visit, draft.form).empty()) return See(PathOf(draft) + "?check=1");
  if (!view) return See(PathOf(draft, "without"));
  draft.basis = BasisOf(visit, *step->person);
  if (visit.request.form.First("basis") != draft.basis) return See(PathOf(draft) + "?changed=1");

  const bsup::Advice advice =
      visit.app.plugin.Advise(*step->person, draft.form, KnownOf(visit.app.store, draft.crn));
  const bsup::Receipt shown = visit.app.plugin.trail().Record(
      advice, visit.Who(draft.id), step->person->crn, draft.id, visit.language);
  draft.advice = static_cast<std::int64_t>(shown.sequence());
  // A note is shown once: from here on it is not raised again for this contact.
  const std::string key(advice.notice_key());
  std::vector<std::string>& keys = draft.form.shown;
  if (!key.empty() && std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
  visit.app.store.Keep(draft);
  const std::string next = NextOf(*view);
  return See(PathOf(draft, next == "interrupt" ? "before" : next == "check" ? "check" : "reason"));
}

// Where there was no advice there is no decision on it. The contact can be arranged all the same.
Answer Without(Visit& visit) {
  const std::optional<DraftStep> step = FindDraft(visit);
  if (!step || IsAdvised(visit, *step->person)) return NotThere(visit);
  const auto day = ParseDay(step->draft.form.date);
  const std::string mode = visit.app.plugin.ModeLabel(step->draft.form.mode, visit.language);
  return Show(
      visit,
      {.page = "without", .person = step->person, .back = PathOf(step->draft), .now = "cases"},
      {{"what",
        visit.Say("decision.what", {{"mode", mode}, {"day", day ? visit.Day(*day, true) : ""}})},
       {"case_href", "/case/" + step->person->crn}});
}

}  // namespace web::pages
