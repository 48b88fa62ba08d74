#include "trail/log/record.h"

#include <gtest/gtest.h>

#include "base/json.h"
#include "trail/store/store.h"
#include "trail/trail.h"

namespace bsup::core {
namespace {

constexpr std::uint64_t kMostSequence = 9'007'199'254'740'991;

Record Decision() {
  Record record;
  record.sequence = 41;
  record.kind = RecordKind::kDecision;
  record.day = *Day::Parse("2026-11-23");
  record.answers = 40;
  record.parts[0] = Sha256Of({"subject"});
  record.parts[1] = Sha256Of({"actor"});
  return record;
}

Record Advice() {
  Record record;
  record.day = *Day::Parse("2026-02-28");
  record.document = Sha256Of({"policy"});
  record.parts[2] = Sha256Of({"trail"});
  return record;
}

std::string Replaced(std::string text, std::string_view old_part, std::string_view new_part) {
  const std::size_t at = text.find(old_part);
  EXPECT_NE(at, std::string::npos) << old_part;
  return text.replace(at, old_part.size(), new_part);
}

TEST(Record, IsWrittenAsTheFormatSays) {
  EXPECT_EQ(Decision().ToString(),
            R"({"answers":40,"class":"practice","day":"2026-11-23","document":null,)"
            R"("kind":"DECISION","parts":{"actor":")" +
                Hex(Bytes(Sha256Of({"actor"}))) + R"(","subject":")" +
                Hex(Bytes(Sha256Of({"subject"}))) + R"("},"sequence":41,"v":1})");
  EXPECT_EQ(Advice().ToString(),
            R"({"answers":null,"class":"practice","day":"2026-02-28","document":")" +
                Hex(Bytes(Sha256Of({"policy"}))) + R"(","kind":"ADVICE","parts":{"trail":")" +
                Hex(Bytes(Sha256Of({"trail"}))) + R"("},"sequence":0,"v":1})");
}

TEST(Record, EveryKindWithEveryPartReadsBackAsWrittenAndIsCanonical) {
  for (const RecordKind kind : kAllRecordKinds) {
    for (unsigned has = 0; has < 32; ++has) {
      Record record;
      record.kind = kind;
      record.sequence = has == 0 ? 1 : kMostSequence;
      record.day = *Day::Parse("2028-02-29");
      for (std::size_t part = 0; part < 3; ++part) {
        if ((has >> part & 1) != 0) record.parts[part] = Sha256Of({kPartNames[part]});
      }
      if ((has & 8) != 0) record.document = Sha256Of({"document"});
      if ((has & 16) != 0) record.answers = has == 16 ? 0 : kMostSequence - 1;
      const std::string text = record.ToString();
      EXPECT_LT(text.size(), 600U);
      const auto json = JsonDocument::Parse(text, "record");
      ASSERT_TRUE(json) << json.error().Message();
      EXPECT_EQ(CanonicalJson(json->root()), text);
      const auto read = Record::Parse(text);
      ASSERT_TRUE(read) << read.error().Message();
      EXPECT_EQ(*read, record);
    }
  }
}

TEST(Record, TheClassFollowsFromTheKind) {
  EXPECT_EQ(ClassOf(RecordKind::kAdvice), RecordClass::kPractice);
  EXPECT_EQ(ClassOf(RecordKind::kPolicy), RecordClass::kPractice);
  EXPECT_EQ(ClassOf(RecordKind::kRead), RecordClass::kStatutory);
  EXPECT_EQ(ClassOf(RecordKind::kErasure), RecordClass::kStatutory);
  EXPECT_EQ(ClassOf(RecordKind::kKey), RecordClass::kTrail);
  EXPECT_EQ(ClassOf(RecordKind::kConfig), RecordClass::kTrail);
}

// A kind more than there are, as the next one will be numbered.
constexpr auto kNextKind = static_cast<RecordKind>(kRecordKindCount);

TEST(RecordKinds, AllAreThoseOfTheTable) {
  std::size_t kinds = 0;
  for (const RecordKind kind : kAllRecordKinds) {
    EXPECT_EQ(static_cast<std::size_t>(kind), kinds++);
    ASSERT_TRUE(RowOf(kind));
    EXPECT_EQ(ParseName<RecordKind>(kRecordKindNames, RowOf(kind)->name), kind);
  }
  EXPECT_EQ(kinds, kRecordKindNames.size());
  EXPECT_FALSE(RowOf(kNextKind));
  EXPECT_EQ(ReadFilter().kinds, kAllRecordKinds) << "what is read where no kind is named";
  EXPECT_EQ(RecordRange().kinds, kAllRecordKinds);
  EXPECT_FALSE(ParseName<RecordKind>(kRecordKindNames, "Export")) << "names are in capitals";
}

