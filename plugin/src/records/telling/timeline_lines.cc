#include "records/telling/timeline_lines.h"

#include <algorithm>
#include <optional>

#include "advice/engine/advice.h"
#include "advice/json/intake_json.h"
#include "advice/text/words_of.h"
#include "base/catalogue.h"
#include "base/json.h"
#include "base/say_day.h"
#include "records/content/advice_told.h"
#include "records/content/part.h"
#include "records/kinds/advice_record.h"
#include "records/kinds/approval_record.h"
#include "records/kinds/decision_record.h"
#include "records/kinds/outcome_record.h"
#include "records/kinds/statutory_records.h"
#include "records/standing/decision_state.h"

namespace bsup::core {
namespace {

// Where `word` stands among `names`.
template <class Names>
std::size_t PlaceOf(const Names& names, std::string_view word) {
  return static_cast<std::size_t>(std::ranges::find(names, word) - names.begin());
}

const Text& TextOf(Attendance attendance) {
  switch (attendance) {
    case Attendance::kAttended: return AttendanceText::kAttended;
    case Attendance::kMissed: return AttendanceText::kMissed;
    case Attendance::kExcused: return AttendanceText::kExcused;
    case Attendance::kNotRecorded: break;
  }
  return AttendanceText::kNotRecorded;
}

// In the order of kRightModeNames.
constexpr std::array kRightMode{RightModeText::kRight, RightModeText::kInPersonWouldHaveBeenBetter,
                                RightModeText::kRemoteWouldHaveDone};
static_assert(kRightMode.size() == kRightModeNames.size());

std::string Spoken(std::string_view words) { return "“" + std::string(words) + "”"; }

std::string Joined(const std::vector<std::string>& texts) {
  std::string joined;
  for (const std::string& text : texts) joined += (joined.empty() ? "" : ", ") + text;
  return joined;
}

// Says what the records of one view say, in its language.
class Teller {
 public:
  Teller(const TimelineView& view, const OpenedRecord& record)
      : view_(view), record_(record), language_(view.options.language) {}

  Result<TimelineEntry> Tell() {
    const std::optional<Error> error = TellKind();
    if (error) return *error;
    if (record_.record.answers)
      entry_.kind += Told(TimelineText::kOnNumber, {std::to_string(*record_.record.answers)});
    return std::move(entry_);
  }

 private:
  std::optional<Error> TellKind() {
    switch (record_.record.kind) {
      case RecordKind::kAdvice: return TellPerson(TimelineText::kAdvice, &Teller::TellAdvice);
      case RecordKind::kDecision: return TellPerson(TimelineText::kDecision, &Teller::TellDecision);
      case RecordKind::kApproval:
        return TellPerson(TimelineText::kApprovalOrRefusal, &Teller::TellApproval);
      case RecordKind::kOutcome: return TellPerson(TimelineText::kOutcome, &Teller::TellOutcome);
      case RecordKind::kRead: return TellPerson(TimelineText::kRead, &Teller::TellRead);
      case RecordKind::kDisclosure:
        return TellPerson(TimelineText::kDisclosure, &Teller::TellDisclosure);
      case RecordKind::kPolicy: return TellTrail(TimelineText::kPolicyEvent);
      case RecordKind::kExport: return TellTrail(TimelineText::kExport);
      case RecordKind::kErasure: return TellTrail(TimelineText::kErasure);
      case RecordKind::kKey: return TellTrail(TimelineText::kKey);
      case RecordKind::kReopen: return TellTrail(TimelineText::kReopen);
      case RecordKind::kConfig: return TellTrail(TimelineText::kConfig);
    }
    return std::nullopt;
  }

  // Of a kind that is about a person: what it says, or that it was erased.
  std::optional<Error> TellPerson(const Text& kind, std::optional<Error> (Teller::*tell)()) {
    entry_.kind = Told(kind);
    if (record_.subject) return (this->*tell)();
    if (!record_.erased) return NoPart(record_);
    Add(Told(TimelineText::kErased), Ink::kDim);
    return std::nullopt;
  }

