#include "service/keeping/check_proof.h"

#include "base/json_writer.h"
#include "trail/log/proof.h"
#include "trail/log/record.h"

namespace bsup::core {

Result<std::string> CheckProof(std::string_view record, std::string_view proof,
                               std::string_view vkey) {
  BSUP_TRY(const VerifierKey key, VerifierKey::Parse(vkey));
  BSUP_TRY(const RecordProof parsed, RecordProof::Parse(proof));
  BSUP_TRY(const Record read, Record::Parse(record));
  BSUP_TRY(const Checkpoint head, parsed.Check(record, key));
  if (read.sequence != parsed.index) {
    return Error(Status::kTampered, "proof",
                 "its index is " + std::to_string(parsed.index) +
                     ", and the record says that it is " + std::to_string(read.sequence));
  }
  JsonWriter json;
  json.Object();
  json.Member("origin", head.origin);
  json.Member("sequence", read.sequence);
  json.Member("size", head.size);
  json.EndObject();
  return json.Take();
}

}  // namespace bsup::core
