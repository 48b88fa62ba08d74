#include "advice/text/record_words.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "base/say_day.h"
#include "base/suggest.h"

namespace bsup::core {
namespace {

constexpr int kMostUnmapped = 5;  // values of one table; the JSON has more

std::string ConflictWords(const Speaker& speaker, const Conflict& conflict) {
  const Fact& fact = speaker.FactAt(conflict.fact);
  const std::string& label = fact.label.In(speaker.language);
  if (conflict.integrity) {
    const Integrity& rule = speaker.policy.integrity[conflict.integrity];
    return speaker.Say(AdviceText::kDoubted, {label, rule.because.In(speaker.language)});
  }
  std::string values;
  std::vector<FactValue> said;
  for (const Conflict::Source& source : conflict.sources) {
    if (std::ranges::find(said, source.value) != said.end()) continue;
    said.push_back(source.value);
    values += (values.empty() ? "" : ", ") + fact.Say(source.value, speaker.language);
  }
  if (conflict.taken == kUnknown) return speaker.Say(AdviceText::kConflictUnknown, {label, values});
  return speaker.Say(AdviceText::kConflictTaken,
                     {label, values, fact.Say(conflict.taken, speaker.language)});
}

std::string DiffersWords(const Speaker& speaker, const std::string& differs) {
  if (differs == "case number") return speaker.Say(AdviceText::kCaseNumber);
  if (differs == "name") return speaker.Say(AdviceText::kName);
  return differs == "birth date" ? speaker.Say(AdviceText::kBirthDate) : differs;
}

// {1} is what was given, {2} the day.
const Pattern<2>& PatternOf(Lapsed::Why why) {
  switch (why) {
    case Lapsed::Why::kTooOld: return AdviceText::kTooOld;
    case Lapsed::Why::kFromTheFuture: return AdviceText::kFromTheFuture;
    case Lapsed::Why::kEnded: return AdviceText::kEnded;
    case Lapsed::Why::kOtherContact: return AdviceText::kOtherContact;
    case Lapsed::Why::kOtherPolicy: return AdviceText::kOtherPolicy;
    case Lapsed::Why::kSuspended: break;
  }
  return AdviceText::kPrincipleSuspended;
}

std::string LapsedWords(const Speaker& speaker, const Lapsed& lapsed) {
  std::string name = lapsed.name;
  if (lapsed.approval) {
    name = speaker.Say(AdviceText::kApprovalFor, {lapsed.name});
  } else if (const FactIndex fact = speaker.policy.FactNamed(lapsed.name)) {
    name = speaker.FactAt(fact).label.In(speaker.language);
  }
  return speaker.Say(PatternOf(lapsed.why), {name, SayDay(lapsed.day, speaker.language)});
}

// What one table did not know, as far as it is said.
struct UnknownValues {
  std::string table;
  std::string said;
  int count = 0;
  bool missing = false;  // where a value should be there is none
};

// A line for each table: a record may hold thousands of values that it does not know.
void AddUnmapped(const Speaker& speaker, std::vector<std::string>& lines) {
  std::vector<UnknownValues> tables;
  std::unordered_map<std::string_view, std::size_t> at;
  for (const Unmapped& unmapped : speaker.a_case.unmapped) {
    const auto [known, is_new] = at.emplace(unmapped.table, tables.size());
    if (is_new) tables.push_back({unmapped.table, "", 0, false});
    UnknownValues& values = tables[known->second];
    if (unmapped.value.empty()) {
      values.missing = true;
    } else if (++values.count <= kMostUnmapped) {
      values.said += (values.said.empty() ? "" : ", ") + Quoted(unmapped.value);
    }
  }
  for (const UnmappedMore& more : speaker.a_case.unmapped_more) {
    if (const auto known = at.find(more.table); known != at.end())
      tables[known->second].count += more.values;
  }
  for (const UnknownValues& values : tables) {
    if (values.missing) lines.push_back(speaker.Say(AdviceText::kMissing, {values.table}));
    if (values.count == 1)
      lines.push_back(speaker.Say(AdviceText::kUnmapped, {values.said, values.table}));
    if (values.count < 2) continue;
    std::string said = values.said;
    if (values.count > kMostUnmapped) {
      said =
          speaker.Say(AdviceText::kAndMore, {said, std::to_string(values.count - kMostUnmapped)});
    }
    lines.push_back(
        speaker.Say(AdviceText::kUnmappedMany, {std::to_string(values.count), values.table, said}));
  }
}

// What is old, a line for each day: facts of one assessment stand together.
void AddOld(const Speaker& speaker, std::vector<std::string>& lines) {
  struct Told {
    Day day;
    int weeks;
    std::string labels;
  };
  std::vector<Told> all;
  for (const Dated& dated : speaker.a_case.dated) {
    const Fact& fact = speaker.FactAt(dated.fact);
    if (!fact.IsOld(dated.day, speaker.advice.as_of).value_or(false)) continue;
    const std::string& label = fact.label.In(speaker.language);
    const int weeks = fact.old_after->weeks;
    const auto same = std::ranges::find_if(
        all, [&](const Told& told) { return told.day == dated.day && told.weeks == weeks; });
    if (same == all.end()) {
      all.push_back({dated.day, weeks, label});
    } else {
      same->labels += ", " + label;
    }
  }
  for (const Told& told : all) {
    lines.push_back(speaker.Say(AdviceText::kOld, {told.labels, SayDay(told.day, speaker.language),
                                                   std::to_string(told.weeks)}));
  }
}

}  // namespace

std::vector<std::string> RecordWords(const Speaker& speaker) {
  const Case& record = speaker.a_case;
  std::vector<std::string> lines;
  for (const OtherPart& other : record.others) {
    lines.push_back(
        speaker.Say(AdviceText::kSomebodyElse, {other.part, DiffersWords(speaker, other.differs)}));
  }
  for (const OtherName& other : record.other_names)
    lines.push_back(speaker.Say(AdviceText::kOtherName, {other.part}));
  for (const OtherRegion& other : record.other_regions) {
    const std::string region =
        speaker.policy.region ? speaker.policy.region->label.In(speaker.language) : record.region;
    lines.push_back(speaker.Say(AdviceText::kOtherRegion, {Quoted(other.region), region}));
  }
  for (const Conflict& conflict : speaker.advice.conflicts)
    lines.push_back(ConflictWords(speaker, conflict));
  for (const FailedPart& failed : record.failed)
    lines.push_back(speaker.Say(AdviceText::kFailed, {failed.part}));
  AddUnmapped(speaker, lines);
  for (const Lapsed& lapsed : record.lapsed) lines.push_back(LapsedWords(speaker, lapsed));
  AddOld(speaker, lines);
  return lines;
}

}  // namespace bsup::core
