// Many threads on one policy and one mapping.
#include <thread>
#include <vector>

#include "loaded.h"

TEST(Threads, ManyOnOnePolicyGiveEqualBytes) {
  constexpr int kThreads = 8;
  constexpr int kRounds = 50;
  const Sample sample;
  const char* regions[] = {nullptr, "Wales", "London", "Greater Manchester"};
  std::vector<std::string> expected;
  const auto json = [&](int which) {
    bsup_advise_input input = sample.Input();
    input.region = regions[which];
    const Owned<bsup_advice> advice = sample.Advise(input);
    return sample.Json(advice.get(), which % 2 == 0 ? "en" : "cy");
  };
  // A mapping that no thread has bound yet, so that all of them meet at its first use.
  std::vector<std::vector<std::string>> got(kThreads);
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      for (int round = 0; round < kRounds; ++round)
        got[static_cast<std::size_t>(thread)].push_back(json(round % 4));
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (int which = 0; which < 4; ++which) expected.push_back(json(which));
  for (const auto& list : got) {
    ASSERT_EQ(list.size(), static_cast<std::size_t>(kRounds));
    for (std::size_t round = 0; round < list.size(); ++round)
      EXPECT_EQ(list[round], expected[round % 4]);
  }
}

TEST(Threads, MayLoadSelectAndEndAtTheSameTime) {
  std::vector<std::thread> threads;
  std::vector<std::string> digests(4);
  for (std::size_t thread = 0; thread < digests.size(); ++thread) {
    threads.emplace_back([&, thread] {
      const Sample sample;
      const Owned<bsup_policy> selected{Made<bsup_policy>(Api(),
                                                          [&](auto... out) {
                                                            return Api().policy_select(
                                                                sample.policy(), nullptr,
                                                                kSampleDay, out...);
                                                          }),
                                        Api().policy_free};
      digests[thread] = Api().policy_digest(selected.get());
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& digest : digests) EXPECT_EQ(digest, digests[0]);
}
