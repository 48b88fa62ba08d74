#include "pages/check.h"

#include <boost/json.hpp>

#include "days.h"
#include "pages/draft_step.h"
#include "pages/frame.h"
#include "pages/pages.h"

namespace web::pages {

namespace json = boost::json;

namespace {

// The text of the one that is chosen in a list of the view.
std::string Chosen(const json::object& view, const char* list) {
  for (const json::value& each : view.at(list).as_array()) {
    if (each.at("selected").as_bool()) return std::string(each.at("text").as_string());
  }
  return "";
}

std::string CodeLabel(const json::object& view, const std::string& code) {
  for (const json::value& each : view.at("reason").at("codes").as_array()) {
    if (each.at("value").as_string() == code) return std::string(each.at("label").as_string());
  }
  return code;
}

// Adds rows of the summary; a text that is empty is left out.
class Rows {
 public:
  explicit Rows(const Visit& visit) : visit_(visit) {}

  void Add(const std::string& key, const std::vector<std::string>& texts,
           const std::string& change = {}) {
    json::array values;
    for (const std::string& text : texts) {
      if (!text.empty()) values.emplace_back(text);
    }
    json::object row{
        {"key", visit_.Say("check." + key)}, {"values", std::move(values)}, {"change", nullptr}};
    if (!change.empty()) {
      row["change"] = {{"href", change}, {"what", visit_.Say("check.change_" + key)}};
    }
    rows_.push_back(std::move(row));
  }
  [[nodiscard]] json::array Take() { return std::move(rows_); }

 private:
  const Visit& visit_;
  json::array rows_;
};

json::array Summary(const Visit& visit, const Draft& draft, const json::object& view) {
  const ContactForm& form = draft.form;
  const std::string path = PathOf(draft);
  const json::object& choice = view.at("choice").as_object();
  Rows rows(visit);
  const auto day = ParseDay(form.date);
  rows.Add("contact",
           {day ? visit.Day(*day, true) : "", Chosen(view, "purposes"), Chosen(view, "roles")},
           path);
  rows.Add("mode", {std::string(choice.at("label").as_string())}, path);
  const json::value& lead = view.at("lead");
  const json::value& stop = view.at("stop");
  rows.Add("advice", {lead.is_null() ? "" : std::string(lead.at("text").as_string()),
                      stop.is_null() ? "" : std::string(stop.at("heading").as_string())});
  if (choice.at("heading").is_string()) {
    std::vector<std::string> texts{std::string(choice.at("heading").as_string())};
    if (choice.at("text").is_string()) texts.emplace_back(choice.at("text").as_string());
    rows.Add(choice.at("is_alert").as_bool() ? "outside" : "note", texts);
  }
  if (NeedsCode(view)) {
    rows.Add("reason", {CodeLabel(view, form.code), form.words}, path + "/reason");
    if (!form.promise.empty()) {
      const auto by = ParseDay(form.promise_by);
      rows.Add("promise",
               {visit.Say("check.promise_by",
                          {{"mode", visit.app.plugin.ModeLabel(form.promise, visit.language)},
                           {"day", by ? visit.Day(*by) : ""}})},
               path + "/reason");
    }
  }
  if (!view.at("safeguards").is_null()) {
    std::vector<std::string> ticked;
    for (const json::value& each : view.at("safeguards").at("must").as_array()) {
      if (each.at("checked").as_bool()) ticked.emplace_back(each.at("tick").as_string());
    }
    if (ticked.empty()) ticked.push_back(visit.Say("check.nothing_done"));
    if (view.at("safeguards").at("has_must").as_bool()) rows.Add("done", ticked, path);
  }
  return rows.Take();
}

}  // namespace

std::string Checked(const Draft& draft) {
  return Hash(json::serialize(ToJson(draft.form)) + '\n' + draft.basis);
}

Answer Check(Visit& visit) {
  const std::optional<DraftStep> step = FindDraft(visit);
  if (!step) return NotThere(visit);
  const Draft& draft = step->draft;
  if (draft.decision) return See("/decision/" + draft.id);
  const json::object view = ViewOf(visit, *step);
  if (!draft.advice || NextOf(view).empty()) return See(PathOf(draft));
  if (!WrongReason(visit, draft.form, view).empty()) return See(PathOf(draft, "reason"));
  const bool outside = view.at("choice").at("is_alert").as_bool();
  return Show(visit,
              {.page = "check",
               .person = step->person,
               .back = PathOf(draft, NeedsCode(view) ? "reason" : ""),
               .now = "cases"},
              {{"rows", Summary(visit, draft, view)},
               {"warning", visit.Say(outside ? "check.warning_outside" : "check.warning")},
               {"action", PathOf(draft, "record")},
               {"changed", visit.request.query.First("changed") == "1"},
               {"checked", Checked(draft)},
               {"cancel", "/case/" + step->person->crn}});
}

}  // namespace web::pages
