// What is read from the JSON that the plugin's trail gives (plugin/docs/records.md), and the little
// of a payload that the trail needs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace console {

// The case number in a payload: its `crn`, or that of its `personalDetails`.
std::optional<std::string> CaseNumberIn(std::string_view payload);

// Whether the mapping understood no value of the payload, from what bsup_advice_json gives.
bool NothingWasRead(std::string_view advice);

// How a decision stands, in sentences, from what bsup_trail_decision gives.
std::vector<std::string> StandingInWords(std::string_view json);

// What bsup_trail_verify reports.
struct Report {
  std::string verdict;
  std::optional<std::uint64_t> first_bad;
  std::string why;
};
Report ReadReport(std::string_view json);

// A page of what waits, from what bsup_trail_worklist gives.
struct WorklistPage {
  std::vector<std::string> lines;  // an item each: JSON
  std::vector<std::string> words;  // the same, to be read
  std::optional<std::string> next;
};
WorklistPage ReadWorklistPage(std::string_view json);

// What bsup_trail_replay says of one advice.
struct ReplayVerdict {
  std::string verdict;
  std::vector<std::string> differing;  // modes
};
ReplayVerdict ReadReplay(std::string_view json);

bool IsAdvice(std::string_view leaf);

}  // namespace console
