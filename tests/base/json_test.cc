#include "base/json.h"

#include <gtest/gtest.h>

#include <string>

namespace bsup::core {
namespace {

std::string ErrorOf(std::string_view text) {
  const auto document = JsonDocument::Parse(text, "payload");
  return document ? "" : document.error().Message();
}

// Whether `text` is refused with one problem that says where and what.
bool Refused(std::string_view text) {
  const auto document = JsonDocument::Parse(text, "payload");
  return !document && document.error().status == Status::kBadInput &&
         document.error().problems.size() == 1 &&
         document.error().problems[0].where.starts_with("payload") &&
         !document.error().problems[0].what.empty();
}

TEST(Json, ReadsEveryKind) {
  const std::string text = R"( {"a":null,"b":true,"c":-7,"d":2.5,"e":"x","f":[1,[2]],"g":{}} )";
  const auto document = JsonDocument::Parse(text, "payload");
  ASSERT_TRUE(document) << document.error().Message();
  const JsonNode& root = document->root();
  EXPECT_TRUE(root.At("/a")->is_null());
  EXPECT_TRUE(root.At("/b")->boolean());
  EXPECT_EQ(root.At("/c")->integer(), -7);
  EXPECT_EQ(root.At("/d")->number(), 2.5);
  EXPECT_EQ(root.At("/e")->string(), "x");
  EXPECT_EQ(root.At("/f/1/0")->integer(), 2);
  EXPECT_TRUE(root.At("/g")->is_object());
  EXPECT_EQ(root.At(""), &root);
}

TEST(Json, AKeyThatStandsTwiceIsRefusedWithItsPlace) {
  EXPECT_EQ(ErrorOf(R"({"risk":{"rosh":"LOW","rosh":"HIGH"}})").find("payload/risk/rosh: "), 0u);
  EXPECT_EQ(ErrorOf(R"({"list":[0,{"a":1,"a":1}]})").find("payload/list/1/a: "), 0u);
  EXPECT_EQ(ErrorOf(R"({"a/b":{"c~d":1,"c~d":2}})").find("payload/a~1b/c~0d: "), 0u);
}

TEST(Json, AKeyThatStandsTwiceIsFoundHoweverItIsEscaped) {
  EXPECT_TRUE(Refused(R"({"rosh":1,"\u0072osh":2})"));
}

TEST(Json, AKeyThatStandsTwiceIsFoundAmongMany) {
  std::string text = "{";
  for (int i = 0; i < 500; ++i) text += "\"key" + std::to_string(i) + "\":0,";
  EXPECT_EQ(ErrorOf(text + "\"key250\":0}").find("payload/key250: "), 0u);
  EXPECT_EQ(ErrorOf(text + "\"key500\":0}"), "");
}

TEST(Json, TheSameKeyInTwoObjectsIsNoMatter) {
  EXPECT_EQ(ErrorOf(R"([{"a":1},{"a":1,"b":{"a":1}}])"), "");
}

TEST(Json, SixtyFourDeepIsReadAndSixtyFiveIsNot) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_EQ(ErrorOf(nested(JsonDocument::kMostDepth)), "");
  EXPECT_NE(ErrorOf(nested(JsonDocument::kMostDepth + 1)).find("64 deep"), std::string::npos);
  EXPECT_TRUE(Refused(std::string(1'000'000, '[')));
}

TEST(Json, ANulInATextOrKeyIsRefused) {
  EXPECT_TRUE(Refused(R"({"a":"x\u0000y"})"));
  EXPECT_TRUE(Refused(R"({"x\u0000y":1})"));
  EXPECT_TRUE(Refused(std::string_view("{\"a\":\"x\0y\"}", 11)));
  EXPECT_TRUE(Refused(std::string_view("1\0", 2)));
}

TEST(Json, TextThatIsNotUtf8IsRefused) {
  for (const char* bytes : {"\x80", "\xC0\xAF", "\xC3", "\xE0\x80\x80", "\xED\xA0\x80",
                            "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xFF", "caf\xE9"}) {
    EXPECT_TRUE(Refused("{\"a\":\"" + std::string(bytes) + "\"}"));
    EXPECT_TRUE(Refused("{\"" + std::string(bytes) + "\":1}"));
  }
  EXPECT_EQ(ErrorOf("[\"t\xC3\xBD\", \"\xF0\x9F\x8F\xA0\"]"), "");
}

TEST(Json, AByteOrderMarkIsNoMatter) {
  EXPECT_EQ(ErrorOf("\xEF\xBB\xBF{\"a\":1}"), "");
  EXPECT_NE(ErrorOf("\xEF\xBB\xBF{\"a\":!}").find("byte 8"), std::string::npos)
      << "places count from the first byte";
}

TEST(Json, AnotherEncodingIsNamed) {
  const auto is_told = [](std::string text, const char* encoding) {
    return ErrorOf(text).find(encoding) != std::string::npos;
  };
  EXPECT_TRUE(is_told("\xFF\xFE{\0}\0", "UTF-16"));
  EXPECT_TRUE(is_told(std::string("{\0\"\0", 4), "UTF-16"));
  EXPECT_TRUE(is_told(std::string("\0{\0\"", 4), "UTF-16"));
  EXPECT_TRUE(is_told("{\"name\":\"Si\xE2n\"}", "Latin-1"));
  EXPECT_FALSE(is_told("{\"name\":Si\xC3\xA2n}", "Latin-1")) << "UTF-8, and not JSON";
}

TEST(Json, HalfASurrogatePairIsRefused) {
  EXPECT_TRUE(Refused(R"(["\ud83c"])"));
  EXPECT_TRUE(Refused(R"(["\udfe0"])"));
  EXPECT_TRUE(Refused(R"(["\ud83cx"])"));
}

TEST(Json, EscapesAreRead) {
  const std::string text = R"(["\"\\\/\b\f\n\r\t\u0077\ud83c\udfe0"])";
  const auto document = JsonDocument::Parse(text, "payload");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->root().items()[0].string(), "\"\\/\b\f\n\r\tw\xF0\x9F\x8F\xA0");
}

