// Advice through the C interface: what it says of itself, and what it refuses.
#include <cstddef>
#include <cstring>
#include <regex>
#include <string>

#include "loaded.h"

namespace {

bsup_advise_input With(const Sample& sample, const std::string& contact) {
  bsup_advise_input input = sample.Input();
  input.contact = contact.data();
  input.contact_size = contact.size();
  return input;
}

bool Has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST(Advise, GettersAndJsonSayTheSame) {
  const Sample sample;
  const std::string contact =
      R"({"date":"2026-11-30","purpose":"supervision meeting","scheduled":true,
      "with":"person","role":"counts","planned":"telephone"})";
  const Owned<bsup_advice> advice = sample.Advise(With(sample, contact));
  const std::string json = sample.Json(advice.get());
  const bsup_api& api = Api();

  const char* lead = api.advice_lead(advice.get());
  EXPECT_TRUE(
      Has(json, lead == nullptr ? "\"lead\":null" : std::string("\"lead\":\"") + lead + "\""));
  EXPECT_TRUE(Has(json, api.advice_provisional(advice.get()) == BSUP_YES
                            ? "\"provisional\":true"
                            : "\"provisional\":false"));
  EXPECT_NE(api.advice_planned_safe(advice.get()), BSUP_NOT_ASKED);
  int planned = 0;
  for (uint32_t i = 0; i < api.advice_mode_count(advice.get()); ++i) {
    bsup_mode mode{};
    mode.struct_size = sizeof mode;
    ASSERT_EQ(api.advice_mode(advice.get(), i, "en", &mode, nullptr), BSUP_OK);
    EXPECT_TRUE(
        Has(json, std::string("\"mode\":\"") + mode.id + "\",\"label\":\"" + mode.label + "\""));
    EXPECT_EQ(mode.why_not == BSUP_WHY_LEAD, lead != nullptr && std::strcmp(mode.id, lead) == 0)
        << mode.id;
    if (mode.planned == 1) {
      ++planned;
      EXPECT_STREQ(mode.id, "telephone");
    }
  }
  EXPECT_EQ(planned, 1);
  int joint = 0;
  for (uint32_t i = 0; i < api.advice_ask_count(advice.get()); ++i) {
    EXPECT_TRUE(
        Has(json, std::string("\"fact\":\"") + api.advice_ask_fact(advice.get(), i, 0) + "\""));
    EXPECT_STRNE(api.advice_ask(advice.get(), i, "en"), api.advice_ask(advice.get(), i, "cy"));
    EXPECT_EQ(api.advice_ask_fact(advice.get(), i, 8), nullptr);
    if (const char* id = api.advice_ask_id(advice.get(), i)) {
      ++joint;
      EXPECT_TRUE(Has(json, std::string("\"question\":\"") + id + "\""));
      EXPECT_NE(api.advice_ask_fact(advice.get(), i, 1), nullptr) << id;
    }
  }
  EXPECT_EQ(joint, 1) << "domestic abuse is one question";
  EXPECT_EQ(api.advice_reason_count(advice.get()) > 0,
            api.advice_notice(advice.get()) != BSUP_NOTICE_NONE);
  EXPECT_EQ(*api.advice_notice_key(advice.get()) != '\0',
            api.advice_notice(advice.get()) == BSUP_NOTICE_NOTE);
  EXPECT_EQ(api.advice_mode_count(advice.get()), 7u);
}

TEST(Advise, PastTheEndAndOtherLanguagesThereIsNothing) {
  const Sample sample;
  const Owned<bsup_advice> advice = sample.Advise();
  const bsup_api& api = Api();
  EXPECT_EQ(api.advice_alternative(advice.get(), UINT32_MAX), nullptr);
  EXPECT_EQ(api.advice_ask(advice.get(), UINT32_MAX, "en"), nullptr);
  EXPECT_EQ(api.advice_ask_fact(advice.get(), UINT32_MAX, 0), nullptr);
  EXPECT_EQ(api.advice_ask_id(advice.get(), UINT32_MAX), nullptr);
  EXPECT_EQ(api.advice_reason(advice.get(), UINT32_MAX, "en"), nullptr);
  EXPECT_EQ(api.advice_lead_label(advice.get(), "fr"), nullptr);
  bsup_mode mode{};
  mode.struct_size = sizeof mode;
  bsup_text* text = nullptr;
  FailsWith(BSUP_USAGE,
            [&](auto** e) { return api.advice_mode(advice.get(), UINT32_MAX, "en", &mode, e); });
  FailsWith(BSUP_USAGE, [&](auto** e) { return api.advice_mode(advice.get(), 0, "fr", &mode, e); });
  FailsWith(BSUP_USAGE, [&](auto** e) { return api.advice_json(advice.get(), "fr", &text, e); });
  FailsWith(BSUP_USAGE,
            [&](auto** e) { return api.advice_text(advice.get(), "en", 2, 0, &text, e); });
  FailsWith(BSUP_USAGE,
            [&](auto** e) { return api.advice_text(advice.get(), "en", 0, 39, &text, e); });
  FailsWith(BSUP_USAGE,
            [&](auto** e) { return api.advice_text(advice.get(), "en", 0, 201, &text, e); });
  FailsWith(BSUP_USAGE,
            [&](auto** e) { return api.advice_form(advice.get(), "fr", nullptr, 0, &text, e); });
}

