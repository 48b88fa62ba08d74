#include "service/decisions/decisions_asked.h"

#include "base/json.h"
#include "records/content/content.h"

namespace bsup::core {
namespace {

constexpr std::int64_t kMostThreads = 64;
constexpr std::size_t kMostFactBytes = 80;

}  // namespace

Result<DecisionsAsked> ReadDecisionsAsked(std::string_view text) {
  BSUP_TRY(const JsonDocument document, JsonDocument::Parse(text, "request"));
  ContentReader reader;
  const auto at = reader.Object({&document.root(), ""}, {"export", "as_of"},
                                {"from", "until", "facts", "who", "threads"});
  DecisionsAsked asked;
  asked.exported = ReadExportTo(reader, at[0]);
  asked.as_of = reader.Day(at[1]);
  asked.filter.kinds = {RecordKind::kDecision};
  asked.filter.from = reader.DayOrNull(at[2]);
  asked.filter.until = reader.DayOrNull(at[3]);
  if (!at[4].node->is_null()) asked.facts = reader.Names(at[4], kMostFactBytes);
  asked.with_who = reader.FlagOrNull(at[5]).value_or(false);
  if (!at[6].node->is_null())
    asked.threads = static_cast<std::size_t>(reader.Integer(at[6], 1, kMostThreads));
  BSUP_TRY(reader.Check());
  if (!asked.filter.until || *asked.filter.until > asked.as_of) asked.filter.until = asked.as_of;
  return asked;
}

}  // namespace bsup::core
