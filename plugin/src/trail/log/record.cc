#include "trail/log/record.h"

#include <algorithm>

#include "base/json_writer.h"
#include "trail/log/lines.h"

namespace bsup::core {
namespace {

constexpr std::size_t kRoomForRecord = 640;

// The parts in the order of their names, as canonical JSON has them.
constexpr std::array kPartOrder{PayloadPart::kActor, PayloadPart::kSubject, PayloadPart::kTrail};

std::string_view NameOf(PayloadPart part) { return kPartNames[static_cast<std::size_t>(part)]; }

// Reads what can be written in a record in one way only. The first thing that does not fit is kept,
// and nothing after it is read.
class RecordParser {
 public:
  explicit RecordParser(std::string_view bytes) : bytes_(bytes), rest_(bytes) {}

  // Takes `text` where it comes next.
  bool Next(std::string_view text) {
    if (!ok() || !rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }
  // Takes `before`, `name` and `":` where they come next.
  bool NextKey(std::string_view before, std::string_view name) {
    if (!ok() || !rest_.starts_with(before)) return false;
    const std::string_view after = rest_.substr(before.size());
    if (!after.starts_with(name) || !after.substr(name.size()).starts_with("\":")) return false;
    rest_.remove_prefix(before.size() + name.size() + 2);
    return true;
  }
  void Expect(std::string_view text) {
    if (!Next(text)) Fail("`" + std::string(text) + "` belongs here");
  }
  // Takes what comes before the next of `ends`.
  std::string_view UpTo(std::string_view ends) {
    if (!ok()) return {};
    std::size_t size = rest_.size();
    for (const char end : ends) size = std::min(size, rest_.find(end));
    const std::string_view text = rest_.substr(0, size);
    taken_ = bytes_.size() - rest_.size();
    rest_.remove_prefix(text.size());
    return text;
  }
  std::uint64_t Sequence() {
    const auto number = ParseDecimal(UpTo(",}"));
    if (!number || *number > kMostSequence) Refuse("a sequence from 0 to 2^53 - 1 belongs here");
    return number.value_or(0);
  }
  Hash Digest() {
    Expect("\"");
    const auto hash = HashFromHex(UpTo("\""));
    if (!hash) Refuse("64 lower-case hexadecimal digits belong here");
    Expect("\"");
    return hash.value_or(Hash{});
  }
  // What was taken last is wrong.
  void Refuse(std::string what) { FailAt(taken_, std::move(what)); }
  void Fail(std::string what) { FailAt(bytes_.size() - rest_.size(), std::move(what)); }
  void End() {
    if (!rest_.empty()) Fail("the record ends before this");
  }

  [[nodiscard]] bool ok() const { return what_.empty(); }
  [[nodiscard]] Error error() const {
    return {Status::kBadInput, "record:byte " + std::to_string(at_), what_};
  }

 private:
  void FailAt(std::size_t at, std::string what) {
    if (!ok()) return;
    at_ = at;
    what_ = std::move(what);
  }

  std::string_view bytes_;
  std::string_view rest_;
  std::size_t taken_ = 0;
  std::size_t at_ = 0;
  std::string what_;
};

}  // namespace

std::string Record::ToString() const {
  JsonWriter writer(kRoomForRecord);
  writer.Object();
  writer.Member("answers", answers);
  writer.Member("class", NameOf(ClassOf(kind)));
  writer.Member("day", day);
  writer.Member("document", HexOf(document));
  writer.Member("kind", NameOf(kind));
  writer.Object("parts");
  for (const PayloadPart part : kPartOrder) {
    const auto& commitment = parts[static_cast<std::size_t>(part)];
    if (!commitment) continue;
    writer.PlainKey(NameOf(part));
    writer.String(Hex(Bytes(*commitment)));
  }
  writer.EndObject();
  writer.Member("sequence", sequence);
  writer.Member("v", 1);
  writer.EndObject();
  return writer.Take();
}

// Rationale: not through base/json.h. Canonical JSON with these keys can be written in one way
// only, so that it can be read by comparing; a whole trail is verified no faster than its records
// are read.
Result<Record> Record::Parse(std::string_view bytes) {
  Record record;
  RecordParser reader(bytes);
  reader.Expect("{\"answers\":");
  if (!reader.Next("null")) record.answers = reader.Sequence();

  reader.Expect(",\"class\":\"");
  const std::string_view record_class = reader.UpTo("\"");
  reader.Expect("\",\"day\":\"");
  const auto day = Day::Parse(reader.UpTo("\""));
  if (!day) reader.Refuse("a day such as 2026-11-23 belongs here");
  record.day = day.value_or(Day());

  reader.Expect("\",\"document\":");
  if (!reader.Next("null")) record.document = reader.Digest();

  reader.Expect(",\"kind\":\"");
  const auto kind = ParseName<RecordKind>(kRecordKindNames, reader.UpTo("\""));
  if (!kind) reader.Refuse("this is not a kind of record");
  record.kind = kind.value_or(RecordKind::kAdvice);
  if (record_class != NameOf(ClassOf(record.kind))) {
    reader.Refuse("a record of this kind is of another class");
  }

  reader.Expect("\",\"parts\":{");
  std::string_view before = "\"";
  for (const PayloadPart part : kPartOrder) {
    if (!reader.NextKey(before, NameOf(part))) continue;
    record.parts[static_cast<std::size_t>(part)] = reader.Digest();
    before = ",\"";
  }
  reader.Expect("},\"sequence\":");
  record.sequence = reader.Sequence();
  if (record.answers && *record.answers >= record.sequence) {
    reader.Refuse("a record answers an earlier one");
  }
  reader.Expect(",\"v\":1}");
  reader.End();
  if (!reader.ok()) return reader.error();
  return record;
}

}  // namespace bsup::core
