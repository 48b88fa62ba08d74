#include "service/advising/given_advice.h"

#include "advice/form/form.h"
#include "advice/json/advice_json.h"
#include "advice/json/input.h"

namespace bsup::core {

std::string GivenAdvice::Input(Language in) const {
  return CanonicalInput(*policy, mapping_digest, advice.contact, a_case, advice.as_of, in);
}

std::string GivenAdvice::Json(Language in) const { return AdviceJson(*policy, advice, a_case, in); }

std::string GivenAdvice::Text(Language in, TextOptions options) const {
  return RenderText(*policy, advice, a_case, in, options);
}

Result<std::string> GivenAdvice::Form(Language in, std::string_view request) const {
  BSUP_TRY(const FormRequest asked, ReadFormRequest(request, policy->policy));
  return FormJson(*policy, advice, a_case, in, asked);
}

}  // namespace bsup::core
