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
