// Fields of a form that pages build from a list of choices.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <utility>
#include <vector>

#include "app.h"

namespace web::pages {

struct Group {
  std::string name;  // of the field, and of its words: PAGE.NAME and PAGE.NAME_VALUE
  std::vector<std::string> values;
  bool checkboxes = false;
};

// For parts/group.mustache. `chosen` has the values to check; `error` is empty where nothing is
// wrong. A text of `labels` stands in place of the words, in the order of the values.
boost::json::object GroupOf(const Visit& visit, const std::string& page, const Group& group,
                            const std::vector<std::string>& chosen, const std::string& error,
                            const std::vector<std::string>& labels = {});

}  // namespace web::pages
