// DECISION: a named person chose a mode. What it departs from, what it lacks and whether it is
// outside policy is settled here, from the advice it answers, and kept with it.
//
// A decision outside policy is recorded as exactly that, never refused.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "advice/engine/departure.h"
#include "base/day.h"
#include "base/result.h"
#include "records/content/advice_told.h"
#include "records/content/part.h"
#include "records/content/policy_names.h"
#include "records/content/who.h"
#include "trail/log/draft.h"

namespace bsup::core {

struct Reason {
  std::string code;
  std::optional<std::string> words;

  static void Fields(auto& self, auto& fields) {
    fields.Given("code", self.code);
    fields.MayBeGiven("words", self.words, Form::kWords);
  }
};

struct Mitigation {
  Day due;
  std::string what;

  static void Fields(auto& self, auto& fields) {
    fields.Given("due", self.due);
    fields.Given("what", self.what, Form::kWords);
  }
};

struct DecisionRecord {
  static constexpr RecordKind kKind = RecordKind::kDecision;
  static constexpr PayloadPart kPart = PayloadPart::kSubject;

  std::uint64_t answers = 0;           // the advice; known of a draft only
  std::optional<std::string> advised;  // the lead, if there was one
  Day contact_day;
  std::optional<std::string> contact_id;
  bool departs = false;
  std::vector<Mitigation> mitigations;
  std::string mode;
  std::vector<Lacking> needs;  // approvals, where the standing is "needs approval"
  std::optional<Outside> outside;
  std::string person;
  std::string policy;  // digest
  std::optional<Reason> reason;
  ModeStanding standing;

  static void Fields(auto& self, auto& fields) {
    fields.GivenApart("answers", self.answers);
    fields.Settled("advised", self.advised, Form::kName);
    fields.Settled("contact_day", self.contact_day);
    fields.Settled("contact_id", self.contact_id, Form::kName);
    fields.Settled("departs", self.departs);
    fields.MayBeGiven("mitigations", self.mitigations);
    fields.Given("mode", self.mode);
    fields.Settled("needs", self.needs);
    fields.Settled("outside", self.outside, kOutsideNames);
    fields.Settled("person", self.person);
    fields.Settled("policy", self.policy);
    fields.MayBeGiven("reason", self.reason);
    fields.Settled("standing", self.standing);
  }

  // Roles whose approval is needed, each once, in order.
  [[nodiscard]] std::vector<std::string> RolesNeeded() const;
};

// `advice` is the record that the content answers, and `policy` its document.
Result<Draft> DecisionDraft(const Recorder& recorder, const HostContent& content,
                            const OpenedRecord& advice, std::string_view policy);

// Each of `places`, a list in a content, must be a place in the list of what was promised.
void CheckPromises(const ContentReader& places, const DecisionRecord& decision);

// The decision that a content answers, and the policy of the advice behind it.
struct Decided {
  DecisionRecord decision;
  PolicyNames policy;
};

// kErased; kBadInput where `decision` is not what the content answers; kOtherPolicy where `policy`
// is not the document of its advice.
Result<Decided> ReadDecided(const HostContent& content, const OpenedRecord& decision,
                            std::string_view policy);

}  // namespace bsup::core
