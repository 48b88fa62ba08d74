#include "form_stub.h"

#include <algorithm>
#include <boost/json.hpp>

namespace web {
namespace {
namespace json = boost::json;

std::string Lower(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
  return text;
}
std::string Str(const json::value& value) { return std::string(value.as_string()); }
std::string Dashed(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '.' || c == '_'; }, '-');
  return text;
}
}  // namespace

json::object FormStub(const bsup::Advice& advice, bsup::Language language, const ContactForm& form,
                      const std::string& described) {
  const json::object all = json::parse(advice.Json(language)).as_object();
  const json::object policy = json::parse(described).as_object();
  const char* code = language == bsup::Language::kWelsh ? "cy" : "en";
  const json::object& outcome = all.at("outcome").as_object();
  const json::object& rules = all.at("rules").as_object();
  json::object view{{"language", code}, {"lead", nullptr},   {"stop", nullptr},
                    {"note", nullptr},  {"choice", nullptr}, {"safeguards", nullptr}};
  const bool led = outcome.at("lead").is_string();
  if (led) {
    view["lead"] = {{"text", "Advice: " + Lower(Str(outcome.at("lead_label"))) + ", " +
                                 Str(outcome.at("firmness"))},
                    {"late", nullptr},
                    {"provisional", outcome.at("provisional").as_bool()
                                        ? json::value("Answers below could change this")
                                        : json::value()}};
  } else {
    view["stop"] = {{"heading", "There is no advice on this contact"},
                    {"text", "Speak with your manager."}};
  }
  if (!advice.notice_key().empty()) view["note"] = {{"key", std::string(advice.notice_key())}};
  json::array modes;
  std::string label;
  for (const json::value& mode : all.at("modes").as_array()) {
    const std::string id = Str(mode.at("mode"));
    const std::string whole = Str(mode.at("label"));
    const std::string permission = Str(mode.at("permission"));
    const std::string name = whole.substr(0, whole.find(" ("));
    json::value tag = nullptr;
    if (!led) {
    } else if (permission == "cannot") {
      tag = {{"text", "Not possible"}, {"colour", "grey"}};
    } else if (permission == "not permitted") {
      tag = {{"text", "Not permitted"}, {"colour", "red"}};
    } else if (permission == "needs approval") {
      tag = {{"text", "Needs approval"}, {"colour", "orange"}};
    } else if (!mode.at("counts").as_bool()) {
      tag = {{"text", "Extra only"}, {"colour", "yellow"}};
    } else if (outcome.at("lead") == mode.at("mode")) {
      tag = {{"text", "Recommended"}, {"colour", "green"}};
    }
    json::array reasons;
    for (const char* kind : {"cannot", "restrictions", "for", "against"}) {
      for (const json::value& each : mode.at(kind).as_array()) {
        const json::value& rule = rules.at(each.at("rule").as_string());
        reasons.push_back({{"kind", std::string(kind) + ":"},
                           {"because", rule.at("because")},
                           {"unknown", nullptr},
                           {"from", rule.at("source")}});
      }
    }
    const bool chosen = id == form.mode;
    if (chosen) label = name;
    modes.push_back(
        {{"mode", id},
         {"label", name},
         {"label_hint", nullptr},
         {"tag", tag},
         {"hint", reasons.empty() ? json::value() : json::value("Short words on this")},
         {"standing", name},
         {"chosen", chosen},
         {"reasons", reasons},
         {"none", reasons.empty() ? json::value("Nothing in this case speaks for or against it.")
                                  : json::value()}});
    if (!chosen) continue;
    const bool outside = !led || permission == "cannot" || permission == "not permitted" ||
                         !mode.at("counts").as_bool();
    const bool approval = permission == "needs approval";
    const auto& alternatives = outcome.at("alternatives").as_array();
    const bool departs =
        outcome.at("lead") != mode.at("mode") &&
        std::find(alternatives.begin(), alternatives.end(), mode.at("mode")) == alternatives.end();
    json::object choice{{"mode", id},
                        {"label", name},
                        {"step", outside               ? "interrupt"
                                 : approval || departs ? "reason"
                                                       : "check"},
                        {"direction", "to remote"},
                        {"kind", outside    ? json::value("alert")
                                 : approval ? json::value("inset")
                                            : json::value()},
                        {"heading", nullptr},
                        {"text", nullptr},
                        {"is_alert", outside},
                        {"is_inset", !outside && approval},
                        {"interruption", nullptr},
                        {"approval", nullptr}};
    if (outside) {
      choice["heading"] = name + " would not count as the required contact";
      choice["text"] = "In tier D the person is seen in person at least every eight weeks.";
      choice["interruption"] = {
          {"heading", "Before you continue: " + Lower(name) + " will not count"},
          {"paragraphs",
           {"In tier D the person is seen in person at least every eight weeks.",
            "You can go on. It will be recorded as a decision outside policy, with your reason."}},
          {"go_back", "Choose another way to meet"},
          {"go_on", "Continue with " + Lower(name)}};
    }
    if (approval) {
      choice["heading"] = name + " needs approval";
      choice["text"] = "A senior probation officer approves it.";
      json::array roles;
      for (const json::value& role : mode.at("roles").as_array())
        roles.push_back({{"role", role.at("role")}, {"label", role.at("label")}});
      choice["approval"] = {{"roles", roles}, {"by", "2026-11-26"}};
    }
    view["choice"] = choice;
    json::array must;
    json::array also;
    for (const json::value& each : mode.at("safeguards").as_array()) {
      const json::value& rule = rules.at(each.at("rule").as_string());
      const std::string name_of = Str(each.at("rule"));
      if (rule.at("must").as_bool()) {
        must.push_back({{"id", must.empty() ? "done" : "done-" + std::to_string(must.size() + 1)},
                        {"value", name_of},
                        {"tick", rule.at("because")},
                        {"checked", std::find(form.done.begin(), form.done.end(), name_of) !=
                                        form.done.end()}});
      } else {
        also.push_back(json::object{{"text", rule.at("because")}});
      }
    }
    if (!must.empty() || !also.empty()) {
      view["safeguards"] = {{"mode", id},
                            {"heading", "Before a " + Lower(name)},
                            {"must_legend", "Tick what you have done"},
                            {"must_hint", "Policy asks for these before this contact"},
                            {"has_must", !must.empty()},
                            {"must", must},
                            {"has_also", !also.empty()},
                            {"also_heading", "These help too"},
                            {"also", also}};
    }
  }
  view["modes"] = modes;
  json::array questions;
  std::vector<std::string> facts;
  for (const auto& [field, value] : form.ask) facts.push_back(field.substr(4));
  for (const json::value& ask : all.at("ask").as_array()) {
    const std::string fact = Str(ask.at("facts").as_array().front().at("fact"));
    if (std::find(facts.begin(), facts.end(), fact) == facts.end()) facts.push_back(fact);
  }
  for (const std::string& fact : facts) {
    for (const json::value& about : policy.at("facts").as_array()) {
      if (Str(about.at("id")) != fact) continue;
      const std::string id = "ask-" + Dashed(fact);
      const std::string field = "ask." + fact;
      const auto given = form.ask.find(field);
      json::array options;
      for (const auto& [value, text] :
           std::vector<std::pair<std::string, std::string>>{{"{\"" + fact + "\":true}", "Yes"},
                                                            {"{\"" + fact + "\":false}", "No"},
                                                            {"", "I do not know"}}) {
        options.push_back(
            {{"id", options.empty() ? id : id + "-" + std::to_string(options.size() + 1)},
             {"value", value},
             {"option", text},
             {"checked", given != form.ask.end() && given->second == value}});
      }
      questions.push_back({{"fact", fact},
                           {"id", id},
                           {"name", field},
                           {"question", about.at("ask").at(code)},
                           {"hint", "If no: telephone call is not possible"},
                           {"inline", true},
                           {"options", options}});
    }
  }
  view["ask"] =
      questions.empty()
          ? json::value()
          : json::value({{"heading", "Questions"},
                         {"lead", "Answer what you know. What you do not know stays unknown."},
                         {"questions", questions}});
  json::array codes;
  for (const json::value& each : policy.at("reason_codes").as_array()) {
    codes.push_back({{"id", codes.empty() ? "code" : "code-" + std::to_string(codes.size() + 1)},
                     {"value", each.at("id")},
                     {"label", each.at("label").at(code)},
                     {"direction", nullptr},
                     {"fits", true},
                     {"checked", false}});
  }
  view["reason"] = {{"legend", "Main reason"}, {"codes", codes}, {"other", "other"}};
  view["cadence"] = json::array{{{"what", "In person every 4 weeks"},
                                 {"state", "due by 26 November 2026, before this contact"},
                                 {"late", false},
                                 {"next_if_kept", "2026-12-24"}}};
  view["contacts"] = json::array{{{"day", "2026-11-16"},
                                  {"words", "16 November 2026: office visit, attended"},
                                  {"mode", "office"},
                                  {"letter", "O"},
                                  {"in_person", true},
                                  {"remote", false},
                                  {"attendance", "attended"}}};
  json::array purposes;
  for (const json::value& about : policy.at("facts").as_array()) {
    if (Str(about.at("id")) != "contact.purpose") continue;
    for (std::size_t i = 0; i < about.at("values").as_array().size(); ++i) {
      const json::value& value = about.at("values").as_array()[i];
      purposes.push_back({{"value", value},
                          {"text", about.at("words").as_array()[i].at(code)},
                          {"selected", Str(value) == form.purpose}});
    }
  }
  view["purposes"] = purposes;
  view["roles"] = json::array{{{"value", "counts"},
                               {"text", "Required by the sentence"},
                               {"selected", form.role == "counts"}},
                              {{"value", "additional"},
                               {"text", "Extra, on top of those required"},
                               {"selected", form.role == "additional"}}};
  view["material"] = json::array{};
  view["record"] = json::array{};
  view["said"] =
      led ? Str(view["lead"].at("text")) + "." + (label.empty() ? "" : " " + label + " is chosen.")
          : "There is no advice on this contact.";
  return view;
}

}  // namespace web
