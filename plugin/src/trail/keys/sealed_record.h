// Records as the store has them, and what opens them.
//
// Read them within a snapshot. After it, FetchKeys for each, then Open.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "trail/keys/dictionaries.h"
#include "trail/keys/vault.h"
#include "trail/log/draft.h"
#include "trail/log/proven_tree.h"
#include "trail/log/record.h"
#include "trail/seal/seal.h"
#include "trail/store/store.h"

namespace bsup::core {

Error NoSuchRecord(std::uint64_t sequence, std::uint64_t size);
// kNotFound past the end.
Result<RecordRow> ReadRow(Store* store, std::uint64_t sequence);

// What records are read from: one snapshot of the store, its tree, and the dictionaries of texts.
struct Snapshot {
  Store* store;
  ProvenTree* tree;
  Dictionaries* dictionaries;
};

struct SealedRecord {
  Record record;
  std::array<std::optional<SealedPart>, 3> parts;  // nothing where it has none, or it was erased
  std::shared_ptr<const Dictionary> dictionary;    // of its document, where a subject part needs it

  // kTampered where the row's bytes are not those of that record in the tree.
  static Result<SealedRecord> Read(const Snapshot& from, const RecordRow& row);
  // kNotFound past the end.
  static Result<SealedRecord> ReadOne(const Snapshot& from, std::uint64_t sequence);
};

class RecordOpener {
 public:
  // Both outlive it.
  RecordOpener(Vault* vault, std::string_view origin)
      : vault_(vault), origin_(origin), keys_(vault->keys()) {}

  // Each key is asked for once. The vault may ask the key service, so this is done outside the
  // snapshot and with no lock held.
  Result<void> FetchKeys(const SealedRecord& sealed);
  // Its keys were fetched. From any thread, while none are being fetched.
  [[nodiscard]] Result<OpenedRecord> Open(SealedRecord sealed) const;
  Result<OpenedRecord> FetchAndOpen(SealedRecord sealed);

 private:
  // Nothing if it was erased.
  [[nodiscard]] Result<std::optional<std::string>> OpenPart(const PartPlace& place,
                                                            const Hash& commitment,
                                                            const std::optional<SealedPart>& sealed,
                                                            const Dictionary* dictionary) const;
  // Null if the vault does not hold it.
  [[nodiscard]] const Secret* KeyOf(const KeyId& id) const;

  Vault* vault_;
  std::string_view origin_;
  std::shared_ptr<const TrailKeys> keys_;
  std::map<KeyId, std::optional<Secret>> persons_;  // nothing: the vault does not hold it
};

}  // namespace bsup::core
