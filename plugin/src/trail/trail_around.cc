// Reading: records with those around them, which say how a decision stands.
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "trail/keys/sealed_record.h"
#include "trail/trail_impl.h"

namespace bsup::core {

struct SealedAround {
  SealedRecord record;
  std::optional<SealedRecord> answered;
  std::vector<SealedRecord> others;
};

namespace {

Result<void> ReadAnswers(Store* store, std::uint64_t answered, std::uint64_t but,
                         std::vector<SealedRecord>* others) {
  BSUP_TRY(const auto sequences, store->AnswersTo(answered));
  for (const std::uint64_t each : sequences) {
    if (each == but) continue;
    BSUP_TRY(SealedRecord other, SealedRecord::ReadOne(store, each));
    others->push_back(std::move(other));
  }
  return {};
}

Result<SealedAround> ReadWhatIsAround(Store* store, SealedRecord record) {
  SealedAround around{std::move(record), {}, {}};
  const std::uint64_t sequence = around.record.record.sequence;
  BSUP_TRY(ReadAnswers(store, sequence, sequence, &around.others));
  const std::optional<std::uint64_t> answers = around.record.record.answers;
  if (!answers) return around;
  BSUP_TRY(around.answered, SealedRecord::ReadOne(store, *answers));
  BSUP_TRY(ReadAnswers(store, *answers, sequence, &around.others));
  return around;
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

struct AroundPage::Impl {
  RecordOpener opener;
  std::vector<std::optional<SealedAround>> sealed;  // nothing once it was opened
};

AroundPage::AroundPage(std::unique_ptr<Impl> impl, std::optional<std::uint64_t> next)
    : impl_(std::move(impl)), next_(next) {}
AroundPage::AroundPage(AroundPage&&) noexcept = default;
AroundPage::~AroundPage() = default;

std::size_t AroundPage::size() const { return impl_->sealed.size(); }

std::uint64_t AroundPage::SequenceOf(std::size_t at) const {
  return impl_->sealed[at]->record.record.sequence;
}

Result<RecordAround> AroundPage::Open(std::size_t at) {
  std::optional<SealedAround> sealed = std::exchange(impl_->sealed[at], std::nullopt);
  if (!sealed) return Error(Status::kUsage, "", "a record of a page is opened once");
  return OpenAround(impl_->opener, *std::move(sealed));
}

Result<AroundPage> Trail::ReadAround(const ReadFilter& filter, std::size_t limit) {
  BSUP_TRY(const std::optional<RecordRange> range, impl_->RangeOf(filter, limit));
  using Found = std::vector<std::optional<SealedAround>>;
  Found found;
  const auto read = [&](Store& store) -> Result<void> {
    BSUP_TRY(const auto rows, store.ReadRange(*range, limit));
    for (const RecordRow& row : rows) {
      BSUP_TRY(SealedRecord record, SealedRecord::Read(&store, row.bytes));
      BSUP_TRY(found.emplace_back(), ReadWhatIsAround(&store, std::move(record)));
    }
    return {};
  };
  if (range) {
    BSUP_TRY(impl_->Reading(read));
  }
  std::optional<std::uint64_t> next;
  if (found.size() == limit) next = found.back()->record.record.sequence + 1;
  auto page = std::make_unique<AroundPage::Impl>(
      AroundPage::Impl{RecordOpener(impl_->vault.get(), impl_->origin), std::move(found)});
  for (const std::optional<SealedAround>& each : page->sealed) {
    BSUP_TRY(FetchKeys(page->opener, *each));
  }
  return AroundPage(std::move(page), next);
}

Result<RecordAround> Trail::ReadAround(std::uint64_t sequence) {
  const auto read = [&](Store& store) -> Result<SealedAround> {
    BSUP_TRY(SealedRecord record, SealedRecord::ReadOne(&store, sequence));
    return ReadWhatIsAround(&store, std::move(record));
  };
  BSUP_TRY(SealedAround sealed, impl_->Reading(read));
  RecordOpener opener(impl_->vault.get(), impl_->origin);
  BSUP_TRY(FetchKeys(opener, sealed));
  return OpenAround(opener, std::move(sealed));
}

}  // namespace bsup::core
