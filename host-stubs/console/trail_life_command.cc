// Copies of a trail, new keys, and people erased from it.
#include <iostream>

#include "commands.h"
#include "files.h"
#include "trail_access.h"
#include "trail_json.h"

namespace console {
namespace {

const char* InWords(std::int32_t status) {
  switch (status) {
    case BSUP_ERASURE_PENDING_BACKUPS:
      return "pending: backups of the vault can still be opened, until the old key is destroyed";
    case BSUP_ERASURE_PENDING_READERS:
      return "pending: somebody still reads an older state of the files";
    default: return "done: nothing that is left of it can be read";
  }
}

int TellErasure(std::int32_t status) {
  std::cout << InWords(status) << '\n';
  if (status != BSUP_ERASURE_DONE)
    std::cout << "trail finish-erasures does the rest, once that may be\n";
  return kDone;
}

}  // namespace

int TrailBackup(const bsup::Session& session, const Options& options) {
  const std::string& path = options.on_trail.path;
  OpenTrail(session, options.trail).Backup(options.trail.who, path);
  std::cout << "copied to " << path << " and " << path << ".vault\n"
            << "The key file is not among them: keep its copy apart.\n";
  return kDone;
}

int TrailRestore(const bsup::Session& session, const Options& options) {
  const bsup::Trail trail = session.RestoreTrail(
      options.on_trail.path, options.trail.file,
      {.key_file = options.trail.KeyFile(), .known_head = ReadGiven(options.on_trail.known_head)},
      options.trail.who, options.on_trail.words);
  std::cout << "a new trail at " << options.trail.file << "; the old one is at "
            << options.trail.file << ".before, to be read\n"
            << "Its verifier key, to check it with:\n  " << trail.Vkey() << '\n';
  return kDone;
}

int TrailRotate(const bsup::Session& session, const Options& options) {
  bsup::Trail trail = OpenTrail(session, options.trail);
  const bsup::Receipt receipt = trail.Rotate(options.trail.who, options.on_trail.words);
  std::cout << ToldOf(receipt) << "\nThe new verifier key, to check the trail with:\n  "
            << trail.Vkey() << '\n';
  return kDone;
}

int TrailErase(const bsup::Session& session, const Options& options) {
  bsup::Trail trail = OpenTrail(session, options.trail);
  const bsup::Erased erased = trail.Erase(options.trail.who, ErasureContent(options));
  std::cout << ToldOf(erased.receipt) << '\n'
            << "Events written before, and copies of the key file, still hold what they held.\n";
  return TellErasure(erased.status);
}

int TrailFinishErasures(const bsup::Session& session, const Options& options) {
  return TellErasure(OpenTrail(session, options.trail).FinishErasures());
}

}  // namespace console
