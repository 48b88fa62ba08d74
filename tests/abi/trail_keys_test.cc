// Where a trail's keys are kept: in a file, or by the host's own key service.
#include <sys/stat.h>

#include <filesystem>
#include <future>

#include "trail_sample.h"

namespace fs = std::filesystem;

TEST(TrailKeys, WithoutAFileOrAServiceThereIsNoTrail) {
  const TrailSample none(false);
  none.RefusesToOpen(BSUP_USAGE, none.Options());
  EXPECT_FALSE(fs::exists(none.Path()));
}

TEST(TrailKeys, AServiceIsAllThreeCallbacksOrNone) {
  const TrailSample made;
  bsup_host host = const_cast<TrailSample&>(made).host.Host();
  host.key_destroy = nullptr;
  const Sample two_of_three(Api(), &host);
  const bsup_trail_options options = made.Options();
  bsup_trail* trail = nullptr;
  FailsWith(BSUP_USAGE, [&](bsup_error** error) {
    return Api().trail_open(two_of_three.session(), made.Path().c_str(), &options, &trail, error);
  });
  EXPECT_EQ(trail, nullptr);
}

TEST(TrailKeys, AFileServesAndIsTheOwnersAlone) {
  const TrailSample sample(false);
  bsup_trail_options options = sample.Options();
  const std::string keys = sample.Path("keys");
  options.key_file = keys.c_str();
  { sample.Advise(sample.Open(options)); }
  EXPECT_EQ(TrailSample::Size(sample.Open(options)), 2u);

  ASSERT_EQ(chmod(keys.c_str(), 0640), 0);
  sample.RefusesToOpen(BSUP_KEY_REFUSED, options);
  ASSERT_EQ(chmod(keys.c_str(), 0600), 0);
  EXPECT_EQ(TrailSample::Size(sample.Open(options)), 2u);

  const std::string others = sample.Path("other keys");
  options.key_file = others.c_str();
  sample.RefusesToOpen(BSUP_NOT_FOUND, options);
  EXPECT_FALSE(fs::exists(others)) << "keys are not made for a trail that has its own";
  { const OpenTrail other = sample.Open(options, "other"); }
  sample.RefusesToOpen(BSUP_KEY_REFUSED, options);
}

TEST(TrailKeys, AFileGoesBeforeTheService) {
  TrailSample sample;
  bsup_trail_options options = sample.Options();
  const std::string keys = sample.Path("keys");
  options.key_file = keys.c_str();
  sample.Advise(sample.Open(options));
  EXPECT_EQ(sample.host.box.wrapped, 0);
  EXPECT_TRUE(sample.host.box.threads.empty());
}

TEST(TrailKeys, TheServiceIsAskedOnceToWrapAndOnceEachToOpen) {
  TrailSample sample;
  OpenTrail trail = sample.Open();
  EXPECT_EQ(sample.host.box.wrapped, 1);
  EXPECT_EQ(sample.host.box.keys.size(), 1u);
  const int unwrapped = sample.host.box.unwrapped;
  sample.Advise(trail);
  TrailSample::All(trail, "{}");
  EXPECT_EQ(sample.host.box.unwrapped, unwrapped) << "recording and reading ask nothing";
  trail.reset();
  trail = sample.Open();
  EXPECT_EQ(sample.host.box.wrapped, 1);
  EXPECT_EQ(sample.host.box.unwrapped, unwrapped + 1);
  EXPECT_EQ(sample.host.box.threads, std::set{std::this_thread::get_id()});
}

TEST(TrailKeys, AServiceThatRefusesLeavesNothingBehind) {
  TrailSample sample;
  sample.host.box.refuses = true;
  sample.RefusesToOpen(BSUP_KEY_REFUSED, sample.Options());
  EXPECT_FALSE(fs::exists(sample.Path() + ".vault"));
  sample.host.box.refuses = false;
  {
    const OpenTrail trail = sample.Open();
    EXPECT_EQ(Api().trail_made(trail.get()), 1);
  }
  sample.host.box.refuses = true;
  sample.RefusesToOpen(BSUP_KEY_REFUSED, sample.Options());
  sample.host.box.refuses = false;
  EXPECT_NE(sample.Open(), nullptr);
}

