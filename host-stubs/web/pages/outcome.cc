#include <algorithm>
#include <boost/json.hpp>

#include "days.h"
#include "pages/draft_step.h"
#include "pages/fields.h"
#include "pages/frame.h"
#include "pages/pages.h"

namespace web::pages {

namespace json = boost::json;

namespace {

using Errors = std::vector<std::pair<std::string, std::string>>;

constexpr const char* kNoMode = "none";  // the contact did not take place

// In the words of the trail; a value of "" is one that the practitioner does not know.
const Group kAttended{"attended", {"attended", "missed", "excused", "not recorded"}};
const Group kTechnical{"technical", {"no", "yes", ""}};
const Group kRisk{"risk", {"none", "gained"}};
const Group kRight{"right",
                   {"right", "in person would have been better", "remote would have done"}};
const Group kPromise{"promise", {"yes", "no"}};

bool Has(const Group& group, const std::string& value) {
  return std::find(group.values.begin(), group.values.end(), value) != group.values.end();
}

Errors Wrong(const Visit& visit, const Draft& draft, const Fields& form,
             const std::vector<std::string>& modes) {
  Errors errors;
  const auto day = ParseDay(draft.form.date);
  if (day && *day > visit.app.plugin.options().today) {
    errors.emplace_back("mode", visit.Say("outcome.to_come", {{"day", visit.Day(*day, true)}}));
    return errors;
  }
  if (std::find(modes.begin(), modes.end(), form.First("mode")) == modes.end()) {
    errors.emplace_back("mode", visit.Say("outcome.mode_missing"));
  }
  if (!Has(kAttended, form.First("attended"))) {
    errors.emplace_back("attended", visit.Say("outcome.attended_missing"));
  }
  return errors;
}

// What was not answered is left out: it is not known.
json::object Content(const Draft& draft, const Fields& form) {
  const std::string mode = form.First("mode");
  json::object content{{"answers", *draft.decision},
                       {"attended", form.First("attended")},
                       {"mode", mode == kNoMode ? json::value() : json::value(mode)}};
  const std::string technical = form.First("technical");
  if (technical == "yes" || technical == "no") content["technical_failure"] = technical == "yes";
  const std::string risk = form.First("risk");
  if (Has(kRisk, risk)) content["risk_information"] = risk;
  const std::string right = form.First("right");
  if (Has(kRight, right)) content["right_mode"] = right;
  const std::string promise = form.First("promise");
  if (promise == "yes") content["mitigations_done"] = json::array{0};
  if (promise == "no") content["mitigations_done"] = json::array();
  if (!form.First("words").empty()) content["words"] = form.First("words");
  return content;
}

std::vector<std::string> Modes(const Visit& visit) {
  std::vector<std::string> modes = visit.app.plugin.Modes();
  modes.emplace_back(kNoMode);
  return modes;
}

Answer ShowOutcome(Visit& visit, const DraftStep& step, const Fields& form, const Errors& errors) {
  const auto wrong = [&errors](const std::string& id) {
    const auto found = std::find_if(errors.begin(), errors.end(),
                                    [&id](const auto& each) { return each.first == id; });
    return found == errors.end() ? std::string() : found->second;
  };
  const auto group = [&](const Group& each, const std::vector<std::string>& labels = {}) {
    return GroupOf(visit, "outcome", each, form.All(each.name), wrong(each.name), labels);
  };
  const std::vector<std::string> modes = Modes(visit);
  std::vector<std::string> labels;
  for (const std::string& mode : modes) {
    labels.push_back(mode == kNoMode ? visit.Say("outcome.mode_none")
                                     : visit.app.plugin.ModeLabel(mode, visit.language));
  }
  json::array groups{group({"mode", modes}, labels), group(kAttended), group(kTechnical),
                     group(kRisk), group(kRight)};
  if (!step.draft.form.promise.empty()) groups.push_back(group(kPromise));
  return Show(visit,
              {.page = "outcome",
               .person = step.person,
               .back = "/decision/" + step.draft.id,
               .errors = errors,
               .now = "cases"},
              {{"groups", std::move(groups)},
               {"words", form.First("words")},
               {"form", RandomId()},
               {"action", "/decision/" + step.draft.id + "/outcome"},
               {"cancel", "/decision/" + step.draft.id}});
}

std::optional<DraftStep> FindDecided(const Visit& visit) {
  std::optional<DraftStep> step = FindDraft(visit);
  return step && step->draft.decision ? step : std::nullopt;
}

}  // namespace

Answer Outcome(Visit& visit) {
  const std::optional<DraftStep> step = FindDecided(visit);
  if (!step) return NotThere(visit);
  return ShowOutcome(visit, *step, {}, {});
}

Answer TakeOutcome(Visit& visit) {
  const std::scoped_lock lock(visit.app.recording);
  std::optional<DraftStep> step = FindDecided(visit);
  if (!step) return NotThere(visit);
  const Fields& form = visit.request.form;
  const Errors errors = Wrong(visit, step->draft, form, Modes(visit));
  if (!errors.empty()) return ShowOutcome(visit, *step, form, errors);
  Draft& draft = step->draft;
  const std::string sent = form.First("form");  // the same form, sent twice, is one outcome
  if (sent.empty() || draft.outcome != sent) {
    visit.app.plugin.trail().Record(BSUP_RECORD_OUTCOME, visit.Who(sent),
                                    json::serialize(Content(draft, form)));
    draft.outcome = sent;
    visit.app.store.Keep(draft);
  }
  return See("/decision/" + draft.id);
}

}  // namespace web::pages
