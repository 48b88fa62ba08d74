#include "records/telling/timeline.h"

#include <vector>

#include "base/catalogue.h"
#include "base/page.h"
#include "base/say_day.h"
#include "records/content/time.h"
#include "records/content/who.h"
#include "records/telling/kinds_told.h"
#include "records/telling/teller.h"

namespace bsup::core {
namespace {

constexpr std::size_t kClockWidth = 5;  // 10:15

struct Heading {
  std::string clock;  // or blank
  std::string by;     // `a.officer, probation officer`, or that it is unknown
};

Result<Heading> MadeBy(const OpenedRecord& record, Language language) {
  if (!record.actor)
    return Heading{std::string(kClockWidth, ' '), Say(ValueText::kUnknown, language)};
  BSUP_TRY(const Actor actor, ReadActor(record));
  const Who& who = actor.who;
  return Heading{TimeText(actor.time)->substr(11, kClockWidth),
                 who.id + (who.role.empty() ? "" : ", " + who.role)};
}

Result<TimelineEntry> EntryOf(const TimelineView& view, const OpenedRecord& record) {
  const KindTold& told = ToldOf(record.record.kind);
  Teller teller(view, record);
  teller.Head(*told.heading);
  BSUP_TRY(told.tell(teller));
  return teller.Take();
}

std::string Numbered(const Heading& made, std::uint64_t sequence, std::size_t digits) {
  const std::string number = std::to_string(sequence);
  return made.clock + "  " + std::string(digits - number.size(), ' ') + number;
}

std::string Line(std::string_view text, const TimelineOptions& options, Ink ink) {
  Page page(options.text);
  page.Paragraph(text, "", ink);
  return page.Take();
}

}  // namespace

Result<std::string> RenderTimeline(std::span<const OpenedRecord> records,
                                   std::span<const Document> policies,
                                   const TimelineOptions& options) {
  std::vector<PolicyNames> names;
  for (const Document& policy : policies) {
    BSUP_TRY(PolicyNames read, PolicyNames::Read(policy.bytes));
    names.push_back(std::move(read));
  }
  std::vector<const OpenedRecord*> shown;
  for (const OpenedRecord& record : records) {
    if (record.record.day <= options.day) shown.push_back(&record);
  }
  if (shown.empty())
    return Line(Say(TimelineText::kNoRecords, options.language), options, Ink::kDim);

  const TimelineView view{records, names, options};
  const std::size_t digits = std::to_string(shown.back()->record.sequence).size();
  const std::size_t labels = kClockWidth + 2 + digits + 2;
  Page page(options.text, labels);
  std::string text;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const Record& record = shown[i]->record;
    if (i == 0 || record.day != shown[i - 1]->record.day) {
      text += page.Take();
      page = Page(options.text, labels);
      if (i > 0) text += '\n';
      text += Line(SayWeekday(record.day, options.language), options, Ink::kBold) + "\n";
    }
    BSUP_TRY(const Heading made, MadeBy(*shown[i], options.language));
    BSUP_TRY(const TimelineEntry entry, EntryOf(view, *shown[i]));
    page.Section(Numbered(made, record.sequence, digits), Ink::kDim);
    page.Paragraph(entry.kind + ": " + made.by, "", Ink::kBold);
    for (const TimelineLine& line : entry.lines) page.Paragraph(line.text, "", line.ink);
  }
  text += page.Take();
  return text + "\n" +
         Line(Say(TimelineText::kFoot, options.language, {SayDay(options.day, options.language)}),
              options, Ink::kDim);
}

}  // namespace bsup::core
