// The contact history of a case, from all the lists a mapping names.
#pragma once

#include <string>
#include <vector>

#include "intake/case.h"
#include "intake/reading/binding.h"
#include "intake/reading/parts.h"

namespace bsup::core {

// Fills in the case's history, and adds what no code table knew to its `unmapped`.
void ReadHistory(const Binding& binding, const std::vector<FoundPart>& parts, Day as_of,
                 Case& into);

// A value as notes show it: as the host wrote it, cut to 80 bytes; empty for nullptr.
std::string ShownValue(const JsonNode* value);

// Adds a part, or a place in one, that a service failed to give; once for each place.
void AddFailed(Case& into, const std::string& part, std::string at);

// Adds a value that no table knew, once for each table and text; a day, once for each place.
void AddUnmapped(Case& into, const std::string& table, const JsonNode* value, std::string at);

}  // namespace bsup::core
