#include "caseload.h"

#include <toml++/toml.h>
#include <boost/json.hpp>
#include <filesystem>
#include <stdexcept>

#include "days.h"
#include "files.h"

namespace web {
namespace {

namespace json = boost::json;

// Empty where it is not a text.
std::string Text(const json::value& whole, const char* pointer) {
  boost::system::error_code error;
  const json::value* found = whole.find_pointer(pointer, error);
  return found != nullptr && found->is_string() ? std::string(found->get_string()) : "";
}

Person Read(const std::filesystem::path& file) {
  Person person;
  person.payload = ReadFile(file);
  const json::value whole = json::parse(person.payload);
  person.crn = Text(whole, "/crn");
  person.forename = Text(whole, "/personalDetails/name/forename");
  person.surname = Text(whole, "/personalDetails/name/surname");
  person.born = ParseIsoDay(Text(whole, "/personalDetails/dateOfBirth"));
  person.tier = Text(whole, "/tierV3/tierScore");
  person.rosh = Text(whole, "/roshWidget/overallRisk");
  person.next = ParseIsoDay(Text(whole, "/overview/schedule/nextAppointment/date"));
  return person;
}

}  // namespace

Caseload::Caseload(const std::string& folder, const std::string& users) {
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename();
    if (!name.starts_with('X') || entry.path().extension() != ".json") continue;
    Person person = Read(entry.path());
    people_.emplace(person.crn, std::move(person));
  }
  if (people_.empty()) throw std::runtime_error("no case in " + folder);
  const toml::table table = toml::parse_file(users);
  if (const toml::array* restricted = table["restricted"].as_array()) {
    for (const toml::node& each : *restricted) {
      const auto found = people_.find(each.at_path("crn").value_or(std::string()));
      if (found == people_.end()) continue;
      found->second.closed = {each.at_path("message.en").value_or(std::string()),
                              each.at_path("message.cy").value_or(std::string())};
      if (const toml::array* only = each.at_path("only").as_array()) {
        for (const toml::node& user : *only)
          found->second.only.insert(user.value_or(std::string()));
      }
    }
  }
}

const Person* Caseload::Find(const std::string& crn, const std::string& user) const {
  const auto found = people_.find(crn);
  return found != people_.end() && MaySee(found->second, user) ? &found->second : nullptr;
}

std::vector<std::string> Caseload::Without(const std::string& user) const {
  std::vector<std::string> without;
  for (const auto& [crn, person] : people_) {
    if (!MaySee(person, user)) without.push_back(crn);
  }
  return without;
}

bool MaySee(const Person& person, const std::string& user) {
  return person.only.empty() || person.only.contains(user);
}

}  // namespace web
