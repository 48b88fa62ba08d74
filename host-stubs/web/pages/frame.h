// What all pages have: header, languages, the person whom it is about, errors, foot.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
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
  std::string now = {};    // the part of the menu that it belongs to: "cases"
  std::string title = {};  // in place of the words "PAGE.title"
};

// `values` are the page's own. Each error is there too, as FIELD_error.
Answer Show(const Visit& visit, const Frame& frame, boost::json::object values);
// The page of something that is not there, or not for this visitor: they look the same.
Answer NotThere(const Visit& visit);
// The page of what cannot be shown or done: 400, 403, 500 or 503.
Answer Stopped(const Visit& visit, std::uint32_t status);
// The page of a case that is restricted, with the message of the case. It looks the same for every
// path of the case.
Answer Closed(const Visit& visit, const Person& person);
// Puts on record that the visitor has looked at the person. Throws bsup::Error where it cannot, and
// then the page is not shown.
void NoteRead(const Visit& visit, const Person& person);

}  // namespace web::pages
