// Advice on one contact with all that it rests on, so that it can be shown, recorded and replayed.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "advice/engine/advice.h"
#include "advice/text/render.h"
#include "base/result.h"
#include "base/words.h"
#include "intake/case.h"
#include "policy/resolve/policy_set.h"

namespace bsup::core {

struct GivenAdvice {
  std::shared_ptr<const PolicyInForce> policy;
  std::shared_ptr<const PolicySet> set;    // which it was selected from
  std::string mapping_digest;              // empty: the case came without a mapping
  Language language = Language::kEnglish;  // of the input it was replayed from
  Case a_case;
  Advice advice;

  // The canonical input, from which it can be given again.
  [[nodiscard]] std::string Input(Language in) const;
  [[nodiscard]] std::string Json(Language in) const;
  // For a person to read.
  [[nodiscard]] std::string Text(Language in, TextOptions options) const;
  // For a page where the contact is arranged. `request` is JSON, or empty; kBadInput where it is not
  // as plugin/docs/hosts.md says.
  [[nodiscard]] Result<std::string> Form(Language in, std::string_view request) const;
};

}  // namespace bsup::core
