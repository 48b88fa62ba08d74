// The questions of a form: those answered on it, so that no answer is lost, then those whose answers
// would matter.
#pragma once

#include "advice/form/form_request.h"
#include "advice/form/form_words.h"

namespace bsup::core {

// The member `ask`; null where nothing is asked and nothing was answered.
void WriteFormQuestions(JsonWriter& json, const Speaker& speaker, const FormRequest& request);

}  // namespace bsup::core
