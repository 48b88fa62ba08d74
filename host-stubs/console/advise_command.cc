#include <algorithm>
#include <iostream>
#include <memory>
#include <string>

#include "commands.h"
#include "files.h"
#include "payloads.h"
#include "terminal.h"
#include "trail_access.h"
#include "trail_json.h"

namespace console {
namespace {

// Writes advice to standard output, as text for a person or JSON for a program.
class Printer {
 public:
  explicit Printer(const Options& options)
      : options_(options), colour_(WantsColour()), width_(Width()) {}

  void Print(const std::string& name, const bsup::Advice& advice) {
    if (options_.json) {
      std::cout << advice.Json(options_.language) << '\n';
      return;
    }
    if (!first_) std::cout << '\n' << Rule() << "\n\n";
    first_ = false;
    std::cout << (colour_ ? "\033[1m" : "") << name << (colour_ ? "\033[0m" : "") << "\n\n";
    const std::string text = advice.Text(options_.language, colour_, width_);
    std::cout << text;
    if (!text.ends_with('\n')) std::cout << '\n';
  }

 private:
  [[nodiscard]] std::string Rule() const {
    std::string rule;
    for (std::uint32_t i = 0; i < (width_ == 0 ? 80 : width_); ++i) rule += "─";
    return rule;
  }

  const Options& options_;  // outlives this
  bool colour_;
  std::uint32_t width_;
  bool first_ = true;
};

// Records what was shown, where the command line names a trail.
class Keeper {
 public:
  Keeper(const bsup::Session& session, const Options& options) : options_(options) {
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

  const Options& options_;              // outlives this
  std::unique_ptr<bsup::Trail> trail_;  // none: nothing is recorded
};

}  // namespace

int Advise(const bsup::Session& session, const Options& options) {
  const bsup::Policy policy = session.LoadPolicy(options.packs);
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
      printer.Print(payload->name, advice);
      keeper.Keep(*payload, advice, &bar);
    } catch (const bsup::Error& error) {
      bar.Clear();
      status = std::max(status, Complain(payload->name, error));
    }
  }
  return status;
}

}  // namespace console
