// The decisions of a trail as a stream of columns: see plugin/docs/decisions.md.
#include <algorithm>
#include <atomic>
#include <cerrno>
#include <future>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "abi/guard.h"
#include "abi/handles.h"
#include "abi/reading.h"
#include "abi/recording.h"
#include "base/json.h"
#include "records/content/content.h"
#include "records/standing/decision_row.h"
#include "service/decisions/decision_columns.h"

namespace bsup::core {
namespace {

constexpr std::int64_t kRowsInABatch = 4096;
constexpr std::size_t kDecisionsInAPage = 256;  // with their advice some 10 MB
constexpr std::int64_t kMostThreads = 64;
constexpr std::size_t kMostFactBytes = 80;

struct DecisionsAsked {
  Day as_of;
  ReadFilter filter;
  std::vector<std::string> facts;
  bool with_who = false;
  std::size_t threads = 1;
  ExportTo exported;
};

Result<DecisionsAsked> ReadDecisionsAsked(std::string_view text) {
  const Result<JsonDocument> document = JsonDocument::Parse(text, "request");
  if (!document) return document.error();
  ContentReader reader;
  const auto at = reader.Object({&document->root(), ""}, {"export", "as_of"},
                                {"from", "until", "facts", "who", "threads"});
  DecisionsAsked asked;
  asked.exported = ReadExportTo(reader, at[0]);
  asked.as_of = reader.Day(at[1]);
  asked.filter.kinds = std::uint32_t{1} << static_cast<int>(RecordKind::kDecision);
  asked.filter.from = reader.DayOrNull(at[2]);
  asked.filter.until = reader.DayOrNull(at[3]);
  if (!at[4].node->is_null()) asked.facts = reader.Names(at[4], kMostFactBytes);
  asked.with_who = reader.FlagOrNull(at[5]).value_or(false);
  if (!at[6].node->is_null())
    asked.threads = static_cast<std::size_t>(reader.Integer(at[6], 1, kMostThreads));
  if (const Result<bool> sound = reader.Check(); !sound) return sound.error();
  if (!asked.filter.until || *asked.filter.until > asked.as_of) asked.filter.until = asked.as_of;
  return asked;
}

// Decisions being read. One thread at a time, as the interface has it.
class DecisionStream {
 public:
  DecisionStream(bsup_trail trail, DecisionsAsked asked, std::uint64_t size)
      : trail_(std::move(trail)),
        asked_(std::move(asked)),
        size_(size),
        columns_(asked_.facts, asked_.with_who) {}

  TakenSchema Schema() const { return DecisionColumns(asked_.facts, false).Finish().schema; }

  // Nothing at the end. What has failed once fails again: nobody takes what comes after it for all
  // there is.
  Result<std::optional<TakenArray>> Next() {
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

  std::string fault;  // of the call that failed last

 private:
  Result<bool> AddPage() {
    Result<AroundPage> page = trail_.trail->ReadAround(asked_.filter, kDecisionsInAPage);
    if (!page) return std::move(page).error();
    ended_ = !page->next() || *page->next() >= size_;
    if (page->next()) asked_.filter.after = *page->next();
    std::size_t count = 0;
    while (count < page->size() && page->SequenceOf(count) < size_) ++count;
    for (const std::optional<Result<DecisionRow>>& row : RowsOf(*page, count)) {
      if (!*row) return row->error();
      columns_.Append(**row);
    }
    return true;
  }

  // Opening and reading what the records say is nearly all of the work, and each by itself.
  std::vector<std::optional<Result<DecisionRow>>> RowsOf(AroundPage& page, std::size_t count) {
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

  [[nodiscard]] Result<DecisionRow> RowAt(AroundPage& page, std::size_t at) const {
    const Result<RecordAround> around = page.Open(at);
    if (!around) return around.error();
    const Record& decision = around->record.record;
    if (!around->answered) {
      return Error(Status::kTampered, "record " + std::to_string(decision.sequence),
                   "it decides on no advice; verify the trail");
    }
    return RowOf(asked_.as_of, around->record, *around->answered, around->others, asked_.facts);
  }

  const bsup_trail trail_;  // a share of it
  DecisionsAsked asked_;
  const std::uint64_t size_;  // of the trail when the reading began
  DecisionColumns columns_;
  bool ended_ = false;
  bool broken_off_ = false;  // there was no memory, and some rows are lost
  std::optional<Error> failed_;
};

// What plugin/docs/decisions.md says.
int ErrnoOf(Status status) {
  switch (status) {
    case Status::kTampered: return EBADMSG;
    case Status::kBusy: return EBUSY;
    case Status::kKeyRefused: return EACCES;
    case Status::kStorage: return EIO;
    default: return EINVAL;
  }
}

DecisionStream& StreamOf(ArrowArrayStream* stream) {
  return *static_cast<DecisionStream*>(stream->private_data);
}

// Runs `work`, which may fail, as a function of the stream: 0 or an errno, and the words kept.
template <class Work>
int Kept(DecisionStream& stream, const Work& work) noexcept {
  try {
    stream.fault.clear();
    const std::optional<Error> failure = work();
    if (!failure) return 0;
    stream.fault = failure->Message();
    return ErrnoOf(failure->status);
  } catch (const std::bad_alloc&) {
    return ENOMEM;
  } catch (const std::exception&) {
    stream.fault = "a fault of the library; please report it";
    return EINVAL;
  }
}

int GetSchema(ArrowArrayStream* stream, ArrowSchema* out) {
  return Kept(StreamOf(stream), [&]() -> Failure {
    StreamOf(stream).Schema().Give(out);
    return kDone;
  });
}

int GetNext(ArrowArrayStream* stream, ArrowArray* out) {
  return Kept(StreamOf(stream), [&]() -> Failure {
    auto next = StreamOf(stream).Next();
    if (!next) return std::move(next).error();
    if (*next) {
      (*next)->Give(out);
    } else {
      out->release = nullptr;
    }
    return kDone;
  });
}

const char* GetLastError(ArrowArrayStream* stream) {
  const std::string& fault = StreamOf(stream).fault;
  return fault.empty() ? nullptr : fault.c_str();
}

void ReleaseStream(ArrowArrayStream* stream) {
  delete &StreamOf(stream);
  stream->release = nullptr;
}

}  // namespace
}  // namespace bsup::core

bsup_status bsup_trail_decisions(bsup_trail* trail, const bsup_who* who, const char* request,
                                 uint64_t size, struct ArrowArrayStream* out, bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    if (trail == nullptr || request == nullptr || out == nullptr) {
      return bsup::core::Usage("`trail`, `request` and `out` must not be NULL");
    }
    const auto recorder = bsup::core::RecorderOf(*trail->session, who);
    if (!recorder) return recorder.error();
    auto asked = bsup::core::ReadDecisionsAsked({request, size});
    if (!asked) return std::move(asked).error();
    const auto records = trail->trail->Size();
    if (!records) return records.error();
    const bsup::core::ExportTo to = asked->exported;
    auto stream = std::make_unique<bsup::core::DecisionStream>(*trail, *std::move(asked), *records);
    const auto noted = bsup::core::RecordExport(*trail, *recorder, "decisions", to);
    if (!noted) return noted.error();
    *out = {bsup::core::GetSchema, bsup::core::GetNext, bsup::core::GetLastError,
            bsup::core::ReleaseStream, stream.release()};
    return bsup::core::kDone;
  });
}
