#include "common_options.h"

#include <cstdio>

namespace console {
namespace {

std::optional<std::chrono::sys_days> ParseDay(const std::string& text) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  int end = 0;
  if (text.size() != 10 ||
      std::sscanf(text.c_str(), "%4d-%2u-%2u%n", &year, &month, &day, &end) != 3 || end != 10) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date);
}

}  // namespace

std::string NotNamed(const std::string& text) {
  return text.empty() ? "is empty; leave the option out, or give what it takes" : "";
}

std::string NotADay(const std::string& text) {
  return ParseDay(text) ? std::string() : "\"" + text + "\" is not a day; write 2026-11-23";
}

CLI::Option* AddRepeated(CLI::App* command, const std::string& name,
                         std::vector<std::string>* values, const std::string& type,
                         const std::string& description) {
  return AddOption(command, name, values, type, description)->allow_extra_args(false);
}

void AddLanguage(CLI::App* command, bsup::Language* language) {
  command
      ->add_option_function<std::string>(
          "--lang",
          [language](const std::string& code) {
            *language = code == "cy" ? bsup::Language::kWelsh : bsup::Language::kEnglish;
          },
          "en or cy")
      ->type_name("LANG")
      ->check(CLI::IsMember({"en", "cy"}));
}

void AddDay(CLI::App* command, const std::string& name, std::optional<std::chrono::sys_days>* day,
            const std::string& description) {
  command
      ->add_option_function<std::string>(
          name, [day](const std::string& text) { *day = ParseDay(text); }, description)
      ->type_name("DATE")
      ->check(NotADay);
}

CLI::Option* AddPerson(CLI::App* command, std::string* person, const std::string& description) {
  return AddOption(command, "--person", person, "CASE", description);
}

void AddKnownHead(CLI::App* command, std::string* file) {
  AddOption(command, "--known-head", file, "FILE", "A head of the trail that was kept elsewhere")
      ->check(NotNamed);
}

}  // namespace console
