// A batch by the C interface: NULLs, options of other sizes, and that what is handed over is ended
// whatever happens.
#include "blended_supervision/plugin.hpp"
#include "loaded.h"
#include "oracle/arrow_made.h"

namespace {

using bsup::core::made::Answer;
using bsup::core::made::Batch;
using bsup::core::made::Flags;
using bsup::core::made::Given;
using bsup::core::made::HandOver;
using bsup::core::made::Numbers;
using bsup::core::made::Texts;

Given SampleBatch() {
  return HandOver(Batch({Numbers("crn", {1, 2}), Texts("risk.rosh", {"high", std::nullopt})}, 2));
}

bsup_batch_options SampleOptions() {
  bsup_batch_options options{};
  options.struct_size = sizeof options;
  options.as_of = kSampleDay;
  options.keep = "crn\n";
  options.keep_size = 4;
  return options;
}

// What a call makes of the sample.
struct Called {
  Given given = SampleBatch();
  ArrowSchema schema{};
  ArrowArray array{};
  bsup_status status = BSUP_OK;
  std::string message;

  Called(const bsup_policy* policy, const bsup_batch_options* options) {
    bsup_error* error = nullptr;
    status =
        Api().advise_batch(policy, options, &given.schema, &given.array, &schema, &array, &error);
    if (error != nullptr) message = Api().error_message(error);
    Api().error_free(error);
  }
  Answer Take() { return {&schema, &array}; }
};

}  // namespace

TEST(BatchCall, ColumnsOfFactsInAndColumnsOfAdviceOut) {
  const Sample sample;
  const bsup_batch_options options = SampleOptions();
  Called called(sample.policy(), &options);
  ASSERT_EQ(called.status, BSUP_OK) << called.message;
  {
    const Answer answer = called.Take();
    const std::vector<std::string> names{
        "crn",   "lead",   "outcome",     "firmness",     "alternatives", "planned_permission",
        "rules", "limits", "provisional", "planned_safe", "ask"};
    EXPECT_EQ(answer.names(), names);
    EXPECT_EQ(answer.rows(), 2);
    EXPECT_EQ(answer.Text("lead", 0), "office");
  }
  EXPECT_TRUE(called.given.releases->all());
}

TEST(BatchCall, IsConsumedWhateverIsWrong) {
  const Sample sample;
  const bsup_batch_options sound = SampleOptions();
  const auto refused = [&](bsup_status status, const bsup_policy* policy, auto spoil) {
    bsup_batch_options options = sound;
    spoil(options);
    const Called called(policy, &options);
    EXPECT_EQ(called.status, status) << called.message;
    EXPECT_TRUE(called.given.releases->all()) << called.message;
    EXPECT_EQ(called.given.schema.release, nullptr);
    EXPECT_EQ(called.given.array.release, nullptr);
    EXPECT_EQ(called.schema.release, nullptr);  // no out parameter is touched
    EXPECT_EQ(called.array.release, nullptr);
  };
  using Options = bsup_batch_options;
  refused(BSUP_USAGE, nullptr, [](Options&) {});
  refused(BSUP_USAGE, sample.policy(), [](Options& o) { o.struct_size = 4; });
  refused(BSUP_USAGE, sample.policy(), [](Options& o) { o.columns = 16; });
  refused(BSUP_USAGE, sample.policy(), [](Options& o) { o.as_of = BSUP_TODAY; });  // no clock
  refused(BSUP_USAGE, sample.policy(), [](Options& o) { o.as_of = INT32_MAX; });
  refused(BSUP_BAD_INPUT, sample.policy(), [](Options& o) { o.keep = nullptr; });
  refused(BSUP_BAD_INPUT, sample.policy(), [](Options& o) { o.keep_size = 3, o.keep = "abc"; });
  refused(BSUP_NOT_FOUND, sample.policy(), [](Options& o) { o.region = "Wessex"; });
  refused(BSUP_NOT_FOUND, sample.policy(), [](Options& o) { o.as_of = 0; });
}

