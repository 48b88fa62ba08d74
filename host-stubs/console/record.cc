// What was decided on advice, who approved it, what came of it, and what was told to others.
//
// What was left out on the command line is not known, and goes into the trail as that. The JSON is
// as plugin/docs/records.md has it.
#include <boost/json.hpp>
#include <cstdint>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "command.h"
#include "common_options.h"
#include "terminal.h"
#include "trail_access.h"
#include "trail_json.h"

namespace console {
namespace {

namespace json = boost::json;
using MaybeText = std::optional<std::string>;

json::value OrNull(const MaybeText& text) { return text ? json::value(*text) : json::value(); }

struct Answer {
  TrailAccess trail;
  std::uint64_t answers = 0;
  MaybeText words;
};

void AddAnswer(CLI::App* command, Answer* answer, const std::string& answered) {
  AddTrailAndWho(command, &answer->trail);
  AddOption(command, "--answers-to", &answer->answers, "NUMBER", answered)->required();
}

std::uint64_t Keep(bsup::Trail* trail, const TrailAccess& access, std::int32_t kind,
                   const json::object& content) {
  const bsup::Receipt receipt = trail->Record(kind, access.who, json::serialize(content));
  std::cout << ToldOf(receipt) << '\n';
  return receipt.sequence();
}

void ShowStanding(bsup::Trail* trail, std::uint64_t decision) {
  std::cout << "The decision, no. " << decision << ":\n";
  for (const std::string& sentence : StandingInWords(trail->Decision(decision)))
    std::cout << Wrapped(sentence);
}

struct DecisionOptions : Answer {
  std::string mode;
  MaybeText reason;
  std::vector<std::string> promises;  // WHAT=DATE
};

std::string NotAPromise(const std::string& text) {
  const std::size_t equals = text.rfind('=');
  if (equals != std::string::npos && equals > 0 && NotADay(text.substr(equals + 1)).empty())
    return {};
  return "\"" + text + "\" has no day; write \"office visit after it=2026-12-01\"";
}

int Decide(const bsup::Session& session, const DecisionOptions& options) {
  json::object content{{"answers", options.answers}, {"mode", options.mode}};
  if (options.reason || options.words) {
    // Words without a code: the plugin says which codes there are.
    content["reason"] = {{"code", options.reason.value_or("")}, {"words", OrNull(options.words)}};
  }
  json::array promises;
  for (const std::string& promise : options.promises) {
    const std::size_t equals = promise.rfind('=');
    promises.push_back({{"what", promise.substr(0, equals)}, {"due", promise.substr(equals + 1)}});
  }
  content["mitigations"] = std::move(promises);
  bsup::Trail trail = OpenTrail(session, options.trail);
  ShowStanding(&trail, Keep(&trail, options.trail, BSUP_RECORD_DECISION, content));
  return kDone;
}

void AddDecision(Group record) {
  const auto [decision, options] = Add(record, "decision", "What was decided on advice", Decide);
  AddAnswer(decision, options, "The number of the advice");
  AddOption(decision, "--mode", &options->mode, "MODE", "The mode decided on, such as telephone")
      ->required();
  AddOption(decision, "--reason", &options->reason, "CODE",
            "Why, a code of the policy; needed where the decision departs from the advice");
  AddOption(decision, "--words", &options->words, "WORDS", "Why, in words; needed with it");
  AddRepeated(decision, "--promise", &options->promises, "WHAT=DATE",
              "What is to be done to make up for it, and by when; may be repeated")
      ->check(NotAPromise);
}

struct ApprovalOptions : Answer {
  bool approve = false;
  std::string as;  // the role that approves or refuses
  MaybeText until;
};

int Approve(const bsup::Session& session, const ApprovalOptions& options) {
  bsup::Trail trail = OpenTrail(session, options.trail);
  Keep(&trail, options.trail, BSUP_RECORD_APPROVAL,
       {{"answers", options.answers},
        {"approved", options.approve},
        {"role", options.as},
        {"until", OrNull(options.until)},
        {"words", OrNull(options.words)}});
  ShowStanding(&trail, options.answers);
  return kDone;
}

void AddApproval(Group record) {
  const auto [approval, options] =
      Add(record, "approval", "Somebody else's word on a decision that needs one", Approve);
  AddAnswer(approval, options, "The number of the decision");
  CLI::Option_group* word = approval->add_option_group("word");
  word->add_flag("--approve", options->approve, "It may be so");
  word->add_flag_callback(
      "--refuse", [options = options] { options->approve = false; }, "It may not");
  word->require_option(1);
  AddOption(approval, "--as", &options->as, "ROLE", "The policy's role that says so")->required();
  AddOption(approval, "--until", &options->until, "DATE", "An approval's last day")->check(NotADay);
  AddOption(approval, "--words", &options->words, "WORDS", "Why; needed to refuse");
}

struct OutcomeOptions : Answer {
  MaybeText mode;
  std::string attended;
  MaybeText outcome_code;
  std::optional<bool> technical_failure;
  MaybeText risk_information;
  MaybeText risk_words;
  std::optional<std::vector<std::uint64_t>> kept;  // promises, from 0
  MaybeText right_mode;
};

int TellOutcome(const bsup::Session& session, const OutcomeOptions& options) {
  json::object content{{"answers", options.answers},
                       {"mode", OrNull(options.mode)},
                       {"attended", options.attended},
                       {"outcome_code", OrNull(options.outcome_code)},
                       {"technical_failure", nullptr},
                       {"risk_information", OrNull(options.risk_information)},
                       {"risk_words", OrNull(options.risk_words)},
                       {"mitigations_done", nullptr},
                       {"right_mode", OrNull(options.right_mode)},
                       {"words", OrNull(options.words)}};
  if (options.technical_failure) content["technical_failure"] = *options.technical_failure;
  if (options.kept)
    content["mitigations_done"] = json::array(options.kept->begin(), options.kept->end());
  bsup::Trail trail = OpenTrail(session, options.trail);
  Keep(&trail, options.trail, BSUP_RECORD_OUTCOME, content);
  return kDone;
}

void AddOutcome(Group record) {
  const auto [outcome, options] = Add(record, "outcome", "What came of the contact", TellOutcome);
  AddAnswer(outcome, options, "The number of the decision");
  CLI::Option_group* how = outcome->add_option_group("how");
  AddOption(how, "--mode", &options->mode, "MODE", "How it took place");
  how->add_flag_callback(
      "--not-held", [options = options] { options->mode.reset(); },
      "It did not take place, or nobody knows how");
  how->require_option(1);
  outcome->add_option("--attended", options->attended, "Whether the person came")
      ->required()
      ->check(CLI::IsMember({"attended", "missed", "excused", "not recorded"}));
  AddOption(outcome, "--outcome-code", &options->outcome_code, "CODE",
            "As the host's records have it");
  outcome
      ->add_option_function<std::string>(
          "--technical-failure",
          [options = options](const std::string& word) {
            options->technical_failure = word == "yes";
          },
          "Whether equipment or lines failed")
      ->check(CLI::IsMember({"yes", "no"}));
  outcome
      ->add_option("--risk-information", options->risk_information,
                   "Whether anything was learnt that bears on risk")
      ->check(CLI::IsMember({"gained", "none"}));
  AddOption(outcome, "--risk-words", &options->risk_words, "WORDS", "What it was");
  CLI::Option* kept = AddOption(outcome, "--kept", &options->kept, "PLACE",
                                "Which promises of the decision were kept, counted from 0");
  outcome
      ->add_flag_callback(
          "--kept-none", [options = options] { options->kept.emplace(); }, "No promise was kept")
      ->excludes(kept);
  outcome->add_option("--right-mode", options->right_mode, "Whether the mode was right, afterwards")
      ->check(
          CLI::IsMember({"right", "in person would have been better", "remote would have done"}));
  AddOption(outcome, "--words", &options->words, "WORDS", "What else there is to say");
}

struct KeptOptions : Answer {
  std::vector<std::uint64_t> promises;  // places, from 0
  MaybeText on;
};

int TellKept(const bsup::Session& session, const KeptOptions& options) {
  bsup::Trail trail = OpenTrail(session, options.trail);
  Keep(&trail, options.trail, BSUP_RECORD_KEPT,
       {{"answers", options.answers},
        {"promises", json::array(options.promises.begin(), options.promises.end())},
        {"on", OrNull(options.on)},
        {"words", OrNull(options.words)}});
  ShowStanding(&trail, options.answers);
  return kDone;
}

void AddKept(Group record) {
  const auto [kept, options] = Add(record, "kept", "That a promise was kept", TellKept);
  AddAnswer(kept, options, "The number of the decision");
  AddOption(kept, "--promise", &options->promises, "PLACE",
            "Which promise of the decision, counted from 0; may be repeated")
      ->required();
  AddOption(kept, "--on", &options->on, "DATE", "The day it was done, where that is known")
      ->check(NotADay);
  AddOption(kept, "--words", &options->words, "WORDS", "What else there is to say");
}

struct DisclosureOptions {
  TrailAccess trail;
  std::string person;
  std::vector<std::string> recipients;
  std::string what;
  MaybeText justification;
};

int Disclose(const bsup::Session& session, const DisclosureOptions& options) {
  bsup::Trail trail = OpenTrail(session, options.trail);
  Keep(&trail, options.trail, BSUP_RECORD_DISCLOSURE,
       {{"person", options.person},
        {"recipients", json::value_from(options.recipients)},
        {"what", options.what},
        {"justification", OrNull(options.justification)}});
  return kDone;
}

void AddDisclosure(Group record) {
  const auto [disclosure, options] =
      Add(record, "disclosure", "That something of the trail was told to others", Disclose);
  AddTrailAndWho(disclosure, &options->trail);
  AddPerson(disclosure, &options->person, "Whom it is about")->required();
  AddOption(disclosure, "--to", &options->recipients, "RECIPIENT", "Who was told; may be repeated")
      ->required();
  AddOption(disclosure, "--what", &options->what, "WORDS", "What they were told")->required();
  AddOption(disclosure, "--justification", &options->justification, "WORDS", "On what ground");
}

}  // namespace

void AddRecord(Group program) {
  const Group record = AddGroup(program, "record",
                                "Record what was decided, approved, came of it, or was told to "
                                "others");
  AddDecision(record);
  AddApproval(record);
  AddOutcome(record);
  AddKept(record);
  AddDisclosure(record);
}

}  // namespace console
