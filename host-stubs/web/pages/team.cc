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

struct Member {
  std::string sort;  // the day on which the next contact in person is due; empty: not known
  bool overdue = false;
  json::object row;
};

Member MemberOf(const Visit& visit, const Person& person) {
  Member member;
  member.row = {{"href", "/case/" + person.crn + "/contacts"},
                {"name", person.surname + ", " + person.forename},
                {"crn", person.crn}};
  if (!IsAdvised(visit, person)) {
    member.row["advised"] = visit.Say("without.heading");
    return member;
  }
  const Plugin& plugin = visit.app.plugin;
  const ContactForm form = plugin.Begin(person);
  const bsup::Advice advice = plugin.Advise(person, form, KnownOf(visit.app.store, person.crn));
  const json::object view = plugin.FormOf(advice, visit.language, form);
  json::array cadence;
  for (const json::value& each : view.at("cadence").as_array()) {
    if (!each.at("state").is_string()) continue;
    const bool late = each.at("today").as_string() == "overdue";
    member.overdue = member.overdue || late;
    if (each.at("due").is_string()) {
      const std::string due(each.at("due").as_string());
      if (member.sort.empty() || due < member.sort) member.sort = due;
    }
    cadence.push_back({{"what", each.at("what")}, {"state", each.at("state")}, {"late", late}});
  }
  const auto next = ParseDay(form.date);
  const json::value& lead = view.at("lead");
  const json::value& stop = view.at("stop");
  member.row["due"] = member.sort;
  member.row["cadence"] = std::move(cadence);
  member.row["contacts"] = view.at("contacts");
  member.row["next"] = next ? visit.Day(*next) : "";
  member.row["next_sort"] = next ? IsoDay(*next) : "";
  member.row["advised"] = lead.is_object()   ? lead.at("text")
                          : stop.is_object() ? stop.at("heading")
                                             : json::value();
  return member;
}

// One EXPORT for the whole page, which says how many people it was about and names none.
void NoteExport(const Visit& visit, std::size_t people) {
  const json::object content{{"persons", people},
                             {"recipients", {visit.user().id}},
                             {"scope", visit.Say("team.export_scope")},
                             {"what", visit.Say("team.export_what")}};
  visit.app.plugin.trail().Record(BSUP_RECORD_EXPORT, visit.Who(), json::serialize(content));
}

}  // namespace

Answer Team(Visit& visit) {
  std::vector<Member> members;
  for (const auto& [crn, person] : visit.app.caseload.people()) {
    if (MaySee(person, visit.user().id)) members.push_back(MemberOf(visit, person));
  }
  NoteExport(visit, members.size());
  std::stable_sort(members.begin(), members.end(), [](const Member& one, const Member& other) {
    if (one.sort.empty() != other.sort.empty()) return other.sort.empty();
    return one.sort < other.sort;
  });
  const json::object asked{
      {"limit", 0}, {"without", json::value_from(visit.app.caseload.Without(visit.user().id))}};
  const json::value waiting =
      json::parse(visit.app.plugin.trail().Worklist(visit.Who(), json::serialize(asked)));
  const auto overdue = std::count_if(members.begin(), members.end(),
                                     [](const Member& member) { return member.overdue; });
  json::array counts;
  const auto count = [&](const char* what, std::int64_t number) {
    counts.push_back({{"what", visit.Say(std::string("team.") + what)}, {"number", number}});
  };
  count("people", static_cast<std::int64_t>(members.size()));
  count("overdue", overdue);
  count("approvals", waiting.at("counts").at("approval").to_number<std::int64_t>());
  count("outcomes", waiting.at("counts").at("outcome").to_number<std::int64_t>());
  json::array rows;
  for (Member& member : members) rows.push_back(std::move(member.row));
  return Show(visit, {.page = "team", .now = "team"},
              {{"counts", std::move(counts)}, {"rows", std::move(rows)}});
}

}  // namespace web::pages
