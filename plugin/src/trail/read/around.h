// Records with those around them, which say how a decision stands.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "base/result.h"
#include "trail/keys/sealed_record.h"
#include "trail/log/draft.h"
#include "trail/store/store.h"

namespace bsup::core {

// What is read around a record: advice is large, and not everybody needs it.
enum class Around : std::uint8_t { kAll, kWithoutAnswered };

// A record, the one it answers (where that is asked for), and what else answers either of them.
struct RecordAround {
  OpenedRecord record;
  std::optional<OpenedRecord> answered;
  std::vector<OpenedRecord> others;
};

// The same as the store has them.
struct SealedAround {
  SealedRecord record;
  std::optional<SealedRecord> answered;
  std::vector<SealedRecord> others;
};

Result<SealedAround> ReadWhatIsAround(const Snapshot& from, SealedRecord record,
                                      Around what = Around::kAll);
Result<RecordAround> FetchAndOpen(RecordOpener opener, SealedAround sealed);

// A page of them, read and not yet opened. Its trail outlives it.
class AroundPage {
 public:
  // Fetches the keys of all.
  static Result<AroundPage> Of(std::vector<std::optional<SealedAround>> read, RecordOpener opener,
                               std::optional<std::uint64_t> next);

  [[nodiscard]] std::size_t size() const { return sealed_.size(); }
  [[nodiscard]] std::uint64_t SequenceOf(std::size_t at) const;  // not once it was opened
  // Each once; different ones from different threads at a time.
  Result<RecordAround> Open(std::size_t at);
  [[nodiscard]] std::optional<std::uint64_t> next() const { return next_; }  // as of RecordPage

 private:
  AroundPage(std::vector<std::optional<SealedAround>> read, RecordOpener opener,
             std::optional<std::uint64_t> next)
      : opener_(std::move(opener)), sealed_(std::move(read)), next_(next) {}

  RecordOpener opener_;
  std::vector<std::optional<SealedAround>> sealed_;  // nothing once it was opened
  std::optional<std::uint64_t> next_;
};

}  // namespace bsup::core
