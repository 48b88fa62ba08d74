#include <boost/json.hpp>

#include "days.h"
#include "pages/frame.h"
#include "pages/pages.h"

namespace web::pages {

namespace json = boost::json;

namespace {

std::string NameOf(const Visit& visit, const std::string& id) {
  for (const User& user : visit.app.sessions.users()) {
    if (user.id == id) return user.name;
  }
  return id;
}

// What the decision was about is in the host's own draft. One that another product recorded has
// none.
json::object Row(const Visit& visit, const json::value& item, const Person& person) {
  const auto text = [&item](const char* key) { return std::string(item.at(key).as_string()); };
  const auto sequence = item.at("sequence").to_number<std::int64_t>();
  const std::optional<Draft> draft = visit.app.store.OfDecision(sequence);
  const auto day = ParseIsoDay(text("contact_day"));
  const auto decided = ParseIsoDay(text("decided"));
  constexpr std::chrono::days kSoon(3);
  const bool soon = day && *day - visit.app.plugin.options().today <= kSoon;
  return {{"href", "/approval/" + std::to_string(sequence)},
          {"name", person.forename + ' ' + person.surname},
          {"crn", person.crn},
          {"day", day ? visit.Day(*day) : ""},
          {"soon", soon},
          {"mode", visit.app.plugin.ModeLabel(text("mode"), visit.language)},
          {"why", draft ? visit.app.plugin.ReasonLabel(draft->form.code, visit.language) : ""},
          {"by", NameOf(visit, text("who"))},
          {"since", decided ? visit.Day(*decided) : ""}};
}

}  // namespace

// What waits for this approver, soonest first. Their own decisions are never in it.
Answer Approvals(Visit& visit) {
  const json::object asked{
      {"waits_for", {"approval"}},
      {"role", RoleName(visit.user().role)},
      {"not_by", visit.user().id},
      {"without", json::value_from(visit.app.caseload.Without(visit.user().id))}};
  const json::value list =
      json::parse(visit.app.plugin.trail().Worklist(visit.Who(), json::serialize(asked)));
  json::array rows;
  for (const json::value& item : list.at("items").as_array()) {
    const std::string crn(item.at("person").as_string());
    const Person* person = visit.app.caseload.Find(crn, visit.user().id);
    if (person != nullptr) rows.push_back(Row(visit, item, *person));
  }
  const bool some = !rows.empty();
  const std::string done = visit.request.query.First("done");
  return Show(visit, {.page = "approvals", .now = "approvals"},
              {{"has_rows", some},
               {"rows", std::move(rows)},
               {"approved", done == "approved"},
               {"refused", done == "refused"}});
}

}  // namespace web::pages
