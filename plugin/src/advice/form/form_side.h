// What a form shows beside the choice: how often contact is due, the last contacts, material, and
// what was wrong with the record.
#pragma once

#include "advice/form/form_words.h"

namespace bsup::core {

// The members `cadence`, `contacts`, `material` and `record`.
void WriteFormSide(JsonWriter& json, const Speaker& speaker);
// How the rule that is late first stands; empty where none is.
std::string LateWords(const Speaker& speaker);

}  // namespace bsup::core
