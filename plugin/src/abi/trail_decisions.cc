// The decisions of a trail as a stream of columns: see plugin/docs/decisions.md.
#include <cerrno>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "abi/decision_columns.h"
#include "abi/guard.h"
#include "abi/handles.h"
#include "abi/reading.h"
#include "abi/recording.h"
#include "base/json.h"
#include "records/content.h"
#include "records/decision_row.h"

namespace bsup {
namespace {

constexpr std::int64_t kRowsInABatch = 4096;
constexpr std::size_t kMostFactBytes = 80;

struct DecisionsAsked {
  Day as_of;
  ReadFilter filter;
  std::vector<std::string> facts;
  bool with_who = false;
  ExportTo exported;
};

Result<DecisionsAsked> ReadDecisionsAsked(std::string_view text) {
  const Result<JsonDocument> document = JsonDocument::Parse(text, "request");
  if (!document) return document.error();
  ContentReader reader;
  const auto at = reader.Object({&document->root(), ""}, {"export", "as_of"},
                                {"from", "until", "facts", "who"});
  DecisionsAsked asked;
  asked.exported = ReadExportTo(reader, at[0]);
  asked.as_of = reader.Day(at[1]);
  asked.filter.kinds = std::uint32_t{1} << static_cast<int>(RecordKind::kDecision);
  asked.filter.from = reader.DayOrNull(at[2]);
  asked.filter.until = reader.DayOrNull(at[3]);
  if (!at[4].node->is_null()) asked.facts = reader.Names(at[4], kMostFactBytes);
  asked.with_who = reader.FlagOrNull(at[5]).value_or(false);
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

  // Nothing at the end.
  Result<std::optional<TakenArray>> Next() {
    while (!ended_ && columns_.rows() < kRowsInABatch) {
      if (auto added = AddPage(); !added) return std::move(added).error();
    }
    if (columns_.rows() == 0) return std::optional<TakenArray>();
    return std::optional<TakenArray>(columns_.Finish().array);
  }

  std::string fault;  // of the call that failed last

 private:
  Result<bool> AddPage() {
    Trail* trail = trail_.trail.get();
    Result<RecordPage> page = trail->Read(asked_.filter, Trail::kMostPage);
    if (!page) return std::move(page).error();
    for (const OpenedRecord& decision : page->records) {
      if (decision.record.sequence >= size_) break;
      auto added = Add(trail, decision);
      if (!added) return added;
    }
    ended_ = !page->next || *page->next >= size_;
    if (page->next) asked_.filter.after = *page->next;
    return true;
  }

  Result<bool> Add(Trail* trail, const OpenedRecord& decision) {
    if (!decision.record.answers) {
      return Error(Status::kTampered, "record " + std::to_string(decision.record.sequence),
                   "it decides on no advice; verify the trail");
    }
    const Result<OpenedRecord> advice = trail->ReadOne(*decision.record.answers);
    if (!advice) return advice.error();
    const auto around = RecordsAround(trail, decision.record);
    if (!around) return around.error();
    const Result<DecisionRow> row = RowOf(asked_.as_of, decision, *advice, *around, asked_.facts);
    if (!row) return row.error();
    columns_.Append(*row);
    return true;
  }

  const bsup_trail trail_;  // a share of it
  DecisionsAsked asked_;
  const std::uint64_t size_;  // of the trail when the reading began
  DecisionColumns columns_;
  bool ended_ = false;
};

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
    return EIO;
  } catch (const std::bad_alloc&) {
    return ENOMEM;
  } catch (...) {
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
}  // namespace bsup

bsup_status bsup_trail_decisions(bsup_trail* trail, const bsup_who* who, const char* request,
                                 uint64_t size, struct ArrowArrayStream* out, bsup_error** error) {
  return bsup::Guard(error, [&]() -> bsup::Failure {
    if (trail == nullptr || request == nullptr || out == nullptr) {
      return bsup::Usage("`trail`, `request` and `out` must not be NULL");
    }
    const auto recorder = bsup::RecorderOf(*trail->session, who);
    if (!recorder) return recorder.error();
    auto asked = bsup::ReadDecisionsAsked({request, size});
    if (!asked) return std::move(asked).error();
    const auto records = trail->trail->Size();
    if (!records) return records.error();
    const bsup::ExportTo to = asked->exported;
    auto stream = std::make_unique<bsup::DecisionStream>(*trail, *std::move(asked), *records);
    const auto noted = bsup::RecordExport(*trail, *recorder, "decisions", to);
    if (!noted) return noted.error();
    *out = {bsup::GetSchema, bsup::GetNext, bsup::GetLastError, bsup::ReleaseStream,
            stream.release()};
    return bsup::kDone;
  });
}
