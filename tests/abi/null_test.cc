// A host's slip with NULL is an error or the value that means nothing, never a crash.
#include "trail_sample.h"

TEST(Null, EndingNothingDoesNothing) {
  const bsup_api& api = Api();
  api.error_free(nullptr);
  api.text_free(nullptr);
  api.session_close(nullptr);
  api.policy_free(nullptr);
  api.mapping_free(nullptr);
  api.advice_free(nullptr);
  api.trail_close(nullptr);
  api.receipt_free(nullptr);
  api.reading_free(nullptr);
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
  EXPECT_EQ(api.advice_ask_id(nullptr, 0), nullptr);
  EXPECT_EQ(api.trail_made(nullptr), -1);
  EXPECT_EQ(api.trail_origin(nullptr), nullptr);
  EXPECT_EQ(api.receipt_sequence(nullptr), -1);
  EXPECT_EQ(api.receipt_time(nullptr), -1);
  EXPECT_EQ(api.receipt_existed(nullptr), -1);
  EXPECT_EQ(api.receipt_leaf(nullptr), nullptr);
  EXPECT_EQ(api.receipt_checkpoint(nullptr), nullptr);
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
  bsup_check_input check{};
  check.struct_size = sizeof check;
  usage([&](bsup_error** e) {
    return api.mapping_check(nullptr, sample.policy(), &check, &text, e);
  });
  usage([&](bsup_error** e) {
    return api.mapping_check(sample.mapping(), nullptr, &check, &text, e);
  });
  usage([&](bsup_error** e) {
    return api.mapping_check(sample.mapping(), sample.policy(), nullptr, &text, e);
  });
  usage([&](bsup_error** e) {
    return api.mapping_check(sample.mapping(), sample.policy(), &check, nullptr, e);
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
  usage([&](bsup_error** e) { return api.advice_form(nullptr, nullptr, nullptr, 0, &text, e); });
  usage([&](bsup_error** e) { return api.advice_mode(nullptr, 0, nullptr, nullptr, e); });
  EXPECT_EQ(session, nullptr);
  EXPECT_EQ(policy, nullptr);
  EXPECT_EQ(mapping, nullptr);
  EXPECT_EQ(advice, nullptr);
  EXPECT_EQ(text, nullptr);
}

// Every place for a pointer of the trail's calls, one after the other.
TEST(Null, TrailCallsSayUsageAndRecordNothing) {
  const bsup_api& api = Api();
  const TrailSample sample;
  const OpenTrail opened = sample.Open();
  sample.Advise(opened);
  const Owned<bsup_advice> made = sample.sample.Advise();
  const Owned<bsup_reading> begun = TrailSample::Read(opened, "{}");
  const std::string head = TrailSample::Head(opened);
  const std::string place = sample.Path("place");
  bsup_session* const session = sample.sample.session();
  bsup_trail* const trail = opened.get();
  const bsup_advice* const advice = made.get();
  const bsup_who* const who = &kOlive;
  const char* const path = place.c_str();
  const char* const text = "{}";
  bsup_trail* new_trail = nullptr;
  bsup_receipt* receipt = nullptr;
  bsup_reading* reading = nullptr;
  bsup_text* out = nullptr;
  int32_t number = 77;

#define USAGE(name, ...) \
  FailsWith(BSUP_USAGE, [&](bsup_error** error) { return api.name(__VA_ARGS__, error); })
  USAGE(trail_open, nullptr, path, nullptr, &new_trail);
  USAGE(trail_open, session, nullptr, nullptr, &new_trail);
  USAGE(trail_open, session, path, nullptr, nullptr);
  USAGE(trail_vkey, nullptr, &out);
  USAGE(trail_vkey, trail, nullptr);
  USAGE(advice_record, nullptr, trail, who, kPerson, nullptr, nullptr, &receipt);
  USAGE(advice_record, advice, nullptr, who, kPerson, nullptr, nullptr, &receipt);
  USAGE(advice_record, advice, trail, nullptr, kPerson, nullptr, nullptr, &receipt);
  USAGE(advice_record, advice, trail, who, nullptr, nullptr, nullptr, &receipt);
  USAGE(advice_record, advice, trail, who, kPerson, nullptr, nullptr, nullptr);
  USAGE(trail_record, nullptr, BSUP_RECORD_CONFIG, who, text, 2, &receipt);
  USAGE(trail_record, trail, BSUP_RECORD_CONFIG, nullptr, text, 2, &receipt);
  USAGE(trail_record, trail, BSUP_RECORD_CONFIG, who, nullptr, 0, &receipt);
  USAGE(trail_record, trail, BSUP_RECORD_CONFIG, who, text, 2, nullptr);
  USAGE(trail_read, nullptr, who, text, 2, &reading);
  USAGE(trail_read, trail, nullptr, text, 2, &reading);
  USAGE(trail_read, trail, who, text, 2, nullptr);
  USAGE(reading_next, nullptr, 1, &out);
  USAGE(reading_next, begun.get(), 1, nullptr);
  USAGE(trail_show, nullptr, who, kPerson, kSampleDay, nullptr, 0, 0, &out);
  USAGE(trail_show, trail, nullptr, kPerson, kSampleDay, nullptr, 0, 0, &out);
  USAGE(trail_show, trail, who, nullptr, kSampleDay, nullptr, 0, 0, &out);
  USAGE(trail_show, trail, who, kPerson, kSampleDay, nullptr, 0, 0, nullptr);
  USAGE(trail_decision, nullptr, 1, kSampleDay, &out);
  USAGE(trail_decision, trail, 1, kSampleDay, nullptr);
  USAGE(trail_worklist, nullptr, who, text, 2, &out);
  USAGE(trail_worklist, trail, nullptr, text, 2, &out);
  USAGE(trail_worklist, trail, who, text, 2, nullptr);
  USAGE(trail_tell, nullptr, who, text, 2, &out);
  USAGE(trail_tell, trail, nullptr, text, 2, &out);
  USAGE(trail_tell, trail, who, nullptr, 0, &out);
  USAGE(trail_tell, trail, who, text, 2, nullptr);
  USAGE(trail_timeline, nullptr, who, kPerson, kSampleDay, nullptr, 0, &out);
  USAGE(trail_timeline, trail, nullptr, kPerson, kSampleDay, nullptr, 0, &out);
  USAGE(trail_timeline, trail, who, nullptr, kSampleDay, nullptr, 0, &out);
  USAGE(trail_timeline, trail, who, kPerson, kSampleDay, nullptr, 0, nullptr);
  USAGE(trail_replay, nullptr, 1, &out);
  USAGE(trail_replay, trail, 1, nullptr);
  USAGE(trail_events, nullptr, who, text, 2, path, nullptr, nullptr);
  USAGE(trail_events, trail, nullptr, text, 2, path, nullptr, nullptr);
  USAGE(trail_events, trail, who, nullptr, 0, path, nullptr, nullptr);
  USAGE(trail_events, trail, who, text, 2, nullptr, nullptr, nullptr);
  USAGE(trail_head, nullptr, &out);
  USAGE(trail_head, trail, nullptr);
  USAGE(trail_leaf, nullptr, 0, &out);
  USAGE(trail_leaf, trail, 0, nullptr);
  USAGE(trail_prove, nullptr, 0, &out);
  USAGE(trail_prove, trail, 0, nullptr);
  USAGE(check_proof, nullptr, 0, text, 2, text, &out);
  USAGE(check_proof, text, 2, nullptr, 0, text, &out);
  USAGE(check_proof, text, 2, text, 2, nullptr, &out);
  USAGE(check_proof, text, 2, text, 2, text, nullptr);
  USAGE(trail_prove_growth, nullptr, 1, &out);
  USAGE(trail_prove_growth, trail, 1, nullptr);
  USAGE(trail_export, nullptr, who, path, nullptr, nullptr);
  USAGE(trail_export, trail, nullptr, path, nullptr, nullptr);
  USAGE(trail_export, trail, who, nullptr, nullptr, nullptr);
  USAGE(trail_cosign, nullptr, text, 2, text);
  USAGE(trail_cosign, trail, nullptr, 0, text);
  USAGE(trail_cosign, trail, text, 2, nullptr);
  USAGE(trail_verify, nullptr, path, nullptr, &number, &out);
  USAGE(trail_verify, session, nullptr, nullptr, &number, &out);
  USAGE(trail_verify, session, path, nullptr, nullptr, &out);
  USAGE(trail_verify, session, path, nullptr, &number, nullptr);
  USAGE(trail_backup, nullptr, who, path);
  USAGE(trail_backup, trail, nullptr, path);
  USAGE(trail_backup, trail, who, nullptr);
  USAGE(trail_restore, nullptr, path, path, nullptr, who, "", &new_trail);
  USAGE(trail_restore, session, nullptr, path, nullptr, who, "", &new_trail);
  USAGE(trail_restore, session, path, nullptr, nullptr, who, "", &new_trail);
  USAGE(trail_restore, session, path, path, nullptr, nullptr, "", &new_trail);
  USAGE(trail_restore, session, path, path, nullptr, who, nullptr, &new_trail);
  USAGE(trail_restore, session, path, path, nullptr, who, "", nullptr);
  USAGE(trail_erase, nullptr, who, text, 2, &number, &receipt);
  USAGE(trail_erase, trail, nullptr, text, 2, &number, &receipt);
  USAGE(trail_erase, trail, who, nullptr, 0, &number, &receipt);
  USAGE(trail_erase, trail, who, text, 2, nullptr, &receipt);
  USAGE(trail_erase, trail, who, text, 2, &number, nullptr);
  USAGE(trail_finish_erasures, nullptr, &number);
  USAGE(trail_finish_erasures, trail, nullptr);
  USAGE(trail_rotate, nullptr, who, "", &receipt);
  USAGE(trail_rotate, trail, nullptr, "", &receipt);
  USAGE(trail_rotate, trail, who, nullptr, &receipt);
  USAGE(trail_rotate, trail, who, "", nullptr);
#undef USAGE

  EXPECT_EQ(new_trail, nullptr);
  EXPECT_EQ(receipt, nullptr);
  EXPECT_EQ(reading, nullptr);
  EXPECT_EQ(out, nullptr);
  EXPECT_EQ(number, 77);
  EXPECT_EQ(TrailSample::Head(opened), head);
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
