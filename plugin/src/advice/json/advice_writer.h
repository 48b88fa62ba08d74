// The parts of advice as JSON, in their order; for advice_json.cc and
// advice_json_lists.cc only.
#pragma once

#include <string>
#include <string_view>

#include "advice/engine/advice.h"
#include "advice/json/rule_json.h"
#include "advice/json/value_json.h"
#include "base/json_writer.h"
#include "policy/resolve/policy_in_force.h"

namespace bsup::core {

class AdviceWriter {
 public:
  // Everything given outlives this.
  AdviceWriter(const PolicyInForce& in_force, const Advice& advice, const Case& a_case,
               Language language)
      : policy_(in_force.policy),
        classes_(in_force.compiled.classes),
        advice_(advice),
        case_(a_case),
        language_(language),
        json_(kUsualBytes),
        rules_(policy_, language) {}

  // The whole of it; once.
  std::string Write();

 private:
  // Advice under the national pack is shorter; longer advice costs one more allocation.
  static constexpr std::size_t kUsualBytes = 24u << 10;

  void WritePolicy();
  void WriteOutcome();
  void WriteModes();
  void WriteAsk();
  void WriteAnswers(const Question& question, const AnswerGroup& group);
  void WriteClass(FactIndex fact, ClassIndex of);
  void WriteCadence();
  void WriteIntake();
  void WriteConflicts();
  void WriteResources();
  void WriteRefer();
  void WriteNotice();
  void WriteFacts();

  void WriteStanding(Standing standing);
  void WriteAlternatives(ModeSet modes);
  void WriteActing(std::string_view key, const std::vector<Acting>& list);
  void WriteReference(const Acting& acting);
  void WriteRuleId(RuleRef ref);
  void WriteRole(RoleIndex role);
  void WriteNamed(std::string_view key, std::string_view id, const Words& label);
  void WriteWords(std::string_view key, const Words& words) {
    json_.Member(key, words.In(language_));
  }
  [[nodiscard]] const Fact& FactAt(FactIndex index) const { return policy_.facts[index]; }

  const Policy& policy_;
  const Indexed<FactIndex, FactClasses>& classes_;
  const Advice& advice_;
  const Case& case_;
  Language language_;
  JsonWriter json_;
  RuleBook rules_;
};

}  // namespace bsup::core
