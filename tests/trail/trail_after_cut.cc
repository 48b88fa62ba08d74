#include "trail/trail_after_cut.h"

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "trail/log/merkle.h"
#include "trail/log/note.h"
#include "trail/verify/verify.h"

namespace bsup::core::faults {
namespace {

// Every record of the trail, in order.
Result<std::vector<OpenedRecord>> AllOf(Trail& trail) {
  std::vector<OpenedRecord> all;
  ReadFilter filter;
  filter.statutory = true;
  std::optional<std::uint64_t> next = 0;
  while (next) {
    filter.after = *next;
    Result<RecordPage> page = trail.Read(filter, 1'000);
    if (!page) return std::move(page).error();
    for (OpenedRecord& record : page->records) all.push_back(std::move(record));
    next = page->next;
  }
  return all;
}

std::string CheckHead(Trail& trail, const std::vector<OpenedRecord>& records) {
  Result<std::string> head = trail.Head();
  if (!head) return "no head: " + head.error().Message();
  Result<Note> note = Note::Parse(*head);
  if (!note) return "the head is not a note";
  if (!note->SignedBy(trail.key())) return "the head is not signed";
  Result<Checkpoint> checkpoint = Checkpoint::Parse(note->text);
  if (!checkpoint) return "the head is not a checkpoint";
  if (checkpoint->size != records.size()) {
    return "the head speaks of " + std::to_string(checkpoint->size) + " records, and there are " +
           std::to_string(records.size());
  }
  MerkleFrontier tree;
  std::vector<Hash> completed;
  for (const OpenedRecord& opened : records) {
    tree.Append(LeafHash(opened.record.ToString()), &completed);
  }
  return tree.Root() == checkpoint->root ? "" : "the head is not that of the records";
}

// Adds to `erased` the persons whose erasure was in doubt and turns out to be complete.
std::string CheckRecords(const std::vector<OpenedRecord>& records, const Acknowledged& acknowledged,
                         std::set<std::string>* erased) {
  std::map<std::string, bool> gone;  // persons whose erasure is in doubt
  for (const auto& [sequence, kept] : acknowledged.records) {
    const std::string which = "record " + std::to_string(sequence);
    if (sequence >= records.size()) return which + " was acknowledged and is lost";
    const OpenedRecord& found = records[sequence];
    if (found.record.sequence != sequence) return which + " is not in its place";
    if (LeafHash(found.record.ToString()) != kept.leaf) return which + " is another one";
    if (found.actor.value_or("") != kept.actor) return which + " has lost its actor";
    if (acknowledged.erased.contains(kept.person)) {
      if (found.subject || !found.erased) return which + " was erased and is back";
      continue;
    }
    if (acknowledged.in_doubt.contains(kept.person)) {
      const auto [at, first] = gone.emplace(kept.person, found.erased);
      if (at->second != found.erased) return which + " is left of half an erasure";
      if (found.erased && !found.subject) continue;
    }
    if (found.subject.value_or("") != kept.subject) return which + " has lost its subject";
  }
  std::size_t erasures = 0;
  for (const OpenedRecord& found : records) {
    erasures += found.record.kind == RecordKind::kErasure ? 1 : 0;
  }
  for (const auto& [person, is_gone] : gone) {
    if (is_gone) erased->insert(person);
  }
  return erasures == erased->size() ? ""
                                    : std::to_string(erasures) + " erasures are recorded, and " +
                                          std::to_string(erased->size()) + " persons are erased";
}

std::string CheckVerdict(const TrailFiles& files, const std::string& head, CopyableKeys* keys) {
  VerifyOptions options;
  if (!head.empty()) options.known_head = CheckpointIn(head).value();
  options.keys = keys;
  const Verification found = Verify(files, options);
  const bool good = found.verdict == Verdict::kIntact || found.verdict == Verdict::kErasedInPart ||
                    (head.empty() && found.verdict == Verdict::kIntactNoOutsideHead);
  if (good) return "";
  return std::string("the verdict is ") +
         kVerdictNames.at(static_cast<std::size_t>(found.verdict)) + ": " + found.why;
}

}  // namespace

std::string WhatIsWrong(const TrailFiles& files, const CrashVfs& vfs,
                        const Acknowledged& acknowledged, CopyableKeys* keys) {
  TrailOptions options;
  options.create = !acknowledged.made;
  options.known_head = acknowledged.head;
  std::set<std::string> gone = acknowledged.erased;
  {
    Result<std::unique_ptr<Trail>> opened = Trail::Open(files, options, keys);
    if (!opened) return "it does not open: " + opened.error().Message();
    Trail& trail = **opened;
    Result<std::vector<OpenedRecord>> records = AllOf(trail);
    if (!records) return "it cannot be read: " + records.error().Message();
    std::string wrong = CheckRecords(*records, acknowledged, &gone);
    if (!wrong.empty()) return wrong;
    wrong = CheckHead(trail, *records);
    if (!wrong.empty()) return wrong;
    const std::size_t more = records->size() - acknowledged.records.size();
    if (acknowledged.more && more != 0 && more != *acknowledged.more) {
      return std::to_string(more) + " of " + std::to_string(*acknowledged.more) +
             " records of one commit are there";
    }
    Draft draft;
    draft.kind = RecordKind::kOutcome;
    draft.day = *Day::Parse("2026-11-24");
    draft.person = "Y000001";
    draft.subject = "{}";
    Result<std::vector<Receipt>> receipts = trail.Append({std::move(draft)});
    if (!receipts) return "it takes no record: " + receipts.error().Message();
    if (receipts->front().sequence != records->size()) return "the next record is not the next";
    if (!gone.empty()) {
      const Result<ErasureStatus> finished = trail.FinishErasures();
      if (!finished) return "its erasures cannot be finished: " + finished.error().Message();
      if (*finished != ErasureStatus::kDone) return "its erasures are not finished";
    }
  }
  if (vfs.open_files() != 0) return "a connection is never closed";
  for (const std::string& person : gone) {
    std::string left = acknowledged.traces.at(person).LeftIn(vfs.disk(), files, *keys);
    if (!left.empty()) return left;
  }
  return CheckVerdict(files, acknowledged.head, keys);
}

Reopening Reopen(CrashDisk disk, TrailFiles files, const Acknowledged& acknowledged,
                 const CopyableKeys& keys, std::uint64_t seed) {
  CrashVfs vfs(std::move(disk));
  files.vfs = vfs.name();
  oracle::Dice dice(seed);
  Reopening reopening;
  // Before which operation of the recovery the power goes again.
  const auto at = static_cast<std::uint64_t>(dice.Below(12));
  CopyableKeys at_the_time = keys;
  vfs.BeforeEachOperation([&] {
    if (vfs.operations() != at) return;
    reopening.cut_again = vfs.AfterCut(seed);
    reopening.keys_then = at_the_time;
  });
  reopening.wrong = WhatIsWrong(files, vfs, acknowledged, &at_the_time);
  return reopening;
}

}  // namespace bsup::core::faults