  std::optional<Error> TellAdvice() {
    const Result<AdviceRecord> shown = ReadAdviceRecord(record_);
    if (!shown) return shown.error();
    const Result<AdviceTold> told = AdviceTold::Read(shown->advice);
    if (!told) return told.error();
    const PolicyNames& policy = view_.PolicyOf(told->policy_digest);
    Add(Told(TimelineText::kContactOn, {SayDay(told->contact_day, language_)}) + " " +
        PlannedWords(*told, policy));
    if (told->notice == NameOf(kNoticeNames, NoticeLevel::kStop)) {
      entry_.lines.back().text += " " + Say(HeadingText::kStop, language_);
      entry_.lines.back().ink = Ink::kRed;
    } else if (told->notice == NameOf(kNoticeNames, NoticeLevel::kNote)) {
      entry_.lines.back().text += " " + Say(HeadingText::kNote, language_);
      entry_.lines.back().ink = Ink::kYellow;
    }
    Add(LeadWords(*told, policy), told->lead ? Ink::kGreen : Ink::kRed);
    if (told->provisional) Add(Say(AdviceText::kProvisional, language_));
    return std::nullopt;
  }

  std::optional<Error> TellDecision() {
    const Result<DecisionRecord> decision = ReadDecision(record_);
    if (!decision) return decision.error();
    const Result<DecisionStanding> standing = StandingOn(view_.options.day, record_, view_.records);
    if (!standing) return standing.error();
    const PolicyNames& policy = view_.PolicyOf(decision->policy);
    const std::string mode = Mode(policy, decision->mode);
    std::string words;
    if (!decision->departs) {
      words = Told(TimelineText::kAsAdvised, {mode});
    } else if (decision->advised) {
      words = Told(TimelineText::kDeparts, {mode, Mode(policy, *decision->advised)});
    } else {
      words = Told(TimelineText::kNoneAdvised, {mode});
    }
    Add(words);
    if (decision->reason) {
      const Reason& reason = *decision->reason;
      Add(Told(TimelineText::kReason, {policy.ReasonLabel(reason.code, language_)}) +
          (reason.words ? " " + Spoken(*reason.words) : ""));
    }
    AddState(*standing, policy);
    for (const PromisedMitigation& promised : standing->mitigations) AddPromise(promised);
    return std::nullopt;
  }

  std::optional<Error> TellApproval() {
    const Result<ApprovalRecord> approval = ReadApproval(record_);
    if (!approval) return approval.error();
    const std::string role = view_.PolicyOf(approval->policy).RoleLabel(approval->role, language_);
    entry_.kind = Told(approval->approved ? TimelineText::kApproval : TimelineText::kRefusal);
    std::string words = approval->until ? Told(TimelineText::kApprovedUntil,
                                               {role, SayDay(*approval->until, language_)})
                                        : Told(TimelineText::kRefusedBy, {role});
    if (approval->words) words += " " + Spoken(*approval->words);
    Add(words, approval->approved ? Ink::kGreen : Ink::kRed);
    return std::nullopt;
  }

  std::optional<Error> TellOutcome() {
    const Result<OutcomeRecord> outcome = ReadOutcome(record_);
    if (!outcome) return outcome.error();
    const auto attended = static_cast<Attendance>(PlaceOf(kAttendanceNames, outcome->attended));
    std::string words = Told(TextOf(attended));
    if (outcome->mode) words += ": " + Mode(view_.PolicyOf(outcome->policy), *outcome->mode);
    if (outcome->outcome_code) words += " (" + *outcome->outcome_code + ")";
    words += ".";
    if (outcome->technical_failure) {
      words += " " + Told(*outcome->technical_failure ? TimelineText::kTechnologyFailed
                                                      : TimelineText::kTechnologyWorked);
    }
    if (outcome->risk_information) {
      words += " " + Told(*outcome->risk_information == "gained" ? TimelineText::kRiskGained
                                                                 : TimelineText::kRiskNone);
    }
    if (outcome->risk_words) words += " " + Spoken(*outcome->risk_words);
    if (outcome->right_mode) {
      words += " " + Told(kRightMode[PlaceOf(kRightModeNames, *outcome->right_mode)]);
    }
    if (outcome->words) words += " " + Spoken(*outcome->words);
    Add(words);
    AddUnknown(*outcome);
    return std::nullopt;
  }