// With one more row, kAllRecordKinds is made from one more kind. A mask of twelve bits is not.
TEST(RecordKinds, AKindThatIsAddedIsAmongAll) {
  const RecordKinds with_one_more = RecordKinds::All(kRecordKindCount + 1);
  EXPECT_TRUE(with_one_more.Has(kNextKind));
  EXPECT_EQ(with_one_more.Without(kNextKind), kAllRecordKinds);
  EXPECT_EQ(with_one_more.bits(), kAllRecordKinds.bits() | std::uint64_t{1} << kRecordKindCount);

  const RecordKinds twelve_bits = RecordKinds::FromBits(0xFFF);
  EXPECT_TRUE(twelve_bits.Within(with_one_more));
  EXPECT_FALSE(with_one_more.Within(twelve_bits)) << "it would leave the new kind unread";
  EXPECT_FALSE(twelve_bits.Has(kNextKind));
}

TEST(Record, EveryByteIsChecked) {
  for (const Record& record : {Decision(), Advice()}) {
    const std::string text = record.ToString();
    for (std::size_t at = 0; at < text.size(); ++at) {
      for (int byte = 0; byte < 256; ++byte) {
        std::string changed = text;
        changed[at] = static_cast<char>(byte);
        const auto read = Record::Parse(changed);
        if (!read) continue;
        // What can still be read is another record, and written as it was read.
        EXPECT_EQ(read->ToString(), changed);
        EXPECT_EQ(*read == record, changed == text);
      }
      EXPECT_FALSE(Record::Parse(text.substr(0, at)));
      const auto without = Record::Parse(text.substr(0, at) + text.substr(at + 1));
      if (without) {
        EXPECT_NE(*without, record);
      }
    }
    EXPECT_FALSE(Record::Parse(text + "\n"));
    EXPECT_FALSE(Record::Parse(text + text));
    EXPECT_FALSE(Record::Parse(" " + text));
  }
}

TEST(Record, WhatIsNotOneIsRefused) {
  const std::string text = Decision().ToString();
  const std::string actor = Hex(Bytes(Sha256Of({"actor"})));
  const std::string subject = Hex(Bytes(Sha256Of({"subject"})));
  ASSERT_TRUE(Record::Parse(text));
  const std::vector<std::pair<std::string, std::string>> changes{
      {"practice", "trail"},
      {"practice", "Practice"},
      {"2026-11-23", "2026-11-31"},
      {"2026-11-23", "2026-11-23T00:00:00Z"},
      {"DECISION", "READ"},
      {"DECISION", "decision"},
      {"null", "40"},
      {"null", "\"\""},
      {"null", "\"" + actor.substr(1) + "\""},
      {actor, "G" + actor.substr(1)},
      {"\"actor\":\"" + actor + "\",", "\"actor\":null,"},
      {"\"actor\":\"" + actor + "\",\"subject\":\"" + subject + "\"",
       "\"subject\":\"" + subject + "\",\"actor\":\"" + actor + "\""},
      {"\"actor\":\"" + actor + "\",", ","},
      {"\"actor\"", "\"author\""},
      {"\"answers\":40", "\"answers\":41"},
      {"\"answers\":40", "\"answers\":040"},
      {"\"answers\":40", "\"answers\":4e1"},
      {"\"answers\":40", "\"answers\":-1"},
      {"\"answers\":40", "\"answers\":"},
      {"\"answers\":40,", ""},
      {"\"sequence\":41", "\"sequence\":9007199254740992"},
      {"\"sequence\":41", "\"sequence\":18446744073709551657"},
      {"\"sequence\":41", "\"sequence\":41.0"},
      {"\"v\":1", "\"v\":2"},
      {"\"v\":1", "\"v\":1,\"w\":1"},
      {"{\"answers\"", "{ \"answers\""},
  };
  for (const auto& [was, is] : changes) {
    EXPECT_FALSE(Record::Parse(Replaced(text, was, is))) << was << " -> " << is;
  }
  // A capital letter in a digest is another text for the same bytes.
  const std::size_t letter = text.find_first_of("abcdef", text.find(actor));
  std::string capital = text;
  capital[letter] = static_cast<char>(capital[letter] - 'a' + 'A');
  EXPECT_FALSE(Record::Parse(capital));
}

TEST(Record, AnErrorSaysWhere) {
  const std::string text = Decision().ToString();
  const auto error = Record::Parse(Replaced(text, "2026-11-23", "2026-13-23")).error();
  EXPECT_EQ(error.status, Status::kBadInput);
  EXPECT_EQ(error.Message(), "record:byte 40: a day such as 2026-11-23 belongs here");
}

}  // namespace
}  // namespace bsup::core
