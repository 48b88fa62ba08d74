// What the tables of a mapping have in common.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/mapping/mapping.h"
#include "policy/read/problems.h"
#include "policy/read/table_reader.h"
#include "policy/read/toml.h"

namespace bsup::core {

// What reading a table needs to know of the rest. Both outlive it.
struct MappingReader {
  Mapping& mapping;
  Problems& problems;
  std::vector<std::string> suffixes;  // folded

  // The member tables of `[table.ID]`, `[contacts.ID]`; reports another kind of value.
  std::vector<const TomlMember*> Named(const TomlValue* value, std::string_view name);

  // The tables of `[[part]]`; reports another kind of value.
  std::vector<const TomlValue*> Repeated(const TomlValue* value, std::string_view name);

  std::optional<Pointer> ReadPointer(const TomlValue& value, std::string_view key);
  std::optional<Pointer> TakePointer(TableReader& table, std::string_view key);
  Pointer NeedPointer(TableReader& table, std::string_view key);

  // One pointer or a list of them.
  std::vector<Pointer> TakePointers(TableReader& table, std::string_view key);

  std::vector<MemberTest> TakeTests(TableReader& table, std::string_view key);
  MemberFilter TakeFilter(TableReader& table);
  std::string TakeText(TableReader& table, std::string_view key);
  std::optional<Attendance> TakeAttendance(TableReader& table, std::string_view key);

  // The index of the code table that the key names, which must be of a kind that serves; -1 where
  // there is none.
  int TakeCodeTable(TableReader& table, std::string_view key,
                    std::initializer_list<TableKind> kinds);
};

}  // namespace bsup::core
