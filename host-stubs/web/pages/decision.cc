#include <boost/json.hpp>

#include "days.h"
#include "pages/draft_step.h"
#include "pages/frame.h"
#include "pages/pages.h"

namespace web::pages {

namespace json = boost::json;

Answer Decision(Visit& visit) {
  const std::optional<DraftStep> step = FindDraft(visit);
  if (!step || !step->draft.decision) return NotThere(visit);
  NoteRead(visit, *step->person);
  const Draft& draft = step->draft;
  const json::value stands =
      json::parse(visit.app.plugin.trail().Decision(static_cast<std::uint64_t>(*draft.decision)));
  const auto day = ParseDay(draft.form.date);
  json::array roles;
  for (const json::value& role : stands.at("lacks").as_array()) {
    roles.emplace_back(visit.app.plugin.RoleLabel(std::string(role.as_string()), visit.language));
  }
  const std::string state(stands.at("state").as_string());
  return Show(
      visit,
      {.page = "decision",
       .person = step->person,
       .back = "/case/" + step->person->crn,
       .now = "cases"},
      {{"what", visit.Say("decision.what",
                          {{"mode", visit.app.plugin.ModeLabel(draft.form.mode, visit.language)},
                           {"day", day ? visit.Day(*day, true) : ""}})},
       {"number", visit.Say("decision.number", {{"number", std::to_string(*draft.decision)}})},
       {"state", visit.Say("state." + state)},
       {"waits", state == "waiting"},
       {"roles", std::move(roles)},
       {"outcome_href", "/decision/" + draft.id + "/outcome"},
       {"has_outcome", !draft.outcome.empty()},
       {"case_href", "/case/" + step->person->crn}});
}

}  // namespace web::pages
