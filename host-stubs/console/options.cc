#include "options.h"

#include <CLI/CLI.hpp>
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

std::string NotADay(const std::string& text) {
  return ParseDay(text) ? std::string() : "\"" + text + "\" is no day; write 2026-11-23";
}

}  // namespace

std::optional<Options> ReadOptions(int argc, char** argv, int* exit_status) {
  Options options;
  std::string language = "en";
  std::string as_of;
  std::string national;
  std::vector<std::string> overlays;

  CLI::App app("Advice on the mode of probation contacts. Nothing is sent or kept.",
               "blended-supervision");
  app.require_subcommand(1);
  app.fallthrough();  // --plugin may stand after the command too; commands inherit this
  app.add_option("--plugin", options.plugin, "The shared library, if it is not beside this program")
      ->type_name("PATH");

  CLI::App* advise = app.add_subcommand("advise", "Advise on one contact of each case");
  advise->add_option("--policy", national, "National policy pack")->required()->type_name("PACK");
  advise
      ->add_option("--overlay", overlays,
                   "Overlay of a region, or an exceptional delivery model; may be repeated")
      ->type_name("PACK")
      ->allow_extra_args(false);
  advise->add_option("--as-of", as_of, "The day on which all this is known (today)")
      ->type_name("DATE")
      ->check(CLI::Validator(NotADay, ""));
  advise->add_option("--mapping", options.mapping, "How the payloads are read")
      ->required()
      ->type_name("FILE");
  advise
      ->add_option("--contact", options.contact,
                   "The contact, JSON (the payload's next appointment)")
      ->type_name("FILE");
  advise->add_option("--answers", options.answers, "Answers, approvals and safeguards done, JSON")
      ->type_name("FILE");
  advise
      ->add_option("--region", options.region,
                   "Region, where the contact names none (the nation alone)")
      ->type_name("REGION");
  advise->add_option("--lang", language, "en or cy")
      ->type_name("LANG")
      ->check(CLI::IsMember({"en", "cy"}));
  advise->add_flag("--json", options.json, "One JSON object a line instead of text");
  advise
      ->add_option("payload", options.payloads,
                   "Files, one case each; - reads JSON lines from standard input")
      ->required()
      ->type_name("PAYLOAD");

  CLI::App* policy = app.add_subcommand("policy", "Check or show policy packs");
  policy->require_subcommand(1);
  CLI::App* check =
      policy->add_subcommand("check", "Load packs together and say all that is wrong");
  check->add_option("pack", options.packs, "A national pack and its overlays")
      ->required()
      ->type_name("PACK");
  CLI::App* show = policy->add_subcommand("show", "The rules and the digest, to be read");
  show->add_option("pack", options.packs, "A national pack and its overlays")
      ->required()
      ->type_name("PACK");
  show->add_option("--lang", language, "en or cy")
      ->type_name("LANG")
      ->check(CLI::IsMember({"en", "cy"}));

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& refused) {
    *exit_status = app.exit(refused) == 0 ? kDone : kUsage;
    return std::nullopt;
  }
  if (advise->parsed()) {
    options.packs = {national};
    options.packs.insert(options.packs.end(), overlays.begin(), overlays.end());
  } else {
    options.command = check->parsed() ? Command::kPolicyCheck : Command::kPolicyShow;
  }
  options.language = language == "cy" ? bsup::Language::kWelsh : bsup::Language::kEnglish;
  options.as_of = ParseDay(as_of);
  return options;
}

}  // namespace console
