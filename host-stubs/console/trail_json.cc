#include "trail_json.h"

#include <boost/json/src.hpp>

namespace console {
namespace {

namespace json = boost::json;

std::string Text(const json::value& value) { return std::string(value.as_string()); }

std::string Joined(const json::value& texts) {
  std::string joined;
  for (const json::value& text : texts.as_array())
    joined += (joined.empty() ? "" : ", ") + Text(text);
  return joined;
}

std::string State(const json::value& standing) {
  const std::string state = Text(standing.at("state"));
  if (state == "needs none") return "It needs no approval.";
  if (state == "waiting") return "It waits for approval by: " + Joined(standing.at("lacks")) + ".";
  if (state == "approved") return "It is approved until " + Text(standing.at("until")) + ".";
  if (state == "lapsed") {
    return "Its approval has ended; it needs one again by: " + Joined(standing.at("lacks")) + ".";
  }
  if (state == "refused") {
    std::string numbers;
    for (const json::value& number : standing.at("refusals").as_array())
      numbers += (numbers.empty() ? "no. " : ", ") + json::serialize(number);
    return "It is refused (" + numbers + ").";
  }
  if (state == "outside policy") {
    return "It is outside policy (" + Text(standing.at("outside")) +
           "), and recorded as that; no approval brings it within.";
  }
  if (state == "superseded")
    return "It is superseded by no. " + json::serialize(standing.at("superseded_by")) + ".";
  return "It is " + state + ".";
}

// "2026-11-24: X100001, no. 2, approval by senior probation officer: telephone (olive), overdue"
std::string ItemInWords(const json::value& item) {
  const std::string what = Text(item.at("waits_for"));
  std::string words = Text(item.at("day")) + ": " + Text(item.at("person")) + ", no. " +
                      json::serialize(item.at("sequence")) + ", " + what;
  if (what == "approval") words += " by " + Joined(item.at("lacks"));
  words += ": " + Text(item.at(what == "promise" ? "promised" : "mode"));
  words += " (" + Text(item.at("who")) + ")";
  return words + (item.at("overdue").as_bool() ? ", overdue" : "");
}

}  // namespace

std::optional<std::string> CaseNumberIn(std::string_view payload) {
  boost::system::error_code fault;
  const json::value root = json::parse({payload.data(), payload.size()}, fault);
  if (fault) return std::nullopt;
  for (const char* place : {"/crn", "/personalDetails/crn"}) {
    const json::value* found = root.find_pointer(place, fault);
    if (found != nullptr && found->is_string() && !found->as_string().empty()) return Text(*found);
  }
  return std::nullopt;
}

bool NothingWasRead(std::string_view advice) {
  return json::parse({advice.data(), advice.size()}).at("read") == 0;
}

std::vector<std::string> StandingInWords(std::string_view text) {
  const json::value standing = json::parse({text.data(), text.size()});
  std::vector<std::string> sentences{State(standing)};
  for (const json::value& promise : standing.at("mitigations").as_array()) {
    std::string state = Text(promise.at("state"));
    if (!promise.at("done_on").is_null()) state += " on " + Text(promise.at("done_on"));
    sentences.push_back("Promised by " + Text(promise.at("due")) + " (" + state +
                        "): " + Text(promise.at("what")));
  }
  return sentences;
}

Report ReadReport(std::string_view text) {
  const json::value report = json::parse({text.data(), text.size()});
  Report read{Text(report.at("verdict")), std::nullopt, Text(report.at("why"))};
  if (!report.at("first_bad").is_null())
    read.first_bad = report.at("first_bad").to_number<std::uint64_t>();
  return read;
}

WorklistPage ReadWorklistPage(std::string_view text) {
  const json::value page = json::parse({text.data(), text.size()});
  WorklistPage read;
  for (const json::value& item : page.at("items").as_array()) {
    read.lines.push_back(json::serialize(item));
    read.words.push_back(ItemInWords(item));
  }
  if (!page.at("next").is_null()) read.next = Text(page.at("next"));
  return read;
}

ReplayVerdict ReadReplay(std::string_view text) {
  const json::value replayed = json::parse({text.data(), text.size()});
  ReplayVerdict read{Text(replayed.at("verdict")), {}};
  if (const json::value* modes = replayed.as_object().if_contains("modes")) {
    for (const json::value& mode : modes->as_array())
      read.differing.push_back(Text(mode.at("mode")));
  }
  return read;
}

bool IsAdvice(std::string_view leaf) {
  return json::parse({leaf.data(), leaf.size()}).at("kind") == "ADVICE";
}

}  // namespace console
