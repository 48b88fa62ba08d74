#include <boost/json.hpp>
#include <charconv>

#include "days.h"
#include "pages/fields.h"
#include "pages/frame.h"
#include "pages/pages.h"

namespace web::pages {

namespace json = boost::json;

namespace {

using Errors = std::vector<std::pair<std::string, std::string>>;

struct Asked {
  Draft draft;
  const Person* person;
};

// Nothing where there is no such decision, it is the visitor's own, or the case is not for them.
std::optional<Asked> FindAsked(const Visit& visit) {
  std::int64_t sequence = 0;
  const std::string& part = visit.parts.front();
  const char* end = part.data() + part.size();
  if (std::from_chars(part.data(), end, sequence).ptr != end) return std::nullopt;
  std::optional<Draft> draft = visit.app.store.OfDecision(sequence);
  if (!draft || draft->user == visit.user().id) return std::nullopt;
  const Person* person = visit.app.caseload.Find(draft->crn, visit.user().id);
  if (person == nullptr) return std::nullopt;
  return Asked{*std::move(draft), person};
}

// The advice as it was shown then: from the trail, and not made anew. Null where it was erased.
// Leaves a READ.
json::value ShownThen(const Visit& visit, const Asked& asked) {
  const json::object filter{{"person", asked.draft.crn}, {"after", *asked.draft.advice - 1}};
  const std::string line =
      visit.app.plugin.trail().Read(visit.Who(), json::serialize(filter)).Next(1);
  if (line.empty()) return nullptr;
  const json::value record = json::parse(line);
  if (record.at("sequence").to_number<std::int64_t>() != *asked.draft.advice) return nullptr;
  // The parts of an ADVICE: whom it is about, what it was asked with, and the advice.
  const json::value& parts = record.at("subject");
  return parts.is_array() && parts.get_array().size() == 3 ? parts.get_array()[2] : nullptr;
}

// What the mode that was asked for needs approval by, in the advice as it was shown.
std::vector<std::string> PrinciplesOf(const json::value& advice, const std::string& mode) {
  std::vector<std::string> principles;
  if (!advice.is_object()) return principles;
  for (const json::value& each : advice.at("modes").as_array()) {
    if (each.at("mode").as_string() != mode) continue;
    for (const json::value& restriction : each.at("restrictions").as_array()) {
      const json::string& rule = restriction.at("rule").as_string();
      if (advice.at("rules").at(rule).at("effect").as_string() != "needs_approval") continue;
      principles.emplace_back(rule);
    }
  }
  return principles;
}

json::array ShownRows(const Visit& visit, const Asked& asked, const json::value& advice) {
  const ContactForm& form = asked.draft.form;
  const Plugin& plugin = visit.app.plugin;
  json::array rows;
  const auto add = [&](const std::string& key, const std::vector<std::string>& texts) {
    json::array values;
    for (const std::string& text : texts) {
      if (!text.empty()) values.emplace_back(text);
    }
    rows.push_back({{"key", visit.Say("approval." + key)}, {"values", std::move(values)}});
  };
  const auto day = ParseDay(form.date);
  add("contact", {day ? visit.Day(*day, true) : ""});
  add("asked", {plugin.ModeLabel(form.mode, visit.language)});
  if (advice.is_object()) {
    const json::value& lead = advice.at("outcome").at("lead");
    add("advised",
        {lead.is_string() ? plugin.ModeLabel(std::string(lead.get_string()), visit.language)
                          : visit.Say("approval.advised_nothing")});
  }
  add("why", {plugin.ReasonLabel(form.code, visit.language), form.words});
  if (!form.promise.empty()) {
    const auto by = ParseDay(form.promise_by);
    add("promise",
        {visit.Say("check.promise_by", {{"mode", plugin.ModeLabel(form.promise, visit.language)},
                                        {"day", by ? visit.Day(*by) : ""}})});
  }
  return rows;
}

const Group kApprove{"approve", {"yes", "no"}};

Answer ShowApproval(Visit& visit, const Asked& asked, const Fields& form, const Errors& errors) {
  const json::value advice = ShownThen(visit, asked);
  const std::string until = form.list().empty() ? asked.draft.form.date : form.First("until");
  std::string wrong;
  for (const auto& [id, text] : errors) {
    if (id == kApprove.name) wrong = text;
  }
  return Show(
      visit,
      {.page = "approval",
       .person = asked.person,
       .back = "/approvals",
       .errors = errors,
       .now = "approvals"},
      {{"rows", ShownRows(visit, asked, advice)},
       {"groups", json::array{GroupOf(visit, "approval", kApprove, form.All("approve"), wrong)}},
       {"until", until},
       {"date_hint",
        visit.Say("arrange.date_hint", {{"date", FieldDay(visit.app.plugin.options().today)}})},
       {"words", form.First("words")},
       {"form", RandomId()},
       {"action", "/approval/" + std::to_string(*asked.draft.decision)},
       {"cancel", "/approvals"}});
}

Errors Wrong(const Visit& visit, const Fields& form) {
  Errors errors;
  const std::string approve = form.First("approve");
  if (approve != "yes" && approve != "no") {
    errors.emplace_back("approve", visit.Say("approval.approve_missing"));
  }
  const auto until = ParseDay(form.First("until"));
  if (approve == "yes" && (!until || *until < visit.app.plugin.options().today)) {
    errors.emplace_back("until", visit.Say("approval.until_wrong"));
  }
  if (approve == "no" && form.First("words").empty()) {
    errors.emplace_back("words", visit.Say("approval.words_missing"));
  }
  return errors;
}

}  // namespace

Answer Approval(Visit& visit) {
  const std::optional<Asked> asked = FindAsked(visit);
  if (!asked) return NotThere(visit);
  return ShowApproval(visit, *asked, {}, {});
}

Answer TakeApproval(Visit& visit) {
  const std::optional<Asked> asked = FindAsked(visit);
  if (!asked) return NotThere(visit);
  const Fields& form = visit.request.form;
  const Errors errors = Wrong(visit, form);
  if (!errors.empty()) return ShowApproval(visit, *asked, form, errors);
  const bool approved = form.First("approve") == "yes";
  // The role is the session's, whatever was posted.
  json::object content{{"answers", *asked->draft.decision},
                       {"approved", approved},
                       {"role", RoleName(visit.user().role)}};
  if (approved) content["until"] = IsoDay(*ParseDay(form.First("until")));
  if (!form.First("words").empty()) content["words"] = form.First("words");
  const std::vector<std::string> principles =
      PrinciplesOf(ShownThen(visit, *asked), asked->draft.form.mode);
  visit.app.plugin.trail().Record(BSUP_RECORD_APPROVAL, visit.Who(form.First("form")),
                                  json::serialize(content));
  // From here on the advice on this person knows of it, and does not ask for it again.
  if (!approved) visit.app.store.Refuse(asked->draft);
  for (const std::string& principle : principles) {
    if (!approved) break;
    visit.app.store.Approve(asked->draft, {.principle = principle,
                                           .role = RoleName(visit.user().role),
                                           .day = IsoDay(visit.app.plugin.options().today),
                                           .until = IsoDay(*ParseDay(form.First("until")))});
  }
  return See(approved ? "/approvals?done=approved" : "/approvals?done=refused");
}

}  // namespace web::pages
