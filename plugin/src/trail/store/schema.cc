#include "trail/store/schema.h"

#include <string_view>

namespace bsup::core {
namespace {

// What `select` gives is in the schema to the letter, and is all that begins with `create`.
Result<std::string> Compare(Sqlite* store, std::string_view select, std::string_view create,
                            const std::string& what) {
  constexpr std::string_view kSchema = kStoreSchema;
  BSUP_TRY(SqliteStatement all, store->Prepare(select));
  std::size_t found = 0;
  for (;;) {
    BSUP_TRY(const bool row, all.Step());
    if (!row) break;
    if (kSchema.find("\n" + std::string(all.Blob(0)) + ";") == std::string_view::npos) {
      return "the store holds a " + what + " that is not a trail's";
    }
    ++found;
  }
  std::size_t wanted = 0;
  for (std::size_t at = 0; (at = kSchema.find(create, at)) != std::string_view::npos; ++at) {
    ++wanted;
  }
  if (found == wanted) return std::string();
  return "a " + what + " of the store is missing";
}

}  // namespace

Result<std::string> WhatIsWrongWithTables(Sqlite* store) {
  return Compare(
      store, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND type IN ('table', 'view')",
      "\nCREATE TABLE ", "table");
}

Result<std::string> WhatIsWrongWithSchema(Sqlite* store) {
  return Compare(store, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL", "\nCREATE ",
                 "table, index or trigger");
}

}  // namespace bsup::core
