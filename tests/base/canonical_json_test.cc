// RFC 8785. Only integers within 2^53 occur in what this library writes.
#include <gtest/gtest.h>

#include <string>

#include "base/json.h"
#include "base/json_writer.h"

namespace bsup::core {
namespace {

std::string Canonical(const std::string& text) {
  const auto document = JsonDocument::Parse(text, "text");
  EXPECT_TRUE(document) << text;
  return document ? CanonicalJson(document->root()) : "";
}

TEST(CanonicalJson, LeavesNoSpaces) {
  EXPECT_EQ(Canonical(" { \"a\" : [ 1 , true , null ] , \"b\" : { } } "),
            R"({"a":[1,true,null],"b":{}})");
}

TEST(CanonicalJson, KeysAreInOrderAtEveryDepth) {
  EXPECT_EQ(Canonical(R"({"b":{"d":1,"c":2},"a":[{"z":0,"y":0}]})"),
            R"({"a":[{"y":0,"z":0}],"b":{"c":2,"d":1}})");
}

TEST(CanonicalJson, AShorterKeyComesBeforeOneThatGoesOn) {
  EXPECT_EQ(Canonical(R"({"ab":1,"a":2,"":3,"aa":4})"), R"({"":3,"a":2,"aa":4,"ab":1})");
}

// RFC 8785, 3.2.3: the example of the standard, whose last two keys byte order would exchange.
TEST(CanonicalJson, KeysAreInOrderOfUtf16Units) {
  const std::string text =
      R"({"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh",)"
      R"("1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control",)"
      R"("\u00f6":"Latin Small Letter O With Diaeresis"})";
  EXPECT_EQ(Canonical(text),
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xC2\x80\":\"Control\","
            "\"\xC3\xB6\":\"Latin Small Letter O With Diaeresis\",\"\xE2\x82\xAC\":\"Euro Sign\","
            "\"\xF0\x9F\x98\x80\":\"Emoji: Grinning Face\","
            "\"\xEF\xAC\xB3\":\"Hebrew Letter Dalet With Dagesh\"}");
}

TEST(CanonicalJson, SurrogatesSortBelowTheLastPartOfTheBasicPlane) {
  // U+E000, U+FFFF and U+10000 after a common beginning; U+D7FF is below the surrogates.
  EXPECT_EQ(
      Canonical(
          "{\"x\xEE\x80\x80\":1,\"x\xEF\xBF\xBF\":2,\"x\xF0\x90\x80\x80\":3,\"x\xED\x9F\xBF\":4}"),
      "{\"x\xED\x9F\xBF\":4,\"x\xF0\x90\x80\x80\":3,\"x\xEE\x80\x80\":1,\"x\xEF\xBF\xBF\":2}");
}

TEST(CanonicalJson, TwoCharactersBeyondTheBasicPlaneKeepTheirOrder) {
  EXPECT_EQ(Canonical("{\"\xF0\x9F\x98\x81\":1,\"\xF0\x9F\x98\x80\":2,\"\xF4\x80\x80\x80\":3}"),
            "{\"\xF0\x9F\x98\x80\":2,\"\xF0\x9F\x98\x81\":1,\"\xF4\x80\x80\x80\":3}");
}

// RFC 8785, 3.2.2.2.
TEST(CanonicalJson, EscapesOnlyWhatItMust) {
  EXPECT_EQ(
      Canonical(R"(["\u0008\u0009\u000a\u000c\u000d\u0022\u005c\u002f\u000f\u001f\u007f\u20ac"])"),
      "[\"\\b\\t\\n\\f\\r\\\"\\\\/\\u000f\\u001f\x7F\xE2\x82\xAC\"]");
}

TEST(CanonicalJson, WholeNumbersAreWrittenPlainly) {
  EXPECT_EQ(Canonical("[0,-1,9007199254740991,-9007199254740991]"),
            "[0,-1,9007199254740991,-9007199254740991]");
  EXPECT_EQ(Canonical("[1e2,2.0,-0]"), "[100,2,0]");
}

TEST(CanonicalJson, IsItsOwnCanonicalForm) {
  const std::string once = Canonical(R"({"b":[1,{"d":"\u00e9\n","c":null}],"a":"\ud83c\udfe0"})");
  EXPECT_EQ(Canonical(once), once);
}

TEST(JsonWriter, PutsCommasWhereTheyBelong) {
  JsonWriter writer;
  writer.Object();
  writer.Key("a");
  writer.Array();
  writer.Integer(-5);
  writer.Null();
  writer.Object();
  writer.EndObject();
  writer.EndArray();
  writer.Key("b");
  writer.String("x\"y");
  writer.Key("c");
  writer.Bool(false);
  writer.EndObject();
  EXPECT_EQ(writer.Take(), R"({"a":[-5,null,{}],"b":"x\"y","c":false})");
}

}  // namespace
}  // namespace bsup::core
