// The rules that advice refers to, each with its words once.
//
// Refer any number of times while the advice is written, then Write.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/json_writer.h"
#include "policy/compile/compiled.h"
#include "policy/model/policy.h"

namespace bsup::core {

class RuleBook {
 public:
  RuleBook(const Policy& policy, Language language);  // `policy` outlives this

  void Refer(RuleRef ref) { referred_[At(ref)] = 1; }
  void ReferIntegrity(RuleIndex rule) { referred_[first_.back() + rule.number()] = 1; }

  // An object from rule id to what the rule is; in the order of RuleKind, then of the pack,
  // integrity rules last.
  void Write(JsonWriter& json) const;

 private:
  [[nodiscard]] std::size_t At(RuleRef ref) const {
    return first_[static_cast<std::size_t>(ref.kind)] + ref.index.number();
  }
  void WriteKind(JsonWriter& json, RuleRef ref) const;
  void WriteRule(JsonWriter& json, const Rule& rule) const;
  void WriteIntegrity(JsonWriter& json, const Integrity& rule) const;
  void WriteModes(JsonWriter& json, ModeSet modes) const;

  const Policy& policy_;
  Language language_;
  std::array<std::size_t, 7>
      first_{};  // by RuleKind, then integrity: where its rules begin in referred_
  std::vector<std::uint8_t> referred_;
};

}  // namespace bsup::core
