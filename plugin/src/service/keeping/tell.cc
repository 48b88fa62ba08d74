#include "service/keeping/tell.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "records/content/content.h"
#include "records/kinds/advice_record.h"
#include "records/telling/advice_in_full.h"
#include "records/telling/timeline.h"
#include "service/keeping/reading.h"
#include "service/keeping/replay_record.h"
#include "service/keeping/show_person.h"
#include "service/keeping/tell_asked.h"

namespace bsup::core {
namespace {

Result<std::string> Timeline(const PersonRead& read, const TellAsked& asked) {
  return asked.as_text ? RenderTimeline(read.records, read.policies, asked.options)
                       : TimelineJson(read.records, read.policies, asked.options);
}

const OpenedRecord* FindIn(const PersonRead& read, std::optional<std::uint64_t> sequence) {
  const auto found = std::ranges::find_if(read.records, [&](const OpenedRecord& record) {
    return sequence && record.record.sequence == *sequence;
  });
  return found == read.records.end() ? nullptr : &*found;
}

Result<std::string> PersonOfRecord(Trail& trail, std::uint64_t sequence) {
  BSUP_TRY(const OpenedRecord opened, trail.ReadOne(sequence));
  const std::string record = "record " + std::to_string(sequence);
  if (opened.erased) return Error(Status::kErased, record, "what it said was erased");
  std::optional<std::string> person = PersonOf(opened);
  if (person) return *std::move(person);
  return Error(Status::kBadInput, "/record",
               "record " + std::to_string(sequence) + " is of kind " + NameOf(opened.record.kind) +
                   " and about nobody; read it with bsup_trail_read");
}

Result<ScreenAgain> ScreenOf(Trail& trail, LoadedPacks& packs, const OpenedRecord& opened,
                             const AdviceRecord& shown, const TextOptions& layout) {
  BSUP_TRY(const GivenAdvice again, GiveRecordAgain(trail, packs, opened, shown));
  BSUP_TRY(const Replayed compared, CompareReplay(shown.advice, again.Json(again.language)));
  return ScreenAgain{again.Text(again.language, layout), compared.verdict};
}

// The record, what it answers up to the advice, and that in full.
Result<std::string> InFull(Trail& trail, LoadedPacks& packs, const PersonRead& read,
                           TellAsked asked) {
  std::vector<std::uint64_t>& only = asked.options.filter.only;
  const OpenedRecord* last = nullptr;
  for (const OpenedRecord* each = FindIn(read, asked.record); each != nullptr;
       each = FindIn(read, each->record.answers)) {
    only.push_back(each->record.sequence);
    last = each;
  }
  if (last == nullptr) {
    return Error(Status::kBadInput, "/record",
                 "this record is of the statutory class; ask with \"statutory\" for it");
  }
  BSUP_TRY(std::string told, Timeline(read, asked));
  std::string advice = asked.as_text ? "" : "null";
  if (last->record.kind == RecordKind::kAdvice && last->record.document) {
    BSUP_TRY(const AdviceRecord shown, ReadAs<AdviceRecord>(*last));
    BSUP_TRY(const ScreenAgain screen, ScreenOf(trail, packs, *last, shown, asked.options.text));
    const auto policy = std::ranges::find(read.policies, *last->record.document, &Document::digest);
    if (policy == read.policies.end())
      return Error(Status::kTampered, "", "the trail lacks the policy of the advice; run verify");
    BSUP_TRY(advice, asked.as_text ? RenderInFull(shown, screen, *policy, asked.options)
                                   : InFullJson(shown, screen, *policy, asked.options));
  }
  if (asked.as_text) return told + advice;
  told.pop_back();
  return told + ",\"advice\":" + advice + "}";
}

}  // namespace

Result<std::string> Tell(Trail& trail, LoadedPacks& packs, const Recorder& recorder,
                         std::string_view request, Day today) {
  BSUP_TRY(TellAsked asked, ReadTellAsked(request, today));
  std::string person;
  if (asked.record) {
    BSUP_TRY(person, PersonOfRecord(trail, *asked.record));
  } else {
    person = *asked.person;
  }
  BSUP_TRY(const PersonRead read,
           ReadPerson(trail, recorder, person, asked.statutory, asked.justification));
  if (asked.record) return InFull(trail, packs, read, std::move(asked));
  return Timeline(read, asked);
}

}  // namespace bsup::core
