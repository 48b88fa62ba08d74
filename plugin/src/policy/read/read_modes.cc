#include "policy/read/read_modes.h"

namespace bsup::core {

ModeSet ReadModes(TableReader& table, std::string_view key, const Indexed<ModeIndex, Mode>& modes) {
  ModeSet read;
  for (const TableReader::Item& item : table.NeedTexts(key)) {
    const ModeIndex mode = FindNamed(modes, "mode", item.text, item.place, table.problems());
    if (IsPossible(mode)) read.Add(mode);
  }
  return read;
}

}  // namespace bsup::core
