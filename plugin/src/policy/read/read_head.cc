#include "policy/read/read_head.h"

#include <algorithm>
#include <array>

#include "base/enum_names.h"
#include "base/suggest.h"
#include "policy/read/read_citation.h"
#include "policy/read/table_reader.h"

namespace bsup::core {
namespace {

constexpr const char* kAuthorities[] = {"national", "regional"};
constexpr const char* kStatuses[] = {"illustrative", "approved"};

// Which packs may hold a table.
struct TableRule {
  const char* name;
  bool list;  // [[name]] rather than [name]
  bool regional;
  bool exceptional;
};
constexpr TableRule kTables[] = {
    {"refer", false, true, false},    {"region", true, false, false},
    {"approver", true, false, false}, {"reason_code", true, true, false},
    {"mode", true, false, false},     {"fact", false, true, true},
    {"question", true, true, true},   {"cannot", true, false, true},
    {"principle", true, true, true},  {"factor", true, true, true},
    {"safeguard", true, true, true},  {"cadence", true, true, false},
    {"resource", true, true, true},   {"integrity", true, false, false},
    {"suspend", true, false, true},   {"set", true, true, false},
};

std::string Written(const TableRule& table) {
  return table.list ? "[[" + std::string(table.name) + "]]" : "[" + std::string(table.name) + "]";
}

bool IsHeldBy(const TableRule& table, PackKind kind) {
  if (kind == PackKind::kRegional) return table.regional;
  if (kind == PackKind::kExceptional) return table.exceptional;
  return std::string_view(table.name) != "set";
}

constexpr std::array kKindNames{"a national pack", "a regional overlay",
                                "an exceptional delivery model"};
static_assert(HasMembers<PackKind>(kKindNames.size()));

void CheckTable(const TomlMember& member, const TableRule& table, PackKind kind,
                Problems& problems) {
  if (!IsHeldBy(table, kind)) {
    problems.Add(member.place, std::string(NameOf(kKindNames, kind)) + " cannot hold " +
                                   Written(table) + "; take it out");
    return;
  }
  const bool shaped = table.list ? member.value.is_list() &&
                                       std::ranges::all_of(member.value.items, &TomlValue::is_table)
                                 : member.value.is_table();
  if (!shaped)
    problems.Add(member.place, "write " + Quoted(member.key) + " as tables: " + Written(table));
}

void ReadBands(TableReader& head, Bands& bands) {
  const TomlValue* value = head.Need("bands");
  if (value == nullptr ||
      !CheckKind(*value, TomlKind::kTable, "\"bands\"",
                 "a table { well_suited = 3, suited = 0, use_with_care = -3 }", head.problems()))
    return;
  constexpr int kMost = 1000;
  TableReader table(*value, "bands", head.problems());
  const auto well_suited = table.NeedInteger("well_suited", -kMost, kMost);
  const auto suited = table.NeedInteger("suited", -kMost, kMost);
  const auto use_with_care = table.NeedInteger("use_with_care", -kMost, kMost);
  table.Finish();
  if (!well_suited || !suited || !use_with_care) return;
  bands = {*well_suited, *suited, *use_with_care};
  if (bands.well_suited <= bands.suited || bands.suited <= bands.use_with_care) {
    head.problems().Add(
        value->place, "the bands must fall: well_suited above suited, suited above use_with_care");
  }
}

// A region adds no factors that stand: those are the nation's.
void ReadRegionWeigh(TableReader& head, std::vector<RegionWeigh>& bounds) {
  constexpr Range kMost{-9, 9};
  const TomlValue* value = head.Take("region_weigh");
  if (value == nullptr ||
      !CheckKind(*value, TomlKind::kTable, "\"region_weigh\"",
                 "a table { access = [-1, 1], practice = [-1, 1] }", head.problems()))
    return;
  TableReader table(*value, "region_weigh", head.problems());
  for (const FactorKindRow& kind : kFactorKinds) {
    if (kind.stands) continue;
    const TomlValue* written = table.Take(kind.word);
    if (written == nullptr) continue;
    const auto range = ReadRange(*written, Quoted(kind.word), kMost, "[-1, 1]", head.problems());
    if (!range) continue;
    if (!range->Has(0))
      head.problems().Add(written->place,
                          Quoted(kind.word) + " must hold 0, since a region may add nothing");
    bounds.push_back({kind.member, *range});
  }
  table.Finish();
}

void ReadDays(TableReader& table, PackHead& head) {
  const auto from = table.NeedDay("effective_from");
  head.from = from.value_or(Day());
  head.until = table.TakeDay("effective_until");
  head.dated = from && (head.until || table.Take("effective_until") == nullptr);
}

void CheckIncludes(const TomlValue* list, Problems& problems) {
  if (list == nullptr ||
      !CheckKind(*list, TomlKind::kList, "\"include\"", "a list of file names", problems))
    return;
  for (const TomlValue& item : list->items) {
    if (!item.is_text() || item.text.empty())
      problems.Add(item.place, "each member of \"include\" must be the name of a file");
  }
}

}  // namespace

bool MayHold(PackKind kind, std::string_view name) {
  return std::ranges::any_of(
      kTables, [&](const TableRule& table) { return name == table.name && IsHeldBy(table, kind); });
}

std::optional<PackHead> ReadHead(const PackSource& source, Problems& problems) {
  PackHead head;
  const TomlValue* value = source.files.empty() ? nullptr : source.files.back().Find("policy");
  head.place = {source.path, 1, 1};
  if (value == nullptr || !value->is_table()) {
    problems.Add(head.place, "the file has no [policy]; a pack begins with it");
    return std::nullopt;
  }
  TableReader table(*value, "[policy]", problems);
  head.place = value->place;
  head.id = table.NeedId("id");
  head.version = table.NeedName("version");
  table.Need("authority");
  const auto authority = table.TakeOneOf("authority", kAuthorities);
  const bool regional = authority == 1;
  const bool overlay = table.Take("extends") != nullptr;
  if (regional && !overlay) {
    problems.Add(table.PlaceOf("authority"),
                 "a regional pack extends a national one; add \"extends\" with its id");
  }
  ReadDays(table, head);
  if (head.dated && head.until && *head.until < head.from) {
    problems.Add(table.PlaceOf("effective_until"), "effective_until " + head.until->ToString() +
                                                       " is before effective_from " +
                                                       head.from.ToString());
  }
  head.status = kStatuses[table.NeedOneOf("status", kStatuses)];
  head.title = table.NeedWords("title");
  head.statement = table.NeedWords("statement");
  head.guide = TakeGuide(table);
  CheckIncludes(table.Take("include"), problems);
  if (!authority || (regional && !overlay)) {
    for (const char* follows : {"region", "margin", "bands", "region_weigh"}) table.Take(follows);
    table.Finish();
    return std::nullopt;
  }
  if (overlay) {
    head.kind = regional ? PackKind::kRegional : PackKind::kExceptional;
    head.extends = table.NeedText("extends");
    head.extends_place = table.PlaceOf("extends");
    if (regional) {
      head.region = table.NeedText("region");
      head.region_place = table.PlaceOf("region");
    }
  } else {
    head.margin = table.NeedInteger("margin", 0, 20).value_or(0);
    ReadBands(table, head.bands);
    ReadRegionWeigh(table, head.region_weigh);
  }
  table.Finish();
  return head;
}

void CheckTables(const Pack& pack, Problems& problems) {
  std::vector<std::string> known{"policy", "include"};
  for (const TableRule& table : kTables) {
    if (IsHeldBy(table, pack.head.kind)) known.emplace_back(table.name);
  }
  for (const TomlValue& file : pack.source.files) {
    const bool own = &file == &pack.source.files.back();
    for (const TomlMember& member : file.members) {
      const auto* const table = std::ranges::find(kTables, member.key, &TableRule::name);
      if (table != std::end(kTables)) {
        CheckTable(member, *table, pack.head.kind, problems);
      } else if (member.key == "policy") {
        if (!own)
          problems.Add(member.place,
                       "an included file cannot hold [policy]; the pack that includes it does");
      } else if (member.key == "include" && !own) {
        CheckIncludes(&member.value, problems);
      } else {
        problems.Add(member.place,
                     "unknown table " + Quoted(member.key) + DidYouMean(member.key, known));
      }
    }
  }
}

}  // namespace bsup::core