TEST(Advise, TheFormIsReadInBothLanguagesAndMistakesInItsRequestAreNamed) {
  const Sample sample;
  const Owned<bsup_advice> advice = sample.Advise();
  const bsup_api& api = Api();
  const std::string request = R"({"answered":["contact.private_place"]})";
  const auto form = [&](const char* language, const std::string& asked) {
    bsup_text* text = nullptr;
    EXPECT_EQ(api.advice_form(advice.get(), language, asked.data(), asked.size(), &text, nullptr),
              BSUP_OK);
    return Taken(api, text);
  };
  EXPECT_TRUE(Has(form("en", ""), R"("go_back":"Choose another way")") ||
              Has(form("en", ""), R"("heading":"Questions")"));
  EXPECT_TRUE(Has(form("en", request), R"("name":"ask.contact.private_place")"));
  EXPECT_NE(form("en", request), form("cy", request));
  bsup_text* text = nullptr;
  const std::string wrong = R"({"answered":["contact.private_plaice"]})";
  const std::string said = FailsWith(BSUP_BAD_INPUT, [&](auto** e) {
    return api.advice_form(advice.get(), "en", wrong.data(), wrong.size(), &text, e);
  });
  EXPECT_TRUE(Has(said, "request/answered/0: \"contact.private_plaice\" is not a fact")) << said;
}

TEST(Advise, AShorterModeStructIsWrittenNoFurtherThanItGoes) {
  const Sample sample;
  const Owned<bsup_advice> advice = sample.Advise();
  bsup_mode mode;
  std::memset(&mode, 0xAB, sizeof mode);
  mode.struct_size = offsetof(bsup_mode, score);
  ASSERT_EQ(Api().advice_mode(advice.get(), 0, "en", &mode, nullptr), BSUP_OK);
  EXPECT_EQ(mode.struct_size, offsetof(bsup_mode, score));
  EXPECT_EQ(mode.in_person, 1);
  EXPECT_EQ(mode.score, static_cast<int32_t>(0xABABABAB));
  mode.struct_size = 0;
  FailsWith(BSUP_USAGE,
            [&](auto** e) { return Api().advice_mode(advice.get(), 0, "en", &mode, e); });
}

TEST(Advise, AShorterInputStructLacksWhatLiesBeyond) {
  const Sample sample;
  const std::string contact = R"({"date":"2026-11-30","planned":"telephone"})";
  bsup_advise_input input = With(sample, contact);
  input.struct_size = offsetof(bsup_advise_input, contact);
  EXPECT_EQ(sample.Json(sample.Advise(input).get()), sample.Json(sample.Advise().get()));
}

TEST(Advise, WithoutAContactItIsTheNextAppointmentElseASupervisionMeetingToday) {
  const Sample sample;
  const std::string empty = "{}";
  bsup_advise_input input = sample.Input();
  input.payload = empty.data();
  input.payload_size = empty.size();
  std::string json = sample.Json(sample.Advise(input).get());
  EXPECT_NE(json.find(R"("from":"assumed")"), std::string::npos) << "it says so";
  const std::string contact =
      R"({"date":"2026-11-23","purpose":"supervision meeting","scheduled":true,
      "with":"person","role":"counts"})";
  bsup_advise_input same = With(sample, contact);
  same.payload = empty.data();
  same.payload_size = empty.size();
  json = std::regex_replace(json, std::regex(R"("from":"assumed")"), R"("from":"caller")");
  json = std::regex_replace(json, std::regex(R"(:"assumed")"), R"(:"contact")");
  EXPECT_EQ(json, sample.Json(sample.Advise(same).get()));
}

TEST(Advise, TheHostsRegionHoldsWhereTheContactNamesNone) {
  const Sample sample;
  const std::string named = R"({"date":"2026-11-30","region":"Wales"})";
  const std::string unnamed = R"({"date":"2026-11-30"})";
  bsup_advise_input input = With(sample, unnamed);
  input.region = "Wales";
  EXPECT_EQ(sample.Json(sample.Advise(input).get()),
            sample.Json(sample.Advise(With(sample, named)).get()));
  input = With(sample, named);
  input.region = "London";
  EXPECT_EQ(sample.Json(sample.Advise(input).get()),
            sample.Json(sample.Advise(With(sample, named)).get()));
}

