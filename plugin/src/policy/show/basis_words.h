// What a rule rests on, in words.
#pragma once

#include "base/text.h"
#include "policy/model/policy.h"

namespace bsup::core {

const Text& TextOf(Basis basis);

}  // namespace bsup::core
