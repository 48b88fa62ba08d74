// A policy of a few facts, and short ways from texts to a case, for the tests of intake.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "intake/reading/binding.h"
#include "intake/reading/intake.h"

namespace bsup::core {

inline Fact Flag(std::string id, Worse worse = Worse::kHigh, bool absent_is_no = false) {
  Fact fact;
  fact.id = std::move(id);
  fact.worse = worse;
  if (absent_is_no) fact.absent = 0;
  return fact;
}

inline Fact Choice(std::string id, FactType type, std::vector<std::string> values, Worse worse) {
  Fact fact;
  fact.id = std::move(id);
  fact.type = type;
  fact.values = std::move(values);
  fact.worse = worse;
  return fact;
}

inline Policy SmallPolicy() {
  Policy policy;
  policy.facts = {
      Choice("contact.purpose", FactType::kChoice,
             {"initial appointment", "supervision meeting", "home visit"}, Worse::kNeither),
      Flag("contact.scheduled", Worse::kNeither),
      Choice("contact.with", FactType::kChoice, {"person", "professionals", "both"},
             Worse::kNeither),
      Choice("contact.role", FactType::kChoice, {"counts", "additional"}, Worse::kNeither),
      Choice("risk.rosh", FactType::kLevel, {"low", "medium", "high", "very high"}, Worse::kHigh),
      Choice("risk.mappa_category", FactType::kChoice, {"none", "1", "2", "3", "4"},
             Worse::kNeither),
      Flag("risk.to_staff"),
      Flag("risk.registered_sex_offender", Worse::kHigh, true),
      Flag("circumstances.telephone", Worse::kNeither),
      Flag("circumstances.no_fixed_abode", Worse::kNeither),
      Flag("risk.rising", Worse::kHigh),
      Flag("contact.safe_to_call", Worse::kLow),
  };
  policy.facts.back().holds_for_contact = true;
  policy.facts[FactIndex(policy.facts.size() - 2)].holds_days = 14;
  Fact minutes;
  minutes.id = "circumstances.travel_minutes";
  minutes.type = FactType::kCount;
  minutes.max = 600;
  policy.facts.push_back(minutes);
  JointQuestion staff_and_rising;
  staff_and_rising.id = "staff-and-rising";
  staff_and_rising.flags = {{policy.FactNamed("risk.to_staff")}, {policy.FactNamed("risk.rising")}};
  policy.questions.push_back(staff_and_rising);
  policy.contact = {FactIndex(0), FactIndex(1), FactIndex(2), FactIndex(3)};
  for (const char* id : {"office", "home visit", "telephone"}) {
    Mode mode;
    mode.id = id;
    mode.in_person = mode.id != "telephone";
    policy.modes.push_back(mode);
  }
  policy.approvers = {{"senior probation officer", {}, {}}};
  Principle principle;
  principle.id = "first-appointment-in-person";
  policy.principles.push_back(principle);
  Safeguard safeguard;
  safeguard.id = "safe-to-talk";
  policy.safeguards.push_back(safeguard);
  return policy;
}

inline Day On(const char* day) { return *Day::Parse(day); }

inline Mapping Load(const std::string& text) {
  auto mapping = LoadMapping("vendor.toml", text);
  if (!mapping.ok()) ADD_FAILURE() << mapping.error().Message();
  return mapping.ok() ? std::move(mapping).value() : Mapping();
}

// What a mapping makes of a payload, on 23 November 2026 for a contact a week later.
class Read {
 public:
  Read(const std::string& mapping_text, const std::string& payload,
       const std::string& answers = "null") {
    const Mapping mapping = Load(mapping_text);
    const auto binding = Binding::Bind(mapping, policy_);
    const auto document = JsonDocument::Parse(payload, "payload");
    const auto given = JsonDocument::Parse(answers, "answers");
    if (!binding.ok() || !document.ok() || !given.ok()) {
      ADD_FAILURE() << "the test's own texts are wrong";
      return;
    }
    Contact contact;
    contact.date = On("2026-11-30");
    auto made = Intake(mapping, document->root())
                    .ReadCase(*binding, given->root().is_null() ? nullptr : &given->root(), contact,
                              On("2026-11-23"));
    if (made.ok()) {
      value = std::move(made).value();
    } else {
      error = made.error().Message();
    }
  }

  // As the policy spells it.
  [[nodiscard]] std::string operator[](const char* fact) const {
    const FactIndex index = policy_.FactNamed(fact);
    return policy_.facts[index].Spell(value.facts[index]);
  }

  Case value;
  std::string error;

 private:
  Policy policy_ = SmallPolicy();
};

}  // namespace bsup::core
