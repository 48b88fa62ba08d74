#include "intake/reading/payload_regions.h"

#include <cstddef>

#include "intake/reading/contacts.h"
#include "intake/reading/merging.h"
#include "intake/reading/notes.h"

namespace bsup::core {
namespace {

void ReadMember(const Mapping& mapping, const RegionReading& reading, const JsonNode& member,
                Day as_of, Where where, std::vector<PayloadRegion>& said) {
  if (Passes(reading.filter, member, as_of) != Membership::kIn) return;
  for (const Pointer& each : reading.each) {
    const JsonNode* value = each.In(member);
    if (!mapping.Says(value)) continue;
    where.each = each.text();
    said.push_back({ShownValue(value), where.ToString()});
    return;
  }
}

void ReadRegion(const Mapping& mapping, const Part& part, const RegionReading& reading,
                const JsonNode& part_node, Day as_of, std::vector<PayloadRegion>& said) {
  const JsonNode* node = reading.at.In(part_node);
  if (node == nullptr || mapping.SaysAny(reading.unless, part_node)) return;
  Where where{part.at.text(), reading.at.text()};
  if (!node->is_array()) return ReadMember(mapping, reading, *node, as_of, where, said);
  for (const JsonNode& member : node->items()) {
    ++where.index;
    ReadMember(mapping, reading, member, as_of, where, said);
  }
}

}  // namespace

std::vector<PayloadRegion> PayloadRegions(const Mapping& mapping,
                                          const std::vector<FoundPart>& parts, Day as_of) {
  std::vector<PayloadRegion> said;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].state != PartState::kUsable) continue;
    const Part& part = mapping.parts[i];
    for (const RegionReading& reading : part.regions)
      ReadRegion(mapping, part, reading, *parts[i].node, as_of, said);
  }
  return said;
}

}  // namespace bsup::core
