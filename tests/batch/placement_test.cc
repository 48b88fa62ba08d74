// Each row is advised by the policy in force in its region on its contact's date, however the rows
// are cut into batches.
#include "batch/batch_call.h"
#include "oracle/dice.h"

namespace bsup::core::made {
namespace {

struct Caseload {
  Values<std::string> rosh, planned, region;
  Values<bool> rising;
  Values<double> date, known;
};

Caseload Drawn(int rows) {
  oracle::Dice dice(5);
  Caseload all;
  const std::vector<std::string> levels{"low", "medium", "high", "very high"};
  const std::vector<std::string> modes{"office", "video", "telephone", "home visit"};
  const std::vector<std::string> regions{"Wales", "N03", "Kent, Surrey and Sussex", "London"};
  const auto maybe = [&]<class T>(T value) {
    return dice.Percent(25) ? std::nullopt : std::optional<T>(std::move(value));
  };
  for (int i = 0; i < rows; ++i) {
    all.rosh.push_back(maybe(dice.Pick(levels)));
    all.planned.push_back(maybe(dice.Pick(modes)));
    all.region.push_back(maybe(dice.Pick(regions)));
    all.rising.push_back(maybe(dice.Percent(50)));
    all.date.push_back(maybe(static_cast<double>(SampleDay().number() + dice.Below(400))));
    all.known.push_back(maybe(static_cast<double>(SampleDay().number() + dice.Below(400))));
  }
  return all;
}

std::vector<MadeColumn> ColumnsOf(const Caseload& all) {
  return {Texts("risk.rosh", all.rosh),
          Texts("planned", all.planned),
          Texts("region", all.region),
          Flags("risk.rising", all.rising),
          Numbers("contact.date", all.date, "tdD"),
          Numbers("as_of", all.known, "tdD")};
}

TEST(BatchPlacement, TheAnswerDoesNotDependOnHowRowsAreCutIntoBatches) {
  constexpr int kRows = 700;  // beyond one block of rows
  const Caseload all = Drawn(kRows);
  const Answer whole = Advised(OfAllPacks(kBatchAll), Batch(ColumnsOf(all), kRows));
  for (const int size : {1, 7, 128, 500}) {
    for (int from = 0; from < kRows; from += size == 1 ? 97 : size) {
      const int rows = std::min(size, kRows - from);
      const Answer part =
          Advised(OfAllPacks(kBatchAll), Cut(Batch(ColumnsOf(all), kRows), from, rows));
      ASSERT_EQ(part.names(), whole.names());
      for (int row = 0; row < rows; ++row) ASSERT_EQ(part.Row(row), whole.Row(from + row));
    }
  }
}

TEST(BatchPlacement, ARowIsAdvisedByThePolicyThatWouldBeSelectedForIt) {
  const Caseload all = Drawn(60);
  const Answer whole = Advised(OfAllPacks(kBatchAll), Batch(ColumnsOf(all), 60));
  for (int i = 0; i < 60; ++i) {
    const auto at = static_cast<std::size_t>(i);
    const double day = all.date[at].value_or(all.known[at].value_or(SampleDay().number()));
    const Day date = Day::FromNumber(static_cast<std::int32_t>(day));
    const auto policy = oracle::Shipped(all.region[at].value_or(""), date.ToString());
    BatchRequest request = OfPolicy(policy, kBatchAll);
    request.defaults.as_of = date;
    const Answer alone = Advised(
        request, Batch({Texts("risk.rosh", {all.rosh[at]}), Texts("planned", {all.planned[at]}),
                        Flags("risk.rising", {all.rising[at]})},
                       1));
    EXPECT_EQ(alone.Row(0), whole.Row(i)) << "row " << i;
  }
}

TEST(BatchPlacement, TheRegionOfTheCallStandsForRowsThatNameNone) {
  BatchRequest in_wales = OfAllPacks(kBatchAll);
  in_wales.defaults.region = "N03";
  const auto batch = [](Values<std::string> region) {
    return Batch({Texts("region", region), Texts("risk.rosh", {"low"})}, 1);
  };
  const std::string wales = Advised(OfAllPacks(kBatchAll), batch({"Wales"})).Row(0);
  EXPECT_EQ(Advised(in_wales, batch({std::nullopt})).Row(0), wales);
  EXPECT_EQ(Advised(in_wales, Batch({Texts("risk.rosh", {"low"})}, 1)).Row(0), wales);
}

TEST(BatchPlacement, ASelectedPolicyRefusesRowsOfOtherRegionsAndDays) {
  const auto wales = oracle::Shipped("Wales", "2026-11-23");
  const std::string refused = Refused(
      OfPolicy(wales), Batch({Texts("region", {"Wales", "N03", std::nullopt, "London"})}, 4));
  EXPECT_EQ(refused,
            "region, row 3: \"London\" is not the region of the selected policy; select for that "
            "region, or advise by the policy that was loaded");
  const std::string early =
      Refused(OfPolicy(wales), Batch({Wide("contact.date", {SampleDay().number(), 0}, "tdD")}, 2));
  EXPECT_EQ(early,
            "contact.date, row 1: the contact is on 1970-01-01, when the selected policy is not in "
            "force; select for that day, or advise by the policy that was loaded");
}

TEST(BatchPlacement, ADayOfTheCallIsOnlyNeededByRowsWithoutOne) {
  BatchRequest without = OfAllPacks();
  without.defaults.as_of = Error(Status::kUsage, "", "there is no clock");
  const double day = SampleDay().number();
  EXPECT_EQ(Advised(without, Batch({Numbers("contact.date", {day}, "tdD")}, 1)).rows(), 1);
  EXPECT_EQ(Advised(without, Batch({}, 0)).rows(), 0);
  Given given = HandOver(Batch({Numbers("contact.date", {std::nullopt}, "tdD")}, 1));
  const auto needed = Call(without, given);
  ASSERT_FALSE(needed.ok());
  EXPECT_EQ(needed.error().status, Status::kUsage);
}

TEST(BatchPlacement, ADayOrRegionOfTheCallThatIsNotThereIsNotFound) {
  BatchRequest nowhere = OfAllPacks();
  nowhere.defaults.region = "Wessex";
  Given given = HandOver(Batch({}, 1));
  const auto region = Call(nowhere, given);
  ASSERT_FALSE(region.ok());
  EXPECT_EQ(region.error().status, Status::kNotFound);
  BatchRequest never = OfAllPacks();
  never.defaults.as_of = *Day::Parse("1970-01-01");
  given = HandOver(Batch({}, 1));
  const auto day = Call(never, given);
  ASSERT_FALSE(day.ok());
  EXPECT_EQ(day.error().status, Status::kNotFound);
}

}  // namespace
}  // namespace bsup::core::made
