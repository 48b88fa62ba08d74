// What the host knows of a case besides the case itself: what practitioners answered for earlier
// contacts, and what was approved. It comes from what was recorded, and never from a page.
#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "store.h"

namespace web {

// Answers for the plugin, each with its day and the contact it was given for: how long one holds is
// for the plugin to say. Of a fact that was answered twice the later answer.
boost::json::object KnownOf(Store& store, const std::string& crn);

}  // namespace web
