// Where a rule comes from.
#pragma once

#include <string>

#include "base/words.h"

namespace bsup::core {

struct Citation {
  std::string text;
  std::string link;   // https://...; or empty
  std::string place;  // in it, as `section 3`; or empty
};

// The guide that practitioners work by, as the screen points to it.
struct Guide {
  Words text;  // empty: the pack names none
  std::string link;
};

}  // namespace bsup::core
