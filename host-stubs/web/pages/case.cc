#include <boost/json.hpp>

#include "days.h"
#include "pages/draft_step.h"
#include "pages/frame.h"
#include "pages/pages.h"

namespace web::pages {

namespace json = boost::json;

Answer Case(Visit& visit) {
  const Person* person = visit.app.caseload.Find(visit.parts.front(), visit.user().id);
  if (person == nullptr) return NotThere(visit);
  NoteRead(visit, *person);
  json::array arranged;
  for (const Draft& draft : visit.app.store.Recorded(person->crn)) {
    const auto day = ParseDay(draft.form.date);
    const std::string mode = visit.app.plugin.ModeLabel(draft.form.mode, visit.language);
    const bool mine = draft.user == visit.user().id && visit.user().role == kPractitioner;
    arranged.push_back({{"day", day ? visit.Day(*day, true) : draft.form.date},
                        {"mode", mode},
                        {"href", mine ? "/decision/" + draft.id : std::string()}});
  }
  const bool some = !arranged.empty();
  return Show(
      visit, {.page = "case", .person = person, .back = "/cases", .now = "cases"},
      {{"crn", person->crn},
       {"contacts_href", "/case/" + person->crn + "/contacts"},
       {"next", person->next ? visit.Day(*person->next, true) : ""},
       {"trail_href", visit.user().role == kSenior ? "/case/" + person->crn + "/trail" : ""},
       {"may_arrange", visit.user().role == kPractitioner},
       {"has_arranged", some},
       {"arranged", std::move(arranged)}});
}

Answer Start(Visit& visit) {
  const Person* person = visit.app.caseload.Find(visit.parts.front(), visit.user().id);
  if (person == nullptr) return NotThere(visit);
  // One unfinished contact for each case, so that nobody ends up with two halves of one.
  for (const Draft& draft : visit.app.store.Unfinished(visit.user().id)) {
    if (draft.crn == person->crn) return See("/draft/" + draft.id);
  }
  Draft draft{.id = RandomId(), .user = visit.user().id, .crn = person->crn, .form = {}};
  if (IsAdvised(visit, *person)) {
    draft.form = visit.app.plugin.Begin(*person);
  } else if (person->next) {
    draft.form.date = FieldDay(*person->next);
  }
  visit.app.store.Add(draft);
  return See("/draft/" + draft.id);
}

}  // namespace web::pages
