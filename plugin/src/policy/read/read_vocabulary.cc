#include "policy/read/read_vocabulary.h"

#include <algorithm>
#include <set>

#include "base/suggest.h"
#include "policy/read/read_fact_conditions.h"
#include "policy/read/read_facts.h"
#include "policy/read/read_questions.h"
#include "policy/read/table_reader.h"

namespace bsup::core {
namespace {

// Reads each [[name]] by `read` and reports ids given twice.
template <class List, class Read>
List ReadList(const Pack& pack, const std::string& name, Problems& problems, Read read) {
  using T = typename List::value_type;
  List things;
  std::vector<Place> places;
  for (const TomlValue* value : TablesOf(pack.source, name)) {
    TableReader table(*value, "[[" + name + "]]", problems);
    T thing = read(table);
    table.Finish();
    const auto other = std::ranges::find(things, thing.id, &T::id);
    if (other != things.end() && !thing.id.empty()) {
      problems.Add(table.PlaceOf("id"),
                   "the id " + Quoted(thing.id) + " is given already at " +
                       places[static_cast<std::size_t>(other - things.begin())].ToString());
    }
    things.push_back(std::move(thing));
    places.push_back(value->place);
  }
  return things;
}

Indexed<ModeIndex, Mode> ReadModeList(const Pack& pack, Problems& problems) {
  Indexed<ModeIndex, Mode> modes =
      ReadList<Indexed<ModeIndex, Mode>>(pack, "mode", problems, [](TableReader& table) {
        Mode mode;
        mode.id = table.NeedName("id");
        mode.in_person = table.NeedBool("in_person");
        mode.base = table.NeedInteger("base", -9, 9).value_or(0);
        mode.label = table.NeedWords("label");
        if (table.Take("because") != nullptr) mode.because = table.NeedWords("because");
        return mode;
      });
  if (modes.empty())
    problems.Add(pack.head.place, "the pack has no [[mode]]; it needs at least one");
  if (modes.size() > kMostModes) {
    problems.Add(TablesOf(pack.source, "mode")[kMostModes]->place,
                 "a pack has at most " + std::to_string(kMostModes) + " modes; this is one more");
  }
  return modes;
}

std::vector<Region> ReadRegions(const Pack& pack, Problems& problems) {
  std::vector<Region> regions =
      ReadList<std::vector<Region>>(pack, "region", problems, [](TableReader& table) {
        Region region;
        region.id = table.NeedName("id");
        region.code = table.NeedName("code");
        region.label = table.NeedWords("label");
        return region;
      });
  const std::vector<const TomlValue*> tables = TablesOf(pack.source, "region");
  for (std::size_t i = 0; i < regions.size(); ++i) {
    for (std::size_t j = 0; j < regions.size(); ++j) {
      const bool same_code = j < i && regions[i].code == regions[j].code;
      const bool same_name = j != i && regions[i].code == regions[j].id;
      if (regions[i].code.empty() || !(same_code || same_name)) continue;
      problems.Add(tables[i]->Find("code")->place, "the code " + Quoted(regions[i].code) +
                                                       " stands for " + Quoted(regions[j].id) +
                                                       " already");
    }
  }
  return regions;
}

// No role outranks itself, directly or through others.
void CheckOutranks(const Indexed<RoleIndex, Approver>& approvers,
                   const std::vector<const TomlValue*>& tables, Problems& problems) {
  for (const RoleIndex start : approvers.indexes()) {
    std::set<RoleIndex> reached;
    std::vector<RoleIndex> open = approvers[start].outranks;
    while (!open.empty()) {
      const RoleIndex next = open.back();
      open.pop_back();
      if (!reached.insert(next).second) continue;
      open.insert(open.end(), approvers[next].outranks.begin(), approvers[next].outranks.end());
    }
    if (reached.contains(start)) {
      problems.Add(
          tables[start.number()]->Find("outranks")->place,
          Quoted(approvers[start].id) + " comes to outrank itself; take one of the roles out");
    }
  }
}

Indexed<RoleIndex, Approver> ReadApprovers(const Pack& pack, Problems& problems) {
  std::vector<std::vector<TableReader::Item>> outranks;
  Indexed<RoleIndex, Approver> approvers =
      ReadList<Indexed<RoleIndex, Approver>>(pack, "approver", problems, [&](TableReader& table) {
        Approver approver;
        approver.id = table.NeedName("id");
        approver.label = table.NeedWords("label");
        outranks.push_back(table.TakeTexts("outranks"));
        return approver;
      });
  for (std::size_t i = 0; i < approvers.size(); ++i) {
    for (const TableReader::Item& item : outranks[i]) {
      const RoleIndex role = FindNamed(approvers, "approver", item.text, item.place, problems);
      if (role) approvers[i].outranks.push_back(role);
    }
  }
  CheckOutranks(approvers, TablesOf(pack.source, "approver"), problems);
  return approvers;
}

void AddReasonCodes(const Pack& pack, Policy& policy, Problems& problems) {
  if (!MayHold(pack.head.kind, "reason_code")) return;
  for (const TomlValue* value : TablesOf(pack.source, "reason_code")) {
    TableReader table(*value, "[[reason_code]]", problems);
    ReasonCode code{.id = table.NeedId("id"),
                    .place = value->place,
                    .label = table.NeedWords("label"),
                    .direction = std::nullopt,
                    .needs_words = table.TakeBool("needs_words").value_or(false)};
    if (const auto direction = table.TakeOneOf("for", kDirectionNames))
      code.direction = static_cast<Direction>(*direction);
    table.Finish();
    const auto other = std::ranges::find(policy.reason_codes, code.id, &ReasonCode::id);
    if (other != policy.reason_codes.end() && !code.id.empty()) {
      problems.Add(table.PlaceOf("id"),
                   "the id " + Quoted(code.id) + " is given already at " + other->place.ToString());
    }
    policy.reason_codes.push_back(code);
  }
}

void FindContactFacts(Policy& policy) {
  policy.contact.purpose = policy.FactNamed("contact.purpose");
  policy.contact.scheduled = policy.FactNamed("contact.scheduled");
  policy.contact.with = policy.FactNamed("contact.with");
  policy.contact.role = policy.FactNamed("contact.role");
}

}  // namespace

std::string UnknownRegion(std::string_view name, const std::vector<Region>& regions) {
  const std::string what = "unknown region " + Quoted(name);
  if (regions.empty()) return what + "; the policy lists no regions";
  const std::vector<std::string> ids = IdsOf(regions);
  const auto labelled = std::ranges::find_if(regions, [&](const Region& region) {
    return region.label.en == name || region.label.cy == name;
  });
  const std::string near = labelled == regions.end()
                               ? DidYouMean(name, ids)
                               : "; did you mean " + Quoted(labelled->id) + "?";
  return what + near + (near.empty() ? "; the" : " The") + " regions are " + OneOf(ids);
}

Vocabulary ReadVocabulary(const Pack& pack, Problems& problems) {
  Vocabulary vocabulary;
  Policy& policy = vocabulary.policy;
  policy.id = pack.head.id;
  policy.version = pack.head.version;
  policy.status = pack.head.status;
  policy.title = pack.head.title;
  policy.statement = pack.head.statement;
  policy.guide = pack.head.guide;
  policy.margin = pack.head.margin;
  policy.bands = pack.head.bands;
  policy.modes = ReadModeList(pack, problems);
  policy.approvers = ReadApprovers(pack, problems);
  policy.region_weigh = pack.head.region_weigh;
  AddReasonCodes(pack, policy, problems);
  vocabulary.regions = ReadRegions(pack, problems);
  AddFacts(pack, policy, problems);
  FindContactFacts(policy);
  ReadFactConditions(pack, policy, problems);
  AddQuestions(pack, policy, problems);
  return vocabulary;
}

void AddOverlayVocabulary(const Pack& overlay, Vocabulary& vocabulary, Problems& problems) {
  Policy& policy = vocabulary.policy;
  AddReasonCodes(overlay, policy, problems);
  AddFacts(overlay, policy, problems);
  ReadFactConditions(overlay, policy, problems);
  AddQuestions(overlay, policy, problems);
}

}  // namespace bsup::core
