// What all pages have: header, languages, the person whom it is about, errors, foot.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <utility>
#include <vector>

#include "app.h"

namespace web::pages {

struct Frame {
  std::string page;                // the template, and its title is the words "PAGE.title"
  const Person* person = nullptr;  // whom it is about
  std::string back = {};           // a path of this host; empty: no way back
  // The id of a field, and what is wrong with it.
  std::vector<std::pair<std::string, std::string>> errors = {};
  std::string now = {};  // the part of the menu that it belongs to: "cases"
};

// `values` are the page's own. Each error is there too, as FIELD_error.
Answer Show(const Visit& visit, const Frame& frame, boost::json::object values);
// The page of something that is not there, or not for this visitor: they look the same.
Answer NotThere(const Visit& visit);
// Puts on record that the visitor has looked at the person. Throws bsup::Error where it cannot, and
// then the page is not shown.
void NoteRead(const Visit& visit, const Person& person);

}  // namespace web::pages
