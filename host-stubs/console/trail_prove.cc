// What an outsider needs to check a trail.
#include <boost/json.hpp>
#include <cstdint>
#include <iostream>
#include <string>

#include "command.h"
#include "common_options.h"
#include "files.h"
#include "trail_access.h"

namespace console {
namespace {

struct HeadOptions {
  TrailAccess trail;
};

int Head(const bsup::Session& session, const HeadOptions& options) {
  std::cout << OpenTrail(session, options.trail).Head();
  return kDone;
}

struct ProveOptions {
  TrailAccess trail;
  std::uint64_t sequence = 0;
  std::string record;  // the file that it is written to; empty: none
};

int Prove(const bsup::Session& session, const ProveOptions& options) {
  const bsup::Trail trail = OpenTrail(session, options.trail);
  const std::string proof = trail.Prove(options.sequence);
  if (!options.record.empty()) WriteFile(options.record, trail.Leaf(options.sequence));
  std::cout << proof;
  return kDone;
}

struct CheckProofOptions {
  std::string record;  // files
  std::string proof;
  std::string vkey;
  std::string vkey_file;
};

int CheckProof(const bsup::Session& session, const CheckProofOptions& options) {
  std::string vkey = options.vkey_file.empty() ? options.vkey : ReadGiven(options.vkey_file);
  vkey.erase(vkey.find_last_not_of(" \t\r\n") + 1);
  const boost::json::value found = boost::json::parse(
      session.CheckProof(ReadGiven(options.record), ReadGiven(options.proof), vkey));
  std::cout << "record no. " << found.at("sequence") << " is in the trail "
            << found.at("origin").as_string().c_str() << ", as one of its first "
            << found.at("size") << '\n';
  return kDone;
}

struct CosignOptions {
  TrailAccess trail;
  std::string note;  // a file
  std::string vkey;
};

int Cosign(const bsup::Session& session, const CosignOptions& options) {
  const std::string note = ReadGiven(options.note);
  OpenTrail(session, options.trail).Cosign(note, options.vkey);
  std::cout << "kept; the trail's head goes out with that signature from now on\n";
  return kDone;
}

}  // namespace

void AddTrailProving(Group trail) {
  const auto head = Add(trail, "head", "Its newest checkpoint, to be kept elsewhere", Head);
  AddTrailFile(head.app, &head.options->trail);

  const auto [prove, proof] =
      Add(trail, "prove", "The proof that a record is in it; names nobody", Prove);
  AddTrailFile(prove, &proof->trail);
  AddOption(prove, "number", &proof->sequence, "NUMBER", "Number of the record")->required();
  AddOption(prove, "--record", &proof->record, "FILE", "Writes the record proved into this file");

  const auto [check, checked] =
      Add(trail, "check-proof", "Check such a proof, without the trail and its keys", CheckProof);
  AddOption(check, "record", &checked->record, "RECORD", "A file with the record proved")
      ->required()
      ->check(NotNamed);
  AddOption(check, "proof", &checked->proof, "PROOF", "A file with its proof")
      ->required()
      ->check(NotNamed);
  CLI::Option* vkey =
      AddOption(check, "--vkey", &checked->vkey, "KEY", "The trail's verifier key, from outside");
  CLI::Option* file =
      AddOption(check, "--vkey-file", &checked->vkey_file, "FILE", "The same, in a file");
  vkey->excludes(file);

  const auto [cosign, signature] = Add(trail, "cosign", "Keep what a witness signed", Cosign);
  AddTrailFile(cosign, &signature->trail);
  AddOption(cosign, "note", &signature->note, "PATH",
            "A head of the trail with the witness's signature")
      ->required();
  AddOption(cosign, "--vkey", &signature->vkey, "KEY", "The witness's verifier key")->required();
}

}  // namespace console
