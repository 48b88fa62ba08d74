// Loading a mapping from a file and from text.
#include "loaded.h"

TEST(Mapping, ItsSourceIsTheSameMappingAgain) {
  const Sample sample;
  const std::string source = Api().mapping_source(sample.mapping());
  const Owned<bsup_mapping> again{Made<bsup_mapping>(Api(),
                                                     [&](auto... out) {
                                                       return Api().mapping_load_text(
                                                           sample.session(), "again", source.data(),
                                                           source.size(), out...);
                                                     }),
                                  Api().mapping_free};
  EXPECT_STREQ(Api().mapping_digest(again.get()), Api().mapping_digest(sample.mapping()));
}

TEST(Mapping, AFileThatIsNotThereIsNotFound) {
  const Sample sample;
  bsup_mapping* mapping = nullptr;
  for (const char* path : {"no-such-mapping.toml", PROJECT_ROOT}) {
    const auto call = [&](bsup_error** error) {
      return Api().mapping_load(sample.session(), path, &mapping, error);
    };
    EXPECT_NE(FailsWith(BSUP_NOT_FOUND, call).find(path), std::string::npos);
  }
}

TEST(Mapping, AFaultComesWithItsPlace) {
  const Sample sample;
  const std::string text = "[mapping]\nid = 3\n";
  bsup_mapping* mapping = nullptr;
  const auto call = [&](bsup_error** error) {
    return Api().mapping_load_text(sample.session(), "mine.toml", text.data(), text.size(),
                                   &mapping, error);
  };
  EXPECT_NE(FailsWith(BSUP_BAD_MAPPING, call).find("mine.toml:2:"), std::string::npos);
}

std::string Checked(const Sample& sample, const bsup_check_input& input) {
  return Taken(Api(), Made<bsup_text>(Api(), [&](auto... out) {
                 return Api().mapping_check(sample.mapping(), sample.policy(), &input, out...);
               }));
}

TEST(Mapping, ACheckReportsOnEachPayload) {
  const Sample sample;
  const char* payloads[] = {sample.payload().c_str(), "{"};
  const uint64_t sizes[] = {sample.payload().size(), 1};
  const char* names[] = {"first.json", nullptr};
  bsup_check_input input{};
  input.struct_size = sizeof input;
  input.as_of = kSampleDay;
  input.count = 2;
  input.payloads = payloads;
  input.payload_sizes = sizes;
  std::string report = Checked(sample, input);
  EXPECT_NE(report.find(R"("name":"1")"), std::string::npos);
  EXPECT_NE(report.find(R"("payloads":2,"refused":1)"), std::string::npos) << report;
  input.names = names;
  report = Checked(sample, input);
  EXPECT_NE(report.find(R"("name":"first.json")"), std::string::npos);
  EXPECT_NE(report.find(R"("name":"2")"), std::string::npos) << "a name may be left out";
  input.count = 0;
  EXPECT_NE(Checked(sample, input).find(R"("payloads":0,"refused":0)"), std::string::npos);
}

TEST(Mapping, ACheckNeedsAsManyPayloadsAsItCounts) {
  const Sample sample;
  bsup_check_input input{};
  input.struct_size = sizeof input;
  input.as_of = kSampleDay;
  input.count = 1;
  bsup_text* text = nullptr;
  const auto call = [&](bsup_error** error) {
    return Api().mapping_check(sample.mapping(), sample.policy(), &input, &text, error);
  };
  EXPECT_NE(FailsWith(BSUP_USAGE, call).find("payloads"), std::string::npos);
  input.struct_size = 4;
  EXPECT_NE(FailsWith(BSUP_USAGE, call).find("struct_size"), std::string::npos);
}
