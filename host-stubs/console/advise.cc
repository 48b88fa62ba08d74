// Advice on the mode of contact, shown, and recorded where a trail is named.
#include <algorithm>
#include <iostream>
#include <memory>
#include <string>

#include "command.h"
#include "common_options.h"
#include "files.h"
#include "payloads.h"
#include "terminal.h"
#include "trail_access.h"
#include "trail_json.h"

namespace console {
namespace {

struct AdviseOptions {
  std::vector<std::string> packs;
  std::vector<std::string> overlays;
  std::optional<std::chrono::sys_days> as_of;
  std::string mapping;
  std::string contact;  // files; empty where there is none
  std::string answers;
  std::string region;
  bsup::Language language = bsup::Language::kEnglish;
  bool json = false;
  bool form = false;
  bool all = false;
  bool strict = false;
  std::vector<std::string> payloads;  // files, or "-" for JSON lines from standard input
  TrailAccess trail;
  std::string person;  // a case number; empty where none is given
  std::string contact_id;
};

// Writes advice to standard output, as text for a person or JSON for a program.
class Printer {
 public:
  explicit Printer(const AdviseOptions& options)
      : options_(options), colour_(WantsColour()), width_(Width()) {}

  void Print(const std::string& name, const bsup::Advice& advice) {
    if (options_.json) {
      std::cout << advice.Json(options_.language) << '\n';
      return;
    }
    if (options_.form) {
      std::cout << advice.Form(options_.language) << '\n';
      return;
    }
    if (!first_) std::cout << '\n' << Rule() << "\n\n";
    first_ = false;
    std::cout << (colour_ ? "\033[1m" : "") << name << (colour_ ? "\033[0m" : "") << "\n\n";
    const std::string text = advice.Text(options_.language, colour_, width_, options_.all);
    std::cout << text;
    if (!text.ends_with('\n')) std::cout << '\n';
  }

 private:
  [[nodiscard]] std::string Rule() const {
    std::string rule;
    for (std::uint32_t i = 0; i < (width_ == 0 ? 80 : width_); ++i) rule += "─";
    return rule;
  }

  const AdviseOptions& options_;  // outlives this
  bool colour_;
  std::uint32_t width_;
  bool first_ = true;
};

// Records what was shown, where the command line names a trail.
class Keeper {
 public:
  Keeper(const bsup::Session& session, const AdviseOptions& options) : options_(options) {
    if (!options.trail.file.empty())
      trail_ = std::make_unique<bsup::Trail>(OpenOrMakeTrail(session, options.trail));
  }

  void Keep(const Payload& payload, const bsup::Advice& advice, ProgressBar* bar) {
    if (!trail_) return;
    const bsup::Receipt receipt = trail_->Record(advice, options_.trail.who, PersonOf(payload),
                                                 options_.contact_id, options_.language);
    bar->Clear();
    std::cout.flush();
    std::cerr << payload.name << ": " << ToldOf(receipt) << '\n';
  }

 private:
  [[nodiscard]] std::string PersonOf(const Payload& payload) const {
    if (!options_.person.empty()) return options_.person;
    if (auto number = CaseNumberIn(payload.text)) return *std::move(number);
    const std::string fault =
        "holds no case number (crn), so nothing was recorded; give it with --person";
    throw bsup::Error(BSUP_BAD_INPUT, fault, {{"", fault}});
  }

