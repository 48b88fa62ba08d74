// Loading, selecting and handing on a policy.
#include <filesystem>
#include <fstream>

#include "loaded.h"

namespace {

std::string Text(bsup_status (*call)(const bsup_policy*, bsup_text**, bsup_error**),
                 const bsup_policy* policy) {
  return Taken(Api(), Made<bsup_text>(Api(), [&](auto... out) { return call(policy, out...); }));
}

Owned<bsup_policy> Select(const Sample& sample, const char* region, int32_t date) {
  return {Made<bsup_policy>(Api(),
                            [&](auto... out) {
                              return Api().policy_select(sample.policy(), region, date, out...);
                            }),
          Api().policy_free};
}

}  // namespace

TEST(Policy, ABundleIsTheSamePolicyWithoutItsFiles) {
  const Sample sample;
  const std::string bundle = Text(Api().policy_bundle, sample.policy());
  const Owned<bsup_policy> again{Made<bsup_policy>(Api(),
                                                   [&](auto... out) {
                                                     return Api().policy_load_bundle(
                                                         sample.session(), bundle.data(),
                                                         bundle.size(), out...);
                                                   }),
                                 Api().policy_free};
  EXPECT_STREQ(Api().policy_digest(again.get()), Api().policy_digest(sample.policy()));
  EXPECT_EQ(Text(Api().policy_bundle, again.get()), bundle);
}

TEST(Policy, ABrokenBundleIsAnErrorWithItsPlace) {
  const Sample sample;
  for (const std::string text :
       {"", "{", "[]", "{}", R"({"files":[]})", R"({"files":[{"path":"a"}]})",
        R"({"files":[{"path":1,"text":"","included":false}]})"}) {
    bsup_policy* policy = nullptr;
    const auto call = [&](bsup_error** error) {
      return Api().policy_load_bundle(sample.session(), text.data(), text.size(), &policy, error);
    };
    EXPECT_FALSE(FailsWith(BSUP_BAD_INPUT, call).empty()) << text;
    EXPECT_EQ(policy, nullptr);
  }
}

TEST(Policy, AFileThatIsNotThereIsNotFound) {
  const Sample sample;
  const char* paths[] = {"no-such-pack.toml"};
  bsup_policy* policy = nullptr;
  const auto call = [&](bsup_error** error) {
    return Api().policy_load(sample.session(), paths, 1, &policy, error);
  };
  EXPECT_NE(FailsWith(BSUP_NOT_FOUND, call).find("no-such-pack.toml"), std::string::npos);
}

TEST(Policy, EveryFaultOfAPackComesWithFileLineAndColumn) {
  const Sample sample;
  const auto folder = std::filesystem::temp_directory_path() / "bsup-abi-policy";
  std::filesystem::create_directories(folder);
  const std::string path = (folder / "wrong.toml").string();
  std::ofstream(path) << "[policy]\nid = \"Wrong Id\"\nversoin = \"1\"\n";
  const char* paths[] = {path.c_str()};
  bsup_policy* policy = nullptr;
  bsup_error* error = nullptr;
  ASSERT_EQ(Api().policy_load(sample.session(), paths, 1, &policy, &error), BSUP_BAD_POLICY);
  EXPECT_EQ(policy, nullptr);
  EXPECT_GE(Api().error_count(error), 2u);
  EXPECT_NE(std::string(Api().error_message(error)).find("wrong.toml:3:"), std::string::npos)
      << Api().error_message(error);
  EXPECT_EQ(Api().error_what(error, Api().error_count(error)), nullptr);
  EXPECT_EQ(Api().error_where(error, Api().error_count(error)), nullptr);
  Api().error_free(error);
  std::filesystem::remove_all(folder);
}

TEST(Policy, SelectingGivesThePolicyOfThatRegionAndDay) {
  const Sample sample;
  const Owned<bsup_policy> nation = Select(sample, nullptr, kSampleDay);
  const Owned<bsup_policy> wales = Select(sample, "Wales", kSampleDay);
  EXPECT_STRNE(Api().policy_digest(nation.get()), Api().policy_digest(wales.get()));
  EXPECT_STREQ(Api().policy_digest(Select(sample, "", kSampleDay).get()),
               Api().policy_digest(nation.get()));
  EXPECT_NE(Text(Api().policy_describe, wales.get()).find("\"Wales\""), std::string::npos);

  bsup_policy* none = nullptr;
  const auto elsewhere = [&](bsup_error** error) {
    return Api().policy_select(sample.policy(), "Wael", kSampleDay, &none, error);
  };
  EXPECT_NE(FailsWith(BSUP_NOT_FOUND, elsewhere).find("Wales"), std::string::npos);
  const auto long_ago = [&](bsup_error** error) {
    return Api().policy_select(sample.policy(), nullptr, 0, &none, error);
  };
  FailsWith(BSUP_NOT_FOUND, long_ago);
  const auto no_day = [&](bsup_error** error) {
    return Api().policy_select(sample.policy(), nullptr, INT32_MAX, &none, error);
  };
  FailsWith(BSUP_USAGE, no_day);
}

TEST(Policy, ASelectedPolicyServesItsRegionAndDaysOnly) {
  const Sample sample;
  const Owned<bsup_policy> wales = Select(sample, "Wales", kSampleDay);
  const auto status = [&](const std::string& contact) {
    bsup_advise_input input = sample.Input();
    input.contact = contact.data();
    input.contact_size = contact.size();
    bsup_advice* advice = nullptr;
    const bsup_status got = Api().advise(wales.get(), sample.mapping(), &input, &advice, nullptr);
    Api().advice_free(advice);
    return got;
  };
  EXPECT_EQ(status(R"({"date":"2026-11-30"})"), BSUP_OK);
  EXPECT_EQ(status(R"({"date":"2026-11-30","region":"Wales"})"), BSUP_OK);
  EXPECT_EQ(status(R"({"date":"2026-11-30","region":"London"})"), BSUP_NOT_FOUND);
  EXPECT_EQ(status(R"({"date":"2001-11-30"})"), BSUP_NOT_FOUND);
}

TEST(Policy, IsShownInBothLanguages) {
  const Sample sample;
  const auto show = [&](const bsup_policy* policy, const char* language) {
    return Taken(Api(), Made<bsup_text>(Api(), [&](auto... out) {
                   return Api().policy_show(policy, language, out...);
                 }));
  };
  EXPECT_NE(show(sample.policy(), "en"), show(sample.policy(), "cy"));
  EXPECT_EQ(show(sample.policy(), nullptr), show(sample.policy(), "en"));
  const Owned<bsup_policy> wales = Select(sample, "Wales", kSampleDay);
  EXPECT_NE(show(wales.get(), "en").find(Api().policy_digest(wales.get())), std::string::npos);
  bsup_text* none = nullptr;
  FailsWith(BSUP_USAGE, [&](bsup_error** error) {
    return Api().policy_show(sample.policy(), "fr", &none, error);
  });
}
