#include "records/telling/timeline_told.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/catalogue.h"
#include "base/say_day.h"
#include "records/content/time.h"
#include "records/content/who.h"
#include "records/kinds/advice_record.h"
#include "records/kinds/decision_record.h"
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

// The host's id of the contact that an ADVICE or a DECISION is about.
Result<std::optional<std::string>> ContactOf(const OpenedRecord& record) {
  std::optional<std::string> contact;
  if (!record.subject) return contact;
  if (record.record.kind == RecordKind::kAdvice) {
    BSUP_TRY(AdviceRecord shown, ReadAs<AdviceRecord>(record));
    contact = std::move(shown.contact_id);
  } else if (record.record.kind == RecordKind::kDecision) {
    BSUP_TRY(DecisionRecord decision, ReadAs<DecisionRecord>(record));
    contact = std::move(decision.contact_id);
  }
  return contact;
}

// Give it each record in order.
class Filter {
 public:
  explicit Filter(const TimelineFilter& filter) : filter_(filter) {}

  Result<bool> Lets(const OpenedRecord& opened) {
    const Record& record = opened.record;
    BSUP_TRY(const bool of_contact, IsOfContact(opened));
    if (!of_contact) return false;
    if (filter_.from && record.day < *filter_.from) return false;
    if (filter_.until && record.day > *filter_.until) return false;
    return filter_.only.empty() ||
           std::ranges::find(filter_.only, record.sequence) != filter_.only.end();
  }

 private:
  Result<bool> IsOfContact(const OpenedRecord& opened) {
    if (!filter_.contact_id) return true;
    const std::optional<std::uint64_t> answers = opened.record.answers;
    bool is = answers && of_contact_.contains(*answers);
    if (!is) {
      BSUP_TRY(const auto contact, ContactOf(opened));
      is = contact == filter_.contact_id;
    }
    if (is) of_contact_.insert(opened.record.sequence);
    return is;
  }

  const TimelineFilter& filter_;
  std::set<std::uint64_t> of_contact_;
};

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
  Filter filter(options.filter);
  for (const OpenedRecord& record : records) {
    if (record.record.day > options.day) continue;
    BSUP_TRY(const bool lets, filter.Lets(record));
    if (lets) {
      BSUP_TRY(told.records.emplace_back(), Told(view, record));
    }
    if (record.record.kind == RecordKind::kDecision) BSUP_TRY(list.Add(record, records));
  }
  for (Waiting& waiting : list.Take()) {
    std::string text = WaitingWords(view, waiting);
    told.waiting.push_back({std::move(waiting), std::move(text)});
  }
  return told;
}

}  // namespace bsup::core
