#include "plugin.h"

#include <boost/dll/import.hpp>
#include <boost/dll/runtime_symbol_info.hpp>
#include <boost/json.hpp>
#include <filesystem>
#include <iostream>
#include <stdexcept>

#include "days.h"
#include "session.h"
#include "words.h"

namespace web {
namespace {

namespace json = boost::json;

boost::shared_ptr<const bsup_api> Load(const std::string& path) {
  const std::filesystem::path beside = boost::dll::program_location().parent_path();
  std::filesystem::path file = path;
  for (const char* place : {".", "../lib"}) {
    if (!file.empty()) break;
    const std::filesystem::path maybe = (beside / place / BSUP_LIBRARY_FILE).lexically_normal();
    if (std::filesystem::exists(maybe)) file = maybe;
  }
  if (file.empty()) {
    throw std::runtime_error("the plugin is not beside this program; name it with --plugin");
  }
  auto api = boost::dll::import_alias<const bsup_api>(file, "bsup_plugin");
  if (api->abi != BSUP_ABI) throw std::runtime_error(file.string() + " has another interface");
  return api;
}

bsup::Host HostOf(std::chrono::sys_days today) {
  bsup::Host host;
  host.log = [](std::int32_t, std::string_view message) { std::cerr << message << '\n'; };
  host.log_level = BSUP_LOG_WARNING;
  host.today = [today] { return today; };
  host.now = [] {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  };
  return host;
}

}  // namespace

Plugin::Plugin(PluginOptions options)
    : options_(std::move(options)),
      api_(Load(options_.library)),
      session_(*api_, HostOf(options_.today)),
      policy_(session_.LoadPolicy(options_.policies)),
      mapping_(session_.LoadMapping(options_.mapping)),
      trail_(session_.OpenTrail(options_.trail,
                                {.create = true, .key_file = options_.trail + ".key"})),
      described_(json::parse(policy_.Select("", options_.today).Describe()).as_object()) {}

bsup::Advice Plugin::Advise(const Person& person, const ContactForm& form,
                            const json::object& known) const {
  const std::optional<json::object> answers = AnswersOf(form, known);
  if (!answers) throw bsup::Error(BSUP_BAD_INPUT, "an answer is not an object of plain values", {});
  const std::string contact = json::serialize(ContactOf(form, options_.today));
  const std::string answered = json::serialize(*answers);
  return policy_.Advise(mapping_, {.payload = person.payload,
                                   .contact = contact,
                                   .answers = answered,
                                   .as_of = options_.today});
}

ContactForm Plugin::Begin(const Person& person) const {
  const bsup::Advice advice =
      policy_.Advise(mapping_, {.payload = person.payload, .as_of = options_.today});
  const json::value next = json::parse(advice.Json()).at("contact");
  const auto text = [&next](const char* key) {
    const json::value& value = next.at(key);
    return value.is_string() ? std::string(value.get_string()) : std::string();
  };
  ContactForm form;
  form.date = FieldDay(ParseIsoDay(text("date")).value_or(options_.today));
  form.purpose = text("purpose");
  form.role = text("role");
  return form;
}

json::object Plugin::FormOf(const bsup::Advice& advice, bsup::Language language,
                            const ContactForm& form) const {
  const std::string request = json::serialize(json::object{{"answered", AnsweredOn(form)}});
  return json::parse(advice.Form(language, request)).as_object();
}

std::string Plugin::Basis(const Person& person, const json::object& known) const {
  return Hash(person.payload + '\n' + json::serialize(known) + '\n' +
              std::string(policy_.digest()) + '\n' + std::string(mapping_.digest()) + '\n' +
              api_->version() + '\n' + IsoDay(options_.today));
}

std::vector<std::string> Plugin::Modes() const {
  std::vector<std::string> modes;
  for (const json::value& mode : described_.at("modes").as_array()) {
    modes.emplace_back(mode.at("id").as_string());
  }
  return modes;
}

bool Plugin::InPerson(const std::string& mode) const {
  for (const json::value& each : described_.at("modes").as_array()) {
    if (each.at("id").as_string() == mode) return each.at("in_person").as_bool();
  }
  return false;
}

std::string Plugin::ModeLabel(const std::string& mode, bsup::Language language) const {
  return Label("modes", mode, language);
}

std::string Plugin::RoleLabel(const std::string& role, bsup::Language language) const {
  return Label("approvers", role, language);
}

std::string Plugin::ReasonLabel(const std::string& code, bsup::Language language) const {
  return Label("reason_codes", code, language);
}

std::string Plugin::PolicyTitle(bsup::Language language) const {
  return std::string(described_.at("title").at(Code(language)).as_string()) + ", " +
         std::string(described_.at("version").as_string());
}

std::string Plugin::Label(const char* list, const std::string& id, bsup::Language language) const {
  for (const json::value& each : described_.at(list).as_array()) {
    if (each.at("id").as_string() == id) {
      return std::string(each.at("label").at(Code(language)).as_string());
    }
  }
  return id;
}

}  // namespace web
