#include "abi/recording.h"

#include <optional>
#include <utility>

#include "abi/struct_size.h"

namespace bsup::core {

Result<Recorder> RecorderOf(const Session& session, const bsup_who* who) {
  if (who == nullptr) return Error(Status::kUsage, "", "`who` must not be NULL");
  const std::optional<bsup_who> given = ReadGrowing(who);
  if (!given) {
    return Error(Status::kUsage, "",
                 "bsup_who.struct_size is too small; set it to sizeof(bsup_who)");
  }
  const Result<Day> today = session.DayOf(BSUP_TODAY);
  if (!today) return today.error();
  const Result<std::int64_t> now = session.Now();
  if (!now) return now.error();
  Recorder recorder;
  recorder.who = {std::string(TextOf(given->id)), std::string(TextOf(given->role)),
                  std::string(TextOf(given->service)), std::string(TextOf(given->operation_id)),
                  std::string(TextOf(given->correlation_id))};
  recorder.time = *now;
  recorder.day = *today;
  return recorder;
}

bsup_receipt* NewReceipt(Receipt receipt, const Recorder& recorder) {
  std::string leaf = Hex(Bytes(receipt.leaf));
  return new bsup_receipt{std::move(receipt), recorder.time, std::move(leaf)};
}

Result<bsup_receipt*> PutOnRecord(const bsup_trail& trail, const Recorder& recorder,
                                  std::vector<Draft> drafts) {
  Result<std::vector<Receipt>> receipts = trail.trail->Append(std::move(drafts));
  if (!receipts) {
    trail.session->log().Write(
        LogLevel::kError,
        "nothing recorded: status " + std::to_string(static_cast<int>(receipts.error().status)));
    return std::move(receipts).error();
  }
  return NewReceipt(std::move(receipts->back()), recorder);
}

}  // namespace bsup::core

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
