// Files and includes: what is read, and where an include may lead.
#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "policy/pack_builder.h"
#include "policy/read/read_pack_files.h"

namespace bsup::core {
namespace {

namespace fs = std::filesystem;

std::string Including(const std::string& list) {
  return Replaced(SmallPack(), "margin = 1", "margin = 1\ninclude = " + list);
}
const std::string kRule =
    ARule("cannot", "no-phone", "modes = [\"telephone\"]\nwhen = { telephone = false }\n");

// Includes among files that are given as text

TEST(Includes, ComeBeforeTheFileThatNamesThem) {
  const std::string pack =
      Including("[\"a.toml\", \"b.toml\"]") +
      ARule("cannot", "last", "modes = [\"video\"]\nwhen = { telephone = false }\n");
  const auto in_force = InForce(
      {PackFile("x/pack.toml", pack),
       IncludedFile("x/b.toml", ARule("cannot", "second",
                                      "modes = [\"video\"]\nwhen = { telephone = false }\n")),
       IncludedFile("x/a.toml", ARule("cannot", "first",
                                      "modes = [\"video\"]\nwhen = { telephone = false }\n"))});
  std::vector<std::string> ids;
  for (const Cannot& rule : in_force->policy.cannot) ids.push_back(rule.id);
  EXPECT_EQ(ids, (std::vector<std::string>{"first", "second", "last"}));
}

TEST(Includes, MayGoRoundNoCircle) {
  EXPECT_EQ(
      MessageOf({PackFile("pack.toml", Including("[\"a.toml\"]")),
                 IncludedFile("a.toml", "include = [\"b.toml\"]\n"),
                 IncludedFile("b.toml", "include = [\"a.toml\"]\n")}),
      R"(b.toml:1:12: the include "a.toml" leads back to a file that includes this one; take one of the two out)");
  EXPECT_EQ(
      MessageOf({PackFile("pack.toml", Including("[\"./pack.toml\"]"))}),
      R"(pack.toml:10:12: the include "./pack.toml" leads back to a file that includes this one; take one of the two out)");
}

TEST(Includes, AreReadOnceInOnePack) {
  EXPECT_EQ(MessageOf({PackFile("pack.toml", Including("[\"a.toml\", \"b.toml\"]")),
                       IncludedFile("a.toml", "include = [\"b.toml\"]\n"),
                       IncludedFile("b.toml", kRule)}),
            R"(pack.toml:10:22: "b.toml" is included twice; include it once)");
}

TEST(Includes, AreFilesThereAre) {
  EXPECT_EQ(MessageOf({PackFile("x/pack.toml", Including("[\"a.toml\"]"))}),
            R"(x/pack.toml:10:12: there is no file "x/a.toml" to include; check the name)");
}

TEST(Includes, AreNotPacksOfTheirOwn) {
  EXPECT_EQ(MessageOf({PackFile("pack.toml", Including("[\"a.toml\"]")),
                       PackFile("a.toml", SmallPack())}),
            R"(pack.toml:10:12: "a.toml" is loaded as a pack and cannot be included as well)");
  EXPECT_EQ(MessageOf({PackFile("pack.toml", Including("[\"a.toml\"]")),
                       IncludedFile("a.toml", "[policy]\n")}),
            "a.toml:1:2: an included file cannot hold [policy]; the pack that includes it does");
}

TEST(Includes, StayWithinTheFolderAboveThePacks) {
  const auto told = [](const std::string& pack, const std::string& include) {
    return MessageOf({PackFile(pack, Including("[\"" + include + "\"]")),
                      IncludedFile("config/resources/a.toml", "")});
  };
  EXPECT_EQ(told("config/policies/pack.toml", "../resources/a.toml"), "");
  EXPECT_EQ(
      told("config/policies/pack.toml", "../../etc/a.toml"),
      R"(config/policies/pack.toml:10:12: the include "../../etc/a.toml" leads out of the folder above the pack's own; keep it below "config")");
  EXPECT_EQ(
      told("config/policies/pack.toml", "../../configure/a.toml"),
      R"(config/policies/pack.toml:10:12: the include "../../configure/a.toml" leads out of the folder above the pack's own; keep it below "config")");
  EXPECT_EQ(
      told("pack.toml", "../../a.toml"),
      R"(pack.toml:10:12: the include "../../a.toml" leads out of the folder above the pack's own; keep it below "..")");
  EXPECT_EQ(
      told("/a/b/pack.toml", "/a/b/c.toml"),
      R"(/a/b/pack.toml:10:12: the include "/a/b/c.toml" leads out of the folder above the pack's own; keep it below "/a")");
}

TEST(Includes, AreAListOfNames) {
  EXPECT_EQ(MessageOf({PackFile("pack.toml", Including("\"a.toml\""))}),
            R"(pack.toml:10:11: "include" must be a list of file names, not a text in quotes)");
  EXPECT_EQ(MessageOf({PackFile("pack.toml", Including("[3]"))}),
            R"(pack.toml:10:12: each member of "include" must be the name of a file)");
}

// Files on disk

class ReadPackFilesTest : public testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::temp_directory_path() / ("bsup_sources_" + std::to_string(getpid()));
    fs::create_directories(root_ / "config/policies");
    fs::create_directories(root_ / "config/resources");
  }
  void TearDown() override { fs::remove_all(root_); }

