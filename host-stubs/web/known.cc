#include "known.h"

#include <boost/json.hpp>

#include "days.h"

namespace web {

namespace json = boost::json;

json::object KnownOf(Store& store, const std::string& crn) {
  json::object known;
  for (const Draft& draft : store.Recorded(crn)) {
    const std::optional<json::object> answers = FactsOf(draft.form);
    const auto contact = ParseDay(draft.form.date);
    if (!answers || !contact || draft.form.day.empty()) continue;
    for (const auto& [fact, value] : *answers) {
      known[fact] = {{"value", value},
                     {"who", draft.user},
                     {"day", draft.form.day},
                     {"contact", IsoDay(*contact)}};
    }
  }
  json::array approvals;
  for (const Approved& approved : store.Approvals(crn)) {
    approvals.push_back({{"principle", approved.principle},
                         {"role", approved.role},
                         {"day", approved.day},
                         {"until", approved.until}});
  }
  if (!approvals.empty()) known["approvals"] = std::move(approvals);
  return known;
}

}  // namespace web
