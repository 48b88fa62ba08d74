#include "options.h"

#include <cstdio>

#include "option_groups.h"

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

std::string NotADay(const std::string& text) {
  return ParseDay(text) ? std::string() : "\"" + text + "\" is not a day; write 2026-11-23";
}

CLI::App* AddCommand(CLI::App* app, Options* options, Command command, const std::string& name,
                     const std::string& description) {
  CLI::App* added = app->add_subcommand(name, description);
  added->callback([=] { options->command = command; });
  return added;
}

void AddLanguage(CLI::App* command, Options* options) {
  command
      ->add_option_function<std::string>(
          "--lang",
          [options](const std::string& code) {
            options->language = code == "cy" ? bsup::Language::kWelsh : bsup::Language::kEnglish;
          },
          "en or cy")
      ->type_name("LANG")
      ->check(CLI::IsMember({"en", "cy"}));
}

CLI::Option* AddDay(CLI::App* command, const std::string& name,
                    std::optional<std::chrono::sys_days>* day, const std::string& description) {
  return command
      ->add_option_function<std::string>(
          name, [day](const std::string& text) { *day = ParseDay(text); }, description)
      ->type_name("DATE")
      ->check(CLI::Validator(NotADay, ""));
}

CLI::Option* AddDayText(CLI::App* command, const std::string& name, std::string* day,
                        const std::string& description) {
  return command->add_option(name, *day, description)
      ->type_name("DATE")
      ->check(CLI::Validator(NotADay, ""));
}

void AddTrailFile(CLI::App* command, Options* options) {
  command->add_option("--trail", options->trail.file, "The trail")->required()->type_name("FILE");
  command->add_option("--key-file", options->trail.key_file, "Its keys (the trail's FILE.key)")
      ->type_name("FILE");
}

void AddWho(CLI::App* command, Options* options) {
  command->add_option("--by", options->trail.who.id, "Who does this, for the record")
      ->required()
      ->type_name("WHO");
  command->add_option("--role", options->trail.who.role, "In what role")->type_name("ROLE");
}

CLI::Option* AddPerson(CLI::App* command, Options* options, const std::string& description) {
  return command->add_option("--person", options->person, description)->type_name("CASE");
}

std::optional<Options> ReadOptions(int argc, char** argv, int* exit_status) {
  Options options;
  options.trail.who.service = "blended-supervision";

  CLI::App app(
      "Advice on the mode of probation contacts, and a trail of it. Nothing is sent, and nothing\n"
      "kept but in the trail that you name.",
      "blended-supervision");
  app.require_subcommand(1);
  app.fallthrough();  // --plugin may stand after the command too; commands inherit this
  app.add_option("--plugin", options.plugin, "The shared library, if it is not beside this program")
      ->type_name("PATH");
  AddAdvise(&app, &options);
  AddPolicy(&app, &options);
  AddRecord(&app, &options);
  AddTrail(&app, &options);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& refused) {
    *exit_status = app.exit(refused) == 0 ? kDone : kUsage;
    return std::nullopt;
  }
  return options;
}

}  // namespace console
