#include "trail/write/writer.h"

#include <algorithm>
#include <new>
#include <utility>

#include "trail/seal/packing.h"
#include "trail/store/database_hold.h"

namespace bsup::core {
namespace {

// A write-ahead log of this many pages (4 MB) is copied into the file after the commit.
constexpr std::int64_t kCheckpointPages = 1000;

// What the length of a plaintext is a multiple of. Longest where a part about a person is not
// packed, so that the words of a mode or of an outcome do not tell it.
std::size_t StepOf(PayloadPart part, bool packed) {
  return part == PayloadPart::kSubject && !packed ? 1024 : 256;
}

}  // namespace

// The person that a draft is about.
struct Writer::Subject {
  Subject(const PersonKey& person, const std::string& same_text)
      : id(person.id), key(person.key), tag(IndexTag(key)) {
    if (!same_text.empty()) same = SameTag(key, same_text);
  }

  KeyId id;
  Mac key;
  Tag tag;
  std::optional<Tag> same;
};

struct Writer::Job {
  const std::vector<KeyedDraft>* drafts = nullptr;
  std::chrono::steady_clock::time_point deadline;
  bool done = false;
  bool out_of_memory = false;
  std::optional<Error> error;
  Answer answer;
};

Writer::Writer(TrailFiles files, std::chrono::milliseconds wait, TrailLock* lock)
    : files_(std::move(files)), wait_(wait), lock_(lock) {}

Writer::~Writer() = default;

void Writer::Start(Store store, Signer signer) {
  hold_ = store.connection().hold();
  store_ = std::move(store);
  signer_ = std::move(signer);
}

void Writer::SetSigner(Signer signer) {
  const std::lock_guard guard(mutex_);
  signer_ = std::move(signer);
}

Signer Writer::signer() const {
  const std::lock_guard guard(mutex_);
  return signer_;
}

void Writer::NoteVaultChanges(std::int64_t changes) {
  const std::lock_guard guard(mutex_);
  vault_changes_ = std::max(vault_changes_, changes);
}

void Writer::Abandon() {
  if (store_) store_->connection().Abandon();
}

Result<Writer::Answer> Writer::Append(const std::vector<KeyedDraft>& drafts) {
  Job job;
  job.drafts = &drafts;
  job.deadline = std::chrono::steady_clock::now() + wait_;
  std::unique_lock guard(mutex_);
  queue_.push_back(&job);
  turn_.wait(guard, [&] { return job.done || !leading_; });
  if (!job.done) {
    leading_ = true;
    guard.unlock();
    Lead(job.deadline);
    guard.lock();
    leading_ = false;
    turn_.notify_all();
  }
  if (job.out_of_memory) throw std::bad_alloc();
  if (job.error) return *std::move(job.error);
  return std::move(job.answer);
}

std::vector<Writer::Job*> Writer::TakeQueue() {
  const std::lock_guard guard(mutex_);
  return std::exchange(queue_, {});
}

// Throws nothing: the threads that wait would wait for ever.
void Writer::Lead(std::chrono::steady_clock::time_point deadline) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
      deadline - std::chrono::steady_clock::now());
  std::vector<Job*> jobs;
  try {
    auto held = lock_->Acquire(std::max(left, std::chrono::milliseconds(0)));
    jobs = TakeQueue();
    if (held) {
      WriteAll(jobs);
    } else {
      for (Job* job : jobs) job->error = held.error();
    }
  } catch (const std::bad_alloc&) {
    if (jobs.empty()) jobs = TakeQueue();
    for (Job* job : jobs) job->out_of_memory = true;
  }
  const std::lock_guard guard(mutex_);
  for (Job* job : jobs) job->done = true;
}

void Writer::WriteAll(const std::vector<Job*>& jobs) {
  Result<void> written;
  try {
    written = EnsureOpen();
    if (written) written = WriteJobs(jobs);
  } catch (const std::bad_alloc&) {
    store_.reset();
    throw;
  }
  if (!written) {
    // It may or may not have reached the disk: the next turn opens the file again and sees.
    store_.reset();
    for (Job* job : jobs) job->error = written.error();
    return;
  }
  if (store_->connection().wal_pages() < kCheckpointPages) return;
  // What fails here loses nothing: the log still has it, and the next turn tries again.
  const Result<void> copied = store_->connection().Checkpoint(false);
  if (!copied && copied.error().status != Status::kBusy) store_.reset();
}

