// bsup_receipt: the calls that give one, and what it says.
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "abi/arguments.h"
#include "abi/guard.h"
#include "abi/handles.h"
#include "abi/numbers.h"
#include "service/keeping/life.h"
#include "service/keeping/record.h"

namespace bsup::core {
namespace {

Result<RecordKind> KindOf(std::int32_t kind) {
  if (kind >= 0 && kind < static_cast<std::int32_t>(kRecordKindNames.size())) {
    return static_cast<RecordKind>(kind);
  }
  return Error(Status::kUsage, "kind",
               "there is no kind of record " + std::to_string(kind) + "; give BSUP_RECORD_...");
}

bsup_receipt* NewReceipt(Receipt receipt, const Recorder& recorder) {
  std::string leaf = Hex(Bytes(receipt.leaf));
  return new bsup_receipt{std::move(receipt), recorder.time, std::move(leaf)};
}

Result<void> GiveReceipt(const bsup_trail& trail, const Recorder& recorder,
                         Result<Receipt> recorded, bsup_receipt** out) {
  if (!recorded) {
    trail.session->LogFailure(LogLevel::kError, "nothing recorded", recorded.error());
    return std::move(recorded).error();
  }
  *out = NewReceipt(*std::move(recorded), recorder);
  return {};
}

}  // namespace
}  // namespace bsup::core

namespace core = bsup::core;

bsup_status bsup_advice_record(const bsup_advice* advice, bsup_trail* trail, const bsup_who* who,
                               const char* person, const char* contact_id, const char* language,
                               bsup_receipt** out, bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(advice, trail, person, out);
    BSUP_TRY(const core::Language known, core::LanguageOf(language, advice->given.language));
    BSUP_TRY(const core::Recorder recorder, trail->session->RecorderOf(who));
    std::optional<std::string> contact;
    if (!core::TextOf(contact_id).empty()) contact = contact_id;
    return core::GiveReceipt(
        *trail, recorder,
        core::RecordAdvice(*trail->trail, recorder, advice->given, person, contact, known), out);
  });
}

bsup_status bsup_trail_record(bsup_trail* trail, int32_t kind, const bsup_who* who,
                              const char* content, uint64_t size, bsup_receipt** out,
                              bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(trail, content, out);
    BSUP_TRY(const core::Recorder recorder, trail->session->RecorderOf(who));
    BSUP_TRY(const core::RecordKind known, core::KindOf(kind));
    return core::GiveReceipt(*trail, recorder,
                             core::RecordContent(*trail->trail, recorder, known, {content, size}),
                             out);
  });
}

bsup_status bsup_trail_erase(bsup_trail* trail, const bsup_who* who, const char* content,
                             uint64_t size, int32_t* status, bsup_receipt** out,
                             bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(trail, content, status, out);
    BSUP_TRY(const core::Recorder recorder, trail->session->RecorderOf(who));
    BSUP_TRY(core::Erased erased, core::ErasePerson(*trail->trail, recorder, {content, size}));
    trail->session->log().Write(core::LogLevel::kInfo,
                                "erasure " + std::to_string(erased.receipt.sequence) + ": " +
                                    std::to_string(erased.records) + " records");
    *out = core::NewReceipt(std::move(erased.receipt), recorder);
    *status = core::NumberOf(erased.status);
    return {};
  });
}

bsup_status bsup_trail_rotate(bsup_trail* trail, const bsup_who* who, const char* words,
                              bsup_receipt** out, bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(trail, words, out);
    BSUP_TRY(const core::Recorder recorder, trail->session->RecorderOf(who));
    return core::GiveReceipt(*trail, recorder, core::RotateKeys(*trail->trail, recorder, words),
                             out);
  });
}

int64_t bsup_receipt_sequence(const bsup_receipt* receipt) {
  return receipt == nullptr ? -1 : static_cast<int64_t>(receipt->receipt.sequence);
}

int64_t bsup_receipt_time(const bsup_receipt* receipt) {
  return receipt == nullptr ? -1 : receipt->time;
}

int32_t bsup_receipt_existed(const bsup_receipt* receipt) {
  if (receipt == nullptr) return -1;
  return receipt->receipt.existed ? 1 : 0;
}

const char* bsup_receipt_leaf(const bsup_receipt* receipt) {
  return receipt == nullptr ? nullptr : receipt->leaf.c_str();
}

const char* bsup_receipt_checkpoint(const bsup_receipt* receipt) {
  return receipt == nullptr ? nullptr : receipt->receipt.checkpoint.c_str();
}

void bsup_receipt_free(bsup_receipt* receipt) { delete receipt; }
