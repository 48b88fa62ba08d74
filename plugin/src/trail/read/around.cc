#include "trail/read/around.h"

#include <utility>

namespace bsup::core {
namespace {

Result<void> ReadAnswers(const Snapshot& from, std::uint64_t answered, std::uint64_t but,
                         std::vector<SealedRecord>* others) {
  BSUP_TRY(const auto sequences, from.store->AnswersTo(answered));
  for (const std::uint64_t each : sequences) {
    if (each == but) continue;
    BSUP_TRY(SealedRecord other, SealedRecord::ReadOne(from, each));
    others->push_back(std::move(other));
  }
  return {};
}

Result<void> FetchKeys(RecordOpener& opener, const SealedAround& around) {
  BSUP_TRY(opener.FetchKeys(around.record));
  if (around.answered) {
    BSUP_TRY(opener.FetchKeys(*around.answered));
  }
  for (const SealedRecord& other : around.others) {
    BSUP_TRY(opener.FetchKeys(other));
  }
  return {};
}

Result<RecordAround> OpenAround(const RecordOpener& opener, SealedAround sealed) {
  BSUP_TRY(OpenedRecord record, opener.Open(std::move(sealed.record)));
  RecordAround around{std::move(record), {}, {}};
  if (sealed.answered) {
    BSUP_TRY(around.answered, opener.Open(*std::move(sealed.answered)));
  }
  for (SealedRecord& each : sealed.others) {
    BSUP_TRY(OpenedRecord other, opener.Open(std::move(each)));
    around.others.push_back(std::move(other));
  }
  return around;
}

}  // namespace

Result<SealedAround> ReadWhatIsAround(const Snapshot& from, SealedRecord record, Around what) {
  SealedAround around{std::move(record), {}, {}};
  const std::uint64_t sequence = around.record.record.sequence;
  BSUP_TRY(ReadAnswers(from, sequence, sequence, &around.others));
  const std::optional<std::uint64_t> answers = around.record.record.answers;
  if (!answers) return around;
  if (what == Around::kAll) {
    BSUP_TRY(around.answered, SealedRecord::ReadOne(from, *answers));
  }
  BSUP_TRY(ReadAnswers(from, *answers, sequence, &around.others));
  return around;
}

Result<RecordAround> FetchAndOpen(RecordOpener opener, SealedAround sealed) {
  BSUP_TRY(FetchKeys(opener, sealed));
  return OpenAround(opener, std::move(sealed));
}

Result<AroundPage> AroundPage::Of(std::vector<std::optional<SealedAround>> read,
                                  RecordOpener opener, std::optional<std::uint64_t> next) {
  AroundPage page(std::move(read), std::move(opener), next);
  for (const std::optional<SealedAround>& each : page.sealed_) {
    BSUP_TRY(FetchKeys(page.opener_, *each));
  }
  return page;
}

std::uint64_t AroundPage::SequenceOf(std::size_t at) const {
  return sealed_[at]->record.record.sequence;
}

Result<RecordAround> AroundPage::Open(std::size_t at) {
  std::optional<SealedAround> sealed = std::exchange(sealed_[at], std::nullopt);
  if (!sealed) return Error(Status::kUsage, "", "a record of a page is opened once");
  return OpenAround(opener_, *std::move(sealed));
}

}  // namespace bsup::core
