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

Result<bool> ReadAnswers(Store* store, std::uint64_t answered, std::uint64_t but,
                         std::vector<SealedRecord>* others) {
  const auto sequences = store->AnswersTo(answered);
  if (!sequences) return sequences.error();
  for (const std::uint64_t each : *sequences) {
    if (each == but) continue;
    Result<SealedRecord> other = SealedRecord::ReadOne(store, each);
    if (!other) return std::move(other).error();
    others->push_back(*std::move(other));
  }
  return true;
}

Result<SealedAround> ReadWhatIsAround(Store* store, SealedRecord record) {
  SealedAround around{std::move(record), {}, {}};
  const std::uint64_t sequence = around.record.record.sequence;
  if (auto read = ReadAnswers(store, sequence, sequence, &around.others); !read)
    return std::move(read).error();
  const std::optional<std::uint64_t> answers = around.record.record.answers;
  if (!answers) return around;
  Result<SealedRecord> answered = SealedRecord::ReadOne(store, *answers);
  if (!answered) return std::move(answered).error();
  around.answered = *std::move(answered);
  if (auto read = ReadAnswers(store, *answers, sequence, &around.others); !read)
    return std::move(read).error();
  return around;
}

Result<bool> FetchKeys(RecordOpener& opener, const SealedAround& around) {
  if (auto fetched = opener.FetchKeys(around.record); !fetched) return fetched;
  if (around.answered) {
    if (auto fetched = opener.FetchKeys(*around.answered); !fetched) return fetched;
  }
  for (const SealedRecord& other : around.others) {
    if (auto fetched = opener.FetchKeys(other); !fetched) return fetched;
  }
  return true;
}

Result<RecordAround> OpenAround(const RecordOpener& opener, SealedAround sealed) {
  Result<OpenedRecord> record = opener.Open(std::move(sealed.record));
  if (!record) return std::move(record).error();
  RecordAround around{*std::move(record), {}, {}};
  if (sealed.answered) {
    Result<OpenedRecord> answered = opener.Open(*std::move(sealed.answered));
    if (!answered) return std::move(answered).error();
    around.answered = *std::move(answered);
  }
  for (SealedRecord& each : sealed.others) {
    Result<OpenedRecord> other = opener.Open(std::move(each));
    if (!other) return std::move(other).error();
    around.others.push_back(*std::move(other));
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
  const Result<std::optional<RecordRange>> range = impl_->RangeOf(filter, limit);
  if (!range) return range.error();
  using Found = std::vector<std::optional<SealedAround>>;
  Found found;
  if (*range) {
    auto sealed = impl_->Reading<Found>([&](Store& store) -> Result<Found> {
      const auto rows = store.ReadRange(**range, limit);
      if (!rows) return rows.error();
      Found read;
      for (const RecordRow& row : *rows) {
        Result<SealedRecord> record = SealedRecord::Read(&store, row.bytes);
        if (!record) return std::move(record).error();
        Result<SealedAround> around = ReadWhatIsAround(&store, *std::move(record));
        if (!around) return std::move(around).error();
        read.push_back(*std::move(around));
      }
      return read;
    });
    if (!sealed) return std::move(sealed).error();
    found = *std::move(sealed);
  }
  std::optional<std::uint64_t> next;
  if (found.size() == limit) next = found.back()->record.record.sequence + 1;
  auto page = std::make_unique<AroundPage::Impl>(
      AroundPage::Impl{RecordOpener(impl_->vault.get(), impl_->origin), std::move(found)});
  for (const std::optional<SealedAround>& each : page->sealed) {
    if (auto fetched = FetchKeys(page->opener, *each); !fetched) return std::move(fetched).error();
  }
  return AroundPage(std::move(page), next);
}

Result<RecordAround> Trail::ReadAround(std::uint64_t sequence) {
  auto sealed = impl_->Reading<SealedAround>([&](Store& store) -> Result<SealedAround> {
    Result<SealedRecord> record = SealedRecord::ReadOne(&store, sequence);
    if (!record) return std::move(record).error();
    return ReadWhatIsAround(&store, *std::move(record));
  });
  if (!sealed) return std::move(sealed).error();
  RecordOpener opener(impl_->vault.get(), impl_->origin);
  if (auto fetched = FetchKeys(opener, *sealed); !fetched) return std::move(fetched).error();
  return OpenAround(opener, *std::move(sealed));
}

}  // namespace bsup::core
