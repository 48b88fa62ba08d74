// Batches nobody vouches for: any column of any type with any values, sliced and encoded in any
// way, whose buffers are as long as the structs say (which no receiver could check).
//
// Whatever comes of it, everything is ended once, a refusal leaves the answer untouched, and a row
// is advised alike by itself.
#include <fuzzer/FuzzedDataProvider.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "batch/advise_batch.h"
#include "oracle/arrow_made.h"
#include "oracle/packs.h"

namespace {

using bsup::core::made::Answer;
using bsup::core::made::Given;
using bsup::core::made::MadeColumn;
using bsup::core::made::Values;

void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

class Wild {
 public:
  explicit Wild(FuzzedDataProvider& data) : data_(data) {}

  MadeColumn AnyBatch() {
    const auto rows = static_cast<std::size_t>(Below(9));
    const auto before = static_cast<std::size_t>(Below(3));
    std::vector<MadeColumn> columns;
    for (int c = Below(6); c > 0; --c) columns.push_back(AnyColumn(Name(), before + rows));
    MadeColumn batch =
        bsup::core::made::Batch(std::move(columns), static_cast<std::int64_t>(before + rows));
    if (data_.ConsumeBool()) {
      batch.buffers[0] = data_.ConsumeBytes<std::uint8_t>(2);
      batch.buffers[0]->resize(2, 0xFF);
    }
    return Cut(std::move(batch), static_cast<std::int64_t>(before),
               static_cast<std::int64_t>(rows));
  }

  std::string Name() {
    return data_.PickValueInArray({"risk.rosh", "risk.rising", "contact.purpose",
                                   "circumstances.travel_minutes", "history.days_since_in_person",
                                   "cadence.in-person-tier-d", "contact.date", "as_of", "planned",
                                   "region", "crn", "risk.rsoh", "lead", ""});
  }

 private:
  int Below(int n) { return data_.ConsumeIntegralInRange(0, n - 1); }

  // Longer than asked for, and cut.
  MadeColumn AnyColumn(const std::string& name, std::size_t rows) {
    const auto before = static_cast<std::size_t>(Below(4));
    MadeColumn column = Whole(name, before + rows + static_cast<std::size_t>(Below(3)));
    column =
        Cut(std::move(column), static_cast<std::int64_t>(before), static_cast<std::int64_t>(rows));
    if (Below(16) == 0) Spoil(column);
    return column;
  }

  MadeColumn Whole(const std::string& name, std::size_t rows) {
    switch (Below(7)) {
      case 0: return bsup::core::made::Flags(name, Some<bool>(rows, [&] { return Below(2) == 1; }));
      case 1: return AnyTexts(name, rows);
      case 2: return AnyNumbers(name, rows);
      case 3: return AnyDays(name, rows);
      case 4: return bsup::core::made::Nulls(name, static_cast<std::int64_t>(rows));
      case 5: return AnyViews(name, rows);
      default: break;
    }
    const char* index = data_.PickValueInArray({"c", "C", "s", "S", "i", "I", "l", "L"});
    return bsup::core::made::Encoded(name, Some<int>(rows, [&] { return Below(8) - 1; }),
                                     AnyTexts("", static_cast<std::size_t>(Below(6))), index);
  }

  template <class Value, class Make>
  Values<Value> Some(std::size_t rows, Make make) {
    Values<Value> values;
    for (std::size_t i = 0; i < rows; ++i) {
      if (Below(4) == 0) {
        values.emplace_back();
      } else {
        values.emplace_back(make());
      }
    }
    return values;
  }

  MadeColumn AnyTexts(const std::string& name, std::size_t rows) {
    const char* format = data_.PickValueInArray({"u", "U", "vu"});
    return bsup::core::made::Texts(name, Some<std::string>(rows, [&] { return Word(); }), format);
  }

  std::string Word() {
    if (Below(8) == 0) return data_.ConsumeRandomLengthString(20);
    return data_.PickValueInArray({"low", "high", "very high", "supervision meeting", "video",
                                   "office", "Wales", "N03", "due", "overdue", ""});
  }

  // Views of any bytes: unlike offsets, they can be checked.
  MadeColumn AnyViews(const std::string& name, std::size_t rows) {
    MadeColumn column =
        bsup::core::made::Texts(name, Values<std::string>(rows, "supervision meeting"), "vu");
    const auto wild = data_.ConsumeBytes<std::uint8_t>(rows * 16);
    std::copy(wild.begin(), wild.end(), column.buffers[1]->begin());
    return column;
  }

