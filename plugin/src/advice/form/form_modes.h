// The modes of a form: a tag and a hint beside each, and why.
#pragma once

#include "advice/form/form_words.h"

namespace bsup::core {

// The member `modes`, in the pack's order.
void WriteFormModes(JsonWriter& json, const Speaker& speaker);

}  // namespace bsup::core
