// POLICY: a policy was used for the first time, or is withdrawn.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/day.h"
#include "base/result.h"
#include "records/content/part.h"
#include "records/content/who.h"
#include "trail/log/draft.h"

namespace bsup::core {

enum class PolicyEvent : std::uint8_t { kFirstUsed, kWithdrawn };
inline constexpr std::array kPolicyEventNames{"first used", "withdrawn"};

struct PolicyFirstUsedRecord {
  static constexpr RecordKind kKind = RecordKind::kPolicy;
  static constexpr PayloadPart kPart = PayloadPart::kTrail;

  Hash bundle{};  // of the files it was resolved from
  PolicyEvent event = PolicyEvent::kFirstUsed;
  Day from;
  std::string id;
  std::optional<std::string> region;  // id
  std::optional<Day> until;
  std::string version;

  static void Fields(auto& self, auto& fields) {
    fields.Settled("bundle", self.bundle);
    fields.Settled("event", self.event, kPolicyEventNames);
    fields.Settled("from", self.from);
    fields.Settled("id", self.id);
    fields.Settled("region", self.region);
    fields.Settled("until", self.until);
    fields.Settled("version", self.version);
  }
};

struct PolicyWithdrawnRecord {
  static constexpr RecordKind kKind = RecordKind::kPolicy;
  static constexpr PayloadPart kPart = PayloadPart::kTrail;

  Hash digest{};
  PolicyEvent event = PolicyEvent::kWithdrawn;
  std::string words;

  static void Fields(auto& self, auto& fields) {
    fields.GivenApart("digest", self.digest);
    fields.Settled("event", self.event, kPolicyEventNames);
    fields.Given("words", self.words, Form::kWords);
  }
};

struct PolicyTexts {
  std::string_view resolved;  // canonical JSON
  std::string_view bundle;    // the files it was resolved from
};

// Is left out where the resolved policy is kept already.
Result<Draft> PolicyFirstUsed(const Recorder& recorder, const PolicyTexts& policy);

// Whether the trail keeps that policy is for the caller to check.
Result<Draft> PolicyWithdrawn(const Recorder& recorder, std::string_view content);

}  // namespace bsup::core
