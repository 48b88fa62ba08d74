// Values are written by their type, members with their key.
#include "base/json_writer.h"

#include <gtest/gtest.h>

namespace bsup::core {
namespace {

template <class T>
std::string Written(const T& value) {
  JsonWriter json;
  json.Value(value);
  return json.Take();
}

TEST(JsonWriter, WritesEachTypeAsItsJson) {
  EXPECT_EQ(Written("a \"text\""), R"("a \"text\"")");
  EXPECT_EQ(Written(std::string("a")), R"("a")");
  EXPECT_EQ(Written(true), "true");
  EXPECT_EQ(Written(std::uint64_t{1} << 53), "9007199254740992");
  EXPECT_EQ(Written(-7), "-7");
  EXPECT_EQ(Written(*Day::Parse("2026-02-03")), R"("2026-02-03")");
  EXPECT_EQ(Written(*Day::Parse("1000-12-31")), R"("1000-12-31")");
  EXPECT_EQ(Written(std::vector<std::string>{"a", "b"}), R"(["a","b"])");
  EXPECT_EQ(Written(std::vector<int>{}), "[]");
}

TEST(JsonWriter, WritesNothingAsNull) {
  EXPECT_EQ(Written(std::optional<std::string>()), "null");
  EXPECT_EQ(Written(std::optional<std::string>("")), R"("")") << "an empty text is a text";
  EXPECT_EQ(Written(std::optional<bool>()), "null");
  EXPECT_EQ(Written(std::optional<bool>(false)), "false");
  EXPECT_EQ(Written(std::optional<Day>()), "null");
  EXPECT_EQ(Written(std::optional<std::vector<int>>({1, 2})), "[1,2]");
}

TEST(JsonWriter, WritesMembersInTheOrderTheyCome) {
  JsonWriter json;
  json.Object();
  json.Member("b", 1);
  json.Member("a", std::optional<std::string>());
  json.Key("inner");
  json.Object();
  json.Member("flag", false);
  json.EndObject();
  json.Member("after", "x");
  json.EndObject();
  EXPECT_EQ(json.Take(), R"({"b":1,"a":null,"inner":{"flag":false},"after":"x"})");
}

}  // namespace
}  // namespace bsup::core
