#include "records/telling/timeline_told.h"

#include <utility>

#include "base/catalogue.h"
#include "base/say_day.h"
#include "records/content/time.h"
#include "records/content/who.h"
#include "records/telling/kinds_told.h"

namespace bsup::core {
namespace {

Result<RecordTold> Told(const TimelineView& view, const OpenedRecord& record) {
  RecordTold told;
  told.record = &record;
  if (record.actor) {
    BSUP_TRY(Actor actor, ReadActor(record));
    told.time = TimeText(actor.time);
    told.who = std::move(actor.who.id);
    told.role = std::move(actor.who.role);
  }
  const KindTold& kind = ToldOf(record.record.kind);
  Teller teller(view, record);
  teller.Head(*kind.heading);
  BSUP_TRY(kind.tell(teller));
  told.entry = teller.Take();
  return told;
}

std::string WaitingWords(const TimelineView& view, const Waiting& waiting) {
  const Language language = view.options.language;
  const std::string contact_day = SayDay(waiting.contact_day, language);
  switch (waiting.waits_for) {
    case WaitsFor::kApproval: {
      const PolicyNames& policy = view.PolicyOf(waiting.policy);
      std::vector<std::string> roles;
      for (const std::string& role : waiting.lacks)
        roles.push_back(policy.RoleLabel(role, language));
      return Say(TimelineText::kStateWaiting, language, {Joined(roles)}) + " " +
             Say(TimelineText::kContactOn, language, {contact_day});
    }
    case WaitsFor::kPromise: {
      const std::string state =
          Say(waiting.overdue ? TimelineText::kOverdue : TimelineText::kOpen, language);
      return Say(TimelineText::kPromised, language,
                 {SayDay(waiting.day, language), *waiting.promised, state});
    }
    case WaitsFor::kOutcome: break;
  }
  return Say(TimelineText::kNoOutcome, language, {contact_day});
}

}  // namespace

Result<TimelineTold> TellTimeline(std::span<const OpenedRecord> records,
                                  std::span<const Document> policies,
                                  const TimelineOptions& options) {
  std::vector<PolicyNames> names;
  std::vector<PolicyWords> words;
  for (const Document& policy : policies) {
    BSUP_TRY(PolicyNames read, PolicyNames::Read(policy.bytes));
    names.push_back(std::move(read));
    BSUP_TRY(words.emplace_back(), PolicyWords::Read(policy.bytes));
  }
  const TimelineView view{records, names, words, options};
  TimelineTold told;
  WaitingList list(options.day);
  for (const OpenedRecord& record : records) {
    if (record.record.day > options.day) continue;
    BSUP_TRY(told.records.emplace_back(), Told(view, record));
    if (record.record.kind == RecordKind::kDecision) BSUP_TRY(list.Add(record, records));
  }
  for (Waiting& waiting : list.Take()) {
    std::string text = WaitingWords(view, waiting);
    told.waiting.push_back({std::move(waiting), std::move(text)});
  }
  return told;
}

}  // namespace bsup::core
