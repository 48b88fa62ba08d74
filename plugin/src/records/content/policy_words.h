// What a resolved policy says of its facts and rules, from its canonical JSON: for telling what a
// record rests on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "base/words.h"

namespace bsup::core {

class PolicyWords {
 public:
  // `canonical` has been read as PolicyNames. A fact or a rule that it does not have keeps its id.
  static Result<PolicyWords> Read(std::string_view canonical);

  [[nodiscard]] std::string FactLabel(std::string_view fact, Language language) const;
  // `yes`, `very high`, `12`; several are joined by commas.
  [[nodiscard]] std::string ValueWords(std::string_view fact, const JsonNode& value,
                                       Language language) const;
  // Why the rule is there.
  [[nodiscard]] std::string Because(std::string_view rule, Language language) const;

 private:
  struct FactNamed {
    std::string id;
    Words label;
    std::vector<std::string> values;
    std::vector<Words> words;  // beside them
  };
  struct RuleNamed {
    std::string id;
    Words because;
  };
  [[nodiscard]] const FactNamed* Find(std::string_view fact) const;

  std::vector<FactNamed> facts_;
  std::vector<RuleNamed> rules_;
};

}  // namespace bsup::core
