// Copies of a trail, new keys, and people erased from it.
#include <boost/json.hpp>
#include <filesystem>
#include <iostream>
#include <string>

#include "command.h"
#include "common_options.h"
#include "files.h"
#include "trail_access.h"

namespace console {
namespace {

const char* InWords(std::int32_t status) {
  switch (status) {
    case BSUP_ERASURE_PENDING_BACKUPS:
      return "pending: backups of the vault can still be opened, until the old key is destroyed";
    case BSUP_ERASURE_PENDING_READERS:
      return "pending: somebody still reads an older state of the files";
    default: return "done: the keys that open it are destroyed, in this trail and in its backups";
  }
}

int TellErasure(std::int32_t status) {
  std::cout << InWords(status) << '\n';
  if (status != BSUP_ERASURE_DONE)
    std::cout << "trail finish-erasures does the rest, once that may be\n";
  return kDone;
}

struct BackupOptions {
  TrailAccess trail;
  std::string file;
};

void TellOfCopy(const std::string& file) {
  std::cout << "copied to " << file << " and " << file << ".vault\n"
            << "The key file is not among them: keep its copy apart.\n";
}

int Backup(const bsup::Session& session, const BackupOptions& options) {
  OpenTrail(session, options.trail).Backup(options.trail.who, options.file);
  TellOfCopy(options.file);
  return kDone;
}

// Said before anything is done. What cannot be backed up to is refused then, too.
void TellOfBackups(const std::string& backup) {
  for (const std::string& path : {backup, backup + ".vault"}) {
    if (!backup.empty() && std::filesystem::exists(path)) {
      throw bsup::Error(BSUP_STORAGE, path + " is there already; nothing was done",
                        {{path, "it is there already; nothing was done"}});
    }
  }
  std::cerr << "Backups of the trail made before this will not open after it, for any person."
            << (backup.empty() ? " Make one after it, with `trail backup`.\n" : "\n");
}

void BackUpAfter(bsup::Trail* trail, const TrailAccess& access, const std::string& backup) {
  if (backup.empty()) return;
  trail->Backup(access.who, backup);
  TellOfCopy(backup);
}

struct RestoreOptions {
  TrailAccess trail;
  std::string backup;
  std::string known_head;  // a file; empty where there is none
  std::string words;
};

int Restore(const bsup::Session& session, const RestoreOptions& options) {
  const std::string& file = options.trail.file;
  const bsup::Trail trail = session.RestoreTrail(
      options.backup, file,
      {.key_file = options.trail.KeyFile(), .known_head = ReadKnownHead(options.known_head)},
      options.trail.who, options.words);
  std::cout << "a new trail at " << file << "; the old one is at " << file
            << ".before, to be read\n"
            << "Its verifier key, to check it with:\n  " << trail.Vkey() << '\n';
  return kDone;
}

struct RotateOptions {
  TrailAccess trail;
  std::string words;
  std::string backup;  // a file to make; empty where none is wanted
};

int Rotate(const bsup::Session& session, const RotateOptions& options) {
  bsup::Trail trail = OpenTrail(session, options.trail);
  TellOfBackups(options.backup);
  const bsup::Receipt receipt = trail.Rotate(options.trail.who, options.words);
  std::cout << ToldOf(receipt) << "\nThe new verifier key, to check the trail with:\n  "
            << trail.Vkey() << '\n';
  BackUpAfter(&trail, options.trail, options.backup);
  return kDone;
}

struct EraseOptions {
  TrailAccess trail;
  std::string person;
  std::string why;
  std::string authority;
  std::string backup;  // a file to make; empty where none is wanted
};

int Erase(const bsup::Session& session, const EraseOptions& options) {
  bsup::Trail trail = OpenTrail(session, options.trail);
  TellOfBackups(options.backup);
  const bsup::Erased erased = trail.Erase(
      options.trail.who,
      boost::json::serialize(boost::json::object{
          {"person", options.person}, {"why", options.why}, {"authority", options.authority}}));
  std::cout
      << ToldOf(erased.receipt) << '\n'
      << "Events written before, and copies of the key file, still hold what they held. So do\n"
         "snapshots of the disk, and disks that copy on write or are flash may.\n";
  const int told = TellErasure(erased.status);
  BackUpAfter(&trail, options.trail, options.backup);
  return told;
}

struct FinishOptions {
  TrailAccess trail;
};

int FinishErasures(const bsup::Session& session, const FinishOptions& options) {
  return TellErasure(OpenTrail(session, options.trail).FinishErasures());
}

void AddWhy(CLI::App* command, std::string* words) {
  AddOption(command, "--words", words, "WORDS", "Why, for the record")->required();
}

void AddBackup(CLI::App* command, std::string* backup) {
  AddOption(command, "--backup", backup, "PATH",
            "Make a backup there afterwards: earlier ones will not open");
}

}  // namespace

void AddTrailLife(Group trail) {
  const auto [backup, copy] = Add(trail, "backup", "A copy of it and its vault", Backup);
  AddTrailAndWho(backup, &copy->trail);
  AddOption(backup, "file", &copy->file, "PATH", "Must not be there yet, nor FILE.vault")
      ->required();

  const auto [restore, lost] =
      Add(trail, "restore", "Make a trail from a backup, where none is yet", Restore);
  AddTrailAndWho(restore, &lost->trail);
  AddOption(restore, "backup", &lost->backup, "PATH", "What `trail backup` made")->required();
  AddKnownHead(restore, &lost->known_head);
  AddWhy(restore, &lost->words);

  const auto [rotate, keys] =
      Add(trail, "rotate", "A new signing key, and new wrapping of all keys", Rotate);
  AddTrailAndWho(rotate, &keys->trail);
  AddWhy(rotate, &keys->words);
  AddBackup(rotate, &keys->backup);

  const auto [erase, erased] =
      Add(trail, "erase", "Erase a person, for ever; every proof still holds", Erase);
  AddTrailAndWho(erase, &erased->trail);
  AddPerson(erase, &erased->person, "Case number")->required();
  AddOption(erase, "--why", &erased->why, "WORDS", "Why; must not name the person")->required();
  AddOption(erase, "--authority", &erased->authority, "WORDS", "Who ordered it, or what rule")
      ->required();
  AddBackup(erase, &erased->backup);

  const auto finish =
      Add(trail, "finish-erasures", "Do what earlier erasures still wait for", FinishErasures);
  AddTrailFile(finish.app, &finish.options->trail);
}

}  // namespace console
