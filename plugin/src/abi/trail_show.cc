// One person's timeline, and how one decision stands.
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "abi/guard.h"
#include "abi/handles.h"
#include "abi/reading.h"
#include "abi/recording.h"
#include "abi/text_options.h"
#include "records/standing/decision_state.h"
#include "records/telling/timeline.h"

namespace bsup::core {
namespace {

Result<std::vector<OpenedRecord>> AllAbout(Trail* trail, const std::string& person,
                                           bool statutory) {
  ReadFilter filter;
  filter.person = person;
  filter.statutory = statutory;
  std::vector<OpenedRecord> records;
  while (true) {
    Result<RecordPage> page = trail->Read(filter, Trail::kMostPage);
    if (!page) return std::move(page).error();
    for (OpenedRecord& record : page->records) records.push_back(std::move(record));
    if (!page->next) return records;
    filter.after = *page->next;
  }
}

Result<std::vector<Document>> PoliciesBehind(Trail* trail,
                                             const std::vector<OpenedRecord>& records) {
  std::set<Hash> digests;
  for (const OpenedRecord& record : records) {
    if (record.record.document) digests.insert(*record.record.document);
  }
  std::vector<Document> policies;
  for (const Hash& digest : digests) {
    auto bytes = trail->ReadDocument(digest);
    if (!bytes) return std::move(bytes).error();
    if (*bytes) policies.push_back({digest, **std::move(bytes)});
  }
  return policies;
}

Result<std::string> ShowTimeline(const bsup_trail& trail, const Recorder& recorder,
                                 const std::string& person, bool statutory,
                                 const TimelineOptions& options) {
  const auto records = AllAbout(trail.trail.get(), person, statutory);
  if (!records) return records.error();
  if (records->empty()) {
    return Error(Status::kNotFound, "person", "the trail holds nothing about this person");
  }
  if (auto noted = RecordReads(trail, recorder, {person}, std::nullopt); !noted) {
    return std::move(noted).error();
  }
  const auto policies = PoliciesBehind(trail.trail.get(), *records);
  if (!policies) return policies.error();
  return RenderTimeline(*records, *policies, options);
}

Result<std::string> StandingText(Trail* trail, std::uint64_t sequence, Day day) {
  const Result<RecordAround> decision = trail->ReadAround(sequence);
  if (!decision) return decision.error();
  const Result<DecisionStanding> standing = StandingOn(day, decision->record, decision->others);
  if (!standing) return standing.error();
  return standing->ToJson();
}

}  // namespace
}  // namespace bsup::core

bsup_status bsup_trail_show(bsup_trail* trail, const bsup_who* who, const char* person, int32_t day,
                            const char* language, uint32_t flags, uint32_t width, bsup_text** out,
                            bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    if (trail == nullptr || person == nullptr || out == nullptr) {
      return bsup::core::Usage("`trail`, `person` and `out` must not be NULL");
    }
    const auto known = bsup::core::LanguageOf(language);
    if (!known) return bsup::core::UnknownLanguage();
    const bool statutory = (flags & BSUP_SHOW_STATUTORY) != 0;
    const auto text = bsup::core::TextOptionsOf(flags & ~uint32_t{BSUP_SHOW_STATUTORY}, width);
    if (!text) return text.error();
    const auto recorder = bsup::core::RecorderOf(*trail->session, who);
    if (!recorder) return recorder.error();
    const auto as_of = trail->session->DayOf(day);
    if (!as_of) return as_of.error();
    auto shown =
        bsup::core::ShowTimeline(*trail, *recorder, person, statutory, {*known, *text, *as_of});
    if (!shown) return std::move(shown).error();
    *out = new bsup_text{*std::move(shown)};
    return bsup::core::kDone;
  });
}

bsup_status bsup_trail_decision(bsup_trail* trail, uint64_t sequence, int32_t day, bsup_text** out,
                                bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    if (trail == nullptr || out == nullptr)
      return bsup::core::Usage("`trail` and `out` must not be NULL");
    const auto as_of = trail->session->DayOf(day);
    if (!as_of) return as_of.error();
    auto standing = bsup::core::StandingText(trail->trail.get(), sequence, *as_of);
    if (!standing) return std::move(standing).error();
    *out = new bsup_text{*std::move(standing)};
    return bsup::core::kDone;
  });
}
