// What the chosen mode asks of the form: the step that follows, an alert or a remark, what to do
// before the contact.
#pragma once

#include "advice/form/form_words.h"

namespace bsup::core {

// The members `choice` and `safeguards`: null where no mode is planned, or nothing is to be done.
void WriteFormChoice(JsonWriter& json, const Speaker& speaker);
void WriteFormSafeguards(JsonWriter& json, const Speaker& speaker);
// The member `reason`: the codes, and which of them fit the way in which the chosen mode departs.
void WriteFormReason(JsonWriter& json, const Speaker& speaker);
// What the choice comes to, in one line; empty where there is nothing to say of it.
std::string ChoiceHeading(const Speaker& speaker);

}  // namespace bsup::core
