// A column that had no room for something says so, each of them: what they hold cannot be lost
// without an error.
#include <set>

#include "batch/batch_call.h"
#include "batch/columns_out/advice_columns.h"
#include "oracle/random_case.h"

namespace bsup::core::made {
namespace {

// The columns after advice on many cases, with so much room in each.
AdviceColumns Told(std::size_t room) {
  const Policies& policies = *OfAllPacks().policies;
  const ReadyPolicy& policy = policies.all().front();
  AdviceColumns columns(kBatchAll, policies.ids(), room);
  oracle::Dice dice(1);
  for (int i = 0; i < 200; ++i) {
    const oracle::RandomCase made = oracle::AnyCase(dice, policy.policy(), 50);
    columns.Tell(policy, made.a_case.facts, made.contact.planned);
  }
  return columns;
}

std::set<std::string> Full(AdviceColumns& columns) {
  std::set<std::string> full;
  columns.ForEach([&](const auto& column) {
    if (column.full()) full.insert(column.name());
  });
  return full;
}

TEST(FullColumns, EachThatHoldsTextOrListsSaysSo) {
  AdviceColumns columns = Told(0);
  const std::set<std::string> full = Full(columns);
  ASSERT_NE(columns.Full(), nullptr);
  EXPECT_EQ(*columns.Full(), "lead");
  std::size_t growing = 0;
  for (const Exported& column : columns.Finish()) {
    const std::string_view format = column.schema->format;
    const bool grows = format == "u" || format == "+l";
    EXPECT_EQ(full.contains(column.schema->name), grows) << column.schema->name;
    growing += grows ? 1 : 0;
  }
  EXPECT_EQ(growing, 8U + OfAllPacks().policies->ids().modes.ids().size());
}

// The control: where there is room, none is full.
TEST(FullColumns, NoneIsWhereThereIsRoom) {
  AdviceColumns columns = Told(AdviceColumns::kMostRoom);
  EXPECT_EQ(columns.Full(), nullptr);
  EXPECT_EQ(Full(columns), std::set<std::string>());
}

}  // namespace
}  // namespace bsup::core::made
