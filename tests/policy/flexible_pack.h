// The small pack with rules that a region may set, and its later version.
#pragma once

#include <string>

#include "policy/pack_builder.h"

namespace bsup::core {

inline const std::string kNational = "mandate = \"national\"\nbasis = \"rule\"\n";
inline const std::string kAsk = "ask = { en = \"When?\", cy = \"Pryd?\" }\n";
inline const std::string kApproval =
    "needs_approval = { modes = [\"video\"], role = \"senior probation officer\" }\n";
inline const std::string kFlexRole =
    "flex = { role = [\"senior probation officer\", \"head of probation delivery unit\"] }\n";

// Rules of the nation that a region may set.
inline const std::string kFlexible =
    ARule("principle", "first-in-person", kStandard + kApproval + kFlexRole) +
    ARule("cadence", "see",
          kStandard + "in_person_every_weeks = 8\nflex = { in_person_every_weeks = [4, 10] }\n" +
              kAsk) +
    ARule("factor", "transport",
          "kind = \"access\"\nbasis = \"local\"\nweigh = { telephone = 2 }\nflex = { weigh = { "
          "telephone = [1, 3] } }\n");

inline std::string Suspend(const std::string& more) {
  return ARule("suspend", "shut",
               "from = 2027-01-11\nuntil = 2027-03-26\nresume_weeks = 6\n" + more);
}

inline std::string SecondVersion(const std::string& from, const std::string& more = "") {
  return Replaced(Replaced(SmallPack(more), "2026.10", "2027.04"), "2026-10-01", from);
}
inline std::string Ending(const std::string& pack, const std::string& until) {
  return Replaced(pack, "status", "effective_until = " + until + "\nstatus");
}

}  // namespace bsup::core
