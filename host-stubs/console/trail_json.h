// The JSON that goes to the plugin's trail and comes from it (plugin/docs/records.md), and the
// little of a payload that the trail needs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "options.h"

namespace console {

// The case number in a payload: its `crn`, or that of its `personalDetails`.
std::optional<std::string> CaseNumberIn(std::string_view payload);

std::string DecisionContent(const RecordOptions& options);
std::string ApprovalContent(const RecordOptions& options);
std::string OutcomeContent(const RecordOptions& options);
std::string DisclosureContent(const Options& options);
std::string ErasureContent(const Options& options);
std::string EventsFilter(const Options& options);

// How a decision stands, in sentences, from what bsup_trail_decision gives.
std::vector<std::string> StandingInWords(std::string_view json);

// What bsup_trail_verify reports.
struct Report {
  std::string verdict;
  std::optional<std::uint64_t> first_bad;
  std::string why;
};
Report ReadReport(std::string_view json);

// What bsup_trail_replay says of one advice.
struct ReplayVerdict {
  std::string verdict;
  std::vector<std::string> differing;  // modes
};
ReplayVerdict ReadReplay(std::string_view json);

bool IsAdvice(std::string_view leaf);

}  // namespace console
