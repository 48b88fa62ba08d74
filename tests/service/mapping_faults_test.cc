// What in a mapping does not fit the policies that it is to serve.
#include "service/advising/mapping_faults.h"

#include "service/kept_sample.h"

namespace bsup::core::testing {
namespace {

std::shared_ptr<const LoadedMapping> MappingOfFact(const std::string& fact,
                                                   const std::string& head = "") {
  return Must(LoadedMapping::FromText("mine.toml",
                                      "[mapping]\nid = \"mine\"\nversion = \"1\"\n" + head +
                                          "[[part]]\nid = \"case\"\nat = \"\"\n[[part.value]]\n" +
                                          "at = \"/phone\"\nfact = \"" + fact + "\"\n"));
}

Result<GivenAdvice> AdviseBy(const LoadedMapping& mapping) {
  return AdviseOnTexts(Host().policy, mapping, {.payload = R"({"phone": true})"}, kSampleDay);
}

TEST(MappingFaults, AFactThatNoPolicyHasIsAnErrorWithWhatWasMeant) {
  const auto misspelt = MappingOfFact("circumstances.telefone");
  const std::string message = Fails(Status::kBadMapping, AdviseBy(*misspelt));
  EXPECT_TRUE(Says(message,
                   "mine.toml:7:1: \"circumstances.telefone\" is not a fact of these "
                   "policies; correct it, or list it in [mapping] under "
                   "\"optional_facts\"; did you mean \"circumstances.telephone\"?"))
      << message;
  EXPECT_EQ(FaultsOf(misspelt->mapping(), *Host().policy.set()).size(), 1U);
}

TEST(MappingFaults, AFactThatAPolicyMayLackIsListed) {
  const auto optional = MappingOfFact("vendor.fact", "optional_facts = [\"vendor.fact\"]\n");
  EXPECT_TRUE(AdviseBy(*optional));
  EXPECT_TRUE(FaultsOf(optional->mapping(), *Host().policy.set()).empty());
}

TEST(MappingFaults, ATableOrShapeThatNothingUsesIsTold) {
  const auto unused =
      UnusedIn(MappingOfFact("circumstances.telephone",
                             "[table.spare]\nentries = [{ names = [\"A\"], is = true }]\n")
                   ->mapping());
  ASSERT_EQ(unused.size(), 1U);
  EXPECT_EQ(unused[0].Line(),
            "mine.toml:4:8: nothing uses [table.spare]; name it in a part, or take it out");
}

}  // namespace
}  // namespace bsup::core::testing