  const AdviseOptions& options_;        // outlives this
  std::unique_ptr<bsup::Trail> trail_;  // none: nothing is recorded
};

// Advice on a payload of which nothing was read rests on nothing.
void RefuseWhatWasNotRead(const bsup::Advice& advice) {
  if (!NothingWasRead(advice.Json())) return;
  const std::string fault =
      "nothing in it was read; check that the mapping is for payloads of this shape";
  throw bsup::Error(BSUP_BAD_INPUT, fault, {{"", fault}});
}

int Advise(const bsup::Session& session, const AdviseOptions& options) {
  std::vector<std::string> packs = options.packs;
  packs.insert(packs.end(), options.overlays.begin(), options.overlays.end());
  const bsup::Policy policy = session.LoadPolicy(packs);
  const bsup::Mapping mapping = session.LoadMapping(options.mapping);
  const std::string contact = ReadGiven(options.contact);
  const std::string answers = ReadGiven(options.answers);

  Printer printer(options);
  Keeper keeper(session, options);
  ProgressBar bar("cases");
  Payloads payloads(options.payloads);
  int status = kDone;
  while (const auto payload = payloads.Next()) {
    bar.Show(payloads.done(), payloads.Share());
    try {
      if (!payload->fault.empty())
        throw bsup::Error(BSUP_NOT_FOUND, payload->fault, {{"", payload->fault}});
      const bsup::Advice advice = policy.Advise(mapping, {.payload = payload->text,
                                                          .contact = contact,
                                                          .answers = answers,
                                                          .region = options.region,
                                                          .as_of = options.as_of});
      if (options.strict) RefuseWhatWasNotRead(advice);
      printer.Print(payload->name, advice);
      keeper.Keep(*payload, advice, &bar);
    } catch (const bsup::Error& error) {
      bar.Clear();
      status = std::max(status, Complain(payload->name, error));
    }
  }
  return status;
}

void AddAdviceTrail(const Command<AdviseOptions>& command) {
  const auto& [advise, options] = command;
  CLI::Option* trail =
      AddOption(advise, "--trail", &options->trail.file, "FILE",
                "Records the advice shown in this trail, which is made if need be");
  CLI::Option* by = AddOption(advise, "--by", &options->trail.who.id, "WHO",
                              "Who is shown the advice, for the record");
  trail->check(NamesNoFile);
  by->needs(trail);
  trail->needs(by);
  AddOption(advise, "--role", &options->trail.who.role, "ROLE", "In what role")->needs(trail);
  AddOption(advise, "--key-file", &options->trail.key_file, "FILE",
            "The trail's keys (its FILE.key)")
      ->needs(trail);
  CLI::Option* person =
      AddPerson(advise, &options->person, "Case number, for one payload (crn of the payload)");
  person->needs(trail);
  CLI::Option* contact_id = AddOption(advise, "--contact-id", &options->contact_id, "ID",
                                      "The contact, as the record is to name it");
  contact_id->needs(trail);
  advise->parse_complete_callback([options = options, person, contact_id] {
    const bool one = options->payloads.size() == 1 && options->payloads[0] != "-";
    for (const CLI::Option* each : {person, contact_id}) {
      if (each->count() > 0 && !one) {
        throw CLI::ValidationError(each->get_name(), "is of one case; give one payload, a file");
      }
    }
  });
}

// In any order: what is a version, a region's or a model's stands in the pack. An option has one
// value each time, so that the payloads after it are payloads.
void AddPacks(const Command<AdviseOptions>& command) {
  const auto& [advise, options] = command;
  AddRepeated(advise, "--policy", &options->packs, "PACK",
              "National policy pack; may be repeated, for its versions by date and for overlays")
      ->required();
  AddRepeated(advise, "--overlay", &options->overlays, "PACK",
              "Overlay of a region, or an exceptional delivery model; may be repeated");
}

std::string IsNotAPack(const std::string& payload) {
  return payload.ends_with(".toml") ? payload + " is a pack; name each pack with --policy"
                                    : std::string();
}

}  // namespace

void AddAdvise(Group program) {
  const auto command = Add(program, "advise", "Advise on one contact of each case", Advise);
  const auto& [advise, options] = command;
  AddPacks(command);
  AddDay(advise, "--as-of", &options->as_of, "The day on which all this is known (today)");
  AddOption(advise, "--mapping", &options->mapping, "FILE", "How the payloads are read")
      ->required();
  AddOption(advise, "--contact", &options->contact, "FILE",
            "The contact, JSON (the payload's next appointment)");
  AddOption(advise, "--answers", &options->answers, "FILE",
            "Answers, approvals and safeguards done, JSON");
  AddOption(advise, "--region", &options->region, "REGION",
            "Region, where the contact names none (the payload's, or the nation alone)");
  AddLanguage(advise, &options->language);
  CLI::Option* json =
      advise->add_flag("--json", options->json, "One JSON object a line instead of text");
  CLI::Option* form = advise->add_flag("--form", options->form,
                                       "What the form of a page shows, one JSON object a line");
  form->excludes(json);
  advise->add_flag("--all", options->all, "All modes with their limits, and all else in the text")
      ->excludes(json)
      ->excludes(form);
  advise->add_flag("--strict", options->strict,
                   "Advice on a payload of which nothing was read is an error");
  AddAdviceTrail(command);
  AddOption(advise, "payload", &options->payloads, "PAYLOAD",
            "Files, one case each; - reads JSON lines from standard input")
      ->required()
      ->check(IsNotAPack);
}

}  // namespace console