  std::string Write(const std::string& path, const std::string& text) {
    std::ofstream(root_ / path, std::ios::binary) << text;
    return (root_ / path).string();
  }

  // What is wrong, with the test's folder cut off.
  std::string ToldOf(const std::vector<std::string>& paths) {
    const auto files = ReadPackFiles(paths);
    if (files) return "";
    status_ = files.error().status;
    std::string told = files.error().Message();
    for (std::size_t at = 0; (at = told.find(root_.string())) != std::string::npos;)
      told.erase(at, root_.string().size());
    return told;
  }

  fs::path root_;
  Status status_ = Status::kOk;
};

TEST_F(ReadPackFilesTest, ReadsAPackWithAllItIncludes) {
  const std::string pack =
      Write("config/policies/pack.toml", Including("[\"../resources/a.toml\"]"));
  Write("config/resources/a.toml", kRule);
  const auto files = ReadPackFiles({pack});
  ASSERT_TRUE(files) << files.error().Message();
  ASSERT_EQ(files->size(), 2u);
  EXPECT_FALSE((*files)[0].included);
  EXPECT_TRUE((*files)[1].included);
  EXPECT_EQ(MessageOf(*files), "");
}

TEST_F(ReadPackFilesTest, APackThatIsNotThereIsNotFound) {
  EXPECT_EQ(ToldOf({(root_ / "none.toml").string()}),
            "/none.toml: the pack is not there; check the path");
  EXPECT_EQ(status_, Status::kNotFound);
}

TEST_F(ReadPackFilesTest, AnIncludeThatIsNotThereIsToldWhereItIsNamed) {
  EXPECT_EQ(
      ToldOf({Write("config/policies/pack.toml", Including("[\"a.toml\"]"))}),
      R"(/config/policies/pack.toml:10:12: the include "a.toml" is not there: no file "/config/policies/a.toml"; check the path)");
}

TEST_F(ReadPackFilesTest, AFolderIsNoPack) {
  EXPECT_EQ(ToldOf({(root_ / "config").string()}), "/config: the pack is not a file; name a file");
  EXPECT_EQ(status_, Status::kBadPolicy);
}

TEST_F(ReadPackFilesTest, AFileOfMoreThanFourMegabytesIsRefused) {
  Write("config/policies/big.toml", std::string((4u << 20) + 1, '#'));
  EXPECT_EQ(
      ToldOf({Write("config/policies/pack.toml", Including("[\"big.toml\"]"))}),
      R"(/config/policies/pack.toml:10:12: the include "big.toml" is more than 4 MB long; split it)");
}

TEST_F(ReadPackFilesTest, AnIncludeNeverReadsOutsideTheConfiguration) {
  Write("secret.toml", "x = 1\n");
  EXPECT_EQ(
      ToldOf({Write("config/policies/pack.toml", Including("[\"../../secret.toml\"]"))}),
      R"(/config/policies/pack.toml:10:12: the include "../../secret.toml" leads out of the folder above the pack's own; keep it below "/config")");
}

TEST_F(ReadPackFilesTest, ALinkOutOfTheConfigurationIsRefused) {
  fs::create_symlink(Write("secret.toml", "x = 1\n"), root_ / "config/policies/link.toml");
  EXPECT_EQ(
      ToldOf({Write("config/policies/pack.toml", Including("[\"link.toml\"]"))}),
      R"(/config/policies/pack.toml:10:12: the include "link.toml" is a link that leads out of "/config"; copy the file there instead)");
}

TEST_F(ReadPackFilesTest, ACircleOfIncludesIsReadOnceAndToldByLoad) {
  Write("config/policies/a.toml", "include = [\"a.toml\"]\n");
  const auto files = ReadPackFiles({Write("config/policies/pack.toml", Including("[\"a.toml\"]"))});
  ASSERT_TRUE(files) << files.error().Message();
  EXPECT_NE(MessageOf(*files).find("leads back to a file that includes this one"),
            std::string::npos);
}

TEST_F(ReadPackFilesTest, APackNamedTwiceIsAMistake) {
  const std::string pack = Write("config/policies/pack.toml", SmallPack());
  EXPECT_EQ(ToldOf({pack, pack}),
            "/config/policies/pack.toml: the pack is named twice; name it once");
  EXPECT_EQ(status_, Status::kBadPolicy);
  fs::create_symlink(pack, root_ / "config/policies/link.toml");
  EXPECT_EQ(ToldOf({pack, (root_ / "config/policies/link.toml").string()}),
            "/config/policies/link.toml: the pack is named twice, also as "
            "\"/config/policies/pack.toml\"; name it once");
}

TEST(ShippedPacks, AreSoundAndGiveNoWarning) {
  const std::string config = std::string(PROJECT_ROOT) + "/config/";
  const auto files = ReadPackFiles(
      {config + "policies/england-wales.toml", config + "exceptional/offices-shut.toml",
       config + "regions/wales.toml", config + "regions/kent-surrey-sussex.toml"});
  ASSERT_TRUE(files) << files.error().Message();
  const Result<PolicySet> set = PolicySet::Load(*files);
  ASSERT_TRUE(set) << set.error().Message();
  for (const Problem& warning : set->warnings()) ADD_FAILURE() << warning.Line();
}

}  // namespace
}  // namespace bsup::core
