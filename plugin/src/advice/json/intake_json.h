// What came in with a case, in JSON: written alike in advice and in the canonical input, so keys
// are in RFC 8785's order.
#pragma once

#include <array>

#include "advice/json/value_json.h"
#include "base/json_writer.h"
#include "intake/case.h"

namespace bsup::core {

// In the order of the enum.
inline constexpr std::array kLapsedNames{"too old",   "from the future", "ended",
                                         "suspended", "other contact",   "other policy"};
static_assert(HasMembers<Lapsed::Why>(kLapsedNames.size()));

void WriteContact(JsonWriter& json, const Policy& policy, const Contact& contact);
void WriteApprovals(JsonWriter& json, const Policy& policy, const std::vector<Approval>& approvals);
void WriteConfirmed(JsonWriter& json, const Policy& policy,
                    const std::vector<RuleIndex>& safeguards);
void WriteSources(JsonWriter& json, const Fact& fact, const std::vector<Conflict::Source>& sources);
void WriteUnmapped(JsonWriter& json, const std::vector<Unmapped>& unmapped);
void WriteUnmappedMore(JsonWriter& json, const std::vector<UnmappedMore>& more);
void WriteFailed(JsonWriter& json, const std::vector<FailedPart>& failed);
void WriteOthers(JsonWriter& json, const std::vector<OtherPart>& others);
void WriteOtherNames(JsonWriter& json, const std::vector<OtherName>& names);
void WriteOtherRegions(JsonWriter& json, const std::vector<OtherRegion>& regions);
void WriteLapsed(JsonWriter& json, const std::vector<Lapsed>& lapsed);

}  // namespace bsup::core