  std::optional<Error> TellRead() {
    const Result<ReadRecord> read = ReadReadRecord(record_);
    if (!read) return read.error();
    if (read->justification) Add(Spoken(*read->justification), Ink::kDim);
    return std::nullopt;
  }

  std::optional<Error> TellDisclosure() {
    const Result<DisclosureRecord> disclosure = ReadDisclosure(record_);
    if (!disclosure) return disclosure.error();
    std::string words = Told(TimelineText::kRecipients, {Joined(disclosure->recipients)}) + " " +
                        Spoken(disclosure->what);
    if (disclosure->justification) words += " " + Spoken(*disclosure->justification);
    Add(words, Ink::kDim);
    return std::nullopt;
  }

  // Of a kind that is about nobody: the words of its trail part.
  std::optional<Error> TellTrail(const Text& kind) {
    entry_.kind = Told(kind);
    const Result<JsonDocument> document = ParsePart(record_, record_.trail);
    if (!document) return document.error();
    const auto text = [&](std::string_view key) -> std::optional<std::string> {
      const JsonNode* node = document->root().Find(key);
      if (node == nullptr || !node->is_string()) return std::nullopt;
      return std::string(node->string());
    };
    if (const auto event = text("event")) {
      const bool withdrawn = event == "withdrawn";
      entry_.kind =
          Told(withdrawn ? TimelineText::kPolicyWithdrawn : TimelineText::kPolicyFirstUsed);
      if (const auto id = text("id"))
        Add(*id + ", " + Say(AdviceText::kVersion, language_, {text("version").value_or("")}),
            Ink::kDim);
    }
    std::string words;
    if (const JsonNode* recipients = document->root().Find("recipients")) {
      std::vector<std::string> names;
      for (const JsonNode& name : recipients->items()) names.emplace_back(name.string());
      words = Told(TimelineText::kRecipients, {Joined(names)});
    }
    for (const std::string_view key : {"what", "scope", "why", "authority", "words"}) {
      if (const auto said = text(key)) words += (words.empty() ? "" : " ") + Spoken(*said);
    }
    if (!words.empty()) Add(words, Ink::kDim);
    return std::nullopt;
  }

  // `Planned: Telephone call (needs approval, counts).`
  std::string PlannedWords(const AdviceTold& told, const PolicyNames& policy) const {
    const ModeTold* planned = told.planned ? told.Find(*told.planned) : nullptr;
    if (planned == nullptr) return Say(AdviceText::kNonePlanned, language_);
    const ModeStanding& standing = planned->standing;
    const auto permission = static_cast<Permission>(PlaceOf(kPermissionNames, standing.permission));
    return Say(AdviceText::kPlanned, language_,
               {Mode(policy, planned->mode), Say(TextOf(permission), language_) + ", " +
                                                 Say(CountingOf(standing.counts), language_)});
  }

  std::string LeadWords(const AdviceTold& told, const PolicyNames& policy) const {
    const std::string role = policy.RoleLabel(policy.refer_role, language_);
    if (told.outcome == "no advice") return Say(AdviceText::kNoAdvice, language_);
    if (told.outcome == "refer suspended")
      return Say(AdviceText::kReferSuspended, language_, {role});
    if (!told.lead) return Say(AdviceText::kReferNothing, language_, {role});
    const std::string lead = Mode(policy, *told.lead);
    if (told.firmness == NameOf(kFirmnessNames, Firmness::kOnlyOption))
      return Say(AdviceText::kOnlyOption, language_, {lead});
    if (told.firmness == NameOf(kFirmnessNames, Firmness::kRecommended))
      return Say(AdviceText::kRecommended, language_, {lead});
    std::string others;
    for (const std::string& mode : told.alternatives) {
      if (!others.empty()) others += Say(AdviceText::kOr, language_);
      others += Mode(policy, mode);
    }
    return Say(AdviceText::kAtDiscretion, language_, {lead, others});
  }

