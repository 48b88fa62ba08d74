// Small packs for tests, as text.
//
// SmallPack is a whole valid national pack; give it more tables, or change it by Replaced, then
// load it by InForce or see what is wrong with it by MessageOf.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "policy/resolve/policy_set.h"

namespace bsup::core {

// What a principle must say of itself.
inline const std::string kStandard = "mandate = \"standard\"\nbasis = \"rule\"\n";

// Two modes in person and two remote, two regions, two roles, the facts every pack declares, a
// flag, a level and a count, and no rules. `more` follows it.
inline std::string SmallPack(const std::string& more = "") {
  return R"([policy]
id = "nation"
version = "2026.10"
authority = "national"
effective_from = 2026-10-01
status = "illustrative"
title = { en = "Small pack", cy = "Pecyn bach" }
statement = { en = "For tests only.", cy = "Ar gyfer profion yn unig." }
margin = 1
bands = { well_suited = 3, suited = 0, use_with_care = -3 }

[refer]
role = "senior probation officer"
words = { en = "Speak with your manager.", cy = "Siaradwch â'ch rheolwr." }

[[region]]
id = "Wales"
code = "N03"
label = { en = "Wales", cy = "Cymru" }
[[region]]
id = "London"
code = "N07"
label = { en = "London", cy = "Llundain" }

[[approver]]
id = "senior probation officer"
label = { en = "Senior probation officer", cy = "Uwch swyddog prawf" }
[[approver]]
id = "head of probation delivery unit"
label = { en = "Head of the probation delivery unit", cy = "Pennaeth yr uned" }
outranks = ["senior probation officer"]

[[reason_code]]
id = "local-knowledge"
label = { en = "Local knowledge", cy = "Gwybodaeth leol" }

[[mode]]
id = "office"
in_person = true
base = 2
label = { en = "Office visit", cy = "Ymweliad swyddfa" }
[[mode]]
id = "home visit"
in_person = true
base = 0
label = { en = "Home visit", cy = "Ymweliad cartref" }
[[mode]]
id = "video"
in_person = false
base = 0
label = { en = "Video call", cy = "Galwad fideo" }
[[mode]]
id = "telephone"
in_person = false
base = 0
label = { en = "Telephone call", cy = "Galwad ffôn" }

[fact."contact.with"]
type = "choice"
values = ["person", "professionals", "both"]
label = { en = "Who takes part", cy = "Pwy sy'n cymryd rhan" }
ask = { en = "Who takes part?", cy = "Pwy sy'n cymryd rhan?" }
[fact."contact.role"]
type = "choice"
values = ["counts", "additional"]
label = { en = "Whether it counts", cy = "A yw'n cyfrif" }
ask = { en = "Does it count?", cy = "A yw'n cyfrif?" }
[fact."telephone"]
type = "flag"
label = { en = "Has a telephone", cy = "Ffôn ar gael" }
ask = { en = "Is there a telephone?", cy = "A oes ffôn?" }
[fact."risk.rosh"]
type = "level"
values = ["low", "medium", "high", "very high"]
words = { "very high" = { en = "very high", cy = "uchel iawn" } }
worse = "high"
label = { en = "Risk of serious harm", cy = "Risg o niwed difrifol" }
ask = { en = "What is the risk of serious harm?", cy = "Beth yw'r risg?" }
[fact."misses"]
type = "count"
min = 0
max = 100
unit = { en = "contacts", cy = "cyswllt" }
label = { en = "Missed in a row", cy = "Collwyd yn olynol" }
ask = { en = "How many were missed in a row?", cy = "Sawl un a gollwyd?" }
)" + more;
}

// An overlay of the small pack: "regional" for Wales, or "national" for an exceptional delivery
// model.
inline std::string SmallOverlay(const std::string& id, const std::string& authority,
                                const std::string& more) {
  return "[policy]\nid = \"" + id + "\"\nextends = \"nation\"\nversion = \"1\"\nauthority = \"" +
         authority + "\"\n" + (authority == "regional" ? "region = \"Wales\"\n" : "") +
         "effective_from = 2026-10-01\nstatus = \"illustrative\"\n"
         "title = { en = \"Overlay\", cy = \"Haen\" }\nstatement = { en = \"A test.\", cy = "
         "\"Prawf.\" }\n" +
         more;
}

// The line on which `more` begins.
inline int FirstLineAfter(const std::string& text) {
  return 1 + static_cast<int>(std::ranges::count(text, '\n'));
}

// `text` with the first `from` replaced, which must be there.
inline std::string Replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) {
    ADD_FAILURE() << "there is no " << from;
    return text;
  }
  return text.replace(at, from.size(), to);
}

inline SourceFile PackFile(std::string path, std::string text) {
  return {std::move(path), std::move(text), false};
}
inline SourceFile IncludedFile(std::string path, std::string text) {
  return {std::move(path), std::move(text), true};
}

// What is wrong, a line each, or "" when all is well.
inline std::string MessageOf(std::vector<SourceFile> files) {
  const Result<PolicySet> set = PolicySet::Load(std::move(files));
  return set ? "" : set.error().Message();
}

// What is wrong with `more` behind the small pack, a line each; `+2:5` is its third line, fifth
// column.
inline std::string Told(const std::string& more) {
  const Result<PolicySet> set = PolicySet::Load({PackFile("pack.toml", SmallPack(more))});
  if (set) return "";
  std::string told;
  for (const Problem& problem : set.error().problems) {
    std::string where = problem.where;
    if (where.starts_with("pack.toml:")) {
      const std::size_t colon = where.find(':', 10);
      const int line = std::stoi(where.substr(10, colon - 10)) - FirstLineAfter(SmallPack());
      if (line >= 0) where = "+" + std::to_string(line) + where.substr(colon);
    }
    told += (told.empty() ? "" : "\n") + where + ": " + problem.what;
  }
  return told;
}

// A rule's first five lines, then `more`.
inline std::string ARule(const std::string& kind, const std::string& id, const std::string& more) {
  return "[[" + kind + "]]\nid = \"" + id + "\"\n" +
         "because = { en = \"Because.\", cy = \"Oherwydd.\" }\nsource = \"A source\"\n" + more;
}

// A fact four lines, then `more`.
inline std::string AFlag(const std::string& id, const std::string& more = "") {
  return "[fact.\"" + id + "\"]\ntype = \"flag\"\n" + "label = { en = \"Label\", cy = \"Enw\" }\n" +
         "ask = { en = \"Is it so?\", cy = \"Ydy hi felly?\" }\n" + more;
}

inline Day On(std::string_view day) {
  const auto parsed = Day::Parse(day);
  EXPECT_TRUE(parsed) << day;
  return parsed.value_or(Day());
}

// The policy in force for a region on a day; fails the test, and gives an empty policy, if there is
// none.
inline std::shared_ptr<const PolicyInForce> InForce(std::vector<SourceFile> files,
                                                    std::string_view region = "",
                                                    std::string_view day = "2026-11-02") {
  const Result<PolicySet> set = PolicySet::Load(std::move(files));
  if (!set) {
    ADD_FAILURE() << set.error().Message();
    return std::make_shared<const PolicyInForce>();
  }
  const auto selected = set->Select(region, On(day));
  if (!selected) {
    ADD_FAILURE() << selected.error().Message();
    return std::make_shared<const PolicyInForce>();
  }
  return *selected;
}

}  // namespace bsup::core
