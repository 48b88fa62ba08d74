// Styles and scripts, read once at the start. No path of a request reaches the disk.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "exchange.h"

namespace web {

class Assets {
 public:
  // The files of one folder. A folder that is not there has none: the pages work without.
  explicit Assets(const std::string& folder);

  // Nothing where the request is not for /assets/.
  [[nodiscard]] std::optional<Answer> Find(const Request& request) const;

 private:
  std::map<std::string, Answer> answers_;  // by path
};

}  // namespace web
