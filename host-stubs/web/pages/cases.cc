#include <algorithm>
#include <boost/json.hpp>

#include "pages/frame.h"
#include "pages/pages.h"

namespace web::pages {

namespace json = boost::json;

namespace {

json::object Row(const Visit& visit, const Person& person) {
  if (!MaySee(person, visit.user().id)) return {{"restricted", true}};
  return {{"restricted", false},
          {"crn", person.crn},
          {"name", person.surname + ", " + person.forename},
          {"href", "/case/" + person.crn},
          {"tier", visit.app.words.Name(visit.language, "tier", person.tier)},
          {"rosh", visit.app.words.Name(visit.language, "rosh", person.rosh)},
          {"next", person.next ? visit.Day(*person.next) : ""}};
}

}  // namespace

// A list names people and says nothing else of them, so it leaves no READ.
Answer Cases(Visit& visit) {
  std::vector<const Person*> people;
  for (const auto& [crn, person] : visit.app.caseload.people()) people.push_back(&person);
  std::stable_sort(people.begin(), people.end(), [&visit](const Person* one, const Person* other) {
    // A row without a name must not say by its place what the name begins with.
    const bool see = MaySee(*one, visit.user().id);
    const bool see_other = MaySee(*other, visit.user().id);
    if (see != see_other) return see;
    return see && one->surname < other->surname;
  });
  json::array rows;
  for (const Person* person : people) rows.push_back(Row(visit, *person));
  json::array unfinished;
  for (const Draft& draft : visit.app.store.Unfinished(visit.user().id)) {
    const Person* person = visit.app.caseload.Find(draft.crn, visit.user().id);
    if (person == nullptr) continue;
    unfinished.push_back({{"href", "/draft/" + draft.id},
                          {"name", person->forename + ' ' + person->surname},
                          {"date", draft.form.date}});
  }
  const bool some = !unfinished.empty();
  return Show(
      visit, {.page = "cases", .now = "cases"},
      {{"rows", std::move(rows)}, {"has_unfinished", some}, {"unfinished", std::move(unfinished)}});
}

}  // namespace web::pages