TEST(Advise, RefusesWhatItCannotReadAndSaysWhere) {
  const Sample sample;
  const auto refused = [&](const std::string& payload, const std::string& contact,
                           const std::string& answers, const std::string& expected) {
    bsup_advise_input input = With(sample, contact);
    input.payload = payload.data();
    input.payload_size = payload.size();
    input.answers = answers.data();
    input.answers_size = answers.size();
    bsup_advice* advice = nullptr;
    const std::string message = FailsWith(BSUP_BAD_INPUT, [&](bsup_error** error) {
      return Api().advise(sample.policy(), sample.mapping(), &input, &advice, error);
    });
    EXPECT_TRUE(Has(message, expected)) << message;
    EXPECT_EQ(advice, nullptr);
  };
  const std::string contact = R"({"date":"2026-11-30"})";
  refused("", contact, "", "payload");
  refused("[", contact, "", "payload");
  refused("\xff", contact, "", "payload");
  refused(R"({"a":1,"a":2})", contact, "", "/a");
  refused("[]", contact, "", "");
  refused("{}", "[]", "", "/contact");
  refused("{}", R"({"date":"2026-02-30"})", "", "/contact/date");
  refused("{}", R"({"date":"2026-11-30","purpose":"party"})", "", "/contact/purpose");
  refused("{}", contact, "[]", "answers");
  refused("{}", contact, R"({"no.such.fact":true})", "no.such.fact");
}

TEST(Advise, ADayOutsideTheCalendarIsUsage) {
  const Sample sample;
  for (const int32_t day : {INT32_MAX, INT32_MIN + 1, -400000, 3000000}) {
    bsup_advise_input input = sample.Input();
    input.as_of = day;
    bsup_advice* advice = nullptr;
    FailsWith(BSUP_USAGE, [&](bsup_error** error) {
      return Api().advise(sample.policy(), sample.mapping(), &input, &advice, error);
    });
  }
}

TEST(Advise, ReplayGivesTheSameBytes) {
  const Sample sample;
  const Owned<bsup_advice> advice = sample.Advise();
  for (const char* language : {"en", "cy"}) {
    const std::string stored = Taken(Api(), Made<bsup_text>(Api(), [&](auto... out) {
                                       return Api().advice_input(advice.get(), language, out...);
                                     }));
    const Owned<bsup_advice> again{Made<bsup_advice>(Api(),
                                                     [&](auto... out) {
                                                       return Api().advise_replay(
                                                           sample.policy(), stored.data(),
                                                           stored.size(), out...);
                                                     }),
                                   Api().advice_free};
    EXPECT_EQ(sample.Json(again.get()), sample.Json(advice.get(), language));
    const std::string stored_again =
        Taken(Api(), Made<bsup_text>(Api(), [&](auto... out) {
                return Api().advice_input(again.get(), nullptr, out...);
              }));
    EXPECT_EQ(stored_again, stored);
  }
}

TEST(Advise, ReplayRefusesAnotherPolicyAndAnotherEngine) {
  constexpr const char* kRegion = "Kent, Surrey and Sussex";  // of the payload
  const Sample sample;
  const Owned<bsup_advice> advice = sample.Advise();
  const std::string stored = Taken(Api(), Made<bsup_text>(Api(), [&](auto... out) {
                                     return Api().advice_input(advice.get(), "en", out...);
                                   }));
  const auto refused = [&](bsup_status status, const std::string& input) {
    bsup_advice* again = nullptr;
    FailsWith(status, [&](bsup_error** error) {
      return Api().advise_replay(sample.policy(), input.data(), input.size(), &again, error);
    });
    EXPECT_EQ(again, nullptr);
  };
  const auto changed = [&](const std::string& from, const std::string& to) {
    std::string copy = stored;
    const std::size_t at = copy.find(from);
    EXPECT_NE(at, std::string::npos) << from << " in " << stored;
    return copy.replace(at, from.size(), to);
  };
  refused(BSUP_OTHER_ENGINE, changed("\"engine\":", "\"engine\":9"));
  // The region that the payload names.
  const Owned<bsup_policy> selected{
      Made<bsup_policy>(Api(),
                        [&](auto... out) {
                          return Api().policy_select(sample.policy(), kRegion, kSampleDay, out...);
                        }),
      Api().policy_free};
  const std::string digest = Api().policy_digest(selected.get());
  refused(BSUP_OTHER_POLICY, changed(digest, std::string(64, '0')));
  refused(BSUP_BAD_INPUT, "{}");
  refused(BSUP_BAD_INPUT, stored.substr(0, stored.size() / 2));
}

TEST(Advise, ColourIsOnTheTextOnlyWhereAskedFor) {
  const Sample sample;
  const Owned<bsup_advice> advice = sample.Advise();
  const auto text = [&](uint32_t flags, uint32_t width) {
    return Taken(Api(), Made<bsup_text>(Api(), [&](auto... out) {
                   return Api().advice_text(advice.get(), "en", flags, width, out...);
                 }));
  };
  EXPECT_FALSE(Has(text(0, 0), "\033"));
  EXPECT_TRUE(Has(text(BSUP_TEXT_COLOUR, 0), "\033["));
  EXPECT_EQ(text(0, 0), text(0, 100));
  EXPECT_NE(text(0, 40), text(0, 100));
}
