// Mappings, tried on payloads.
#include <algorithm>
#include <boost/json.hpp>
#include <cstdint>
#include <iomanip>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "command.h"
#include "common_options.h"
#include "payloads.h"
#include "terminal.h"

namespace console {
namespace {

namespace json = boost::json;

struct CheckOptions {
  std::string mapping;
  std::vector<std::string> packs;  // the national pack first, then the overlays
  std::optional<std::chrono::sys_days> as_of;
  std::string region;
  bool json = false;
  std::vector<std::string> payloads;
};

std::string Text(const json::object& object, const char* key) {
  return std::string(object.at(key).as_string());
}

std::uint64_t Number(const json::object& object, const char* key) {
  return object.at(key).to_number<std::uint64_t>();
}

// The lines of one thing under a heading, which stands before the first.
class Section {
 public:
  explicit Section(std::string heading) : heading_(std::move(heading)) {}

  void Line(const std::string& what, const std::string& beside = "") {
    std::cout << "  " << std::left << std::setw(12) << heading_;
    beside.empty() ? std::cout << what : std::cout << std::setw(42) << what << "  " << beside;
    std::cout << '\n';
    heading_.clear();
  }

 private:
  std::string heading_;
};

// Each with its place. Returns how many there are.
std::size_t ShowProblems(const json::value& problems, const std::string& kind,
                         const std::string& name = "") {
  std::cout.flush();
  for (const json::value& problem : problems.as_array()) {
    const json::object& told = problem.as_object();
    const std::string where = Text(told, "where");
    std::cerr << Wrapped(name + (where.empty() ? "" : where + ": ") + kind + Text(told, "what"),
                         Stream::kError);
  }
  return problems.as_array().size();
}

void ShowParts(const json::object& payload) {
  Section parts("parts");
  for (const json::value& item : payload.at("parts").as_array()) {
    const json::object& part = item.as_object();
    const std::string differs =
        part.at("differs").is_null() ? "" : " (another " + Text(part, "differs") + ")";
    parts.Line(Text(part, "part") + ": " + Text(part, "state") + differs, Text(part, "at"));
  }
}

// Not the contact's own facts, nor what the policy presumes or reckons for itself.
bool IsOfPayload(const json::object& fact) {
  if (Text(fact, "fact").starts_with("cadence.")) return false;
  if (fact.at("from").is_null()) return true;
  const std::string from = Text(fact, "from");
  return from != "contact" && from != "assumed" && from != "presumed";
}

void ShowFacts(const json::object& payload) {
  Section facts("facts");
  std::vector<std::string> unknown;
  for (const json::value& item : payload.at("facts").as_array()) {
    const json::object& fact = item.as_object();
    if (!IsOfPayload(fact)) continue;
    if (fact.at("value").is_null()) {
      unknown.push_back(Text(fact, "fact"));
    } else {
      facts.Line(Text(fact, "fact") + " = " + json::serialize(fact.at("value")),
                 fact.at("from").is_null() ? "" : Text(fact, "from"));
    }
  }
  Section left("not known");
  for (const std::string& fact : unknown) left.Line(fact);
}

// How many values of a table are not listed.
void ShowMore(const json::value& item, Section* unmapped) {
  const json::object& more = item.as_object();
  unmapped->Line(Text(more, "table") + ": " + std::to_string(Number(more, "values")) + " more");
}

void ShowPayload(const json::object& payload) {
  std::cout << Text(payload, "name") << '\n';
  if (payload.contains("parts")) ShowParts(payload);
  if (payload.contains("facts")) {
    const json::object& contact = payload.at("contact").as_object();
    const auto word = [&](const char* key) {
      return contact.at(key).is_null() ? "" : "; " + Text(contact, key);
    };
    Section("contact").Line(Text(contact, "date") + word("purpose") + word("planned"));
    const json::object& history = payload.at("history").as_object();
    Section("history").Line(history.at("given").as_bool()
                                ? std::to_string(Number(history, "contacts")) + " contacts"
                                : "not given");
    ShowFacts(payload);
    Section conflicts("conflicts");
    for (const json::value& item : payload.at("conflicts").as_array()) {
      const json::object& conflict = item.as_object();
      std::string from;
      for (const json::value& source : conflict.at("sources").as_array())
        from += (from.empty() ? "" : ", ") + Text(source.as_object(), "from");
      conflicts.Line(Text(conflict, "fact") + " = " + json::serialize(conflict.at("taken")), from);
    }
    Section unmapped("unmapped");
    for (const json::value& item : payload.at("unmapped").as_array()) {
      const json::object& value = item.as_object();
      unmapped.Line(Text(value, "table") + ": " + json::serialize(value.at("value")),
                    Text(value, "at"));
    }
    for (const json::value& item : payload.at("unmapped_more").as_array())
      ShowMore(item, &unmapped);
  }
  if (!payload.contains("unread")) return;
  Section("leaves").Line(std::to_string(Number(payload, "read")) + " of " +
                         std::to_string(Number(payload, "leaves")) + " read");
  Section unread("unread");
  for (const json::value& item : payload.at("unread").as_array()) {
    const json::object& place = item.as_object();
    unread.Line(Text(place, "at"), std::to_string(Number(place, "leaves")));
  }
}

std::string In(const json::object& total) {
  const std::uint64_t payloads = Number(total, "payloads");
  return "in " + std::to_string(payloads) + (payloads == 1 ? " payload" : " payloads");
}

void ShowTotals(const json::object& totals) {
  std::cout << "all payloads\n";
  Section("payloads")
      .Line(std::to_string(Number(totals, "payloads")) + ", of which " +
            std::to_string(Number(totals, "refused")) + " not read");
  Section("leaves").Line(std::to_string(Number(totals, "read")) + " of " +
                         std::to_string(Number(totals, "leaves")) + " read");
  Section never("never known");
  for (const json::value& item : totals.at("facts").as_array()) {
    if (Number(item.as_object(), "known") == 0) never.Line(Text(item.as_object(), "fact"));
  }
  Section idle("found none");
  for (const json::value& item : totals.at("readings").as_array()) {
    const json::object& reading = item.as_object();
    if (Number(reading, "found") == 0)
      idle.Line(Text(reading, "what") + " of " + Text(reading, "part"), Text(reading, "where"));
  }
  if (Number(totals, "payloads") == 1) return;  // which has said the rest
  Section unmapped("unmapped");
  for (const json::value& item : totals.at("unmapped").as_array()) {
    const json::object& value = item.as_object();
    unmapped.Line(Text(value, "table") + ": " + json::serialize(value.at("value")), In(value));
  }
  for (const json::value& item : totals.at("unmapped_more").as_array()) ShowMore(item, &unmapped);
  Section unread("unread");
  for (const json::value& item : totals.at("unread").as_array())
    unread.Line(Text(item.as_object(), "at"), In(item.as_object()));
}

// Why one of them cannot be read, or nothing.
std::string ReadPayloads(const std::vector<std::string>& names, bsup::CheckInput* input) {
  Payloads payloads(names);
  while (auto payload = payloads.Next()) {
    if (!payload->fault.empty()) return payload->name + ": " + payload->fault;
    input->payloads.emplace_back(std::move(payload->name), std::move(payload->text));
  }
  return "";
}

int CheckMapping(const bsup::Session& session, const CheckOptions& options) {
  const bsup::Mapping mapping = session.LoadMapping(options.mapping);
  const bsup::Policy policy = session.LoadPolicy(options.packs);
  bsup::CheckInput input{.payloads = {}, .region = options.region, .as_of = options.as_of};
  const std::string fault = ReadPayloads(options.payloads, &input);
  if (!fault.empty()) return Complain("", bsup::Error(BSUP_NOT_FOUND, fault, {{"", fault}}));
  const std::string report = policy.CheckMapping(mapping, input);
  const json::value parsed = json::parse(report);
  const json::object& told = parsed.as_object();
  if (options.json) {
    std::cout << report << '\n';
  } else {
    for (const json::value& payload : told.at("payloads").as_array()) {
      ShowPayload(payload.as_object());
      std::cout << '\n';
    }
    ShowTotals(told.at("totals").as_object());
  }
  const std::size_t faults = ShowProblems(told.at("faults"), "");
  ShowProblems(told.at("unused"), "warning: ");
  for (const json::value& payload : told.at("payloads").as_array()) {
    const json::object& one = payload.as_object();
    if (one.at("error").is_null() || faults > 0) continue;
    ShowProblems(one.at("error"), "", Text(one, "name") + ": ");
  }
  return faults > 0 || Number(told.at("totals").as_object(), "refused") > 0 ? kBadInput : kDone;
}

}  // namespace

void AddMappingCheck(Group mapping) {
  const auto& [check, options] =
      Add(mapping, "check", "Try a mapping on payloads: what it reads, and what it leaves",
          CheckMapping);
  AddOption(check, "mapping", &options->mapping, "MAPPING", "The mapping")->required();
  AddRepeated(check, "--policy", &options->packs, "PACK",
              "A national pack or an overlay; may be repeated")
      ->required();
  AddDay(check, "--as-of", &options->as_of, "The day on which all this is known (today)");
  AddOption(check, "--region", &options->region, "REGION", "Region, where a payload names none");
  check->add_flag("--json", options->json, "The report as JSON instead of text");
  AddOption(check, "payload", &options->payloads, "PAYLOAD",
            "Files, one case each; - reads JSON lines from standard input");
}

}  // namespace console
