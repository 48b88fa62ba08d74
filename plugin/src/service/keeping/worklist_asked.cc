#include "service/keeping/worklist_asked.h"

#include <algorithm>
#include <charconv>

#include "records/content/fields.h"
#include "records/content/name.h"
#include "trail/trail.h"

namespace bsup::core {
namespace {

// A number and the dot behind it, or the end.
bool TakeNumber(std::string_view& text, std::uint64_t& number) {
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc()) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (text.empty()) return true;
  if (text.front() != '.') return false;
  text.remove_prefix(1);
  return !text.empty();
}

std::optional<WorklistPlace> ParsePlace(std::string_view text) {
  const std::size_t dot = text.find('.');
  const std::optional<Day> day = Day::Parse(text.substr(0, dot));
  if (!day || dot == std::string_view::npos) return std::nullopt;
  text.remove_prefix(dot + 1);
  WorklistPlace place{*day, 0, 0, 0};
  auto& [of_day, sequence, what, promise] = place;
  const bool read =
      TakeNumber(text, sequence) && TakeNumber(text, what) && TakeNumber(text, promise);
  if (!read || !text.empty()) return std::nullopt;
  return place;
}

void ReadWaitsFor(ContentReader& reader, WorklistAsked& asked) {
  asked.waits_for.fill(false);
  reader.ForEach("waits_for", [&](ContentReader& list, const std::string& index) {
    const int what =
        list.IndexOf(index, Listed(kWaitsForNames), "\"approval\", \"promise\" or \"outcome\"");
    if (what >= 0) asked.waits_for[static_cast<std::size_t>(what)] = true;
  });
}

void ReadAfter(ContentReader& reader, WorklistAsked& asked) {
  const auto after = ReadKey<std::optional<std::string>>(reader, "after");
  if (!after) return;
  asked.after = ParsePlace(*after);
  if (!asked.after) reader.Add("after", "give the `next` of the page before, as it was");
}

}  // namespace

WorklistPlace PlaceOf(const Waiting& item) {
  return {item.day, item.sequence, static_cast<std::uint64_t>(item.waits_for), item.place};
}

std::string WrittenPlace(const WorklistPlace& place) {
  const auto& [day, sequence, what, promise] = place;
  return day.ToString() + "." + std::to_string(sequence) + "." + std::to_string(what) + "." +
         std::to_string(promise);
}

bool WorklistAsked::Wants(const Waiting& item) const {
  if (!waits_for[static_cast<std::size_t>(item.waits_for)]) return false;
  if (std::ranges::find(without, item.person) != without.end()) return false;
  if (by && !SameUser(*by, item.who)) return false;
  if (item.waits_for != WaitsFor::kApproval) return true;
  if (not_by && SameUser(*not_by, item.who)) return false;
  return !role || std::ranges::find(item.lacks, *role) != item.lacks.end();
}

Result<WorklistAsked> ReadWorklistAsked(std::string_view text, Day today) {
  WorklistAsked asked;
  asked.as_of = today;
  if (text.empty()) return asked;
  BSUP_TRY(const JsonDocument document, JsonDocument::Parse(text, "request"));
  std::vector<Problem> problems;
  ContentReader reader(document.root(), "", problems);
  reader.Expect({}, {"after", "as_of", "by", "justification", "limit", "not_by", "person", "role",
                     "waits_for", "without"});
  asked.as_of = ReadKey<std::optional<Day>>(reader, "as_of").value_or(today);
  if (!reader.Value("waits_for").is_null()) ReadWaitsFor(reader, asked);
  asked.role = ReadKey<std::optional<std::string>>(reader, "role", Form::kName);
  asked.not_by = ReadKey<std::optional<std::string>>(reader, "not_by", Form::kName);
  asked.by = ReadKey<std::optional<std::string>>(reader, "by", Form::kName);
  asked.person = ReadKey<std::optional<std::string>>(reader, "person", Form::kPerson);
  asked.without = ReadKey<std::optional<std::vector<std::string>>>(reader, "without", Form::kPerson)
                      .value_or(std::vector<std::string>());
  asked.justification = ReadKey<std::optional<std::string>>(reader, "justification", Form::kWords);
  const auto limit = ReadKey<std::optional<std::int64_t>>(
      reader, "limit", Within{0, std::int64_t{Trail::kMostPage}});
  if (limit) asked.limit = static_cast<std::size_t>(*limit);
  ReadAfter(reader, asked);
  BSUP_TRY(reader.Check());
  return asked;
}

}  // namespace bsup::core
