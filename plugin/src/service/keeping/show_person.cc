#include "service/keeping/show_person.h"

#include <set>
#include <utility>

#include "service/keeping/access.h"

namespace bsup::core {
namespace {

Result<std::vector<OpenedRecord>> AllAbout(Trail& trail, const std::string& person,
                                           bool statutory) {
  ReadFilter filter;
  filter.person = person;
  filter.statutory = statutory;
  std::vector<OpenedRecord> records;
  while (true) {
    BSUP_TRY(RecordPage page, trail.Read(filter, Trail::kMostPage));
    for (OpenedRecord& record : page.records) records.push_back(std::move(record));
    if (!page.next) return records;
    filter.after = *page.next;
  }
}

Result<std::vector<Document>> PoliciesBehind(Trail& trail,
                                             const std::vector<OpenedRecord>& records) {
  std::set<Hash> digests;
  for (const OpenedRecord& record : records) {
    if (record.record.document) digests.insert(*record.record.document);
  }
  std::vector<Document> policies;
  for (const Hash& digest : digests) {
    BSUP_TRY(auto bytes, trail.ReadDocument(digest));
    if (bytes) policies.push_back({digest, *std::move(bytes)});
  }
  return policies;
}

}  // namespace

Result<PersonRead> ReadPerson(Trail& trail, const Recorder& recorder, const std::string& person,
                              bool statutory, const std::optional<std::string>& justification) {
  PersonRead read;
  BSUP_TRY(read.records, AllAbout(trail, person, statutory));
  if (read.records.empty()) {
    return Error(Status::kNotFound, "person", "the trail holds nothing about this person");
  }
  BSUP_TRY(RecordReads(trail, recorder, {person}, justification));
  BSUP_TRY(read.policies, PoliciesBehind(trail, read.records));
  return read;
}

Result<std::string> ShowTimeline(Trail& trail, const Recorder& recorder, const std::string& person,
                                 bool statutory, const TimelineOptions& options) {
  BSUP_TRY(const PersonRead read, ReadPerson(trail, recorder, person, statutory, std::nullopt));
  return RenderTimeline(read.records, read.policies, options);
}

Result<std::string> ShowTimelineJson(Trail& trail, const Recorder& recorder,
                                     const std::string& person, bool statutory,
                                     const TimelineOptions& options) {
  BSUP_TRY(const PersonRead read, ReadPerson(trail, recorder, person, statutory, std::nullopt));
  return TimelineJson(read.records, read.policies, options);
}

Result<DecisionStanding> StandingOfDecision(Trail& trail, std::uint64_t sequence, Day day) {
  BSUP_TRY(const RecordAround decision, trail.ReadAround(sequence));
  return StandingOn(day, decision.record, decision.others);
}

}  // namespace bsup::core
