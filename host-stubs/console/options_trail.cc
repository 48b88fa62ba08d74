// The trail itself: to check, to read, to prove, to hand on, to keep.
#include "option_groups.h"

namespace console {
namespace {

enum class Leaves { kNothing, kRecord };

CLI::App* AddOnTrail(CLI::App* trail, Options* options, Command command, Leaves leaves,
                     const std::string& name, const std::string& description) {
  CLI::App* added = AddCommand(trail, options, command, name, description);
  AddTrailFile(added, options);
  if (leaves == Leaves::kRecord) AddWho(added, options);
  return added;
}

void AddPath(CLI::App* command, Options* options, const std::string& name,
             const std::string& description) {
  command->add_option(name, options->on_trail.path, description)->required()->type_name("PATH");
}

void AddKnownHead(CLI::App* command, Options* options) {
  command
      ->add_option("--known-head", options->on_trail.known_head,
                   "A head of the trail that was kept elsewhere")
      ->type_name("FILE");
}

void AddVerify(CLI::App* trail, Options* options) {
  CLI::App* verify = AddOnTrail(trail, options, Command::kTrailVerify, Leaves::kNothing, "verify",
                                "Check every byte of it; exit 0 only where every proof holds");
  verify->get_option("--key-file")
      ->description("Its keys, to check its vault too (the trail's FILE.key where that is)");
  CLI::Option* vkey = verify->add_option("--vkey", options->on_trail.vkey,
                                         "Its verifier key, from outside (what it says itself)");
  vkey->type_name("KEY");
  verify->add_option("--vkey-file", options->on_trail.vkey_file, "The same, in a file")
      ->type_name("FILE")
      ->excludes(vkey);
  AddKnownHead(verify, options);
  verify
      ->add_option("--witness", options->on_trail.witnesses,
                   "Verifier key of a witness that vouches for heads; may be repeated")
      ->type_name("KEY")
      ->allow_extra_args(false);
  verify->add_flag("--json", options->json, "The report as JSON");
}

void AddReading(CLI::App* trail, Options* options) {
  CLI::App* show = AddOnTrail(trail, options, Command::kTrailShow, Leaves::kRecord, "show",
                              "One person's timeline; leaves a record that it was read");
  AddPerson(show, options, "Case number")->required();
  AddDay(show, "--day", &options->as_of, "As it stood at the end of that day (today)");
  AddLanguage(show, options);
  show->add_flag("--statutory", options->on_trail.statutory,
                 "Who read, disclosed and erased, too: for checks of lawfulness");

  CLI::App* replay = AddOnTrail(trail, options, Command::kTrailReplay, Leaves::kNothing, "replay",
                                "Give recorded advice again, and compare");
  CLI::Option_group* which = replay->add_option_group("which");
  which->add_option("number", options->on_trail.sequences, "Numbers of advice")
      ->type_name("NUMBER");
  which->add_flag("--all", options->on_trail.all, "All advice there is");
  which->require_option(1);
}

void AddProving(CLI::App* trail, Options* options) {
  AddOnTrail(trail, options, Command::kTrailHead, Leaves::kNothing, "head",
             "Its newest checkpoint, to be kept elsewhere");
  CLI::App* prove = AddOnTrail(trail, options, Command::kTrailProve, Leaves::kNothing, "prove",
                               "The proof that a record is in it; names nobody");
  prove->add_option("number", options->on_trail.sequences, "Number of the record")
      ->required()
      ->expected(1)
      ->type_name("NUMBER");
  prove->add_option("--record", options->on_trail.path, "Writes the record proved into this file")
      ->type_name("FILE");
  CLI::App* cosign = AddOnTrail(trail, options, Command::kTrailCosign, Leaves::kNothing, "cosign",
                                "Keep what a witness signed");
  AddPath(cosign, options, "note", "A head of the trail with the witness's signature");
  cosign->add_option("--vkey", options->on_trail.vkey, "The witness's verifier key")
      ->required()
      ->type_name("KEY");
}

void AddHandingOn(CLI::App* trail, Options* options) {
  CLI::App* proof = AddOnTrail(trail, options, Command::kTrailExport, Leaves::kRecord, "export",
                               "The whole proof and nothing personal, as C2SP tiles");
  AddPath(proof, options, "folder", "New, empty, or of an earlier export");
  CLI::App* events = AddOnTrail(trail, options, Command::kTrailEvents, Leaves::kRecord, "events",
                                "Events for hmpps-audit, a JSON object a line; personal data");
  AddPath(events, options, "file", "Must not be there yet");
  events->add_option("--to", options->recipients, "Who receives them; may be repeated")
      ->required()
      ->type_name("RECIPIENT")
      ->allow_extra_args(false);
  events->add_option("--scope", options->on_trail.words, "What of the trail it is, and what for")
      ->required()
      ->type_name("WORDS");
  events->add_flag("--statutory", options->on_trail.statutory,
                   "Those of reading, disclosing and erasing too");
  AddDayText(events, "--from", &options->on_trail.from, "First day");
  AddDayText(events, "--until", &options->on_trail.until, "Last day");
}

void AddLife(CLI::App* trail, Options* options) {
  CLI::App* backup = AddOnTrail(trail, options, Command::kTrailBackup, Leaves::kRecord, "backup",
                                "A copy of it and its vault");
  AddPath(backup, options, "file", "Must not be there yet, nor FILE.vault");
  CLI::App* restore = AddOnTrail(trail, options, Command::kTrailRestore, Leaves::kRecord, "restore",
                                 "Make a trail from a backup, where none is yet");
  AddPath(restore, options, "backup", "What `trail backup` made");
  AddKnownHead(restore, options);
  CLI::App* rotate = AddOnTrail(trail, options, Command::kTrailRotate, Leaves::kRecord, "rotate",
                                "A new signing key, and new wrapping of all keys");
  for (CLI::App* command : {restore, rotate}) {
    command->add_option("--words", options->on_trail.words, "Why, for the record")
        ->required()
        ->type_name("WORDS");
  }
  CLI::App* erase = AddOnTrail(trail, options, Command::kTrailErase, Leaves::kRecord, "erase",
                               "Erase a person, for ever; every proof still holds");
  AddPerson(erase, options, "Case number")->required();
  erase->add_option("--why", options->on_trail.why, "Why; must not name the person")
      ->required()
      ->type_name("WORDS");
  erase->add_option("--authority", options->on_trail.authority, "Who ordered it, or what rule")
      ->required()
      ->type_name("WORDS");
  AddOnTrail(trail, options, Command::kTrailFinishErasures, Leaves::kNothing, "finish-erasures",
             "Do what earlier erasures still wait for");
}

}  // namespace

void AddTrail(CLI::App* app, Options* options) {
  CLI::App* trail = app->add_subcommand("trail", "Check, read, prove, hand on or keep a trail");
  trail->require_subcommand(1);
  AddVerify(trail, options);
  AddReading(trail, options);
  AddProving(trail, options);
  AddHandingOn(trail, options);
  AddLife(trail, options);
}

}  // namespace console
