#include <algorithm>
#include <boost/json.hpp>

#include "days.h"
#include "pages/frame.h"
#include "pages/pages.h"

namespace web::pages {

namespace json = boost::json;

namespace {

std::string Text(const json::value& value) {
  return value.is_string() ? std::string(value.get_string()) : std::string();
}

const char* ColourOf(const std::string& state) {
  if (state == "approved" || state == "needs none") return "green";
  if (state == "waiting") return "orange";
  if (state == "outside policy" || state == "refused" || state == "lapsed") return "red";
  return "grey";
}

json::object Item(const Visit& visit, const json::value& record, const std::string& crn) {
  const std::string number = std::to_string(record.at("sequence").to_number<std::int64_t>());
  const std::string state = Text(record.at("state"));
  const auto day = ParseIsoDay(Text(record.at("day")));
  json::object item{{"heading", record.at("heading")},
                    {"number", visit.Say("trail.number", {{"number", number}})},
                    {"who", record.at("who")},
                    {"stamp", record.at("day")},
                    {"day", day ? visit.Day(*day) : ""},
                    {"lines", record.at("lines")},
                    {"state", nullptr},
                    {"proof", "/case/" + crn + "/proof/" + number}};
  if (!state.empty()) {
    item["state"] = {{"text", visit.Say("state_tag." + state)}, {"colour", ColourOf(state)}};
  }
  return item;
}

// Nothing where the trail has nothing about the person. Leaves a READ.
json::value TimelineOf(const Visit& visit, const Person& person) {
  const bool statutory = visit.user().role == kAuditor;
  try {
    return json::parse(
        visit.app.plugin.trail().Timeline(visit.Who(), person.crn, {}, visit.language, statutory));
  } catch (const bsup::Error& error) {
    if (error.status() == BSUP_NOT_FOUND) return nullptr;
    throw;
  }
}

}  // namespace

// Whose trail to look at, and whether the whole of it is as it was signed.
Answer Trail(Visit& visit) {
  const std::string crn = visit.request.query.First("crn");
  Frame frame{.page = "trail", .now = "trail"};
  if (!crn.empty()) {
    if (visit.app.caseload.Find(crn, visit.user().id) != nullptr) {
      return See("/case/" + crn + "/trail");
    }
    frame.errors.emplace_back("crn", visit.Say("trail.crn_wrong"));
  }
  return Show(visit, frame, {{"crn", crn}, {"verdict", nullptr}});
}

Answer Verify(Visit& visit) {
  const PluginOptions& options = visit.app.plugin.options();
  const bsup::Verification found =
      visit.app.plugin.session().VerifyTrail(options.trail, {.key_file = options.trail + ".key"});
  const json::value report = json::parse(found.report);
  const bool well = found.verdict == BSUP_VERDICT_INTACT ||
                    found.verdict == BSUP_VERDICT_INTACT_NO_OUTSIDE_HEAD ||
                    found.verdict == BSUP_VERDICT_ERASED_IN_PART;
  const std::string records = std::to_string(report.at("records").to_number<std::int64_t>());
  return Show(visit, {.page = "trail", .back = "/trail", .now = "trail"},
              {{"crn", ""},
               {"verdict",
                {{"well", well},
                 {"heading", visit.Say("verdict." + std::to_string(found.verdict))},
                 {"text", visit.Say("trail.records", {{"number", records}})}}}});
}

Answer PersonTrail(Visit& visit) {
  const Person* person = visit.app.caseload.Find(visit.parts.front(), visit.user().id);
  if (person == nullptr) return NotThere(visit);
  const json::value timeline = TimelineOf(visit, *person);
  json::array items;
  json::array waiting;
  if (timeline.is_object()) {
    for (const json::value& record : timeline.at("records").as_array()) {
      items.push_back(Item(visit, record, person->crn));
    }
    std::reverse(items.begin(), items.end());
    for (const json::value& each : timeline.at("waiting").as_array()) {
      waiting.push_back(json::object{{"text", each.at("text")}, {"late", each.at("overdue")}});
    }
  }
  const bool some = !items.empty();
  const bool waits = !waiting.empty();
  const bool senior = visit.user().role == kSenior;
  return Show(visit,
              {.page = "person-trail",
               .person = person,
               .back = senior ? "/case/" + person->crn : std::string("/trail"),
               .now = "trail"},
              {{"items", std::move(items)},
               {"has_items", some},
               {"waiting", std::move(waiting)},
               {"has_waiting", waits}});
}

// The proof of one record of the person, as an outsider checks it. It holds no personal data; that
// it is this person's is looked up first, so it leaves a READ.
Answer Proof(Visit& visit) {
  const Person* person = visit.app.caseload.Find(visit.parts.front(), visit.user().id);
  if (person == nullptr) return NotThere(visit);
  const json::value timeline = TimelineOf(visit, *person);
  if (!timeline.is_object()) return NotThere(visit);
  for (const json::value& record : timeline.at("records").as_array()) {
    const auto sequence = record.at("sequence").to_number<std::uint64_t>();
    if (std::to_string(sequence) != visit.parts.back()) continue;
    return {200,
            {{"Content-Type", "text/plain; charset=utf-8"},
             {"Content-Disposition",
              "attachment; filename=\"proof-" + std::to_string(sequence) + ".txt\""}},
            visit.app.plugin.trail().Prove(sequence)};
  }
  return NotThere(visit);
}

}  // namespace web::pages
