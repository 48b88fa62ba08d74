// A place in a file.
#pragma once

#include <string>

namespace bsup::core {

struct Place {
  std::string file;
  int line = 0;
  int column = 0;
  [[nodiscard]] std::string ToString() const {
    return file + ":" + std::to_string(line) + ":" + std::to_string(column);
  }
};

}  // namespace bsup::core
