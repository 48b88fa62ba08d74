// Every type a fact is read from, at any offset, with and without its bitmap.
#include <limits>

#include "advice/engine/facts.h"
#include "batch/batch_call.h"

namespace bsup::core::made {
namespace {

// The advice on cases of one column, as one text: equal where the column says the same.
std::string Said(std::vector<MadeColumn> columns, std::int64_t rows,
                 std::uint64_t groups = kBatchAll) {
  const Answer answer = Advised(OfAllPacks(groups), Batch(std::move(columns), rows));
  std::string said;
  for (std::int64_t row = 0; row < answer.rows(); ++row) said += answer.Row(row);
  return said;
}

std::string Said(MadeColumn column) {
  const std::int64_t rows = column.length;
  return Said({std::move(column)}, rows);
}

const Values<std::string> kRosh{"low", std::nullopt, "very high", "high", "medium"};

TEST(BatchColumns, ALevelIsReadFromEveryTypeOfText) {
  const std::string utf8 = Said(Texts("risk.rosh", kRosh));
  EXPECT_EQ(Said(Texts("risk.rosh", kRosh, "U")), utf8);
  EXPECT_EQ(Said(Texts("risk.rosh", kRosh, "vu")), utf8);
  EXPECT_NE(Said(Texts("risk.rosh", {"low", "low", "low", "low", "low"})), utf8);
}

TEST(BatchColumns, ALongChoiceIsReadFromAViewIntoItsBuffer) {
  const Values<std::string> purposes{"supervision meeting", std::nullopt, "initial appointment",
                                     "home visit"};
  const std::string utf8 = Said(Texts("contact.purpose", purposes));
  EXPECT_EQ(Said(Texts("contact.purpose", purposes, "vu")), utf8);
}

TEST(BatchColumns, ADictionaryMayHaveIndexesOfAnyInteger) {
  const std::string plain = Said(Texts("risk.rosh", kRosh));
  // The last entry is not a level, and no row says it.
  const MadeColumn entries =
      Texts("", {"very high", "high", std::nullopt, "medium", "low", "not a level"});
  for (const char* index : {"c", "C", "s", "S", "i", "I", "l", "L"}) {
    EXPECT_EQ(Said(Encoded("risk.rosh", {4, 2, 0, 1, 3}, entries, index)), plain) << index;
    EXPECT_EQ(Said(Encoded("risk.rosh", {4, std::nullopt, 0, 1, 3}, entries, index)), plain);
  }
  for (const char* text : {"U", "vu"}) {
    const MadeColumn other = Texts("", {"low", "medium", "high", "very high"}, text);
    EXPECT_EQ(Said(Encoded("risk.rosh", {0, std::nullopt, 3, 2, 1}, other)), plain) << text;
  }
}

TEST(BatchColumns, TheDictionaryOfAListDoesNotDependOnTheRows) {
  const Answer some = Advised(OfAllPacks(), Batch({Texts("risk.rosh", {"low"})}, 1));
  const Answer others = Advised(OfAllPacks(), Batch({Texts("region", {"Wales", std::nullopt})}, 2));
  for (const char* list : {"alternatives", "rules", "limits", "ask"}) {
    const ArrowArray& ids = *some.Array(list).children[0]->dictionary;
    const ArrowArray& same = *others.Array(list).children[0]->dictionary;
    ASSERT_EQ(ids.length, same.length) << list;
    const auto* ends = static_cast<const std::int32_t*>(ids.buffers[1]);
    EXPECT_EQ(std::string_view(static_cast<const char*>(ids.buffers[2]),
                               static_cast<std::size_t>(ends[ids.length])),
              std::string_view(static_cast<const char*>(same.buffers[2]),
                               static_cast<std::size_t>(ends[ids.length])));
    EXPECT_STREQ(some.Schema(list).children[0]->format, "s");
    EXPECT_STREQ(some.Schema(list).children[0]->dictionary->format, "u");
  }
}

TEST(BatchColumns, ADictionaryHoldsNoMoreIdsThanItHasCodes) {
  IdDictionary ids;
  for (std::size_t i = 0; i < IdDictionary::kMost; ++i) ids.CodeOf(std::to_string(i));
  EXPECT_FALSE(ids.overfull());
  EXPECT_EQ(ids.CodeOf("0"), 0);
  EXPECT_EQ(ids.CodeOf("32767"), 32767);
  ids.CodeOf("one more");
  EXPECT_TRUE(ids.overfull());
}

TEST(BatchColumns, ADictionaryMayBeASliceItself) {
  const MadeColumn entries = Cut(Texts("", {"junk", "low", "medium", "high", "very high"}), 1, 4);
  EXPECT_EQ(Said(Encoded("risk.rosh", {0, std::nullopt, 3, 2, 1}, entries)),
            Said(Texts("risk.rosh", kRosh)));
}

TEST(BatchColumns, ACountIsReadFromEveryTypeOfNumber) {
  const Values<double> minutes{0, 45, std::nullopt, 90, 120};
  const std::string int32 = Said(Numbers("circumstances.travel_minutes", minutes));
  for (const char* format : {"c", "C", "s", "S", "I", "l", "L", "f", "g"})
    EXPECT_EQ(Said(Numbers("circumstances.travel_minutes", minutes, format)), int32) << format;
}

TEST(BatchColumns, ACountBeyondItsBoundsIsTheBound) {
  const char* fact = "history.days_since_in_person";
  const std::string bounds = Said(Wide(fact, {0, 3660}));
  EXPECT_EQ(Said(Wide(fact, {-5, std::numeric_limits<std::int64_t>::max()})), bounds);
  EXPECT_EQ(Said(Numbers(fact, {-1e300, 1e300}, "g")), bounds);
  EXPECT_EQ(Said(Wide(fact, {0, -1}, "L")), bounds);  // the greatest there is
}

TEST(BatchColumns, ADayIsReadFromDatesAndFromTimestampsAsTheyAreWritten) {
  // One day of the pack's first month and one that the sample's exceptional model does not reach.
  const std::int64_t day = SampleDay().number();
  const std::string date = Said(Wide("contact.date", {day, std::nullopt, day + 40}, "tdD"));
  const std::int64_t afternoon = day * 86'400 + 15 * 3'600;
  const std::int64_t later = (day + 40) * 86'400 + 86'399;
  const auto in = [&](const char* format, std::int64_t per_second) {
    return Said(
        Wide("contact.date", {afternoon * per_second, std::nullopt, later * per_second}, format));
  };
  EXPECT_EQ(in("tdm", 1'000), date);
  EXPECT_EQ(in("tss:", 1), date);
  EXPECT_EQ(in("tsm:", 1'000), date);
  EXPECT_EQ(in("tsu:", 1'000'000), date);
  EXPECT_EQ(in("tsn:", 1'000'000'000), date);
}

TEST(BatchColumns, ATimestampBefore1970IsOfTheDayItIsWrittenIn) {
  const std::string refused = Refused(OfAllPacks(), Batch({Wide("contact.date", {-1}, "tss:")}, 1));
  EXPECT_NE(refused.find("no policy is in force on 1969-12-31"), std::string::npos) << refused;
}

TEST(BatchColumns, ASliceSaysWhatItsRowsSay) {
  const Values<std::string> longer{"low",  "high",   "low", std::nullopt, "very high",
                                   "high", "medium", "low", "low",        "low"};
  const Values<bool> flags{true,  true,  std::nullopt, false, true,
                           false, false, true,         true,  std::nullopt};
  const Values<double> counts{9, 9, 9, 0, std::nullopt, 30, 60, 90, 9, 9};
  const auto columns = [&](std::int64_t from, std::int64_t rows) {
    return std::vector<MadeColumn>{
        Cut(Texts("risk.rosh", longer), from, rows),
        Cut(Texts("risk.mappa_level", Values<std::string>(10), "vu"), from, rows),
        Cut(Encoded("case.phase", Values<int>(10), Texts("", {})), from, rows),
        Cut(Flags("risk.rising", flags), from, rows),
        Cut(Numbers("circumstances.travel_minutes", counts, "g"), from, rows),
        Cut(Nulls("risk.stable", 10), from, rows)};
  };
  const Answer whole = Advised(OfAllPacks(kBatchAll), Batch(columns(0, 10), 10));
  for (std::int64_t from = 0; from < 10; ++from) {
    const std::int64_t rows = std::min<std::int64_t>(4, 10 - from);
    const Answer part = Advised(OfAllPacks(kBatchAll), Batch(columns(from, rows), rows));
    // The struct may be a slice of longer columns just as well.
    const Answer of_struct =
        Advised(OfAllPacks(kBatchAll), Cut(Batch(columns(0, 10), 10), from, rows));
    for (std::int64_t row = 0; row < rows; ++row) {
      EXPECT_EQ(part.Row(row), whole.Row(from + row));
      EXPECT_EQ(of_struct.Row(row), whole.Row(from + row));
    }
  }
}

TEST(BatchColumns, AColumnWithoutABitmapHasNoNulls) {
  const Values<bool> flags{true, false, true};
  EXPECT_EQ(Said(WithoutBitmap(Flags("risk.rising", flags))), Said(Flags("risk.rising", flags)));
}

TEST(BatchColumns, AColumnOfNullsIsUnknownThroughoutWhateverTheFact) {
  const std::string nothing = Said({}, 2);
  for (const char* fact : {"risk.rosh", "risk.rising", "circumstances.travel_minutes",
                           "contact.date", "as_of", "planned", "region"}) {
    EXPECT_EQ(Said(Nulls(fact, 2)), nothing) << fact;
  }
  // A control: the fact tells.
  EXPECT_NE(Said(Flags("risk.rising", {true, true})), nothing);
}

TEST(BatchColumns, ARowThatIsNullAsAWholeIsACaseOfWhichNothingIsKnown) {
  MadeColumn batch = Batch(
      {Texts("risk.rosh", {"high", "nonsense", "high"}), Flags("risk.rising", {true, true, true})},
      3);
  batch.buffers[0] = std::vector<std::uint8_t>{0b101};
  batch.null_count = 1;
  const Answer answer = Advised(OfAllPacks(kBatchAll), std::move(batch));
  const Answer unknown = Advised(OfAllPacks(kBatchAll), Batch({}, 1));
  EXPECT_EQ(answer.Row(1), unknown.Row(0));
  EXPECT_NE(answer.Row(0), unknown.Row(0));
  EXPECT_EQ(answer.Row(0), answer.Row(2));
}

TEST(BatchColumns, AnEmptyBatchGivesTheColumnsAndNoRows) {
  const Answer empty = Advised(OfAllPacks(kBatchAll), Batch({Texts("risk.rosh", {})}, 0));
  const Answer full = Advised(OfAllPacks(kBatchAll), Batch({Texts("risk.rosh", {"low"})}, 1));
  EXPECT_EQ(empty.rows(), 0);
  EXPECT_EQ(empty.names(), full.names());
}

TEST(BatchColumns, TheGroupsAskedForComeAndNoOthers) {
  const auto names = [](std::uint64_t groups) {
    return Advised(OfAllPacks(groups), Batch({}, 1)).names();
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(names(kBatchAdvice),
            (Names{"lead", "outcome", "firmness", "alternatives", "planned_permission"}));
  EXPECT_EQ(names(kBatchRules), (Names{"rules", "limits"}));
  EXPECT_EQ(names(kBatchUnknown), (Names{"provisional", "planned_safe", "ask"}));
  EXPECT_EQ(names(kBatchModes).size(), 14u);
  EXPECT_EQ(names(kBatchModes)[0], "permission.office");
  EXPECT_EQ(names(kBatchModes)[1], "score.office");
}

}  // namespace
}  // namespace bsup::core::made
