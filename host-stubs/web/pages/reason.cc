#include <algorithm>
#include <boost/json.hpp>

#include "days.h"
#include "pages/draft_step.h"
#include "pages/frame.h"
#include "pages/pages.h"

namespace web::pages {

namespace json = boost::json;

namespace {

using Errors = std::vector<std::pair<std::string, std::string>>;

bool Fits(const json::object& view, const std::string& code) {
  const json::array& codes = view.at("reason").at("codes").as_array();
  return std::any_of(codes.begin(), codes.end(), [&code](const json::value& each) {
    return each.at("fits").as_bool() && each.at("value").as_string() == code;
  });
}

bool IsMode(const json::object& view, const std::string& mode) {
  const json::array& modes = view.at("modes").as_array();
  return std::any_of(modes.begin(), modes.end(), [&mode](const json::value& each) {
    return each.at("mode").as_string() == mode;
  });
}

}  // namespace

Errors WrongReason(const Visit& visit, const ContactForm& form, const json::object& view) {
  constexpr std::size_t kMostWords = 4000;
  Errors errors;
  if (!NeedsCode(view)) return errors;
  if (!Fits(view, form.code)) errors.emplace_back("code", visit.Say("reason.code_missing"));
  const bool blank = form.words.find_first_not_of(" \t\n") == std::string::npos;
  if (NeedsWords(view, form.code) && blank) {
    errors.emplace_back("words", visit.Say("reason.words_missing"));
  } else if (form.words.size() > kMostWords) {
    errors.emplace_back("words", visit.Say("reason.words_long"));
  }
  if (!form.promise.empty() && !IsMode(view, form.promise)) {
    errors.emplace_back("promise", visit.Say("reason.promise_missing"));
  }
  if (form.promise.empty() && !form.promise_by.empty()) {
    errors.emplace_back("promise", visit.Say("reason.promise_missing"));
  }
  const auto by = ParseDay(form.promise_by);
  if (!form.promise.empty() && (!by || *by < visit.app.plugin.options().today)) {
    errors.emplace_back("promise-by", visit.Say("reason.promise_by_wrong"));
  }
  return errors;
}

Answer Reason(Visit& visit) {
  const std::optional<DraftStep> step = FindDraft(visit);
  if (!step) return NotThere(visit);
  json::object view = ViewOf(visit, *step);
  const std::string path = PathOf(step->draft);
  if (!step->draft.advice || !NeedsCode(view)) return See(path);
  const ContactForm& form = step->draft.form;
  json::object reason = view.at("reason").as_object();
  json::array codes;
  for (json::value& each : reason.at("codes").as_array()) {
    if (!each.at("fits").as_bool()) continue;
    json::object& code = each.as_object();
    code["id"] = codes.empty() ? "code" : "code-" + std::to_string(codes.size() + 1);
    code["checked"] = code.at("value").as_string() == form.code;
    codes.push_back(each);
  }
  json::array promises{{{"value", ""}, {"text", visit.Say("reason.promise_none")}}};
  for (const json::value& mode : view.at("modes").as_array()) {
    promises.push_back({{"value", mode.at("mode")},
                        {"text", mode.at("label")},
                        {"selected", mode.at("mode").as_string() == form.promise}});
  }
  view["legend"] = reason.at("legend");
  view["codes"] = std::move(codes);
  view["promises"] = std::move(promises);
  view["words"] = form.words;
  view["needs_words"] = NextOf(view) != "code";
  view["promise_by"] = form.promise_by;
  view["date_hint"] =
      visit.Say("arrange.date_hint", {{"date", FieldDay(visit.app.plugin.options().today)}});
  view["action"] = path + "/reason";
  view["other_way"] = path;
  const bool check = visit.request.query.First("check") == "1";
  Errors errors = check ? WrongReason(visit, form, view) : Errors();
  const std::string before = NextOf(view) == "interrupt" ? path + "/before" : path;
  return Show(visit,
              {.page = "reason",
               .person = step->person,
               .back = before,
               .errors = std::move(errors),
               .now = "cases"},
              std::move(view));
}

Answer TakeReasoned(Visit& visit) {
  std::optional<DraftStep> step = FindDraft(visit);
  if (!step) return NotThere(visit);
  if (step->draft.decision) return See("/decision/" + step->draft.id);
  TakeReason(visit.request.form, &step->draft.form);
  visit.app.store.Keep(step->draft);
  if (visit.request.form.First("keep") == "1") return {204, {}, {}};  // while it is typed
  const json::object view = ViewOf(visit, *step);
  const std::string path = PathOf(step->draft);
  const bool right = WrongReason(visit, step->draft.form, view).empty();
  return See(path + (right ? "/check" : "/reason?check=1"));
}

}  // namespace web::pages
