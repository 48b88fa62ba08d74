// What a pack says of itself, and which tables its kind of pack may hold.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/model/policy.h"
#include "policy/read/problems.h"
#include "policy/read/source.h"

namespace bsup::core {

enum class PackKind : std::uint8_t { kNational, kRegional, kExceptional };

struct PackHead {
  PackKind kind = PackKind::kNational;
  Place place;
  std::string id;
  std::string version;
  Day from;
  std::optional<Day> until;
  bool dated = true;  // false where a problem says what is wrong with its days
  std::string status;
  Words title;
  Words statement;
  Guide guide;
  int margin = 0;                         // national
  Bands bands;                            // national
  std::vector<RegionWeigh> region_weigh;  // national
  std::string extends;                    // of an overlay: the national pack's id
  Place extends_place;
  std::string region;  // of a regional pack, as written
  Place region_place;
};

struct Pack {
  PackHead head;
  PackSource source;
};

// Nothing where it cannot be told what kind of pack it is; a problem says why.
std::optional<PackHead> ReadHead(const PackSource& source, Problems& problems);

// Reports tables that the language or this kind of pack does not know, and tables of the wrong
// shape.
void CheckTables(const Pack& pack, Problems& problems);

// Whether a kind of pack may hold the table. CheckTables reports those it may not, and they are not
// read.
bool MayHold(PackKind kind, std::string_view name);

}  // namespace bsup::core
