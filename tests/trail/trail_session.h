// A day's work on a trail, step by step, and what has been acknowledged of it so far.
//
// Make one, then Step any number of times. A step that fails may be followed by others. What is not
// the trail's own work is marked as OwnWork; a std::bad_alloc from the trail becomes kOutOfMemory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "oracle/dice.h"
#include "trail/copyable_keys.h"
#include "trail/erasure_traces.h"
#include "trail/trail.h"

namespace bsup::core::faults {

// What must be found, whatever happens to the machine.
struct Acknowledged {
  struct Kept {
    Hash leaf{};
    std::string person;
    std::string subject;
    std::string actor;
  };
  bool made = false;  // the trail has been opened at least once
  std::map<std::uint64_t, Kept> records;
  std::string head;                // the newest checkpoint of a receipt
  std::set<std::string> erased;    // persons
  std::set<std::string> in_doubt;  // persons whose erasure was begun: wholly there or wholly gone
  std::map<std::string, ErasureTraces> traces;  // of both
  std::optional<std::size_t> more;  // so many records are under way, and come all or none;
                                    // nothing: some commits have failed, and may be there or not
};

enum class StepKind : std::uint8_t { kOpen, kAppend, kBatch, kErase, kBackup, kClose };

class TrailSession {
 public:
  // `keys` outlives it.
  TrailSession(TrailFiles files, CopyableKeys* keys, std::uint64_t seed);
  ~TrailSession();
  TrailSession(const TrailSession&) = delete;
  TrailSession& operator=(const TrailSession&) = delete;

  // A step of the seed's choosing; the first opens.
  Result<void> Step();
  Result<void> Step(StepKind kind);

  // As of now: within a step, what was acknowledged before it. Never changed once given out.
  [[nodiscard]] std::shared_ptr<const Acknowledged> acknowledged() const { return acknowledged_; }

 private:
  Result<void> OpenTrail();
  Result<void> Append(int count);
  Result<void> EraseSomebody();
  Result<void> Backup();
  Draft SomeDraft(std::string person);
  // The state of affairs to be changed.
  Acknowledged& Change();

  TrailFiles files_;
  CopyableKeys* keys_;
  oracle::Dice dice_;
  std::unique_ptr<Trail> trail_;
  std::shared_ptr<Acknowledged> acknowledged_ = std::make_shared<Acknowledged>();
  int drafts_ = 0;
  int backups_ = 0;
  int first_person_ = 0;
};

}  // namespace bsup::core::faults
