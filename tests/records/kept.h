// Records as the trail would give them back, without one.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "records/caseload.h"
#include "records/content/time.h"
#include "records/content/who.h"
#include "records/kinds/advice_record.h"
#include "records/kinds/approval_record.h"
#include "records/kinds/decision_record.h"
#include "records/kinds/kept_record.h"
#include "records/kinds/outcome_record.h"

namespace bsup::core::testing {

inline Day On(std::string_view day) { return *Day::Parse(day); }

inline Recorder By(std::string_view who, std::string_view day, std::string_view role = "") {
  return {{std::string(who), std::string(role), "", "", ""},
          *ParseTime(std::string(day) + "T10:15:00.123Z"),
          On(day)};
}

inline const Recorder kOfficer = By("a.officer", "2026-11-23", "probation officer");

template <class T>
T Must(Result<T> result) {
  if (!result) ADD_FAILURE() << result.error().Message();
  return std::move(result).value();
}

// The first problem as a line; empty where there is none.
template <class T>
std::string ProblemOf(const Result<T>& result) {
  return result ? "" : result.error().problems.front().Line();
}

inline OpenedRecord Kept(const Draft& draft, std::uint64_t sequence) {
  const auto part = [](const std::string& text) {
    return text.empty() ? std::nullopt : std::optional<std::string>(text);
  };
  OpenedRecord opened;
  opened.record.sequence = sequence;
  opened.record.kind = draft.kind;
  opened.record.day = draft.day;
  opened.record.answers = draft.answers;
  opened.record.document = draft.document;
  opened.subject = part(draft.subject);
  opened.actor = part(draft.actor);
  opened.trail = part(draft.trail);
  return opened;
}

inline OpenedRecord Erased(const OpenedRecord& record) {
  OpenedRecord erased;
  erased.record = record.record;
  erased.erased = true;
  erased.actor = record.actor;
  erased.trail = record.trail;
  return erased;
}

// One person's advice and what follows from it; record 12 is the advice.
class Story {
 public:
  explicit Story(const std::string& person, const std::string& planned,
                 const std::string& role = "counts")
      : sample_(Advised(person, Meeting(planned, role))) {
    records_.push_back(
        Kept(Must(AdviceDraft(By("a.officer", "2026-11-23", "probation officer"), person, "c-17",
                              {sample_.input, sample_.advice}, Sha256Of({sample_.policy}))),
             12));
  }

  // Content without its "answers", which are the advice or, for the others, the first decision.
  OpenedRecord& Decide(const Recorder& who, const std::string& content) {
    return Add(Must(TryDecide(who, content)));
  }
  OpenedRecord& Approve(const Recorder& who, const std::string& content) {
    return Add(Must(TryApprove(who, content)));
  }
  OpenedRecord& Happen(const Recorder& who, const std::string& content) {
    return Add(Must(TryHappen(who, content)));
  }
  OpenedRecord& Keep(const Recorder& who, const std::string& content) {
    return Add(Must(TryKeep(who, content)));
  }
  Result<Draft> TryDecide(const Recorder& who, const std::string& content) const {
    return TryDraft(DecisionDraft, who, R"({"answers":12,)" + content + "}", records_[0]);
  }
  Result<Draft> TryApprove(const Recorder& who, const std::string& content) const {
    return TryDraft(ApprovalDraft, who, R"({"answers":13,)" + content + "}", records_[1]);
  }
  Result<Draft> TryHappen(const Recorder& who, const std::string& content) const {
    return TryDraft(OutcomeDraft, who, R"({"answers":13,)" + content + "}", records_[1]);
  }
  Result<Draft> TryKeep(const Recorder& who, const std::string& content) const {
    return TryDraft(KeptDraft, who, R"({"answers":13,)" + content + "}", records_[1]);
  }
  // By one of the functions that make drafts of what answers a record.
  template <class Make>
  Result<Draft> TryDraft(Make make, const Recorder& who, const std::string& content,
                         const OpenedRecord& answered) const {
    BSUP_TRY(const HostContent parsed, HostContent::Parse(content));
    return make(who, parsed, answered, sample_.policy);
  }
  OpenedRecord& Add(const Draft& draft) {
    records_.push_back(Kept(draft, 12 + records_.size()));
    return records_.back();
  }

  [[nodiscard]] const SampleAdvice& sample() const { return sample_; }
  [[nodiscard]] const OpenedRecord& advice() const { return records_[0]; }
  [[nodiscard]] const OpenedRecord& decision() const { return records_[1]; }
  [[nodiscard]] std::vector<OpenedRecord>& records() { return records_; }

 private:
  SampleAdvice sample_;
  std::vector<OpenedRecord> records_;
};

// A home visit to somebody dangerous: a senior probation officer has to approve it.
inline const char* const kVisit =
    R"("mode":"home visit","reason":{"code":"need-to-see","words":"The flat was broken into."},)"
    R"("mitigations":[{"what":"two of us go","due":"2026-11-30"}])";

}  // namespace bsup::core::testing
