// Contacts over time, as numbers and words for a drawing: twelve weeks back and twelve ahead.
#pragma once

#include <boost/json/object.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace web {

struct Mark {
  std::chrono::sys_days day;
  std::string letter;
  bool in_person = false;
  bool planned = false;
};

// How often the person is to be seen in person; what is not known is nothing.
struct Rhythm {
  std::optional<std::chrono::sys_days> last;
  std::optional<std::chrono::sys_days> due;
  // If the contact on day `next` takes place by `mode`, the one after is due on `due_if_kept`.
  std::string mode = {};
  std::optional<std::chrono::sys_days> next = {};
  std::optional<std::chrono::sys_days> due_if_kept = {};
};

struct Picture {
  std::chrono::sys_days first;
  std::chrono::sys_days last;
  boost::json::object drawing;  // for contacts.mustache, but for its words
};

// `months` are the short names of the months, from January.
Picture Draw(const std::vector<Mark>& marks, const Rhythm& rhythm, std::chrono::sys_days today,
             const std::vector<std::string>& months);

}  // namespace web
