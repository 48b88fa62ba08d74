#include <iostream>
#include <optional>

#include "commands.h"
#include "terminal.h"
#include "trail_access.h"
#include "trail_json.h"

namespace console {

int Record(const bsup::Session& session, const Options& options) {
  bsup::Trail trail = OpenTrail(session, options.trail);
  const auto record = [&](std::int32_t kind, const std::string& content) {
    const bsup::Receipt receipt = trail.Record(kind, options.trail.who, content);
    std::cout << ToldOf(receipt) << '\n';
    return receipt.sequence();
  };
  std::optional<std::uint64_t> decision;
  switch (options.command) {
    case Command::kRecordDecision:
      decision = record(BSUP_RECORD_DECISION, DecisionContent(options.record));
      break;
    case Command::kRecordApproval:
      record(BSUP_RECORD_APPROVAL, ApprovalContent(options.record));
      decision = options.record.answers;
      break;
    case Command::kRecordOutcome:
      record(BSUP_RECORD_OUTCOME, OutcomeContent(options.record));
      break;
    default: record(BSUP_RECORD_DISCLOSURE, DisclosureContent(options)); break;
  }
  if (decision) {
    std::cout << "The decision, no. " << *decision << ":\n";
    for (const std::string& sentence : StandingInWords(trail.Decision(*decision)))
      std::cout << Wrapped(sentence);
  }
  return kDone;
}

}  // namespace console
