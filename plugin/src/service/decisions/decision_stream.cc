#include "service/decisions/decision_stream.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <new>
#include <string>
#include <system_error>
#include <utility>

#include "service/keeping/access.h"

namespace bsup::core {
namespace {

constexpr std::int64_t kRowsInABatch = 4096;
constexpr std::size_t kDecisionsInAPage = 256;  // with their advice some 10 MB

}  // namespace

DecisionStream::DecisionStream(std::shared_ptr<Trail> trail, DecisionsAsked asked,
                               std::uint64_t size)
    : trail_(std::move(trail)),
      asked_(std::move(asked)),
      size_(size),
      columns_(asked_.facts, asked_.with_who) {}

Result<DecisionStream> DecisionStream::Begin(std::shared_ptr<Trail> trail, const Recorder& recorder,
                                             std::string_view request) {
  BSUP_TRY(DecisionsAsked asked, ReadDecisionsAsked(request));
  BSUP_TRY(const std::uint64_t size, trail->Size());
  BSUP_TRY(RecordExport(*trail, recorder, "decisions", asked.exported));
  return DecisionStream(std::move(trail), std::move(asked), size);
}

TakenSchema DecisionStream::Schema() const {
  return DecisionColumns(asked_.facts, false).Finish().schema;
}

Result<std::optional<TakenArray>> DecisionStream::Next() {
  if (broken_off_) throw std::bad_alloc();
  broken_off_ = true;  // until this call has come to its end
  while (!failed_ && !ended_ && columns_.rows() < kRowsInABatch) {
    if (auto added = AddPage(); !added) failed_ = std::move(added).error();
  }
  std::optional<TakenArray> rows;
  if (!failed_ && columns_.rows() > 0) rows = columns_.Finish().array;
  broken_off_ = false;
  if (failed_) return *failed_;
  return rows;
}

Result<void> DecisionStream::AddPage() {
  BSUP_TRY(AroundPage page, trail_->ReadAround(asked_.filter, kDecisionsInAPage));
  ended_ = !page.next() || *page.next() >= size_;
  if (page.next()) asked_.filter.after = *page.next();
  std::size_t count = 0;
  while (count < page.size() && page.SequenceOf(count) < size_) ++count;
  for (const std::optional<Result<DecisionRow>>& row : RowsOf(page, count)) {
    if (!*row) return row->error();
    columns_.Append(**row);
  }
  return {};
}

// Opening and reading what the records say is nearly all of the work, so threads share it.
std::vector<std::optional<Result<DecisionRow>>> DecisionStream::RowsOf(AroundPage& page,
                                                                       std::size_t count) const {
  std::vector<std::optional<Result<DecisionRow>>> rows(count);
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < count; i = next++) rows[i] = RowAt(page, i);
  };
  std::vector<std::future<void>> others;
  try {
    while (others.size() + 1 < std::min(asked_.threads, count))
      others.push_back(std::async(std::launch::async, work));
  } catch (const std::system_error&) {  // then with those there are
  }
  work();
  for (std::future<void>& other : others) other.get();
  return rows;
}

Result<DecisionRow> DecisionStream::RowAt(AroundPage& page, std::size_t at) const {
  BSUP_TRY(const RecordAround around, page.Open(at));
  const Record& decision = around.record.record;
  if (!around.answered) {
    return Error(Status::kTampered, "record " + std::to_string(decision.sequence),
                 "this decision answers no advice; verify the trail");
  }
  return RowOf(asked_.as_of, around.record, *around.answered, around.others, asked_.facts);
}

}  // namespace bsup::core