TEST(Json, ANumberBeyondSixtyFourBitsIsNeverTakenForAnotherWholeNumber) {
  const std::string text =
      "[9223372036854775807,9223372036854775808,-9223372036854775808,"
      "-9223372036854775809,18446744073709551616,1e999,-0,1e2]";
  const auto document = JsonDocument::Parse(text, "payload");
  ASSERT_TRUE(document) << document.error().Message();
  const auto items = document->root().items();
  EXPECT_EQ(items[0].integer(), INT64_MAX);
  EXPECT_FALSE(items[1].is_integer());
  EXPECT_EQ(items[2].integer(), INT64_MIN);
  EXPECT_FALSE(items[3].is_integer());
  EXPECT_FALSE(items[4].is_integer());
  EXPECT_FALSE(items[5].is_integer());
}

TEST(Json, WhatIsNotJsonIsRefused) {
  for (const char* text :
       {"",        " ",         "{",      "}",        "[1,]",  "{\"a\":1,}", "{a:1}",
        "{'a':1}", "nul",       "True",   "NaN",      "+1",    "01",         "1.",
        ".5",      "1e",        "\"",     "\"a\nb\"", "[1] 2", "// no\n1",   "{}\xEF\xBB\xBF",
        "[1 2]",   "{\"a\" 1}", "\"\\x\""}) {
    EXPECT_TRUE(Refused(text)) << text;
  }
}

TEST(Json, CutOffAnywhereItIsRefused) {
  const std::string whole =
      "{\"a\":[1,2.5,-3e2,true,false,null,\"t\xC3\xBD \\u0077\\n\"],\"b\":{\"c\":\"d\"}}";
  ASSERT_EQ(ErrorOf(whole), "");
  for (std::size_t length = 0; length < whole.size(); ++length) {
    EXPECT_TRUE(Refused(std::string_view(whole).substr(0, length))) << length;
  }
}

TEST(Json, ADocumentCutOffSaysSo) {
  EXPECT_NE(ErrorOf(R"({"a":1)").find("cut off"), std::string::npos);
}

TEST(Json, TenMegabytesAreRead) {
  std::string text = "[";
  while (text.size() < 10u << 20)
    text += R"({"crn":"X000001","contacts":[1,2,3],"note":"seen at home"},)";
  text += "null]";
  const auto document = JsonDocument::Parse(text, "payload");
  ASSERT_TRUE(document);
  EXPECT_GT(document->root().items().size(), 100'000u);
}

TEST(Json, MoreThanSixteenMegabytesAreRefusedUnread) {
  EXPECT_NE(ErrorOf(std::string(JsonDocument::kMostBytes + 1, ' ')).find("bytes long"),
            std::string::npos);
}

TEST(Json, MoreValuesThanMemoryIsKeptForAreRefusedWithTheirPlace) {
  // The list itself and the object around it are values too.
  const auto ones = [](std::size_t count) {
    std::string text = R"({"list":[1)";
    for (std::size_t i = 1; i < count; ++i) text += ",1";
    return text + "]}";
  };
  EXPECT_EQ(ErrorOf(ones(JsonDocument::kMostValues - 2)), "");
  const std::string error = ErrorOf(ones(JsonDocument::kMostValues + 1));
  EXPECT_NE(error.find("more than 1500000 values"), std::string::npos) << error;
  EXPECT_NE(error.find("/list"), std::string::npos) << error;
}

TEST(Json, PointersLeadAsTheStandardSays) {
  const std::string text = R"({"foo":["bar","baz"],"":0,"a/b":1,"m~n":8," ":7})";
  const auto document = JsonDocument::Parse(text, "payload");
  ASSERT_TRUE(document);
  const JsonNode& root = document->root();
  EXPECT_EQ(root.At("/foo/0")->string(), "bar");
  EXPECT_EQ(root.At("/")->integer(), 0);
  EXPECT_EQ(root.At("/a~1b")->integer(), 1);
  EXPECT_EQ(root.At("/m~0n")->integer(), 8);
  EXPECT_EQ(root.At("/ ")->integer(), 7);
  EXPECT_EQ(root.At("/foo/2"), nullptr);
  EXPECT_EQ(root.At("/foo/-"), nullptr);
  EXPECT_EQ(root.At("/foo/1x"), nullptr);
  EXPECT_EQ(root.At("/foo/0/x"), nullptr);
  EXPECT_EQ(root.At("/none/x"), nullptr);
}

TEST(Json, AnArrayIndexHasNoLeadingZero) {
  const auto document = JsonDocument::Parse(R"({"foo":["bar","baz"]})", "payload");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->root().At("/foo/01"), nullptr);
}

TEST(Json, TokensAreEscapedForPointers) {
  EXPECT_EQ(PointerToken("a/b~c"), "a~1b~0c");
  EXPECT_EQ(PointerToken("~1"), "~01");
}

}  // namespace
}  // namespace bsup::core
