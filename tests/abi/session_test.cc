// A session takes the host's callbacks, and gives them back when nothing rests on it any more.
#include <cstring>
#include <set>
#include <thread>
#include <vector>

#include "loaded.h"

namespace {

struct Watched {
  std::vector<std::pair<int32_t, std::string>> log;
  std::vector<std::thread::id> threads;
  int clocks = 0;
  int releases = 0;
  int32_t today = kSampleDay;
};

void Log(void* context, int32_t level, const char* message) {
  auto* watched = static_cast<Watched*>(context);
  watched->log.emplace_back(level, message);
  watched->threads.push_back(std::this_thread::get_id());
}

int32_t Clock(void* context) {
  auto* watched = static_cast<Watched*>(context);
  ++watched->clocks;
  return watched->today;
}

void Release(void* context) { ++static_cast<Watched*>(context)->releases; }

bsup_host HostOf(Watched& watched) {
  bsup_host host{};
  host.struct_size = sizeof host;
  host.context = &watched;
  host.log = Log;
  host.clock = Clock;
  host.release = Release;
  return host;
}

bsup_session* Open(const bsup_host* host) {
  return Made<bsup_session>(Api(), [&](auto... out) { return Api().session_open(host, out...); });
}

}  // namespace

TEST(Session, CapabilitiesAreAnObjectThatNamesTheVersion) {
  bsup_session* session = Open(nullptr);
  const std::string capabilities = Api().session_capabilities(session);
  EXPECT_EQ(capabilities.front(), '{');
  EXPECT_NE(capabilities.find(R"("json_bytes":16777216,"json_depth":64,"json_values":1500000)"),
            std::string::npos)
      << capabilities;
  EXPECT_NE(capabilities.find(std::string("\"version\":\"") + Api().version()), std::string::npos);
  Api().session_close(session);
}

TEST(Session, ReleasesTheHostWhenTheLastHandleEndsInAnyOrder) {
  for (const std::string order : {"spm", "smp", "psm", "pms", "msp", "mps"}) {
    Watched watched;
    const bsup_host host = HostOf(watched);
    Sample sample(Api(), &host);
    const Owned<bsup_advice> advice = sample.Advise();
    for (std::size_t i = 0; i < order.size(); ++i) {
      EXPECT_EQ(watched.releases, 0) << order;
      sample.End(order[i]);
    }
    EXPECT_EQ(watched.releases, 1) << order;
    EXPECT_NE(Api().advice_mode_count(advice.get()), 0u) << "advice outlives all it was made from";
    EXPECT_FALSE(sample.Json(advice.get()).empty());
  }
}

TEST(Session, WhatWasLoadedServesAfterItIsClosed) {
  Sample sample;
  const std::string before = sample.Json(sample.Advise().get());
  sample.End('s');
  EXPECT_EQ(sample.Json(sample.Advise().get()), before);
}

TEST(Session, LogsLoadsOnTheCallingThreadAndNothingOfTheCase) {
  Watched watched;
  const bsup_host host = HostOf(watched);
  const Sample sample(Api(), &host);
  ASSERT_EQ(watched.log.size(), 2u);
  EXPECT_NE(watched.log[0].second.find(Api().policy_digest(sample.policy())), std::string::npos);
  EXPECT_NE(watched.log[1].second.find(Api().mapping_digest(sample.mapping())), std::string::npos);

  const std::string secret = R"({"crn": "X999999", "name": "Aled Secret", "oops)";
  bsup_advise_input input = sample.Input();
  input.payload = secret.data();
  input.payload_size = secret.size();
  FailsWith(BSUP_BAD_INPUT, [&](bsup_error** error) {
    bsup_advice* advice = nullptr;
    return Api().advise(sample.policy(), sample.mapping(), &input, &advice, error);
  });
  ASSERT_EQ(watched.log.size(), 3u);
  EXPECT_EQ(watched.log[2].first, BSUP_LOG_WARNING);
  for (const auto& [level, message] : watched.log) {
    EXPECT_EQ(message.find("Secret"), std::string::npos) << message;
    EXPECT_EQ(message.find("X999999"), std::string::npos) << message;
  }
  for (const std::thread::id thread : watched.threads)
    EXPECT_EQ(thread, std::this_thread::get_id());
}

TEST(Session, LogsNothingBelowTheLevelAskedFor) {
  Watched watched;
  bsup_host host = HostOf(watched);
  host.log_level = BSUP_LOG_WARNING;
  const Sample sample(Api(), &host);
  EXPECT_TRUE(watched.log.empty());
}

TEST(Session, TodayIsTheHostsClock) {
  Watched watched;
  const bsup_host host = HostOf(watched);
  const Sample sample(Api(), &host);
  bsup_advise_input input = sample.Input();
  input.as_of = BSUP_TODAY;
  EXPECT_EQ(sample.Json(sample.Advise(input).get()), sample.Json(sample.Advise().get()));
  EXPECT_EQ(watched.clocks, 1) << "a day that is given needs no clock";
}

TEST(Session, AClockThatTellsNoDayIsAnError) {
  Watched watched;
  watched.today = INT32_MAX;
  const bsup_host host = HostOf(watched);
  const Sample sample(Api(), &host);
  bsup_advise_input input = sample.Input();
  input.as_of = BSUP_TODAY;
  bsup_advice* advice = nullptr;
  const auto call = [&](bsup_error** error) {
    return Api().advise(sample.policy(), sample.mapping(), &input, &advice, error);
  };
  EXPECT_NE(FailsWith(BSUP_USAGE, call).find("clock"), std::string::npos);
}

TEST(Session, AHostStructOfAnotherSizeIsReadNoFurtherThanItGoes) {
  Watched watched;
  // Up to and with `log`: what follows is not the library's to read.
  bsup_host host = HostOf(watched);
  host.struct_size = offsetof(bsup_host, clock);
  bsup_session* session = Open(&host);
  Api().session_close(session);
  EXPECT_EQ(watched.releases, 0) << "read beyond struct_size";

  struct Larger {
    bsup_host host;
    char unknown[64];
  } larger{HostOf(watched), {}};
  std::memset(larger.unknown, 0xAB, sizeof larger.unknown);
  larger.host.struct_size = sizeof larger;
  session = Open(&larger.host);
  Api().session_close(session);
  EXPECT_EQ(watched.releases, 1);

  host.struct_size = 0;
  bsup_session* none = nullptr;
  const auto call = [&](bsup_error** error) { return Api().session_open(&host, &none, error); };
  EXPECT_NE(FailsWith(BSUP_USAGE, call).find("struct_size"), std::string::npos);
  EXPECT_EQ(watched.releases, 1) << "a session that did not open releases nothing";
}
