// One person's timeline, and how one decision stands.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "records/content/who.h"
#include "records/standing/decision_state.h"
#include "records/telling/timeline.h"
#include "trail/trail.h"

namespace bsup::core {

// What the trail holds about somebody, and the policies it rests on. The READ is durable before it
// returns. `statutory` gives those records too. kNotFound where there is nothing.
struct PersonRead {
  std::vector<OpenedRecord> records;
  std::vector<Document> policies;
};
Result<PersonRead> ReadPerson(Trail& trail, const Recorder& recorder, const std::string& person,
                              bool statutory, const std::optional<std::string>& justification);

// For a person to read; leaves a READ. `statutory` shows those records too. kNotFound where the
// trail holds nothing about the person.
Result<std::string> ShowTimeline(Trail& trail, const Recorder& recorder, const std::string& person,
                                 bool statutory, const TimelineOptions& options);
// The same as JSON, for a page.
Result<std::string> ShowTimelineJson(Trail& trail, const Recorder& recorder,
                                     const std::string& person, bool statutory,
                                     const TimelineOptions& options);

// At the end of `day`. It names nobody, so it leaves no READ. kNotFound, kErased; kBadInput where
// the record is not a decision.
Result<DecisionStanding> StandingOfDecision(Trail& trail, std::uint64_t sequence, Day day);

}  // namespace bsup::core
