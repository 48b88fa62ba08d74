#include "service/keeping/worklist.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <vector>

#include "base/json_writer.h"
#include "base/suggest.h"
#include "records/content/fields.h"
#include "records/content/policy_names.h"
#include "service/keeping/access.h"
#include "service/keeping/worklist_asked.h"

namespace bsup::core {
namespace {

constexpr std::size_t kDecisionsInAPage = 256;

Result<std::vector<Waiting>> AllWaiting(Trail& trail, const WorklistAsked& asked) {
  ReadFilter filter;
  filter.kinds = {RecordKind::kDecision};
  filter.person = asked.person;
  filter.until = asked.as_of;
  WaitingList list(asked.as_of);
  while (true) {
    BSUP_TRY(AroundPage page,
             trail.ReadAround(filter, kDecisionsInAPage, Around::kWithoutAnswered));
    for (std::size_t i = 0; i < page.size(); ++i) {
      BSUP_TRY(const RecordAround around, page.Open(i));
      BSUP_TRY(list.Add(around.record, around.others));
    }
    if (!page.next()) break;
    filter.after = *page.next();
  }
  std::vector<Waiting> waiting = list.Take();
  std::erase_if(waiting, [&](const Waiting& item) { return !asked.Wants(item); });
  return waiting;
}

// A role that no policy of the trail knows waits for nothing: somebody who misspells one should not
// take that for good news.
Result<void> CheckRole(Trail& trail, const std::string& role) {
  ReadFilter filter;
  filter.kinds = {RecordKind::kPolicy};
  std::vector<std::string> known;
  std::set<Hash> seen;
  while (true) {
    BSUP_TRY(const RecordPage page, trail.Read(filter, Trail::kMostPage));
    for (const OpenedRecord& record : page.records) {
      if (!record.record.document || !seen.insert(*record.record.document).second) continue;
      BSUP_TRY(const auto bytes, trail.ReadDocument(*record.record.document));
      if (!bytes) continue;
      BSUP_TRY(const PolicyNames policy, PolicyNames::Read(*bytes));
      for (const std::string& id : IdsOf(policy.approvers)) {
        if (id == role) return {};
        if (std::ranges::find(known, id) == known.end()) known.push_back(id);
      }
    }
    if (!page.next) break;
    filter.after = *page.next;
  }
  if (known.empty()) return {};
  return Error(Status::kBadInput, "/role",
               Quoted(role) + " is not an approver of any policy that the trail has used" +
                   DidYouMean(role, known));
}

std::string WorklistJson(const WorklistAsked& asked, const std::vector<Waiting>& waiting,
                         std::size_t begin, std::size_t end) {
  std::array<std::uint64_t, kWaitsForNames.size()> counts{};
  for (const Waiting& item : waiting) ++counts[static_cast<std::size_t>(item.waits_for)];
  JsonWriter json;
  json.Object();
  json.Member("as_of", asked.as_of);
  json.Key("counts");
  json.Object();
  for (std::size_t i = 0; i < counts.size(); ++i) {
    json.PlainKey(kWaitsForNames[i]);
    json.Value(counts[i]);
  }
  json.EndObject();
  json.Key("items");
  json.Array();
  for (std::size_t i = begin; i < end; ++i) WriteFields(json, waiting[i]);
  json.EndArray();
  std::optional<std::string> next;
  if (begin < end && end < waiting.size()) next = WrittenPlace(PlaceOf(waiting[end - 1]));
  json.Member("next", next);
  json.EndObject();
  return json.Take();
}

}  // namespace

Result<std::string> Worklist(Trail& trail, const Recorder& recorder, std::string_view request,
                             Day today) {
  BSUP_TRY(const WorklistAsked asked, ReadWorklistAsked(request, today));
  BSUP_TRY(const std::vector<Waiting> waiting, AllWaiting(trail, asked));
  const bool none = std::ranges::none_of(
      waiting, [](const Waiting& item) { return item.waits_for == WaitsFor::kApproval; });
  if (asked.role && none) BSUP_TRY(CheckRole(trail, *asked.role));

  std::size_t begin = 0;
  while (asked.after && begin < waiting.size() && PlaceOf(waiting[begin]) <= *asked.after) ++begin;
  const std::size_t end = std::min(waiting.size(), begin + asked.limit);
  std::set<std::string> persons;
  for (std::size_t i = begin; i < end; ++i) persons.insert(waiting[i].person);
  BSUP_TRY(RecordReads(trail, recorder, persons, asked.justification));
  return WorklistJson(asked, waiting, begin, end);
}

}  // namespace bsup::core
