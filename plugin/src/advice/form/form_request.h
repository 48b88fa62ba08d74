// What a host says of a form beside the advice.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "policy/model/policy.h"

namespace bsup::core {

struct FormRequest {
  // What was answered on this form: each a fact, or the question that settles it with others.
  std::vector<FactIndex> facts;
  std::vector<JointIndex> questions;
};

// From JSON, `{"answered": ["contact.private_place", "domestic-abuse"]}`; an empty text asks for
// nothing. A fact that a joint question settles stands for that question. kBadInput with the place.
Result<FormRequest> ReadFormRequest(std::string_view json, const Policy& policy);

}  // namespace bsup::core