TEST(TrailKeys, ARefusalWhileKeysChangeChangesNothing) {
  TrailSample sample;
  const OpenTrail trail = sample.Open();
  sample.Advise(trail);
  const std::string head = TrailSample::Head(trail);
  const std::string key = TrailSample::VerifierKey(trail);
  sample.host.box.refuses = true;
  const std::string content = R"({"person":"X100001","why":"asked","authority":"the unit"})";
  int32_t status = 77;
  bsup_receipt* receipt = nullptr;
  FailsWith(BSUP_KEY_REFUSED, [&](bsup_error** error) {
    return Api().trail_erase(trail.get(), &kOlive, content.data(), content.size(), &status,
                             &receipt, error);
  });
  FailsWith(BSUP_KEY_REFUSED, [&](bsup_error** error) {
    return Api().trail_rotate(trail.get(), &kOlive, "yearly", &receipt, error);
  });
  EXPECT_EQ(status, 77);
  EXPECT_EQ(receipt, nullptr);
  EXPECT_EQ(TrailSample::Head(trail), head);
  EXPECT_EQ(TrailSample::VerifierKey(trail), key);
  EXPECT_TRUE(Says(TrailSample::All(trail, R"({"person":"X100001"})"), "X100001"));
}

// While the library waits for a key service across the network, everybody else goes on: with the
// same handle, and with others.
class WhileTheServiceIsAsked : public testing::Test {
 protected:
  void SetUp() override { sample_.Advise(trail_); }

  // Has a record made and all read elsewhere at the next call of the service; whether that was
  // done in the time that `call` took.
  template <class Call>
  bool OthersGoOnDuring(Call call) {
    bool went_on = false;
    bool asked = false;
    std::future<void> work;
    sample_.host.box.meanwhile = [&] {
      asked = true;
      work = std::async(std::launch::async, [&] {
        for (const OpenTrail* trail : {&trail_, &other_}) {
          TrailSample::Record(*trail, BSUP_RECORD_CONFIG, R"({"what":"shift","why":"change"})");
          TrailSample::Leaf(*trail, 0);
        }
      });
      went_on = work.wait_for(std::chrono::seconds(2)) == std::future_status::ready;
    };
    call();
    EXPECT_TRUE(asked) << "the service was not asked";
    if (work.valid()) work.get();
    return went_on;
  }
  Recorded Rotate(const OpenTrail& trail) {
    return ReceiptOf(
        [&](auto... out) { return Api().trail_rotate(trail.get(), &kOlive, "yearly", out...); });
  }

  TrailSample sample_;
  const OpenTrail trail_ = sample_.Open();
  const OpenTrail other_ = sample_.Open();
};

TEST_F(WhileTheServiceIsAsked, OpeningHoldsNobodyUp) {
  EXPECT_TRUE(OthersGoOnDuring([&] { const OpenTrail third = sample_.Open(); }));
}

TEST_F(WhileTheServiceIsAsked, ANewKeyHoldsNobodyUp) {
  EXPECT_TRUE(OthersGoOnDuring([&] { Rotate(trail_); }));
}

TEST_F(WhileTheServiceIsAsked, AnErasureHoldsNobodyUp) {
  EXPECT_TRUE(OthersGoOnDuring([&] {
    const std::string content = R"({"person":"X100001","why":"asked","authority":"the unit"})";
    int32_t status = -1;
    ReceiptOf([&](auto... out) {
      return Api().trail_erase(trail_.get(), &kOlive, content.data(), content.size(), &status,
                               out...);
    });
  }));
}

TEST_F(WhileTheServiceIsAsked, RecordingAfterANewKeyHoldsNobodyUp) {
  Rotate(other_);
  EXPECT_TRUE(OthersGoOnDuring([&] {
    TrailSample::Record(trail_, BSUP_RECORD_CONFIG, R"({"what":"shift","why":"change"})");
  }));
}

TEST_F(WhileTheServiceIsAsked, ReadingAfterANewKeyHoldsNobodyUp) {
  Rotate(other_);
  EXPECT_TRUE(OthersGoOnDuring([&] { TrailSample::Replay(trail_, 1); }));
}
