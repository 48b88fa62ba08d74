// The commands that need no trail, and `advise` with one.
#include "option_groups.h"

namespace console {
namespace {

void AddAdviceTrail(CLI::App* advise, Options* options) {
  CLI::Option* trail =
      advise->add_option("--trail", options->trail.file,
                         "Records the advice shown in this trail, which is made if need be");
  trail->type_name("FILE");
  CLI::Option* by =
      advise->add_option("--by", options->trail.who.id, "Who is shown the advice, for the record");
  by->type_name("WHO")->needs(trail);
  trail->needs(by);
  advise->add_option("--role", options->trail.who.role, "In what role")
      ->type_name("ROLE")
      ->needs(trail);
  advise->add_option("--key-file", options->trail.key_file, "The trail's keys (its FILE.key)")
      ->type_name("FILE")
      ->needs(trail);
  CLI::Option* person =
      AddPerson(advise, options, "Case number, for one payload (crn of the payload)");
  person->needs(trail);
  CLI::Option* contact_id = advise->add_option("--contact-id", options->contact_id,
                                               "The contact, as the record is to name it");
  contact_id->type_name("ID")->needs(trail);
  advise->parse_complete_callback([=] {
    const bool one = options->payloads.size() == 1 && options->payloads[0] != "-";
    for (const CLI::Option* each : {person, contact_id}) {
      if (each->count() > 0 && !one) {
        throw CLI::ValidationError(each->get_name(), "is of one case; give one payload, a file");
      }
    }
  });
}

}  // namespace

void AddAdvise(CLI::App* app, Options* options) {
  CLI::App* advise =
      AddCommand(app, options, Command::kAdvise, "advise", "Advise on one contact of each case");
  advise
      ->add_option_function<std::string>(
          "--policy",
          [options](const std::string& pack) {
            options->packs.insert(options->packs.begin(), pack);
          },
          "National policy pack")
      ->required()
      ->type_name("PACK");
  advise
      ->add_option_function<std::vector<std::string>>(
          "--overlay",
          [options](const std::vector<std::string>& packs) {
            options->packs.insert(options->packs.end(), packs.begin(), packs.end());
          },
          "Overlay of a region, or an exceptional delivery model; may be repeated")
      ->type_name("PACK")
      ->allow_extra_args(false);
  AddDay(advise, "--as-of", &options->as_of, "The day on which all this is known (today)");
  advise->add_option("--mapping", options->mapping, "How the payloads are read")
      ->required()
      ->type_name("FILE");
  advise
      ->add_option("--contact", options->contact,
                   "The contact, JSON (the payload's next appointment)")
      ->type_name("FILE");
  advise->add_option("--answers", options->answers, "Answers, approvals and safeguards done, JSON")
      ->type_name("FILE");
  advise
      ->add_option("--region", options->region,
                   "Region, where the contact names none (the nation alone)")
      ->type_name("REGION");
  AddLanguage(advise, options);
  advise->add_flag("--json", options->json, "One JSON object a line instead of text");
  AddAdviceTrail(advise, options);
  advise
      ->add_option("payload", options->payloads,
                   "Files, one case each; - reads JSON lines from standard input")
      ->required()
      ->type_name("PAYLOAD");
}

void AddPolicy(CLI::App* app, Options* options) {
  CLI::App* policy = app->add_subcommand("policy", "Check or show policy packs");
  policy->require_subcommand(1);
  CLI::App* check = AddCommand(policy, options, Command::kPolicyCheck, "check",
                               "Load packs together and say all that is wrong");
  CLI::App* show = AddCommand(policy, options, Command::kPolicyShow, "show",
                              "The rules and the digest, to be read");
  for (CLI::App* command : {check, show}) {
    command->add_option("pack", options->packs, "A national pack and its overlays")
        ->required()
        ->type_name("PACK");
  }
  AddLanguage(show, options);
}

}  // namespace console
