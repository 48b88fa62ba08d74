#include "trail/write/writer.h"

#include <algorithm>
#include <charconv>
#include <new>
#include <utility>

namespace bsup::core {
namespace {

// A write-ahead log of this many pages (4 MB) is copied into the file after the commit.
constexpr std::int64_t kCheckpointPages = 1000;

Tag TagOf(const Mac& key, std::string_view text) {
  const auto mac = key.Of(text);
  Tag tag{};
  std::copy_n(mac.begin(), tag.size(), tag.begin());
  return tag;
}

}  // namespace

Tag IndexTag(const Mac& person_key) { return TagOf(person_key, "index"); }

std::optional<Signer> Signer::Find(std::shared_ptr<const TrailKeys> keys, std::string_view origin,
                                   std::string_view vkey) {
  for (const Secret& seed : keys->signing) {
    VerifierKey key = VerifierKeyOf(std::string(origin), KeyType::kEd25519, seed);
    if (key.ToString() != vkey) continue;
    auto staff = std::make_shared<Mac>(keys->staff);
    auto trail = std::make_shared<Mac>(keys->trail);
    staff->Lock();
    trail->Lock();
    return Signer{std::move(key), std::move(keys), &seed, std::move(staff), std::move(trail)};
  }
  return std::nullopt;
}

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

// Nothing is thrown from here: those who wait would wait for ever.
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
  Result<bool> written = true;
  try {
    written = EnsureOpen();
    if (written) written = WriteJobs(jobs);
  } catch (const std::bad_alloc&) {
    store_.reset();
    throw;
  }
  if (!written) {
    // Whether it reached the disk is not known: the next turn opens the file anew and sees.
    store_.reset();
    for (Job* job : jobs) job->error = written.error();
    return;
  }
  if (store_->connection().wal_pages() >= kCheckpointPages) {
    // What fails here loses nothing: the log still has it, and the next turn tries again.
    static_cast<void>(store_->connection().Checkpoint(false));
  }
}

Result<bool> Writer::WriteJobs(const std::vector<Job*>& jobs) {
  if (auto begun = store_->BeginWrite(); !begun) return begun;
  const Result<Outcome> caught_up = CatchUp();
  if (!caught_up) return caught_up.error();
  if (*caught_up != Outcome::kWritten) {
    store_->Rollback();
    for (Job* job : jobs) job->answer.outcome = *caught_up;
    return true;
  }
  bool any = false;
  for (Job* job : jobs) {
    for (const KeyedDraft& each : *job->drafts) {
      if (each.draft.answers && *each.draft.answers >= frontier_.size()) {
        job->error = Error(Status::kBadInput, "",
                           "there is no record " + std::to_string(*each.draft.answers) +
                               " to answer; the trail has " + std::to_string(frontier_.size()));
      }
      if (!each.person) continue;
      const auto erased = store_->ErasureOf(each.person->id);
      if (!erased) return erased.error();
      if (*erased) job->answer.outcome = Outcome::kPersonErased;
    }
    if (job->error || job->answer.outcome != Outcome::kWritten) continue;
    for (const KeyedDraft& each : *job->drafts) {
      Result<Receipt> receipt = Write(each);
      if (!receipt) return std::move(receipt).error();
      any = any || (!receipt->existed && !receipt->left_out);
      job->answer.receipts.push_back(*std::move(receipt));
    }
  }
  std::string note;
  if (any) {
    Result<std::string> sealed = Seal();
    if (!sealed) return std::move(sealed).error();
    note = *std::move(sealed);
  } else {
    const Result<HeadRow> head = store_->Head();
    if (!head) return head.error();
    note = head->note;
  }
  if (auto committed = store_->Commit(); !committed) return committed;
  for (Job* job : jobs) {
    for (Receipt& receipt : job->answer.receipts) receipt.checkpoint = note;
  }
  return true;
}

Result<bool> Writer::Exclusively(const std::function<Result<bool>(Store&)>& work) {
  // Ends the turn however the work ends.
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
  const auto held = lock_->Acquire(wait_);
  if (!held) return held.error();
  try {
    Result<bool> done = EnsureOpen();
    if (done) done = work(*store_);
    if (!done) store_.reset();
    return done;
  } catch (const std::bad_alloc&) {
    store_.reset();
    throw;
  }
}

Result<bool> Writer::EnsureOpen() {
  if (store_) return true;
  Result<Store> store = Store::Open(files_.store, files_.vfs, OpenMode::kReadWrite);
  if (!store) return std::move(store).error();
  const Result<HeadRow> head = store->Head();
  if (!head) return head.error();
  const Result<std::uint64_t> size = store->Size();
  if (!size) return size.error();
  const Result<Hash> root = store->Root(*size);
  if (!root) return root.error();
  const Result<Note> note = Note::Parse(head->note);
  if (!note) return note.error();
  const Result<Checkpoint> checkpoint = Checkpoint::Parse(note->text);
  if (!checkpoint) return checkpoint.error();
  if (checkpoint->size != *size || checkpoint->root != *root) {
    return Error(Status::kTampered, files_.store,
                 "the end of the trail does not fit its checkpoint; run verify on it");
  }
  store->connection().Seal();
  store_ = *std::move(store);
  frontier_ = MerkleFrontier();
  return true;
}

