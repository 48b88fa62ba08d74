#include "service/advising/given_advice.h"

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

}  // namespace bsup::core
