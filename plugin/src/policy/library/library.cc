#include "policy/library/library.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <tuple>
#include <utility>

#include "base/suggest.h"
#include "policy/library/check_names.h"
#include "policy/library/check_region_weigh.h"
#include "policy/library/check_settings.h"
#include "policy/library/check_versions.h"

namespace bsup::core {
namespace {

NationalVersion ReadNational(const Pack& pack, Problems& problems) {
  NationalVersion national{pack.head, ReadVocabulary(pack, problems), {}, {}};
  national.rules = ReadRules(pack, national.vocabulary, problems);
  return national;
}

std::string FindRegion(const PackHead& head, const std::vector<Region>& regions,
                       Problems& problems) {
  for (const Region& region : regions) {
    if (head.region == region.id || head.region == region.code) return region.id;
  }
  problems.Add(head.region_place, UnknownRegion(head.region, regions));
  return "";
}

// Two regional packs cannot speak for one region on one day.
void CheckOneVoice(const NationalVersion& national, Problems& problems) {
  for (const OverlayVersion& later : national.overlays) {
    for (const OverlayVersion& earlier : national.overlays) {
      if (&earlier == &later) break;
      if (later.region.empty() || earlier.region != later.region ||
          earlier.head.id == later.head.id)
        continue;
      if (!Meet(SpanOf(earlier.head), SpanOf(later.head))) continue;
      problems.Add(later.head.place, "the region " + Quoted(later.region) +
                                         " has an overlay on these days already, " +
                                         Quoted(earlier.head.id) + " at " +
                                         earlier.head.place.ToString() + "; make one of the two");
    }
  }
}

void CheckOneNation(const std::vector<const Pack*>& nationals, Problems& problems) {
  for (const Pack* pack : nationals) {
    if (pack->head.id == nationals.front()->head.id) continue;
    problems.Add(pack->head.place, "there is a national pack already, " +
                                       Quoted(nationals.front()->head.id) + " at " +
                                       nationals.front()->head.place.ToString() +
                                       "; load one nation, or add \"extends\"");
  }
}

// What `all` has behind the nation's.
template <class List>
std::vector<typename List::value_type> Behind(const List& nation, const List& all) {
  return {all.begin() + static_cast<std::ptrdiff_t>(nation.size()), all.end()};
}

// Reads an overlay against every version of the nation that it meets.
void AddOverlay(const Pack& pack, Library& library, Problems& problems) {
  if (pack.head.extends != library.front().head.id) {
    problems.Add(pack.head.extends_place,
                 UnknownName("national pack", pack.head.extends, {library.front().head.id}));
    return;
  }
  bool met = false;
  for (NationalVersion& national : library) {
    if (!Meet(SpanOf(pack.head), SpanOf(national.head))) continue;
    met = true;
    const Policy& nation = national.vocabulary.policy;
    Vocabulary vocabulary = national.vocabulary;
    AddOverlayVocabulary(pack, vocabulary, problems);
    OverlayVersion overlay{pack, Behind(nation.facts, vocabulary.policy.facts),
                           Behind(nation.questions, vocabulary.policy.questions),
                           ReadRules(pack, vocabulary, problems), ""};
    if (pack.head.kind == PackKind::kRegional)
      overlay.region = FindRegion(pack.head, national.vocabulary.regions, problems);
    national.overlays.push_back(std::move(overlay));
  }
  if (!met)
    problems.Add(pack.head.place, "the overlay is in force on no day of " +
                                      Quoted(pack.head.extends) + "; look at effective_from");
}

}  // namespace

Library ReadLibrary(std::vector<PackSource> sources, Problems& problems) {
  std::vector<Pack> packs;
  for (PackSource& source : sources) {
    std::optional<PackHead> head = ReadHead(source, problems);
    if (!head) continue;
    packs.push_back({*std::move(head), std::move(source)});
    CheckTables(packs.back(), problems);
  }
  CheckVersions(packs, problems);

  std::vector<const Pack*> nationals;
  std::vector<const Pack*> overlays;
  for (const Pack& pack : packs)
    (pack.head.kind == PackKind::kNational ? nationals : overlays).push_back(&pack);
  if (nationals.empty() && packs.size() == sources.size()) {
    problems.AddTo(packs.empty() ? "" : packs.front().source.path,
                   "no national pack is among the packs; name it too");
  }
  CheckOneNation(nationals, problems);

  Library library;
  for (const Pack* pack : nationals) library.push_back(ReadNational(*pack, problems));
  if (library.empty()) return library;
  std::ranges::stable_sort(overlays, {}, [](const Pack* pack) {
    return std::tuple(pack->head.kind == PackKind::kRegional, pack->head.from, pack->head.id);
  });
  for (const Pack* pack : overlays) AddOverlay(*pack, library, problems);

  for (const NationalVersion& national : library) {
    CheckNames(national, problems);
    CheckOneVoice(national, problems);
    for (const OverlayVersion& overlay : national.overlays) {
      CheckSettings(national, overlay, problems);
      if (overlay.head.kind == PackKind::kRegional) CheckRegionWeigh(national, overlay, problems);
    }
  }
  return library;
}

}  // namespace bsup::core