Result<void> Writer::WriteJobs(const std::vector<Job*>& jobs) {
  BSUP_TRY(store_->BeginWrite());
  BSUP_TRY(const bool is_signer, CatchUp());
  if (!is_signer) {
    store_->Rollback();
    for (Job* job : jobs) job->answer.stale = Stale::kSigner;
    return {};
  }
  bool any = false;
  for (Job* job : jobs) {
    BSUP_TRY(CheckDrafts(job));
    if (job->error || job->answer.stale != Stale::kNothing) continue;
    for (const KeyedDraft& each : *job->drafts) {
      BSUP_TRY(Receipt receipt, Write(each));
      any = any || (!receipt.existed && !receipt.left_out);
      job->answer.receipts.push_back(std::move(receipt));
    }
  }
  std::string note;
  if (any) {
    BSUP_TRY(note, SignHead());
  } else {
    BSUP_TRY(const HeadRow head, store_->Head());
    note = head.note;
  }
  BSUP_TRY(store_->Commit());
  BSUP_TRY(CheckPlace());
  for (Job* job : jobs) {
    for (Receipt& receipt : job->answer.receipts) receipt.checkpoint = note;
  }
  return {};
}

Result<void> Writer::CheckDrafts(Job* job) {
  for (const KeyedDraft& each : *job->drafts) {
    if (each.draft.answers && *each.draft.answers >= frontier_.size()) {
      job->error = Error(Status::kBadInput, "",
                         "there is no record " + std::to_string(*each.draft.answers) +
                             " to answer; the trail has " + std::to_string(frontier_.size()));
    }
    if (!each.person) continue;
    BSUP_TRY(const auto erased, store_->ErasureOf(each.person->id));
    if (erased) job->answer.stale = Stale::kPerson;
  }
  return {};
}

Result<void> Writer::Alone(const std::function<Result<void>(Store&)>& work) {
  // Ends the turn, however the work ends.
  struct Turn {
    explicit Turn(Writer* writer) : writer(writer) {
      std::unique_lock guard(writer->mutex_);
      writer->turn_.wait(guard, [&] { return !writer->leading_; });
      writer->leading_ = true;
    }
    ~Turn() {
      const std::lock_guard guard(writer->mutex_);
      writer->leading_ = false;
      writer->turn_.notify_all();
    }
    Writer* writer;
  };
  const Turn turn(this);
  BSUP_TRY(const TrailLock::Held held, lock_->Acquire(wait_));
  try {
    Result<void> done = EnsureOpen();
    if (done) done = work(*store_);
    if (done) done = CheckPlace();
    if (!done) store_.reset();
    return done;
  } catch (const std::bad_alloc&) {
    store_.reset();
    throw;
  }
}

Result<void> Writer::CheckPlace() {
  if (hold_ == nullptr) return {};
  Result<void> in_place = hold_->StillInPlace();
  if (!in_place) lock_->GiveUp(in_place.error());
  return in_place;
}

Result<void> Writer::EnsureOpen() {
  if (store_) return CheckPlace();
  BSUP_TRY(Store store, Store::Open(files_.store, files_.vfs, OpenMode::kReadWrite));
  BSUP_TRY(const HeadRow head, store.Head());
  BSUP_TRY(const std::uint64_t size, store.Size());
  BSUP_TRY(const Hash root, store.Root(size));
  BSUP_TRY(const Checkpoint checkpoint, CheckpointIn(head.note));
  if (checkpoint.size != size || checkpoint.root != root) {
    return Error(Status::kTampered, files_.store,
                 "the end of the trail does not fit its checkpoint; run verify on it");
  }
  BSUP_TRY(CheckPlace());
  // What a failed sync has left in doubt is on the disk before anything is built upon it.
  BSUP_TRY(store.connection().Settle());
  store.connection().AllowRowsOnly();
  store_ = std::move(store);
  frontier_ = MerkleFrontier();
  return {};
}

Result<bool> Writer::CatchUp() {
  BSUP_TRY(const auto key, store_->About("vkey"));
  active_ = signer();
  if (key != active_.key.ToString()) return false;
  BSUP_TRY(const std::uint64_t size, store_->Size());
  if (size != frontier_.size()) {
    BSUP_TRY(frontier_, store_->Frontier(size));
  }
  return true;
}

