#include "contact_form.h"

#include <boost/json.hpp>
#include <charconv>

#include "days.h"

namespace web {
namespace {

namespace json = boost::json;

constexpr std::string_view kAsk = "ask.";

bool IsObject(const std::string& value) { return value.starts_with('{'); }

// A whole number as people type it.
std::optional<int> NumberIn(const std::string& value) {
  int number = 0;
  const char* end = value.data() + value.size();
  const auto [stop, error] = std::from_chars(value.data(), end, number);
  return error == std::errc() && stop == end ? std::optional(number) : std::nullopt;
}

std::vector<std::string> Texts(const json::value& list) {
  std::vector<std::string> texts;
  for (const json::value& each : list.as_array()) texts.emplace_back(each.as_string());
  return texts;
}

}  // namespace

void TakeArrange(const Fields& fields, ContactForm* form) {
  form->date = fields.First("date");
  form->purpose = fields.First("purpose");
  form->role = fields.First("role");
  form->mode = fields.First("mode");
  form->done = fields.All("done");
  form->ask.clear();
  for (const auto& [name, value] : fields.list()) {
    if (name.starts_with(kAsk) && !value.empty()) form->ask[name].push_back(value);
  }
}

void TakeReason(const Fields& fields, ContactForm* form) {
  form->code = fields.First("code");
  form->words = fields.First("words");
  form->promise = fields.First("promise");
  form->promise_by = fields.First("promise-by");
}

json::object ToJson(const ContactForm& form) {
  json::object ask;
  for (const auto& [name, values] : form.ask) ask[name] = json::value_from(values);
  return {{"date", form.date},
          {"purpose", form.purpose},
          {"role", form.role},
          {"mode", form.mode},
          {"ask", ask},
          {"day", form.day},
          {"done", json::value_from(form.done)},
          {"shown", json::value_from(form.shown)},
          {"code", form.code},
          {"words", form.words},
          {"promise", form.promise},
          {"promise_by", form.promise_by}};
}

ContactForm FromJson(const json::object& kept) {
  const auto text = [&kept](const char* key) { return std::string(kept.at(key).as_string()); };
  ContactForm form;
  form.date = text("date");
  form.purpose = text("purpose");
  form.role = text("role");
  form.mode = text("mode");
  for (const auto& [name, value] : kept.at("ask").as_object()) {
    form.ask.emplace(name, Texts(value));
  }
  if (kept.contains("day")) form.day = text("day");  // older stores have none
  form.done = Texts(kept.at("done"));
  form.shown = Texts(kept.at("shown"));
  form.code = text("code");
  form.words = text("words");
  form.promise = text("promise");
  form.promise_by = text("promise_by");
  return form;
}

json::object ContactOf(const ContactForm& form, std::chrono::sys_days day) {
  json::object contact{
      {"date", IsoDay(ParseDay(form.date).value_or(day))}, {"scheduled", true}, {"with", "person"}};
  // What is not known is left out.
  if (!form.purpose.empty()) contact["purpose"] = form.purpose;
  if (!form.role.empty()) contact["role"] = form.role;
  if (!form.mode.empty()) contact["planned"] = form.mode;
  return contact;
}

std::optional<json::object> FactsOf(const ContactForm& form) {
  json::object answers;
  for (const auto& [name, values] : form.ask) {
    for (const std::string& text : values) {
      if (!IsObject(text)) {
        if (const auto number = NumberIn(text)) answers[name.substr(kAsk.size())] = *number;
        continue;
      }
      boost::system::error_code error;
      const json::value value = json::parse(text, error);
      if (error || !value.is_object()) return std::nullopt;
      for (const auto& [fact, answer] : value.get_object()) {
        if (!answer.is_bool() && !answer.is_number() && !answer.is_string()) return std::nullopt;
        answers[fact] = answer;
      }
    }
  }
  return answers;
}

std::optional<json::object> AnswersOf(const ContactForm& form, json::object known) {
  const std::optional<json::object> facts = FactsOf(form);
  if (!facts) return std::nullopt;
  json::object answers = std::move(known);
  for (const auto& [fact, value] : *facts) answers[fact] = value;
  if (!form.done.empty()) answers["confirmed"] = json::value_from(form.done);
  if (!form.shown.empty()) answers["shown"] = json::value_from(form.shown);
  return answers;
}

json::array AnsweredOn(const ContactForm& form) {
  json::array names;
  for (const auto& [name, values] : form.ask) names.emplace_back(name.substr(kAsk.size()));
  return names;
}

std::vector<std::string> NotNumbers(const ContactForm& form) {
  std::vector<std::string> names;
  for (const auto& [name, values] : form.ask) {
    for (const std::string& value : values) {
      if (!IsObject(value) && !NumberIn(value)) names.push_back(name);
    }
  }
  return names;
}

}  // namespace web
