#include "trail/verify/payloads.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace bsup::core {
namespace {

constexpr std::int64_t kPlaces = 4;  // of one record

template <std::size_t N>
bool Copy(std::string_view bytes, std::array<std::uint8_t, N>* to) {
  if (bytes.size() != N) return false;
  std::copy(bytes.begin(), bytes.end(), to->begin());
  return true;
}

std::string Its(PayloadPart part) {
  return std::string("its ") + kPartNames[static_cast<std::size_t>(part)] + " part ";
}

// A row of `place`, to which no record commits.
Finding LeftOver(std::int64_t place) {
  if (place < 0) return Tampered("a payload has a negative place");
  return TamperedAt(static_cast<std::uint64_t>(place / kPlaces),
                    "there is a payload that it does not commit to");
}

}  // namespace

Checked PayloadCheck::Begin() {
  BSUP_TRY(rows_,
           store_->Prepare(
               "SELECT place, key, nonce, key_hash, ciphertext FROM payload ORDER BY place"));
  BSUP_TRY(person_, store_->Prepare("SELECT 1 FROM person WHERE tag = ?1 AND sequence = ?2"));
  return Advance();
}

Checked PayloadCheck::Advance() {
  BSUP_TRY(const bool row, rows_->Step());
  place_.reset();
  if (row) place_ = rows_->Integer(0);
  return {};
}

Checked PayloadCheck::Next(const Record& record) {
  const auto first = static_cast<std::int64_t>(record.sequence) * kPlaces;
  if (place_ && *place_ < first) return LeftOver(*place_);
  for (std::size_t i = 0; i < record.parts.size(); ++i) {
    const auto part = static_cast<PayloadPart>(i);
    const std::optional<Hash>& commitment = record.parts[i];
    const bool there = place_ == first + static_cast<std::int64_t>(i);
    if (there) {
      if (!commitment) return LeftOver(*place_);
      BSUP_TRY(CheckRow(record, part, *commitment));
      BSUP_TRY(Advance());
    } else if (commitment) {
      if (part != PayloadPart::kSubject ||
          (erasures_->complete() && !erasures_->Lists(record.sequence))) {
        return TamperedAt(record.sequence, Its(part) + "is missing, and no ERASURE lists it");
      }
      ++erased_;
    }
  }
  return {};
}

Checked PayloadCheck::CheckRow(const Record& record, PayloadPart part, const Hash& commitment) {
  if (!Copy(rows_->Blob(1), &sealed_.key) || !Copy(rows_->Blob(2), &sealed_.nonce) ||
      !Copy(rows_->Blob(3), &sealed_.key_hash)) {
    return TamperedAt(record.sequence, Its(part) + "has a key, nonce or hash of the wrong length");
  }
  sealed_.ciphertext.assign(rows_->Blob(4));
  if (Commitment(sealed_) != commitment) {
    return TamperedAt(record.sequence, Its(part) + "is not the one it commits to");
  }
  if (part == PayloadPart::kSubject && erasures_->Lists(record.sequence)) {
    return TamperedAt(record.sequence, Its(part) + "was erased on record, and is there");
  }
  if (erasures_->Destroyed(sealed_.key)) {
    return TamperedAt(record.sequence,
                      Its(part) + "is under an erased key, and no ERASURE lists it");
  }
  if (vault_ == nullptr) return {};
  std::optional<Tag> person;
  BSUP_TRY(vault_->Part(sealed_, part, record.sequence, &person));
  if (!person) return {};
  person_->Reset();
  person_->BindBlob(1, Bytes(*person)).Bind(2, static_cast<std::int64_t>(record.sequence));
  BSUP_TRY(const bool found, person_->Step());
  if (found) return {};
  return TamperedAt(record.sequence, "nothing in the table of persons leads to it; a row is gone");
}

Checked PayloadCheck::End(std::uint64_t records) {
  if (!place_) return {};
  if (*place_ < static_cast<std::int64_t>(records) * kPlaces) return LeftOver(*place_);
  return TamperedAt(static_cast<std::uint64_t>(*place_ / kPlaces),
                    "it is missing, and its payload is there");
}

}  // namespace bsup::core
