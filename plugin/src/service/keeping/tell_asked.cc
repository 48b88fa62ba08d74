#include "service/keeping/tell_asked.h"

#include <array>
#include <utility>

#include "base/json.h"
#include "records/content/fields.h"

namespace bsup::core {
namespace {

constexpr std::array kFormNames{"json", "text"};
constexpr std::array kLanguageCodes{"en", "cy"};  // in the order of Language
constexpr Within kColumns{40, 200};

void CheckWhat(ContentReader& reader, const TellAsked& asked) {
  const TimelineFilter& filter = asked.options.filter;
  if (!asked.person && !asked.record)
    reader.Add("person", "give a case number, or the number of a record under \"record\"");
  if (asked.person && asked.record)
    reader.Add("record", "a record says whom it is about; leave out \"person\"");
  if (asked.record && (filter.contact_id || filter.from || filter.until))
    reader.Add("record", "this is one record; leave out \"contact_id\", \"from\" and \"until\"");
}

}  // namespace

Result<TellAsked> ReadTellAsked(std::string_view text, Day today) {
  BSUP_TRY(const JsonDocument document, JsonDocument::Parse(text, "request"));
  std::vector<Problem> problems;
  ContentReader reader(document.root(), "", problems);
  reader.Expect({}, {"as_of", "colour", "contact_id", "form", "from", "justification", "language",
                     "person", "record", "statutory", "until", "width"});
  const auto word = [&](std::string_view key, const auto& names) {
    if (reader.Value(key).is_null()) return 0;
    const std::vector<std::string> words = Listed(names);
    return reader.IndexOf(key, words, OneOf(words));
  };
  const auto flag = [&](std::string_view key) {
    return ReadKey<std::optional<bool>>(reader, key).value_or(false);
  };
  TellAsked asked;
  asked.person = ReadKey<std::optional<std::string>>(reader, "person", Form::kPerson);
  asked.record = ReadKey<std::optional<std::uint64_t>>(reader, "record");
  asked.statutory = flag("statutory");
  asked.as_text = word("form", kFormNames) == 1;
  asked.justification = ReadKey<std::optional<std::string>>(reader, "justification", Form::kWords);
  TimelineOptions& options = asked.options;
  options.language = word("language", kLanguageCodes) == 1 ? Language::kWelsh : Language::kEnglish;
  options.day = ReadKey<std::optional<Day>>(reader, "as_of").value_or(today);
  options.text.colour = flag("colour");
  const auto width = ReadKey<std::optional<std::int64_t>>(reader, "width", kColumns);
  if (width) options.text.width = static_cast<int>(*width);
  options.filter.contact_id =
      ReadKey<std::optional<std::string>>(reader, "contact_id", Form::kName);
  options.filter.from = ReadKey<std::optional<Day>>(reader, "from");
  options.filter.until = ReadKey<std::optional<Day>>(reader, "until");
  CheckWhat(reader, asked);
  BSUP_TRY(reader.Check());
  return asked;
}

}  // namespace bsup::core