TEST(BatchCall, NullsSayUsageAndEndWhatIsThere) {
  const Sample sample;
  const bsup_batch_options options = SampleOptions();
  for (int missing = 0; missing < 4; ++missing) {
    Given given = SampleBatch();
    ArrowSchema schema{};
    ArrowArray array{};
    FailsWith(BSUP_USAGE, [&](bsup_error** error) {
      return Api().advise_batch(sample.policy(), &options, missing == 0 ? nullptr : &given.schema,
                                missing == 1 ? nullptr : &given.array,
                                missing == 2 ? nullptr : &schema, missing == 3 ? nullptr : &array,
                                error);
    });
    EXPECT_EQ(given.schema.release == nullptr, missing != 0);
    EXPECT_EQ(given.array.release == nullptr, missing != 1);
    if (missing == 0) given.schema.release(&given.schema);
    if (missing == 1) given.array.release(&given.array);
    EXPECT_TRUE(given.releases->all());
  }
}

TEST(BatchCall, ABatchThatWasReleasedIsUsage) {
  const Sample sample;
  const bsup_batch_options options = SampleOptions();
  Given given = SampleBatch();
  given.array.release(&given.array);
  ArrowSchema schema{};
  ArrowArray array{};
  FailsWith(BSUP_USAGE, [&](bsup_error** error) {
    return Api().advise_batch(sample.policy(), &options, &given.schema, &given.array, &schema,
                              &array, error);
  });
  EXPECT_TRUE(given.releases->all());
}

TEST(BatchCall, TheAnswerMayTakeThePlaceOfTheBatch) {
  const Sample sample;
  const bsup_batch_options options = SampleOptions();
  Given given = SampleBatch();
  ASSERT_EQ(Api().advise_batch(sample.policy(), &options, &given.schema, &given.array,
                               &given.schema, &given.array, nullptr),
            BSUP_OK);
  EXPECT_EQ(given.schema.n_children, 11);
  given.schema.release(&given.schema);
  given.array.release(&given.array);
  EXPECT_TRUE(given.releases->all());
}

TEST(BatchCall, WithoutOptionsItIsTodayByTheHostsClock) {
  bsup_host host{};
  host.struct_size = sizeof host;
  host.clock = [](void*) -> int32_t { return kSampleDay; };
  const Sample sample(Api(), &host);
  Given given = HandOver(Batch({Flags("risk.rising", {true})}, 1));
  ArrowSchema schema{};
  ArrowArray array{};
  ASSERT_EQ(Api().advise_batch(sample.policy(), nullptr, &given.schema, &given.array, &schema,
                               &array, nullptr),
            BSUP_OK);
  const Answer answer(&schema, &array);
  EXPECT_EQ(answer.names().size(), 10u);
}

TEST(BatchCall, TheWrapperOwnsTheAnswerAndThrowsWhatIsWrong) {
  const bsup::Session session(Api());
  const bsup::Policy policy = session.LoadPolicy({InProject("config/policies/england-wales.toml")});
  const bsup::BatchOptions options{.as_of = std::chrono::sys_days(std::chrono::days(kSampleDay)),
                                   .columns = BSUP_BATCH_ADVICE,
                                   .keep = {"crn"}};
  Given given = SampleBatch();
  {
    bsup::Batch advice = policy.AdviseBatch(&given.schema, &given.array, options);
    EXPECT_EQ(advice.schema.n_children, 6);
    EXPECT_EQ(advice.array.length, 2);
    bsup::Batch moved = std::move(advice);
    EXPECT_EQ(advice.array.release, nullptr);
    EXPECT_NE(moved.array.release, nullptr);
    EXPECT_FALSE(given.releases->all());
  }
  EXPECT_TRUE(given.releases->all());
  Given wrong = SampleBatch();
  EXPECT_THROW(static_cast<void>(policy.AdviseBatch(&wrong.schema, &wrong.array)), bsup::Error);
  EXPECT_TRUE(wrong.releases->all());
}
