// The library's own enums have the numbers of plugin.h, so that they are handed over by a cast.
#pragma once

#include <cstdint>

#include "advice/engine/advice.h"
#include "base/log.h"
#include "base/result.h"
#include "batch/columns_out/advice_columns.h"
#include "blended_supervision/plugin.h"
#include "trail/log/record.h"
#include "trail/trail.h"
#include "trail/verify/verify.h"

namespace bsup::core {

template <class Enum>
constexpr std::int32_t NumberOf(Enum value) {
  return static_cast<std::int32_t>(value);
}

static_assert(NumberOf(Status::kOk) == BSUP_OK);
static_assert(NumberOf(Status::kUsage) == BSUP_USAGE);
static_assert(NumberOf(Status::kBadInput) == BSUP_BAD_INPUT);
static_assert(NumberOf(Status::kBadPolicy) == BSUP_BAD_POLICY);
static_assert(NumberOf(Status::kBadMapping) == BSUP_BAD_MAPPING);
static_assert(NumberOf(Status::kNotFound) == BSUP_NOT_FOUND);
static_assert(NumberOf(Status::kOtherPolicy) == BSUP_OTHER_POLICY);
static_assert(NumberOf(Status::kOtherEngine) == BSUP_OTHER_ENGINE);
static_assert(NumberOf(Status::kOutOfMemory) == BSUP_OUT_OF_MEMORY);
static_assert(NumberOf(Status::kInternal) == BSUP_INTERNAL);
static_assert(NumberOf(Status::kBusy) == BSUP_BUSY);
static_assert(NumberOf(Status::kKeyRefused) == BSUP_KEY_REFUSED);
static_assert(NumberOf(Status::kStorage) == BSUP_STORAGE);
static_assert(NumberOf(Status::kTampered) == BSUP_TAMPERED);
static_assert(NumberOf(Status::kErased) == BSUP_ERASED);

static_assert(NumberOf(LogLevel::kDebug) == BSUP_LOG_DEBUG);
static_assert(NumberOf(LogLevel::kInfo) == BSUP_LOG_INFO);
static_assert(NumberOf(LogLevel::kWarning) == BSUP_LOG_WARNING);
static_assert(NumberOf(LogLevel::kError) == BSUP_LOG_ERROR);

static_assert(NumberOf(Permission::kPermitted) == BSUP_PERMITTED);
static_assert(NumberOf(Permission::kNeedsApproval) == BSUP_NEEDS_APPROVAL);
static_assert(NumberOf(Permission::kNotPermitted) == BSUP_NOT_PERMITTED);
static_assert(NumberOf(Permission::kCannot) == BSUP_CANNOT);

static_assert(NumberOf(Band::kWellSuited) == BSUP_WELL_SUITED);
static_assert(NumberOf(Band::kSuited) == BSUP_SUITED);
static_assert(NumberOf(Band::kUseWithCare) == BSUP_USE_WITH_CARE);
static_assert(NumberOf(Band::kPoorlySuited) == BSUP_POORLY_SUITED);

static_assert(NumberOf(Firmness::kOnlyOption) == BSUP_ONLY_OPTION);
static_assert(NumberOf(Firmness::kRecommended) == BSUP_RECOMMENDED);
static_assert(NumberOf(Firmness::kAtDiscretion) == BSUP_AT_DISCRETION);
static_assert(NumberOf(Firmness::kRefer) == BSUP_REFER);
static_assert(NumberOf(Firmness::kNoAdvice) == BSUP_NO_ADVICE);

static_assert(NumberOf(NoticeLevel::kNone) == BSUP_NOTICE_NONE);
static_assert(NumberOf(NoticeLevel::kNote) == BSUP_NOTICE_NOTE);
static_assert(NumberOf(NoticeLevel::kStop) == BSUP_NOTICE_STOP);

static_assert(NumberOf(WhyNot::kLead) == BSUP_WHY_LEAD);
static_assert(NumberOf(WhyNot::kNoAdvice) == BSUP_WHY_NO_ADVICE);
static_assert(NumberOf(WhyNot::kRefer) == BSUP_WHY_REFER);
static_assert(NumberOf(WhyNot::kCannot) == BSUP_WHY_CANNOT);
static_assert(NumberOf(WhyNot::kNotPermitted) == BSUP_WHY_NOT_PERMITTED);
static_assert(NumberOf(WhyNot::kSupplementsOnly) == BSUP_WHY_SUPPLEMENTS_ONLY);
static_assert(NumberOf(WhyNot::kNeedsApproval) == BSUP_WHY_NEEDS_APPROVAL);
static_assert(NumberOf(WhyNot::kScoresLower) == BSUP_WHY_SCORES_LOWER);
static_assert(NumberOf(WhyNot::kLaterInOrder) == BSUP_WHY_LATER_IN_ORDER);

static_assert(NumberOf(RecordKind::kAdvice) == BSUP_RECORD_ADVICE);
static_assert(NumberOf(RecordKind::kDecision) == BSUP_RECORD_DECISION);
static_assert(NumberOf(RecordKind::kApproval) == BSUP_RECORD_APPROVAL);
static_assert(NumberOf(RecordKind::kOutcome) == BSUP_RECORD_OUTCOME);
static_assert(NumberOf(RecordKind::kPolicy) == BSUP_RECORD_POLICY);
static_assert(NumberOf(RecordKind::kRead) == BSUP_RECORD_READ);
static_assert(NumberOf(RecordKind::kDisclosure) == BSUP_RECORD_DISCLOSURE);
static_assert(NumberOf(RecordKind::kExport) == BSUP_RECORD_EXPORT);
static_assert(NumberOf(RecordKind::kErasure) == BSUP_RECORD_ERASURE);
static_assert(NumberOf(RecordKind::kKey) == BSUP_RECORD_KEY);
static_assert(NumberOf(RecordKind::kReopen) == BSUP_RECORD_REOPEN);
static_assert(NumberOf(RecordKind::kConfig) == BSUP_RECORD_CONFIG);
static_assert(NumberOf(RecordKind::kKept) == BSUP_RECORD_KEPT);
static_assert(kRecordKindNames.size() == BSUP_RECORD_KEPT + 1, "a kind is missing here");

static_assert(NumberOf(Verdict::kIntact) == BSUP_VERDICT_INTACT);
static_assert(NumberOf(Verdict::kIntactNoOutsideHead) == BSUP_VERDICT_INTACT_NO_OUTSIDE_HEAD);
static_assert(NumberOf(Verdict::kErasedInPart) == BSUP_VERDICT_ERASED_IN_PART);
static_assert(NumberOf(Verdict::kTampered) == BSUP_VERDICT_TAMPERED);
static_assert(NumberOf(Verdict::kTruncated) == BSUP_VERDICT_TRUNCATED);
static_assert(NumberOf(Verdict::kRolledBack) == BSUP_VERDICT_ROLLED_BACK);
static_assert(NumberOf(Verdict::kForked) == BSUP_VERDICT_FORKED);
static_assert(NumberOf(Verdict::kWrongKey) == BSUP_VERDICT_WRONG_KEY);
static_assert(NumberOf(Verdict::kUnsignedTail) == BSUP_VERDICT_UNSIGNED_TAIL);
static_assert(NumberOf(Verdict::kUnreadable) == BSUP_VERDICT_UNREADABLE);
static_assert(NumberOf(Verdict::kNotVouchedFor) == BSUP_VERDICT_NOT_VOUCHED_FOR);
static_assert(kVerdictNames.size() == BSUP_VERDICT_NOT_VOUCHED_FOR + 1,
              "a verdict is missing here");

static_assert(NumberOf(ErasureStatus::kDone) == BSUP_ERASURE_DONE);
static_assert(NumberOf(ErasureStatus::kPendingBackups) == BSUP_ERASURE_PENDING_BACKUPS);
static_assert(NumberOf(ErasureStatus::kPendingReaders) == BSUP_ERASURE_PENDING_READERS);

static_assert(kBatchAdvice == BSUP_BATCH_ADVICE && kBatchRules == BSUP_BATCH_RULES &&
              kBatchUnknown == BSUP_BATCH_UNKNOWN && kBatchModes == BSUP_BATCH_MODES);

}  // namespace bsup::core