Result<Receipt> Writer::Write(const KeyedDraft& keyed) {
  const Draft& draft = keyed.draft;
  std::optional<Subject> subject;
  if (keyed.person) subject.emplace(*keyed.person, draft.same);
  BSUP_TRY(std::optional<Receipt> existing, Existing(draft, subject));
  if (existing) return *std::move(existing);

  Record record;
  record.sequence = frontier_.size();
  record.kind = draft.kind;
  record.day = draft.day;
  record.answers = draft.answers;
  record.document = draft.document;
  BSUP_TRY(AddParts(draft, subject, &record));
  Receipt receipt;
  receipt.sequence = record.sequence;
  BSUP_TRY(receipt.leaf, AddToTree(record));
  if (subject) {
    BSUP_TRY(store_->AddPerson(subject->tag, record.sequence, subject->same));
  }
  for (const Document& document : draft.documents) {
    BSUP_TRY(const bool there, store_->HasDocument(document.digest));
    if (there) continue;
    BSUP_TRY(store_->AddDocument(document.digest, document.bytes));
  }
  return receipt;
}

Result<std::optional<Receipt>> Writer::Existing(const Draft& draft,
                                                const std::optional<Subject>& subject) {
  Receipt receipt;
  if (subject && subject->same) {
    BSUP_TRY(const auto found, store_->FindSame(subject->tag, *subject->same));
    if (found) {
      receipt.sequence = *found;
      BSUP_TRY(receipt.leaf, store_->Node({0, *found}));
      receipt.existed = true;
      return std::optional(std::move(receipt));
    }
  }
  if (draft.only_with_new_document) {
    BSUP_TRY(receipt.left_out, store_->HasDocument(*draft.document));
    if (receipt.left_out) return std::optional(std::move(receipt));
  }
  return std::optional<Receipt>();
}

Result<void> Writer::AddParts(const Draft& draft, const std::optional<Subject>& subject,
                              Record* record) {
  const auto add = [&](PayloadPart part, const std::string& plaintext, const Mac& key,
                       const KeyId& id) -> Result<void> {
    if (plaintext.empty()) return {};
    const std::string padded = Padded(plaintext, StepOf(part, IsPacked(plaintext)));
    const SealedPart sealed = Seal(key, id, {active_.key.name, record->sequence, part}, padded);
    record->parts[static_cast<std::size_t>(part)] = Commitment(sealed);
    return store_->AddPayload(record->sequence, part, sealed);
  };
  if (subject) {
    BSUP_TRY(add(PayloadPart::kSubject, draft.subject, subject->key, subject->id));
  }
  BSUP_TRY(add(PayloadPart::kActor, draft.actor, *active_.staff, active_.keys->staff_id));
  return add(PayloadPart::kTrail, draft.trail, *active_.trail, active_.keys->trail_id);
}

Result<Hash> Writer::AddToTree(const Record& record) {
  const std::string bytes = record.ToString();
  const Hash leaf = LeafHash(bytes);
  std::vector<Hash> completed;
  frontier_.Append(leaf, &completed);
  const std::string_view hashes(reinterpret_cast<const char*>(completed.data()),
                                completed.size() * sizeof(Hash));
  BSUP_TRY(store_->AddRecord(record, bytes, hashes));
  return leaf;
}

Result<std::string> Writer::SignHead(const NewSigningKey* successor) {
  Note note;
  note.text = Checkpoint{active_.key.name, frontier_.size(), frontier_.Root()}.ToString();
  note.signatures.push_back(SignMatched(note.text, active_.key, *active_.seed));
  if (successor != nullptr) {
    note.signatures.push_back(Sign(note.text, successor->key, successor->seed));
  }
  std::string text = note.ToString();
  BSUP_TRY(store_->SetHead(frontier_.size(), text));
  BSUP_TRY(KeepVaultChanges());
  return text;
}

Result<void> Writer::KeepVaultChanges() {
  std::int64_t changes = 0;
  {
    const std::lock_guard guard(mutex_);
    changes = vault_changes_;
  }
  if (changes <= vault_changes_kept_) return {};
  BSUP_TRY(const std::int64_t seen, store_->VaultChanges());
  if (changes > seen) {
    BSUP_TRY(store_->SetVaultChanges(changes));
  }
  vault_changes_kept_ = changes;
  return {};
}

void Writer::EmptyLog() {
  if (store_ && CheckPlace()) static_cast<void>(store_->connection().EmptyLog());
}

Result<void> Writer::Truncate() { return store_->connection().Checkpoint(true); }

}  // namespace bsup::core
