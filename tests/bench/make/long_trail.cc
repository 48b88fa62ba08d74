// Makes a trail of any length from a short one, whose records are repeated for other people:
//     long_trail FROM TO RECORDS
//
// Advice, decisions, approvals and outcomes as a product would have recorded them, for measuring
// how fast many are read. Both trails have their keys beside them.
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "trail/keys/key_file.h"
#include "trail/trail.h"

namespace {

using bsup::core::Draft;
using bsup::core::OpenedRecord;
using bsup::core::RecordKind;
using bsup::core::RecordKinds;
using bsup::core::Trail;

constexpr std::size_t kInACommit = 500;

template <class T>
T Must(bsup::core::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().Message());
  return *std::move(result);
}

// A trail with the keys that open it.
struct WithKeys {
  WithKeys(const std::string& path, bool create)
      : keys(Must(bsup::core::KeyFile::Open(path + ".key", create))) {
    bsup::core::TrailOptions options;
    options.create = create;
    trail = Must(Trail::Open(bsup::core::TrailFiles::At(path), options, keys.get()));
  }
  std::unique_ptr<bsup::core::KeyFile> keys;
  std::unique_ptr<Trail> trail;
};

std::vector<OpenedRecord> ReadAll(Trail* trail) {
  std::vector<OpenedRecord> records;
  bsup::core::ReadFilter filter;
  while (true) {
    bsup::core::RecordPage page = Must(trail->Read(filter, Trail::kMostPage));
    for (OpenedRecord& record : page.records) records.push_back(std::move(record));
    if (!page.next) return records;
    filter.after = *page.next;
  }
}

// The first line of a subject is an object with the person in it.
std::string PersonIn(std::string_view subject) {
  const bsup::core::JsonDocument line =
      Must(bsup::core::JsonDocument::Parse(subject.substr(0, subject.find('\n')), "subject"));
  return std::string(line.root().Find("person")->string());
}

std::string ForAnother(std::string text, const std::string& person, const std::string& other) {
  const std::string was = '"' + person + '"';
  const std::string is = '"' + other + '"';
  for (std::size_t at = text.find(was); at != std::string::npos; at = text.find(was, at))
    text.replace(at, was.size(), is);
  return text;
}

// What every policy rests on is copied with its record.
Draft PolicyOf(Trail* from, const OpenedRecord& record) {
  Draft draft;
  draft.document = record.record.document;
  const bsup::core::JsonDocument said =
      Must(bsup::core::JsonDocument::Parse(*record.trail, "policy"));
  const auto bundle = bsup::core::HashFromHex(said.root().Find("bundle")->string());
  for (const auto& digest : {record.record.document, bundle})
    draft.documents.push_back({*digest, Must(from->ReadDocument(*digest)).value()});
  return draft;
}

class Repeater {
 public:
  Repeater(Trail* from, Trail* to, std::uint64_t size)
      : from_(from), to_(to), size_(size), records_(ReadAll(from)) {}

  void Run() {
    for (int round = 0; to_size_ < size_; ++round) {
      sequences_.clear();
      // What is answered must be there before what answers it.
      for (const RecordKinds kinds :
           {RecordKinds{RecordKind::kPolicy, RecordKind::kAdvice},
            RecordKinds{RecordKind::kDecision},
            RecordKinds{RecordKind::kApproval, RecordKind::kOutcome, RecordKind::kKept}}) {
        for (const OpenedRecord& record : records_) {
          if (kinds.Has(record.record.kind) && to_size_ < size_) Add(record, round);
        }
        Commit();
      }
    }
  }

 private:
  void Add(const OpenedRecord& record, int round) {
    const RecordKind kind = record.record.kind;
    const bool is_policy = kind == RecordKind::kPolicy;
    if (is_policy && round > 0) return;
    Draft draft = is_policy ? PolicyOf(from_, record) : Draft();
    draft.kind = kind;
    draft.day = record.record.day;
    draft.actor = record.actor.value_or("");
    draft.trail = record.trail.value_or("");
    draft.document = record.record.document;
    if (record.record.answers) draft.answers = sequences_.at(*record.record.answers);
    if (record.subject) {
      const std::string person = PersonIn(*record.subject);
      draft.person = person + "-" + std::to_string(round);
      draft.subject = ForAnother(*record.subject, person, draft.person);
    }
    sequences_[record.record.sequence] = to_size_++;
    drafts_.push_back(std::move(draft));
    if (drafts_.size() == kInACommit) Commit();
  }

  void Commit() {
    if (drafts_.empty()) return;
    const auto receipts = Must(to_->Append(std::exchange(drafts_, {})));
    if (receipts.back().sequence + 1 != to_size_) throw std::runtime_error("others write to it");
  }

  Trail* from_;
  Trail* to_;
  std::uint64_t size_;
  std::vector<OpenedRecord> records_;
  std::vector<Draft> drafts_;
  std::map<std::uint64_t, std::uint64_t> sequences_;  // of this round: in the one, in the other
  std::uint64_t to_size_ = 0;
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) {
    std::cerr << "usage: long_trail FROM TO RECORDS\n";
    return 2;
  }
  try {
    const WithKeys from(arguments[1], false);
    const WithKeys to(arguments[2], true);
    Repeater(from.trail.get(), to.trail.get(), std::strtoull(arguments[3], nullptr, 10)).Run();
    return 0;
  } catch (const std::exception& wrong) {
    std::cerr << "long_trail: " << wrong.what() << '\n';
    return 3;
  }
}
