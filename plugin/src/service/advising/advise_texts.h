// Texts in, advice out. Nothing is kept and nothing is recorded. Any thread.
#pragma once

#include <string>
#include <string_view>

#include "base/day.h"
#include "base/result.h"
#include "service/advising/given_advice.h"
#include "service/advising/loaded_mapping.h"
#include "service/advising/loaded_policy.h"

namespace bsup::core {

// What a host gives, as JSON; an empty text is not given. See plugin/docs/advice.md, "What goes
// in".
struct AdviseTexts {
  std::string_view payload{};  // the case as the host holds it; required
  std::string_view contact{};  // not given: the payload's next appointment, or a default
  std::string_view answers{};
  // Id or code, for a contact that names none; empty: the region that the payload names, or the
  // nation alone.
  std::string region{};
};

// Chooses the policy by the contact's region and date, reads the case and advises on it. `as_of` is
// the day on which all this is known.
// kBadInput with JSON Pointers, kBadMapping where the mapping does not fit the policy, kNotFound
// where no policy is in force there on that day.
Result<GivenAdvice> AdviseOnTexts(const LoadedPolicy& policy, const LoadedMapping& mapping,
                                  const AdviseTexts& texts, Day as_of);

// The same advice again, from GivenAdvice::Input. kBadInput, kOtherPolicy, kOtherEngine, kNotFound.
Result<GivenAdvice> ReplayInput(const LoadedPolicy& policy, std::string_view input);

}  // namespace bsup::core
