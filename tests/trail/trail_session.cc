#include "trail/trail_session.h"

#include <iterator>
#include <new>
#include <utility>

#include "trail/own_work.h"

namespace bsup::core::faults {
namespace {

constexpr int kPersons = 6;  // at a time

std::string Person(int number) { return "X" + std::to_string(100'000 + number); }

Day Today() { return *Day::Parse("2026-11-23"); }

template <class Call>
auto OfTheTrail(Call call) -> decltype(call()) {
  try {
    const WorkUnderTest under_test;
    return call();
  } catch (const std::bad_alloc&) {
    return Error(Status::kOutOfMemory, "", "there is no memory");
  }
}

}  // namespace

TrailSession::TrailSession(TrailFiles files, CopyableKeys* keys, std::uint64_t seed)
    : files_(std::move(files)), keys_(keys), dice_(seed) {}

TrailSession::~TrailSession() { trail_.reset(); }

Result<void> TrailSession::Step() {
  if (trail_ == nullptr) return Step(StepKind::kOpen);
  const int die = dice_.Below(100);
  if (die < 55) return Step(StepKind::kAppend);
  if (die < 80) return Step(StepKind::kBatch);
  if (die < 88) return Step(StepKind::kErase);
  if (die < 92) return Step(StepKind::kBackup);
  return Step(StepKind::kClose);
}

Result<void> TrailSession::Step(StepKind kind) {
  const OwnWork own;
  if (trail_ == nullptr && kind != StepKind::kOpen) {
    BSUP_TRY(OpenTrail());
  }
  switch (kind) {
    case StepKind::kOpen: return OpenTrail();
    case StepKind::kAppend: return Append(1);
    case StepKind::kBatch: return Append(dice_.Between(2, 12));
    case StepKind::kErase: return EraseSomebody();
    case StepKind::kBackup: return Backup();
    case StepKind::kClose: break;
  }
  return OfTheTrail([&]() -> Result<void> {
    trail_.reset();
    return {};
  });
}

Acknowledged& TrailSession::Change() {
  acknowledged_ = std::make_shared<Acknowledged>(*acknowledged_);
  return *acknowledged_;
}

Result<void> TrailSession::OpenTrail() {
  trail_.reset();
  TrailOptions options;
  options.create = true;
  options.known_head = acknowledged_->head;
  BSUP_TRY(trail_, OfTheTrail([&] { return Trail::Open(files_, options, keys_); }));
  if (!acknowledged_->made) {
    Acknowledged& now = Change();
    now.made = true;
    now.more = 0;
  }
  return {};
}

Draft TrailSession::SomeDraft(std::string person) {
  const std::string number = std::to_string(++drafts_);
  Draft draft;
  draft.kind = dice_.Percent(70) ? RecordKind::kAdvice : RecordKind::kRead;
  draft.day = Today();
  draft.person = std::move(person);
  draft.subject = "{\"advice\":" + number + ",\"words\":\"" +
                  std::string(static_cast<std::size_t>(dice_.Below(1'500)), 'w') + "\"}";
  draft.actor = "{\"actor\":\"staff-" + number + "\"}";
  if (draft.kind == RecordKind::kAdvice) {
    Document policy;
    policy.bytes = "{\"policy\":" + std::to_string(dice_.Below(4)) + '}';
    policy.digest = Sha256Of({policy.bytes});
    draft.document = policy.digest;
    draft.documents.push_back(std::move(policy));
  }
  return draft;
}

Result<void> TrailSession::Append(int count) {
  std::vector<Draft> drafts;
  std::vector<Acknowledged::Kept> kept;
  for (int i = 0; i < count; ++i) {
    // Now and then somebody new, whose key has to be made first.
    drafts.push_back(SomeDraft(Person(first_person_ + dice_.Below(kPersons))));
    kept.push_back({{}, drafts.back().person, drafts.back().subject, drafts.back().actor});
  }
  const bool sure = acknowledged_->more.has_value();
  if (sure) Change().more = drafts.size();
  Result<std::vector<Receipt>> receipts =
      OfTheTrail([&] { return trail_->Append(std::move(drafts)); });
  Acknowledged& now = Change();
  if (!receipts) {
    now.more.reset();
    return std::move(receipts).error();
  }
  if (sure) now.more = 0;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    const Receipt& receipt = (*receipts)[i];
    kept[i].leaf = receipt.leaf;
    now.records[receipt.sequence] = kept[i];
    now.head = receipt.checkpoint;
  }
  return {};
}

Result<void> TrailSession::EraseSomebody() {
  std::map<std::string, std::vector<std::uint64_t>> known;
  for (const auto& [sequence, kept] : acknowledged_->records) {
    if (!kept.person.empty() && !acknowledged_->erased.contains(kept.person) &&
        !acknowledged_->in_doubt.contains(kept.person)) {
      known[kept.person].push_back(sequence);
    }
  }
  if (known.empty()) return Append(1);
  const auto chosen = std::next(known.begin(), dice_.Below(static_cast<int>(known.size())));
  const std::string& person = chosen->first;
  const bool sure = acknowledged_->more.has_value();
  {
    Acknowledged& now = Change();
    now.in_doubt.insert(person);
    now.traces[person] = ErasureTraces::Of(files_, chosen->second);
    if (sure) now.more = 1;
  }
  // An erased person is not met again, or the new person would pass for the old one.
  first_person_ += kPersons;
  Draft draft;
  draft.kind = RecordKind::kErasure;
  draft.day = Today();
  draft.actor = "{\"actor\":\"erasure of " + std::to_string(++drafts_) + "\"}";
  const std::string actor = draft.actor;
  Result<Erased> erased = OfTheTrail([&] { return trail_->Erase(person, std::move(draft)); });
  Acknowledged& now = Change();
  if (!erased) {
    now.more.reset();
    return std::move(erased).error();
  }
  if (sure) now.more = 0;
  now.in_doubt.erase(person);
  now.erased.insert(person);
  now.records[erased->receipt.sequence] = {erased->receipt.leaf, "", "", actor};
  now.head = erased->receipt.checkpoint;
  return {};
}

Result<void> TrailSession::Backup() {
  const std::string path = files_.store + ".backup-" + std::to_string(++backups_);
  return OfTheTrail([&] { return trail_->Backup(path); });
}

}  // namespace bsup::core::faults