Result<Writer::Outcome> Writer::CatchUp() {
  const auto key = store_->About("vkey");
  if (!key) return key.error();
  active_ = signer();
  if (*key != active_.key.ToString()) return Outcome::kOtherSigner;
  const Result<std::uint64_t> size = store_->Size();
  if (!size) return size.error();
  if (*size == frontier_.size()) return Outcome::kWritten;
  Result<MerkleFrontier> frontier = store_->Frontier(*size);
  if (!frontier) return std::move(frontier).error();
  frontier_ = *std::move(frontier);
  return Outcome::kWritten;
}

Result<Receipt> Writer::Write(const KeyedDraft& keyed) {
  const Draft& draft = keyed.draft;
  Receipt receipt;
  std::optional<Tag> tag;
  std::optional<Tag> same;
  std::optional<Mac> person;
  if (keyed.person) tag = IndexTag(person.emplace(keyed.person->key));
  if (keyed.person && !draft.same.empty()) {
    same = TagOf(*person, "same" + draft.same);
    const auto found = store_->FindSame(*tag, *same);
    if (!found) return found.error();
    if (*found) {
      const Result<Hash> leaf = store_->Node({0, **found});
      if (!leaf) return leaf.error();
      return Receipt{**found, *leaf, "", true, false};
    }
  }
  if (draft.only_with_new_document) {
    const Result<bool> there = store_->HasDocument(*draft.document);
    if (!there) return there.error();
    if (*there) {
      receipt.left_out = true;
      return receipt;
    }
  }

  Record record;
  record.sequence = frontier_.size();
  record.kind = draft.kind;
  record.day = draft.day;
  record.answers = draft.answers;
  record.document = draft.document;
  const auto add = [&](PayloadPart part, const std::string& plaintext, const Mac& key,
                       const KeyId& id) -> Result<bool> {
    if (plaintext.empty()) return true;
    const SealedPart sealed =
        bsup::core::Seal(key, id, {active_.key.name, record.sequence, part}, plaintext);
    record.parts[static_cast<std::size_t>(part)] = Commitment(sealed);
    return store_->AddPayload(record.sequence, part, sealed);
  };
  if (keyed.person) {
    const auto added = add(PayloadPart::kSubject, draft.subject, *person, keyed.person->id);
    if (!added) return added.error();
  }
  if (auto added = add(PayloadPart::kActor, draft.actor, *active_.staff, active_.keys->staff_id);
      !added) {
    return std::move(added).error();
  }
  if (auto added = add(PayloadPart::kTrail, draft.trail, *active_.trail, active_.keys->trail_id);
      !added) {
    return std::move(added).error();
  }

  const std::string bytes = record.ToString();
  receipt.sequence = record.sequence;
  receipt.leaf = LeafHash(bytes);
  std::vector<Hash> completed;
  frontier_.Append(receipt.leaf, &completed);
  const std::string_view hashes(reinterpret_cast<const char*>(completed.data()),
                                completed.size() * sizeof(Hash));
  if (auto added = store_->AddRecord(record, bytes, hashes); !added) {
    return std::move(added).error();
  }
  if (tag) {
    if (auto added = store_->AddPerson(*tag, record.sequence, same); !added) {
      return std::move(added).error();
    }
  }
  for (const Document& document : draft.documents) {
    const Result<bool> there = store_->HasDocument(document.digest);
    if (!there) return there.error();
    if (*there) continue;
    if (auto added = store_->AddDocument(document.digest, document.bytes); !added) {
      return std::move(added).error();
    }
  }
  return receipt;
}

Result<std::string> Writer::Seal(const NewSigningKey* successor) {
  Note note;
  note.text = Checkpoint{active_.key.name, frontier_.size(), frontier_.Root()}.ToString();
  note.signatures.push_back(SignMatched(note.text, active_.key, *active_.seed));
  if (successor != nullptr) {
    note.signatures.push_back(Sign(note.text, successor->key, successor->seed));
  }
  std::string text = note.ToString();
  if (auto set = store_->SetHead(frontier_.size(), text); !set) return std::move(set).error();
  if (auto kept = KeepVaultChanges(); !kept) return std::move(kept).error();
  return text;
}

Result<bool> Writer::KeepVaultChanges() {
  std::int64_t changes = 0;
  {
    const std::lock_guard guard(mutex_);
    changes = vault_changes_;
  }
  if (changes <= vault_changes_kept_) return true;
  const auto seen = store_->About("vault_changes");
  if (!seen) return seen.error();
  std::int64_t newest = 0;
  if (*seen) std::from_chars((*seen)->data(), (*seen)->data() + (*seen)->size(), newest);
  if (changes > newest) {
    auto set = store_->SetAbout("vault_changes", std::to_string(changes));
    if (!set) return set;
  }
  vault_changes_kept_ = changes;
  return true;
}

Result<bool> Writer::Truncate() { return store_->connection().Checkpoint(true); }

}  // namespace bsup::core
