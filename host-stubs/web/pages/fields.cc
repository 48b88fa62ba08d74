#include "pages/fields.h"

#include <algorithm>
#include <boost/json.hpp>

namespace web::pages {

namespace json = boost::json;

json::object GroupOf(const Visit& visit, const std::string& page, const Group& group,
                     const std::vector<std::string>& chosen, const std::string& error,
                     const std::vector<std::string>& labels) {
  json::array options;
  for (std::size_t i = 0; i < group.values.size(); ++i) {
    const std::string& value = group.values[i];
    options.push_back(
        {{"id", i == 0 ? group.name : group.name + '-' + std::to_string(i + 1)},
         {"name", group.name},
         {"value", value},
         {"text", labels.empty() ? visit.Say(page + '.' + group.name + '_' + value) : labels[i]},
         {"checked", std::find(chosen.begin(), chosen.end(), value) != chosen.end()}});
  }
  return {{"id", group.name},
          {"legend", visit.Say(page + '.' + group.name)},
          {"radios", !group.checkboxes},
          {"checkboxes", group.checkboxes},
          {"error", error},
          {"options", std::move(options)}};
}

}  // namespace web::pages
