// A host's slip with NULL is an error or the value that means nothing, never a crash.
#include "loaded.h"

TEST(Null, EndingNothingDoesNothing) {
  const bsup_api& api = Api();
  api.error_free(nullptr);
  api.text_free(nullptr);
  api.session_close(nullptr);
  api.policy_free(nullptr);
  api.mapping_free(nullptr);
  api.advice_free(nullptr);
}

TEST(Null, GettersOfNothingGiveNothing) {
  const bsup_api& api = Api();
  EXPECT_EQ(api.error_status(nullptr), BSUP_OK);
  EXPECT_EQ(api.error_message(nullptr), nullptr);
  EXPECT_EQ(api.error_count(nullptr), 0u);
  EXPECT_EQ(api.error_what(nullptr, 0), nullptr);
  EXPECT_EQ(api.error_where(nullptr, 0), nullptr);
  EXPECT_EQ(api.text_data(nullptr), nullptr);
  EXPECT_EQ(api.text_size(nullptr), 0u);
  EXPECT_EQ(api.session_capabilities(nullptr), nullptr);
  EXPECT_EQ(api.policy_digest(nullptr), nullptr);
  EXPECT_EQ(api.mapping_source(nullptr), nullptr);
  EXPECT_EQ(api.mapping_digest(nullptr), nullptr);
  EXPECT_EQ(api.advice_lead(nullptr), nullptr);
  EXPECT_EQ(api.advice_lead_label(nullptr, "en"), nullptr);
  EXPECT_EQ(api.advice_firmness(nullptr), -1);
  EXPECT_EQ(api.advice_provisional(nullptr), -1);
  EXPECT_EQ(api.advice_planned_safe(nullptr), BSUP_NOT_ASKED);
  EXPECT_EQ(api.advice_notice(nullptr), -1);
  EXPECT_EQ(api.advice_notice_key(nullptr), nullptr);
  EXPECT_EQ(api.advice_reason_count(nullptr), 0u);
  EXPECT_EQ(api.advice_reason(nullptr, 0, "en"), nullptr);
  EXPECT_EQ(api.advice_mode_count(nullptr), 0u);
  EXPECT_EQ(api.advice_alternative_count(nullptr), 0u);
  EXPECT_EQ(api.advice_alternative(nullptr, 0), nullptr);
  EXPECT_EQ(api.advice_ask_count(nullptr), 0u);
  EXPECT_EQ(api.advice_ask(nullptr, 0, "en"), nullptr);
  EXPECT_EQ(api.advice_ask_fact(nullptr, 0, 0), nullptr);
}

TEST(Null, CallsThatCanFailSayUsage) {
  const bsup_api& api = Api();
  const Sample sample;
  const bsup_advise_input input = sample.Input();
  const char* paths[] = {nullptr};
  bsup_session* session = nullptr;
  bsup_policy* policy = nullptr;
  bsup_mapping* mapping = nullptr;
  bsup_advice* advice = nullptr;
  bsup_text* text = nullptr;
  const auto usage = [](auto call) { FailsWith(BSUP_USAGE, call); };

  usage([&](bsup_error** e) { return api.session_open(nullptr, nullptr, e); });
  usage([&](bsup_error** e) { return api.policy_load(nullptr, paths, 1, &policy, e); });
  usage([&](bsup_error** e) { return api.policy_load(sample.session(), nullptr, 1, &policy, e); });
  usage([&](bsup_error** e) { return api.policy_load(sample.session(), paths, 1, &policy, e); });
  usage([&](bsup_error** e) { return api.policy_load(sample.session(), paths, 0, &policy, e); });
  usage([&](bsup_error** e) { return api.policy_load(sample.session(), paths, 1, nullptr, e); });
  usage([&](bsup_error** e) { return api.policy_load_bundle(nullptr, "{}", 2, &policy, e); });
  usage([&](bsup_error** e) {
    return api.policy_load_bundle(sample.session(), nullptr, 2, &policy, e);
  });
  usage([&](bsup_error** e) { return api.policy_bundle(nullptr, &text, e); });
  usage([&](bsup_error** e) { return api.policy_bundle(sample.policy(), nullptr, e); });
  usage([&](bsup_error** e) { return api.policy_select(nullptr, "", kSampleDay, &policy, e); });
  usage([&](bsup_error** e) {
    return api.policy_select(sample.policy(), "", kSampleDay, nullptr, e);
  });
  usage([&](bsup_error** e) { return api.policy_describe(nullptr, &text, e); });
  usage([&](bsup_error** e) { return api.policy_show(nullptr, "en", &text, e); });
  usage([&](bsup_error** e) { return api.mapping_load(nullptr, "x", &mapping, e); });
  usage([&](bsup_error** e) { return api.mapping_load(sample.session(), nullptr, &mapping, e); });
  usage([&](bsup_error** e) {
    return api.mapping_load_text(sample.session(), "x", nullptr, 0, &mapping, e);
  });
  usage([&](bsup_error** e) {
    return api.mapping_load_text(sample.session(), nullptr, "", 0, &mapping, e);
  });
  usage([&](bsup_error** e) { return api.advise(nullptr, sample.mapping(), &input, &advice, e); });
  usage([&](bsup_error** e) { return api.advise(sample.policy(), nullptr, &input, &advice, e); });
  usage([&](bsup_error** e) {
    return api.advise(sample.policy(), sample.mapping(), nullptr, &advice, e);
  });
  usage([&](bsup_error** e) {
    return api.advise(sample.policy(), sample.mapping(), &input, nullptr, e);
  });
  usage([&](bsup_error** e) { return api.advise_replay(nullptr, "{}", 2, &advice, e); });
  usage([&](bsup_error** e) { return api.advise_replay(sample.policy(), nullptr, 2, &advice, e); });
  usage([&](bsup_error** e) { return api.advice_input(nullptr, nullptr, &text, e); });
  usage([&](bsup_error** e) { return api.advice_json(nullptr, nullptr, &text, e); });
  usage([&](bsup_error** e) { return api.advice_text(nullptr, nullptr, 0, 0, &text, e); });
  usage([&](bsup_error** e) { return api.advice_mode(nullptr, 0, nullptr, nullptr, e); });
  EXPECT_EQ(session, nullptr);
  EXPECT_EQ(policy, nullptr);
  EXPECT_EQ(mapping, nullptr);
  EXPECT_EQ(advice, nullptr);
  EXPECT_EQ(text, nullptr);
}

TEST(Null, NobodyNeedsToWantTheError) {
  EXPECT_EQ(Api().session_open(nullptr, nullptr, nullptr), BSUP_USAGE);
  bsup_session* session = nullptr;
  EXPECT_EQ(Api().session_open(nullptr, &session, nullptr), BSUP_OK);
  Api().session_close(session);
}

TEST(Null, ASuccessClearsTheError) {
  auto* error = reinterpret_cast<bsup_error*>(1);
  bsup_session* session = nullptr;
  ASSERT_EQ(Api().session_open(nullptr, &session, &error), BSUP_OK);
  EXPECT_EQ(error, nullptr);
  Api().session_close(session);
}
