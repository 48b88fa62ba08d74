#include <boost/json.hpp>

#include "pages/draft_step.h"
#include "pages/frame.h"
#include "pages/pages.h"

namespace web::pages {

namespace json = boost::json;

// The interruption: two links, and nothing to fill in.
Answer Before(Visit& visit) {
  const std::optional<DraftStep> step = FindDraft(visit);
  if (!step) return NotThere(visit);
  const json::object view = ViewOf(visit, *step);
  const std::string path = PathOf(step->draft);
  if (!step->draft.advice || NextOf(view) != "interrupt") return See(path);
  json::object values = view.at("choice").at("interruption").as_object();
  values["back_href"] = path;
  values["on_href"] = path + "/reason";
  return Show(visit, {.page = "before", .person = step->person, .back = path, .now = "cases"},
              std::move(values));
}

}  // namespace web::pages
