// What somebody meant who wrote a test as other languages do, or as people speak.
#pragma once

#include <string>
#include <string_view>

#include "policy/model/fact.h"

namespace bsup::core {

// `"=> high" is not a test of risk.rosh; write ">= high"`; empty where nothing is made of `text`.
std::string MistakeIn(const Fact& fact, std::string_view text);

}  // namespace bsup::core
