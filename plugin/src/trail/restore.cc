#include "trail/restore.h"

#include <unistd.h>

#include <utility>
#include <vector>

#include "trail/keys/vault.h"
#include "trail/store/store.h"
#include "trail/verify/verify.h"
#include "trail/write/foundation.h"

namespace bsup::core {
namespace {

bool IsThere(const std::string& path) { return ::access(path.c_str(), F_OK) == 0; }

// Files that are made here, and removed again if not everything succeeds.
class Made {
 public:
  ~Made() {
    if (kept_) return;
    for (const std::string& path : paths_) {
      for (const char* beside : {"", "-wal", "-shm"}) ::unlink((path + beside).c_str());
    }
  }
  void Add(const std::string& path) { paths_.push_back(path); }
  void Keep() { kept_ = true; }

 private:
  std::vector<std::string> paths_;
  bool kept_ = false;
};

Error InTheWay(const std::string& path) {
  return {Status::kStorage, path, "exists already; move it away, or restore to another place"};
}

// The vault in place, with a signing key that no other trail has.
Result<void> PrepareVault(const std::string& backup, const std::string& path, KeyService* keys,
                          Made* made) {
  if (!IsThere(path)) {
    made->Add(path);
    BSUP_TRY(std::unique_ptr<Vault> old, Vault::Open(backup, nullptr, OpenMode::kReadOnly, keys));
    BSUP_TRY(old->BackupTo(path));
  }
  BSUP_TRY(std::unique_ptr<Vault> vault, Vault::Open(path, nullptr, OpenMode::kReadWrite, keys));
  const Secret seed = Secret::Random();
  BSUP_TRY(vault->AddSigningKey(seed));
  // What it has seen belongs to the old log, for which nothing is signed any more.
  BSUP_TRY(vault->NoteTrailSize(0));
  return vault->DropSigningKeysBut(seed);
}

}  // namespace

Result<std::unique_ptr<Trail>> Restore(
    const std::string& backup, const std::string& path, const TrailOptions& options,
    KeyService* keys, const std::function<Result<Draft>(const std::string& head)>& reopen) {
  BSUP_TRY(CheckOrigin(options.origin));
  BSUP_TRY(CheckFiles(TrailFiles::At(path)));
  const std::string before = path + std::string(kBeforeSuffix);
  for (const std::string& place : {path, before}) {
    if (IsThere(place)) return InTheWay(place);
  }
  const Verification verification = Verify(TrailFiles::At(backup), {});
  switch (verification.verdict) {
    case Verdict::kIntact:
    case Verdict::kIntactNoOutsideHead:
    case Verdict::kErasedInPart: break;
    default:
      return Error(Status::kTampered, backup,
                   "the backup is not sound: " + verification.why + "; restore another one");
  }

  Made made;
  BSUP_TRY(Store old, Store::Open(backup, nullptr, OpenMode::kReadOnly));
  BSUP_TRY(const HeadRow head, old.Head());
  made.Add(before);
  BSUP_TRY(old.connection().BackupTo(before, nullptr));
  BSUP_TRY(PrepareVault(backup + ".vault", path + ".vault", keys, &made));

  TrailOptions fresh = options;
  fresh.create = true;
  fresh.follows = true;
  fresh.known_head.clear();  // it belongs to the old log
  made.Add(path);
  made.Add(path + ".lock");
  BSUP_TRY(std::unique_ptr<Trail> trail, Trail::Open(TrailFiles::At(path), fresh, keys));
  BSUP_TRY(Draft first, reopen(head.note));
  std::vector<Draft> drafts;
  drafts.push_back(std::move(first));
  BSUP_TRY(trail->Append(std::move(drafts)));
  made.Keep();
  return trail;
}

}  // namespace bsup::core
