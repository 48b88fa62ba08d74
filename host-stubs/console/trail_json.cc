#include "trail_json.h"

#include <boost/json/src.hpp>

namespace console {
namespace {

namespace json = boost::json;

json::value OrNull(const std::optional<std::string>& text) {
  return text ? json::value(*text) : json::value();
}

std::string Text(const json::value& value) { return std::string(value.as_string()); }

std::string Joined(const json::value& texts) {
  std::string joined;
  for (const json::value& text : texts.as_array())
    joined += (joined.empty() ? "" : ", ") + Text(text);
  return joined;
}

json::array Texts(const std::vector<std::string>& texts) {
  json::array array(texts.begin(), texts.end());  // in parentheses: no list of iterators
  return array;
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

std::string DecisionContent(const RecordOptions& options) {
  json::object content{{"answers", options.answers}, {"mode", OrNull(options.mode)}};
  if (options.reason || options.words) {
    // Words without a code: the plugin says which codes there are.
    content["reason"] = {{"code", options.reason.value_or("")}, {"words", OrNull(options.words)}};
  }
  json::array promises;
  for (const RecordOptions::Promise& promise : options.promises)
    promises.push_back({{"what", promise.what}, {"due", promise.due}});
  content["mitigations"] = std::move(promises);
  return json::serialize(content);
}

std::string ApprovalContent(const RecordOptions& options) {
  return json::serialize(json::object{{"answers", options.answers},
                                      {"approved", options.approve},
                                      {"role", options.as},
                                      {"until", OrNull(options.until)},
                                      {"words", OrNull(options.words)}});
}

std::string OutcomeContent(const RecordOptions& options) {
  json::object content{{"answers", options.answers},
                       {"mode", OrNull(options.mode)},
                       {"attended", options.attended},
                       {"outcome_code", OrNull(options.outcome_code)},
                       {"technical_failure", nullptr},
                       {"risk_information", OrNull(options.risk_information)},
                       {"risk_words", OrNull(options.risk_words)},
                       {"mitigations_done", nullptr},
                       {"right_mode", OrNull(options.right_mode)},
                       {"words", OrNull(options.words)}};
  if (options.technical_failure) content["technical_failure"] = *options.technical_failure;
  if (options.kept)
    content["mitigations_done"] = json::array(options.kept->begin(), options.kept->end());
  return json::serialize(content);
}

std::string DisclosureContent(const Options& options) {
  return json::serialize(json::object{{"person", options.person},
                                      {"recipients", Texts(options.recipients)},
                                      {"what", options.record.what},
                                      {"justification", OrNull(options.record.justification)}});
}

std::string ErasureContent(const Options& options) {
  return json::serialize(json::object{{"person", options.person},
                                      {"why", options.on_trail.why},
                                      {"authority", options.on_trail.authority}});
}

std::string EventsFilter(const Options& options) {
  const TrailCommandOptions& asked = options.on_trail;
  json::object filter{
      {"export", {{"recipients", Texts(options.recipients)}, {"scope", asked.words}}}};
  if (asked.statutory) filter["class"] = json::array{"practice", "statutory", "trail"};
  if (!asked.from.empty()) filter["from"] = asked.from;
  if (!asked.until.empty()) filter["until"] = asked.until;
  return json::serialize(filter);
}

std::vector<std::string> StandingInWords(std::string_view text) {
  const json::value standing = json::parse({text.data(), text.size()});
  std::vector<std::string> sentences{State(standing)};
  for (const json::value& promise : standing.at("mitigations").as_array()) {
    sentences.push_back("Promised by " + Text(promise.at("due")) + " (" +
                        Text(promise.at("state")) + "): " + Text(promise.at("what")));
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