  void AddState(const DecisionStanding& standing, const PolicyNames& policy) {
    std::vector<std::string> roles;
    for (const std::string& role : standing.lacks)
      roles.push_back(policy.RoleLabel(role, language_));
    const std::string until = standing.until ? SayDay(*standing.until, language_) : "";
    switch (standing.state) {
      case DecisionState::kSuperseded:
        return Add(Told(TimelineText::kStateSuperseded, {std::to_string(*standing.superseded_by)}),
                   Ink::kDim);
      case DecisionState::kOutsidePolicy: {
        static constexpr std::array kWhy{AdviceText::kShortNoAdvice, PermissionText::kCannot,
                                         PermissionText::kNotPermitted, CountingText::kOnTopOnly};
        const Text& why = kWhy[PlaceOf(kOutsideNames, *standing.outside)];
        return Add(Told(TimelineText::kStateOutside, {Say(why, language_)}), Ink::kRed);
      }
      case DecisionState::kNeedsNone: return;
      case DecisionState::kRefused: {
        std::vector<std::string> numbers;
        for (const std::uint64_t sequence : standing.refusals)
          numbers.push_back(std::to_string(sequence));
        return Add(Told(TimelineText::kStateRefused, {Joined(numbers)}), Ink::kRed);
      }
      case DecisionState::kApproved:
        return Add(Told(TimelineText::kStateApproved, {until}), Ink::kGreen);
      case DecisionState::kLapsed:
        return Add(Told(TimelineText::kStateLapsed, {until, Joined(roles)}), Ink::kYellow);
      case DecisionState::kWaiting:
        return Add(Told(TimelineText::kStateWaiting, {Joined(roles)}), Ink::kYellow);
    }
  }

  void AddPromise(const PromisedMitigation& promised) {
    Add(Told(TimelineText::kPromised,
             {SayDay(promised.due, language_), promised.what, StateOf(promised)}),
        promised.state == MitigationState::kOverdue ? Ink::kYellow : Ink::kPlain);
  }

  [[nodiscard]] std::string StateOf(const PromisedMitigation& promised) const {
    switch (promised.state) {
      case MitigationState::kOpen: return Told(TimelineText::kOpen);
      case MitigationState::kDone:
        return Told(TimelineText::kDone, {SayDay(*promised.done, language_)});
      case MitigationState::kOverdue: break;
    }
    return Told(TimelineText::kOverdue);
  }

  void AddUnknown(const OutcomeRecord& outcome) {
    std::vector<std::string> unknown;
    if (!outcome.mode && outcome.attended == "attended")
      unknown.push_back(Told(TimelineText::kWhichMode));
    if (!outcome.technical_failure) unknown.push_back(Told(TimelineText::kWhetherTechnology));
    if (!outcome.risk_information) unknown.push_back(Told(TimelineText::kWhetherRisk));
    if (!outcome.right_mode) unknown.push_back(Told(TimelineText::kWhetherRight));
    if (!outcome.mitigations_done && SomethingWasPromised())
      unknown.push_back(Told(TimelineText::kWhetherDone));
    if (!unknown.empty()) Add(Told(TimelineText::kNotKnownYet, {Joined(unknown)}), Ink::kDim);
  }

  [[nodiscard]] bool SomethingWasPromised() const {
    for (const OpenedRecord& other : view_.records) {
      if (other.record.sequence != record_.record.answers) continue;
      const Result<DecisionRecord> decision = ReadDecision(other);
      return decision && !decision->mitigations.empty();
    }
    return false;
  }

  [[nodiscard]] std::string Mode(const PolicyNames& policy, std::string_view mode) const {
    return policy.ModeLabel(mode, language_);
  }
  [[nodiscard]] std::string Told(const Text& text) const { return Say(text, language_); }
  template <std::size_t kParts>
  [[nodiscard]] std::string Told(const Pattern<kParts>& pattern,
                                 const std::string_view (&parts)[kParts]) const {
    return Say(pattern, language_, parts);
  }
  void Add(std::string text, Ink ink = Ink::kPlain) {
    entry_.lines.push_back({std::move(text), ink});
  }

  const TimelineView& view_;
  const OpenedRecord& record_;
  Language language_;
  TimelineEntry entry_;
};

}  // namespace

const PolicyNames& TimelineView::PolicyOf(std::string_view digest) const {
  static const PolicyNames none;
  for (const PolicyNames& policy : policies) {
    if (Hex(Bytes(policy.digest)) == digest) return policy;
  }
  return none;
}

Result<TimelineEntry> Describe(const TimelineView& view, const OpenedRecord& record) {
  return Teller(view, record).Tell();
}

}  // namespace bsup::core
