// What is advised, in a sentence or two.
#pragma once

#include <string>

#include "advice/text/speaker.h"

namespace bsup::core {

// `Office visit: recommended.`, or why no mode is advised.
std::string LeadWords(const Speaker& speaker);
// That the advice could change; empty where nothing unknown could change it.
std::string ProvisionalWords(const Speaker& speaker);

}  // namespace bsup::core
