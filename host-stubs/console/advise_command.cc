#include <iostream>
#include <string>

#include "commands.h"
#include "payloads.h"
#include "terminal.h"

namespace console {
namespace {

// A file that every case shares: `name` on the command line, empty text where there is none.
std::string ReadShared(const std::string& name) {
  if (name.empty()) return {};
  std::string fault;
  if (auto text = ReadFile(name, &fault)) return *std::move(text);
  throw bsup::Error(BSUP_NOT_FOUND, name + ": " + fault, {{name, fault}});
}

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

}  // namespace

int Advise(const bsup::Session& session, const Options& options) {
  const bsup::Policy policy = session.LoadPolicy(options.packs);
  const bsup::Mapping mapping = session.LoadMapping(options.mapping);
  const std::string contact = ReadShared(options.contact);
  const std::string answers = ReadShared(options.answers);

  Printer printer(options);
  ProgressBar bar;
  Payloads payloads(options.payloads);
  int status = kDone;
  while (const auto payload = payloads.Next()) {
    bar.Show(payloads.done(), payloads.Share());
    try {
      if (!payload->fault.empty())
        throw bsup::Error(BSUP_NOT_FOUND, payload->fault, {{"", payload->fault}});
      printer.Print(payload->name, policy.Advise(mapping, {.payload = payload->text,
                                                           .contact = contact,
                                                           .answers = answers,
                                                           .region = options.region,
                                                           .as_of = options.as_of}));
    } catch (const bsup::Error& error) {
      bar.Clear();
      Complain(payload->name, error);
      status = kBadInput;
    }
  }
  return status;
}

}  // namespace console
