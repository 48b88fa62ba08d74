#include <boost/json.hpp>

#include "contact_picture.h"
#include "days.h"
#include "known.h"
#include "pages/draft_step.h"
#include "pages/frame.h"
#include "pages/pages.h"

namespace web::pages {

namespace json = boost::json;

namespace {

struct Listed {
  Mark mark;
  std::string mode;
  std::string state;
};

std::string Text(const json::value& value) {
  return value.is_string() ? std::string(value.get_string()) : std::string();
}

// Contacts of the past as the plugin reads them, then those that are decided and still to come.
std::vector<Listed> ListContacts(const Visit& visit, const Person& person,
                                 const json::object& view) {
  std::vector<Listed> list;
  for (const json::value& each : view.at("contacts").as_array()) {
    const auto day = ParseIsoDay(Text(each.at("day")));
    if (!day) continue;
    const std::string mode = Text(each.at("mode"));
    list.push_back({{*day, Text(each.at("letter")), each.at("in_person").as_bool(), false},
                    mode.empty() ? visit.Say("contacts.mode_unknown")
                                 : visit.app.plugin.ModeLabel(mode, visit.language),
                    visit.Say("contacts.state_" + Text(each.at("attendance")))});
  }
  for (const Draft& draft : visit.app.store.Recorded(person.crn)) {
    const auto day = ParseDay(draft.form.date);
    if (!day || *day < visit.app.plugin.options().today) continue;
    const std::string mode = draft.form.mode;
    list.push_back({{*day, visit.app.words.Name(visit.language, "letter", mode),
                     visit.app.plugin.InPerson(mode), true},
                    visit.app.plugin.ModeLabel(mode, visit.language),
                    visit.Say("contacts.state_planned")});
  }
  return list;
}

// The next contact, by the mode that was decided if one was.
ContactForm NextContact(const Visit& visit, const Person& person) {
  ContactForm next = visit.app.plugin.Begin(person);
  for (const Draft& draft : visit.app.store.Recorded(person.crn)) {
    if (ParseDay(draft.form.date) == ParseDay(next.date)) next.mode = draft.form.mode;
  }
  return next;
}

// Of the rule on meeting in person, where one applies.
Rhythm RhythmOf(const bsup::Advice& advice, const json::object& view) {
  const json::value all = json::parse(advice.Json());
  for (const json::value& each : all.at("cadence").as_array()) {
    const json::value& rule = all.at("rules").at(each.at("rule").as_string());
    if (Text(rule.at("cadence")) != "in_person_every_weeks") continue;
    Rhythm rhythm{ParseIsoDay(Text(each.at("last"))), ParseIsoDay(Text(each.at("due")))};
    for (const json::value& told : view.at("cadence").as_array()) {
      if (told.at("rule") != each.at("rule")) continue;
      rhythm.due_if_kept = ParseIsoDay(Text(told.at("next_if_kept")));
    }
    if (rhythm.due_if_kept == rhythm.due) rhythm.due_if_kept.reset();
    rhythm.mode = Text(all.at("contact").at("planned"));
    if (rhythm.mode.empty()) rhythm.mode = Text(all.at("outcome").at("lead"));
    rhythm.next = ParseIsoDay(Text(all.at("contact").at("date")));
    return rhythm;
  }
  return {};
}

json::array Summary(const Visit& visit, const std::vector<Listed>& list, const json::object& view) {
  json::array lines;
  const Listed* last = nullptr;
  for (const Listed& each : list) {
    if (each.mark.in_person && !each.mark.planned) last = &each;
  }
  if (last != nullptr) {
    lines.emplace_back(
        visit.Say("contacts.last_in_person", {{"day", visit.Day(last->mark.day, true)}}));
  }
  for (const json::value& each : view.at("cadence").as_array()) {
    lines.emplace_back(Text(each.at("what")) + ": " + Text(each.at("state")));
  }
  for (const Listed& each : list) {
    if (!each.mark.planned) continue;
    lines.emplace_back(visit.Say("contacts.planned_line",
                                 {{"mode", each.mode}, {"day", visit.Day(each.mark.day)}}));
  }
  return lines;
}

}  // namespace

Answer Contacts(Visit& visit) {
  const Person* person = visit.app.caseload.Find(visit.parts.front(), visit.user().id);
  if (person == nullptr) return NotThere(visit);
  NoteRead(visit, *person);
  const Plugin& plugin = visit.app.plugin;
  json::object view = ViewWithout(visit, {});
  Rhythm rhythm;
  if (IsAdvised(visit, *person)) {
    const ContactForm form = NextContact(visit, *person);
    const bsup::Advice advice = plugin.Advise(*person, form, KnownOf(visit.app.store, person->crn));
    view = plugin.FormOf(advice, visit.language, form);
    rhythm = RhythmOf(advice, view);
  }
  const std::vector<Listed> list = ListContacts(visit, *person, view);
  std::vector<Mark> marks;
  json::array rows;
  for (const Listed& each : list) {
    marks.push_back(each.mark);
    rows.push_back(
        {{"day", visit.Day(each.mark.day)},
         {"mode", each.mode},
         {"kind", visit.Say(each.mark.in_person ? "contacts.in_person" : "contacts.remote")},
         {"state", each.state}});
  }
  std::vector<std::string> months;
  for (int month = 1; month <= 12; ++month) {
    months.push_back(visit.Say("month_short." + std::to_string(month)));
  }
  Picture picture = Draw(marks, rhythm, plugin.options().today, months);
  for (json::value& week : picture.drawing["weeks"].as_array()) {
    week.as_object()["month"] =
        months[static_cast<std::size_t>(week.at("month").to_number<unsigned>()) - 1];
  }
  const Words::Parts span{{"first", visit.Day(picture.first)}, {"last", visit.Day(picture.last)}};
  json::object values = std::move(picture.drawing);
  values["summary"] = Summary(visit, list, view);
  if (rhythm.next && rhythm.due_if_kept) {
    const Words::Parts next{{"mode", plugin.ModeLabel(rhythm.mode, visit.language)},
                            {"next", visit.Day(*rhythm.next)},
                            {"due", visit.Day(*rhythm.due_if_kept)}};
    values["summary"].as_array().emplace_back(visit.Say("contacts.if_kept", next));
  }
  values["caption"] = visit.Say("contacts.caption", span);
  values["alt"] = visit.Say("contacts.alt", span);
  values["rows"] = std::move(rows);
  values["crn"] = person->crn;
  values["may_arrange"] = visit.user().role == kPractitioner;
  return Show(
      visit, {.page = "contacts", .person = person, .back = "/case/" + person->crn, .now = "cases"},
      std::move(values));
}

}  // namespace web::pages
