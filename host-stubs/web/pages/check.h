#pragma once

#include <string>

#include "app.h"

namespace web::pages {

// Of what the page to check shows: it changes with the form and with what the advice was made from.
std::string Checked(const Draft& draft);

}  // namespace web::pages
