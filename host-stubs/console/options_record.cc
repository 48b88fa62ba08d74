// What was decided on advice, who approved it, what came of it, and what was told to others.
#include "option_groups.h"

namespace console {
namespace {

CLI::App* AddAnswer(CLI::App* record, Options* options, Command command, const std::string& name,
                    const std::string& description, const std::string& answered) {
  CLI::App* added = AddCommand(record, options, command, name, description);
  AddTrailFile(added, options);
  AddWho(added, options);
  added->add_option("--answers-to", options->record.answers, answered)
      ->required()
      ->type_name("NUMBER");
  return added;
}

void AddWords(CLI::App* command, Options* options, const std::string& description) {
  command->add_option("--words", options->record.words, description)->type_name("WORDS");
}

RecordOptions::Promise PromiseIn(const std::string& text) {
  const std::size_t equals = text.rfind('=');
  if (equals == std::string::npos || equals == 0 || !NotADay(text.substr(equals + 1)).empty()) {
    throw CLI::ValidationError(
        "--promise", "\"" + text + "\" has no day; write \"office visit after it=2026-12-01\"");
  }
  return {text.substr(0, equals), text.substr(equals + 1)};
}

void AddDecision(CLI::App* record, Options* options) {
  CLI::App* decision = AddAnswer(record, options, Command::kRecordDecision, "decision",
                                 "What was decided on advice", "The number of the advice");
  decision->add_option("--mode", options->record.mode, "The mode decided on, such as telephone")
      ->required()
      ->type_name("MODE");
  decision
      ->add_option("--reason", options->record.reason,
                   "Why, a code of the policy; needed where the decision departs from the advice")
      ->type_name("CODE");
  AddWords(decision, options, "Why, in words; needed with it");
  decision
      ->add_option_function<std::vector<std::string>>(
          "--promise",
          [options](const std::vector<std::string>& promises) {
            for (const std::string& each : promises)
              options->record.promises.push_back(PromiseIn(each));
          },
          "What is to be done to make up for it, and by when; may be repeated")
      ->type_name("WHAT=DATE")
      ->allow_extra_args(false);
}

void AddApproval(CLI::App* record, Options* options) {
  CLI::App* approval =
      AddAnswer(record, options, Command::kRecordApproval, "approval",
                "Somebody else's word on a decision that needs one", "The number of the decision");
  CLI::Option_group* word = approval->add_option_group("word");
  word->add_flag("--approve", options->record.approve, "It may be so");
  word->add_flag_callback(
      "--refuse", [options] { options->record.approve = false; }, "It may not");
  word->require_option(1);
  approval->add_option("--as", options->record.as, "The policy's role that says so")
      ->required()
      ->type_name("ROLE");
  approval->add_option("--until", options->record.until, "An approval's last day")
      ->type_name("DATE")
      ->check(CLI::Validator(NotADay, ""));
  AddWords(approval, options, "Why; needed to refuse");
}

void AddOutcome(CLI::App* record, Options* options) {
  CLI::App* outcome = AddAnswer(record, options, Command::kRecordOutcome, "outcome",
                                "What came of the contact", "The number of the decision");
  RecordOptions* given = &options->record;
  CLI::Option_group* how = outcome->add_option_group("how");
  how->add_option("--mode", given->mode, "How it took place")->type_name("MODE");
  how->add_flag_callback(
      "--not-held", [given] { given->mode.reset(); }, "It did not take place, or nobody knows how");
  how->require_option(1);
  outcome->add_option("--attended", given->attended, "Whether the person came")
      ->required()
      ->check(CLI::IsMember({"attended", "missed", "excused", "not recorded"}));
  outcome->add_option("--outcome-code", given->outcome_code, "As the host's records have it")
      ->type_name("CODE");
  outcome
      ->add_option_function<std::string>(
          "--technical-failure",
          [given](const std::string& word) { given->technical_failure = word == "yes"; },
          "Whether equipment or lines failed")
      ->check(CLI::IsMember({"yes", "no"}));
  outcome
      ->add_option("--risk-information", given->risk_information,
                   "Whether anything was learnt that bears on risk")
      ->check(CLI::IsMember({"gained", "none"}));
  outcome->add_option("--risk-words", given->risk_words, "What it was")->type_name("WORDS");
  CLI::Option* kept =
      outcome
          ->add_option_function<std::vector<std::uint64_t>>(
              "--kept", [given](const std::vector<std::uint64_t>& places) { given->kept = places; },
              "Which promises of the decision were kept, counted from 0")
          ->type_name("PLACE");
  outcome
      ->add_flag_callback(
          "--kept-none", [given] { given->kept.emplace(); }, "No promise was kept")
      ->excludes(kept);
  outcome->add_option("--right-mode", given->right_mode, "Whether the mode was right, afterwards")
      ->check(
          CLI::IsMember({"right", "in person would have been better", "remote would have done"}));
  AddWords(outcome, options, "What else there is to say");
}

void AddDisclosure(CLI::App* record, Options* options) {
  CLI::App* disclosure = AddCommand(record, options, Command::kRecordDisclosure, "disclosure",
                                    "That something of the trail was told to others");
  AddTrailFile(disclosure, options);
  AddWho(disclosure, options);
  AddPerson(disclosure, options, "Whom it is about")->required();
  disclosure->add_option("--to", options->recipients, "Who was told; may be repeated")
      ->required()
      ->type_name("RECIPIENT");
  disclosure->add_option("--what", options->record.what, "What they were told")
      ->required()
      ->type_name("WORDS");
  disclosure->add_option("--justification", options->record.justification, "On what ground")
      ->type_name("WORDS");
}

}  // namespace

void AddRecord(CLI::App* app, Options* options) {
  CLI::App* record = app->add_subcommand(
      "record", "Record what was decided, approved, came of it, or was told to others");
  record->require_subcommand(1);
  AddDecision(record, options);
  AddApproval(record, options);
  AddOutcome(record, options);
  AddDisclosure(record, options);
}

}  // namespace console
