#include "service/decisions/decisions_asked.h"

#include "base/json.h"
#include "records/content/fields.h"

namespace bsup::core {
namespace {

constexpr std::int64_t kMostThreads = 64;

}  // namespace

Result<DecisionsAsked> ReadDecisionsAsked(std::string_view text) {
  BSUP_TRY(const JsonDocument document, JsonDocument::Parse(text, "request"));
  std::vector<Problem> problems;
  ContentReader reader(document.root(), "", problems);
  reader.Expect({"export", "as_of"}, {"from", "until", "facts", "who", "threads"});
  DecisionsAsked asked;
  asked.exported = ReadExportTo(reader.Under("export"));
  asked.as_of = ReadKey<Day>(reader, "as_of");
  asked.filter.kinds = {RecordKind::kDecision};
  asked.filter.from = ReadKey<std::optional<Day>>(reader, "from");
  asked.filter.until = ReadKey<std::optional<Day>>(reader, "until");
  if (reader.Take("facts") != nullptr)
    asked.facts = ReadKey<std::vector<std::string>>(reader, "facts", Form::kFact);
  asked.with_who = ReadKey<std::optional<bool>>(reader, "who").value_or(false);
  const auto threads =
      ReadKey<std::optional<std::int64_t>>(reader, "threads", Within{1, kMostThreads});
  if (threads) asked.threads = static_cast<std::size_t>(*threads);
  BSUP_TRY(reader.Check());
  if (!asked.filter.until || *asked.filter.until > asked.as_of) asked.filter.until = asked.as_of;
  return asked;
}

}  // namespace bsup::core
