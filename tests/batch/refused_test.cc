// What cannot be used is refused with its column, its row, and what would do; and whatever happens,
// what was handed over is ended once.
#include <cmath>

#include "batch/batch_call.h"

namespace bsup::core::made {
namespace {

std::string RefusedColumns(std::vector<MadeColumn> columns, std::int64_t rows,
                           std::vector<std::string> keep = {}) {
  BatchRequest request = OfAllPacks();
  request.keep = std::move(keep);
  return Refused(request, Batch(std::move(columns), rows));
}

std::string RefusedColumn(MadeColumn column) {
  const std::int64_t rows = column.length;
  return RefusedColumns({std::move(column)}, rows);
}

TEST(BatchRefuses, EveryWrongColumnAtOnceWithTheNameThatWasMeant) {
  EXPECT_EQ(
      RefusedColumns(
          {Texts("risk.rsoh", {"low"}), Flags("risk.rosh", {true}), Texts("risk.rising", {"yes"}),
           Flags("case_id", {true}), Texts("circumstances.travel_minutes", {"ten"}),
           Texts("contact.date", {"2026-11-30"}), Encoded("risk.stable", {0}, Texts("", {"yes"}))},
          1),
      "risk.rsoh: is not a fact of the policy, nor to be kept; did you mean \"risk.rosh\"?\n"
      "risk.rosh: holds bool and should hold text (utf8), or a dictionary of it: \"low\", "
      "\"medium\", \"high\" or \"very high\"\n"
      "risk.rising: holds utf8 and should hold bool\n"
      "case_id: is not a fact of the policy, nor to be kept; name it in `keep` or leave it out\n"
      "circumstances.travel_minutes: holds utf8 and should hold whole numbers\n"
      "contact.date: holds utf8 and should hold dates, or timestamps without a time zone\n"
      "risk.stable: holds dictionary of utf8 and should hold bool");
}

TEST(BatchRefuses, ATimestampWithAZoneSinceItsDayIsNotSaid) {
  EXPECT_EQ(RefusedColumn(Wide("contact.date", {0}, "tsu:Europe/London")),
            "contact.date: holds timestamp with a time zone and should hold dates, or timestamps "
            "without a time zone; turn the moments into dates where the people are");
}

TEST(BatchRefuses, AColumnThatIsThereTwice) {
  EXPECT_EQ(RefusedColumns({Flags("risk.rising", {true}), Flags("risk.rising", {false})}, 1),
            "risk.rising: is there twice; give each column once");
}

TEST(BatchRefuses, ColumnsToKeepThatAreNotThereOrWouldClash) {
  EXPECT_EQ(
      RefusedColumns({Numbers("crn", {1}), Texts("lead", {"x"})}, 1, {"cnr", "lead", "crn", "crn"}),
      "cnr: is to be kept, and there is no such column; did you mean \"crn\"?\n"
      "lead: is to be kept, and advice has a column of that name; rename it\n"
      "crn: is named twice among the columns to keep; name it once");
}

TEST(BatchRefuses, AWrongValueWithItsRowCountedFromNought) {
  EXPECT_EQ(RefusedColumn(Texts("risk.rosh", {"low", std::nullopt, "hihg"})),
            "risk.rosh, row 2: \"hihg\" is none of its values; did you mean \"high\"?");
  EXPECT_EQ(RefusedColumn(Cut(Texts("risk.rosh", {"low", "low", "unbearable"}), 1, 2)),
            "risk.rosh, row 1: \"unbearable\" is none of its values; give \"low\", \"medium\", "
            "\"high\" or \"very high\", or null");
  EXPECT_EQ(RefusedColumn(Encoded("risk.rosh", {0, 1}, Texts("", {"low", "Low"}))),
            "risk.rosh, row 1: \"Low\" is none of its values; did you mean \"low\"?");
  EXPECT_EQ(RefusedColumn(Texts("planned", {"telephon"})),
            "planned, row 0: \"telephon\" is none of its values; did you mean \"telephone\"?");
  EXPECT_EQ(RefusedColumn(Texts("region", {"Wales", "Walse"}))
                .find("region, row 1: unknown region \"Walse\"; did you mean \"Wales\"?"),
            0u);
  EXPECT_EQ(RefusedColumn(Wide("contact.date", {3'000'000}, "tdD")),
            "contact.date, row 0: is a day beyond the years 1000 to 9999");
}

TEST(BatchRefuses, NanBecauseItIsNotUnknownAndNumbersThatAreNotWhole) {
  const char* fact = "circumstances.travel_minutes";
  EXPECT_EQ(RefusedColumn(Numbers(fact, {1, NAN}, "g")),
            "circumstances.travel_minutes, row 1: is NaN, which is not a number; give null where "
            "it is not known");
  EXPECT_EQ(RefusedColumn(Numbers(fact, {2.5}, "f")),
            "circumstances.travel_minutes, row 0: 2.500000 is not a whole number; give one from 0 "
            "to 600, or null");
  EXPECT_NE(RefusedColumn(Numbers(fact, {INFINITY}, "g")), "");
}

TEST(BatchRefuses, TheFirstTwentyWrongValuesInOrderOfRow) {
  Values<std::string> levels(1000, "low");
  Values<bool> flags(1000, true);
  for (std::size_t row = 300; row < 1000; ++row) levels[row] = "lwo";
  Values<std::string> phases(1000, std::nullopt);
  phases[301] = "nowhere";
  const std::string refused =
      RefusedColumns({Texts("case.phase", phases), Texts("risk.rosh", levels)}, 1000);
  EXPECT_EQ(std::count(refused.begin(), refused.end(), '\n'), 19);
  EXPECT_EQ(refused.find("risk.rosh, row 300: "), 0u);
  EXPECT_LT(refused.find("case.phase, row 301: "), refused.find("risk.rosh, row 301: "));
  EXPECT_NE(refused.find("risk.rosh, row 318: "), std::string::npos);
  EXPECT_EQ(refused.find("row 319"), std::string::npos);
}

TEST(BatchRefuses, ANullRowWhereColumnsAreKept) {
  BatchRequest request = OfAllPacks();
  request.keep = {"crn"};
  MadeColumn batch = Batch({Numbers("crn", {1, 2})}, 2);
  batch.buffers[0] = std::vector<std::uint8_t>{0b11};
  Given sound = HandOver(batch);
  EXPECT_TRUE(Call(request, sound).ok());
  batch.buffers[0] = std::vector<std::uint8_t>{0b01};
  EXPECT_EQ(Refused(request, std::move(batch)),
            "row 1: is null as a whole, and columns are to be kept; leave the row out");
}

// Each spoils one thing of a sound batch.
using Spoil = void (*)(MadeColumn& batch);

TEST(BatchRefuses, StructsThatDoNotFitTheirTypeAndNeverReadsThem) {
  const auto sound = [] {
    return Batch({Texts("risk.rosh", {"low", "high"}), Flags("risk.rising", {true, false}),
                  Texts("risk.mappa_level", {std::nullopt, std::nullopt}, "vu"),
                  Encoded("case.phase", {std::nullopt, std::nullopt}, Texts("", {}))},
                 2);
  };
  EXPECT_EQ(Advised(OfAllPacks(), sound()).rows(), 2);
  const std::vector<Spoil> spoils{
      [](MadeColumn& b) { b.format = "u"; },
      [](MadeColumn& b) { b.format = ""; },
      [](MadeColumn& b) { b.length = -1; },
      [](MadeColumn& b) { b.length = 3; },
      [](MadeColumn& b) { b.length = INT64_MAX; },
      [](MadeColumn& b) { b.offset = 1; },
      [](MadeColumn& b) { b.offset = -1; },
      [](MadeColumn& b) { b.offset = INT64_MAX; },
      [](MadeColumn& b) { b.null_count = 1; },
      [](MadeColumn& b) { b.buffers.clear(); },
      [](MadeColumn& b) { b.buffers.emplace_back(); },
      [](MadeColumn& b) { b.dictionary = std::make_shared<MadeColumn>(Nulls("", 2)); },
      [](MadeColumn& b) { b.children[0].length = 1; },
      [](MadeColumn& b) { b.children[0].length = -2; },
      [](MadeColumn& b) { b.children[0].offset = INT64_MAX; },
      [](MadeColumn& b) { b.children[0].null_count = 3; },
      [](MadeColumn& b) { b.children[0].null_count = -2; },
      [](MadeColumn& b) { b.children[0].buffers.pop_back(); },
      [](MadeColumn& b) { b.children[0].buffers.emplace_back(); },
      [](MadeColumn& b) { b.children[0].buffers[1] = std::nullopt; },
      [](MadeColumn& b) { b.children[0].buffers[2] = std::nullopt; },
      [](MadeColumn& b) {
        b.children[0].buffers[0] = std::nullopt;
        b.children[0].null_count = 1;
      },
      [](MadeColumn& b) { b.children[0].children.push_back(Nulls("", 2)); },
      [](MadeColumn& b) { b.children[0].dictionary = std::make_shared<MadeColumn>(Nulls("", 2)); },
      [](MadeColumn& b) { b.children[1].buffers[1] = std::nullopt; },
      [](MadeColumn& b) { b.children[2].buffers.resize(2); },
      [](MadeColumn& b) { b.children[2].buffers[3] = std::nullopt; },
      [](MadeColumn& b) { b.children[3].format = "g"; },
      [](MadeColumn& b) {
        b.children[3].dictionary->dictionary = std::make_shared<MadeColumn>(Nulls("", 2));
      },
  };
  for (std::size_t i = 0; i < spoils.size(); ++i) {
    MadeColumn batch = sound();
    spoils[i](batch);
    EXPECT_NE(Refused(OfAllPacks(), std::move(batch)), "") << "spoilt by " << i;
  }
}

TEST(BatchRefuses, TextWhoseOffsetsRunBackwards) {
  for (const char* format : {"u", "U"}) {
    MadeColumn backwards = Texts("risk.rosh", {"low", "high", "low"}, format);
    const std::size_t width = backwards.buffers[1]->size() / 4;
    std::fill_n(backwards.buffers[1]->begin() + static_cast<std::ptrdiff_t>(2 * width), width, 0);
    EXPECT_NE(RefusedColumn(std::move(backwards)).find("risk.rosh, row 1: its offsets"),
              std::string::npos)
        << format;
  }
}

TEST(BatchRefuses, AViewBeyondItsBuffers) {
  const auto spoilt = [](std::size_t byte, std::uint8_t value) {
    MadeColumn column = Texts("contact.purpose", {"supervision meeting"}, "vu");
    (*column.buffers[1])[byte] = value;
    return RefusedColumn(std::move(column));
  };
  EXPECT_NE(spoilt(3, 0x80), "");   // a length below zero
  EXPECT_NE(spoilt(0, 200), "");    // longer than its buffer
  EXPECT_NE(spoilt(8, 1), "");      // a buffer there is not
  EXPECT_NE(spoilt(11, 0x80), "");  // one below zero
  EXPECT_NE(spoilt(12, 1), "");     // begins too late for its length
  EXPECT_NE(spoilt(15, 0x80), "");  // begins below zero
}

TEST(BatchRefuses, AnIndexTheDictionaryDoesNotHave) {
  EXPECT_NE(RefusedColumn(Encoded("risk.rosh", {0, 2}, Texts("", {"low", "high"}))), "");
  EXPECT_NE(RefusedColumn(Encoded("risk.rosh", {0, -1}, Texts("", {"low", "high"}))), "");
  EXPECT_NE(RefusedColumn(Encoded("risk.rosh", {0, -1}, Texts("", {"low", "high"}), "L")), "");
}

TEST(BatchRefuses, ColumnsThatAreNullOrWereMovedAway) {
  for (const bool moved : {false, true}) {
    for (const bool of_schema : {false, true}) {
      Given given = HandOver(Batch({Flags("risk.rising", {true})}, 1));
      ArrowSchema& schema = *given.schema.children[0];
      ArrowArray& array = *given.array.children[0];
      if (of_schema) {
        schema.release(&schema);
        if (!moved) given.schema.children[0] = nullptr;
      } else {
        array.release(&array);
        if (!moved) given.array.children[0] = nullptr;
      }
      EXPECT_FALSE(Call(OfAllPacks(), given).ok());
      EXPECT_TRUE(given.releases->all());
    }
  }
}

}  // namespace
}  // namespace bsup::core::made