  MadeColumn AnyNumbers(const std::string& name, std::size_t rows) {
    const char* format = data_.PickValueInArray({"c", "C", "s", "S", "i", "I", "l", "L", "f", "g"});
    MadeColumn column =
        bsup::core::made::Numbers(name, Some<double>(rows, [&] { return Below(100); }), format);
    if (data_.ConsumeBool()) {  // any bytes are numbers
      const auto wild = data_.ConsumeBytes<std::uint8_t>(column.buffers[1]->size());
      std::copy(wild.begin(), wild.end(), column.buffers[1]->begin());
    }
    return column;
  }

  MadeColumn AnyDays(const std::string& name, std::size_t rows) {
    const char* format =
        data_.PickValueInArray({"tdD", "tdm", "tss:", "tsm:", "tsu:", "tsn:", "tss:Europe/London"});
    return bsup::core::made::Wide(
        name, Some<std::int64_t>(rows, [&] { return data_.ConsumeIntegral<std::int64_t>(); }),
        format);
  }

  // What a receiver can see.
  void Spoil(MadeColumn& column) {
    switch (Below(5)) {
      case 0: column.buffers.resize(static_cast<std::size_t>(Below(3))); break;
      case 1: column.length = -column.length - Below(2); break;
      case 2: column.null_count = data_.ConsumeIntegral<std::int64_t>(); break;
      case 3:
        column.format = data_.PickValueInArray({"", "z", "w:4", "+l", "+s", "e", "tts"});
        break;
      default: column.children.push_back(bsup::core::made::Nulls("", 1)); break;
    }
  }

  FuzzedDataProvider& data_;
};

// Kept columns are of any type, so only what advice adds is looked at.
std::string Told(const Answer& answer, std::int64_t row) {
  std::string told = *answer.Text("outcome", row) + answer.Text("lead", row).value_or("");
  for (const char* list : {"alternatives", "rules", "limits"}) {
    for (const std::string& item : answer.List(list, row)) told += "," + item;
  }
  return told;
}

// The advice as text, or nothing where it is refused.
std::optional<std::vector<std::string>> Rows(const bsup::core::BatchRequest& request,
                                             MadeColumn batch) {
  Given given = bsup::core::made::HandOver(std::move(batch));
  std::optional<std::vector<std::string>> rows;
  {
    auto out = bsup::core::AdviseBatch(request, bsup::core::TakenSchema(&given.schema),
                                       bsup::core::TakenArray(&given.array));
    if (out) {
      const Answer answer(out->schema.get(), out->array.get());
      rows.emplace();
      for (std::int64_t row = 0; row < answer.rows(); ++row) rows->push_back(Told(answer, row));
    } else {
      Require(!out.error().problems.empty(), "an error has no problem");
    }
  }
  Require(given.releases->all(), "something was not ended, or twice");
  return rows;
}

}  // namespace

// What is loaded once is loaded before the first input, so that no input is blamed for the time.
extern "C" int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/) {
  bsup::core::oracle::ShippedPacks();
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const auto policies = std::make_shared<const bsup::core::Policies>(
      std::make_shared<const bsup::core::PolicySet>(bsup::core::oracle::ShippedPacks()), nullptr);
  FuzzedDataProvider data(bytes, size);
  Wild wild(data);
  bsup::core::BatchRequest request{
      .policies = policies,
      .defaults = {*bsup::core::Day::Parse("2026-11-23"), data.ConsumeBool() ? "Wales" : ""},
      .groups = bsup::core::kBatchAdvice | bsup::core::kBatchRules,
      .keep = {}};
  if (data.ConsumeBool()) request.groups = bsup::core::kBatchAll;
  if (data.ConsumeBool()) request.keep.push_back(wild.Name());
  const MadeColumn batch = wild.AnyBatch();
  const auto whole = Rows(request, batch);
  if (!whole) return 0;
  for (std::size_t row = 0; row < whole->size(); ++row) {
    const auto from = static_cast<std::int64_t>(row);
    const auto alone = Rows(request, Cut(batch, from, 1));
    Require(alone && alone->front() == (*whole)[row], "a row alone is advised otherwise");
  }
  return 0;
}
