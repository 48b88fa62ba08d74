// Writes an exported log of made-up records, by the format code alone, for the validator to check.
//     bsup_log_sample FOLDER SIZE OLDER RECORDS KEY
// FOLDER/log is the log of SIZE records; beside it stand `older` (its checkpoint at OLDER records),
// `proof` (of its last record) and `record` (that record). RECORDS and KEY are any words: the same
// ones give the same records and the same key.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

#include "oracle/cosign.h"
#include "trail/log/merkle.h"
#include "trail/log/proof.h"
#include "trail/log/record.h"
#include "trail/log/tile.h"

namespace {

using bsup::core::Hash;
using bsup::core::NodeId;
using bsup::core::Record;
using bsup::core::RecordKind;
using bsup::core::Result;

void Write(const std::filesystem::path& path, std::string_view bytes) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << bytes;
  file.close();
  if (!file) {
    std::cerr << path << " cannot be written\n";
    std::exit(1);
  }
}

Record MadeUp(std::uint64_t sequence, std::string_view seed) {
  const auto commitment = [&](std::string_view part) {
    return bsup::core::Sha256Of({seed, "/", part, "/", std::to_string(sequence)});
  };
  Record record;
  record.sequence = sequence;
  record.day = *bsup::core::Day::Parse("2026-11-23") + static_cast<std::int32_t>(sequence / 50);
  record.parts[0] = commitment("subject");
  if (sequence % 2 == 0) {
    record.document = commitment("policy");
  } else {
    record.kind = RecordKind::kDecision;
    record.answers = sequence - 1;
    record.parts[1] = commitment("actor");
  }
  return record;
}

// The log as it would stand in a store: records, and the hash of every complete subtree.
class Log {
 public:
  void Append(std::string record) {
    const std::uint64_t sequence = frontier_.size();
    std::vector<Hash> completed;
    frontier_.Append(bsup::core::LeafHash(record), &completed);
    for (std::size_t level = 0; level < completed.size(); ++level) {
      nodes_[{static_cast<int>(level), sequence >> level}] = completed[level];
    }
    records_.push_back(std::move(record));
  }

  const Hash& Node(int level, std::uint64_t index) const { return nodes_.at({level, index}); }
  const std::vector<std::string>& records() const { return records_; }
  Hash Root() const { return frontier_.Root(); }

 private:
  std::map<std::pair<int, std::uint64_t>, Hash> nodes_;
  bsup::core::MerkleFrontier frontier_;
  std::vector<std::string> records_;
};

void WriteTiles(const std::filesystem::path& folder, const Log& log) {
  const std::uint64_t size = log.records().size();
  for (std::uint64_t first = 0; first < size; first += bsup::core::kTileWidth) {
    const std::uint64_t width = std::min(size - first, bsup::core::kTileWidth);
    std::string tile;
    for (std::uint64_t i = 0; i < width; ++i)
      bsup::core::AppendEntry(log.records()[first + i], &tile);
    Write(folder / bsup::core::EntriesPath(first / bsup::core::kTileWidth, width), tile);
  }
  for (int level = 0; size >> 8 * level > 0; ++level) {
    const std::uint64_t hashes = size >> 8 * level;
    for (std::uint64_t first = 0; first < hashes; first += bsup::core::kTileWidth) {
      const std::uint64_t width = std::min(hashes - first, bsup::core::kTileWidth);
      std::string tile;
      for (std::uint64_t i = 0; i < width; ++i) {
        tile += bsup::core::Bytes(log.Node(8 * level, first + i));
      }
      Write(folder / bsup::core::TilePath(level, first / bsup::core::kTileWidth, width), tile);
    }
  }
}

}  // namespace

int main(int count, char** words) {
  if (count != 6) {
    std::cerr << "usage: bsup_log_sample FOLDER SIZE OLDER RECORDS KEY\n";
    return 2;
  }
  const std::filesystem::path folder = words[1];
  const std::uint64_t size = std::strtoull(words[2], nullptr, 10);
  const std::uint64_t older = std::strtoull(words[3], nullptr, 10);
  const bsup::core::Secret seed(bsup::core::Bytes(bsup::core::Sha256Of({words[5]})));
  const bsup::core::Secret witness_seed(bsup::core::Bytes(bsup::core::Sha256Of({"witness"})));
  const auto key =
      bsup::core::VerifierKeyOf("log.example/sample", bsup::core::KeyType::kEd25519, seed);
  const auto witness =
      bsup::core::VerifierKeyOf("witness.example", bsup::core::KeyType::kCosignature, witness_seed);

  const auto head = [&](const Log& log) {
    const bsup::core::Checkpoint checkpoint{key.name, log.records().size(), log.Root()};
    const std::string text = checkpoint.ToString();
    // The Go packages do not know cosignatures, and must leave this one alone.
    return bsup::core::Note{text,
                            {bsup::core::Sign(text, key, seed),
                             bsup::core::Cosign(text, witness, witness_seed, 1'795'000'000)}}
        .ToString();
  };

  Log log;
  while (true) {
    if (log.records().size() == older) Write(folder / "older", head(log));
    if (log.records().size() == size) break;
    log.Append(MadeUp(log.records().size(), words[4]).ToString());
  }
  Write(folder / "log/vkey", key.ToString() + "\n");
  Write(folder / "log/checkpoint", head(log));
  WriteTiles(folder / "log", log);
  if (size == 0) return 0;

  const auto hashes = bsup::core::InclusionProof(
      size - 1, size, [&](NodeId id) -> Result<Hash> { return log.Node(id.level, id.index); });
  Write(folder / "proof",
        bsup::core::RecordProof{size - 1, *hashes, head(log), "made up"}.ToString());
  Write(folder / "record", log.records().back());
  return 0;
}
