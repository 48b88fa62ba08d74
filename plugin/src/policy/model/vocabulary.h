// What a policy speaks about: modes and facts.
#pragma once

#include <string>

#include "base/words.h"
#include "policy/model/fact.h"
#include "policy/model/places.h"

namespace bsup::core {

struct Mode {
  std::string id;
  bool in_person = false;
  int base = 0;  // -9 to 9
  Words label;
  Words because;  // why its base is what it is; may be empty
};

}  // namespace bsup::core
