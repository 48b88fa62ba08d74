#include <boost/json.hpp>

#include "days.h"
#include "pages/check.h"
#include "pages/draft_step.h"
#include "pages/frame.h"
#include "pages/pages.h"

namespace web::pages {

namespace json = boost::json;

namespace {

json::object Content(const Visit& visit, const Draft& draft, const json::object& view) {
  const ContactForm& form = draft.form;
  json::object content{{"answers", *draft.advice}, {"mode", form.mode}};
  if (!NeedsCode(view)) return content;
  json::object reason{{"code", form.code}};
  if (!form.words.empty()) reason["words"] = form.words;
  content["reason"] = std::move(reason);
  const auto by = ParseDay(form.promise_by);
  if (!form.promise.empty() && by) {
    content["mitigations"] = json::array{
        {{"what", visit.app.plugin.ModeLabel(form.promise, visit.language)}, {"due", IsoDay(*by)}}};
  }
  return content;
}

}  // namespace

// The one place where something is decided. Posting it again leads to the same decision.
Answer Record(Visit& visit) {
  const std::scoped_lock lock(visit.app.recording);
  std::optional<DraftStep> step = FindDraft(visit);
  if (!step) return NotThere(visit);
  Draft& draft = step->draft;
  const std::string path = PathOf(draft);
  if (draft.decision) return See("/decision/" + draft.id);
  if (!draft.advice) return See(path);
  // What was shown and what is true now must be one: else nothing is recorded.
  if (BasisOf(visit, *step->person) != draft.basis) return See(path + "?changed=1");
  if (visit.request.form.First("checked") != Checked(draft)) return See(path + "/check?changed=1");
  const json::object view = ViewOf(visit, *step);
  if (!WrongReason(visit, draft.form, view).empty()) return See(path + "/reason?check=1");

  const bsup::Receipt receipt = visit.app.plugin.trail().Record(
      BSUP_RECORD_DECISION, visit.Who(draft.id), json::serialize(Content(visit, draft, view)));
  draft.decision = static_cast<std::int64_t>(receipt.sequence());
  visit.app.store.Keep(draft);
  return See("/decision/" + draft.id);
}

}  // namespace web::pages
