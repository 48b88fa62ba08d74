#include "service/advising/check_mapping.h"

#include <array>
#include <map>
#include <set>
#include <utility>

#include "advice/json/intake_json.h"
#include "base/enum_names.h"
#include "base/json_writer.h"
#include "intake/checking/coverage.h"
#include "service/advising/advise_texts.h"
#include "service/advising/mapping_faults.h"

namespace bsup::core {
namespace {

constexpr std::array kStateNames{"absent", "read", "failed", "somebody else"};
static_assert(static_cast<int>(PartState::kOther) + 1 == kStateNames.size());

void WriteProblems(JsonWriter& json, std::string_view key, const std::vector<Problem>& problems) {
  WriteEach(json, key, problems, [&](const Problem& problem) {
    json.Member("where", problem.where);
    json.Member("what", problem.what);
  });
}

void WriteUnread(JsonWriter& json, const std::vector<UnreadPlace>& unread) {
  WriteEach(json, "unread", unread, [&](const UnreadPlace& place) {
    json.Member("at", place.at);
    json.Member("leaves", place.leaves);
  });
}

// The facts that a mapping names.
std::set<std::string> FactsOf(const Mapping& mapping) {
  std::set<std::string> facts;
  for (const Part& part : mapping.parts) {
    for (const ValueReading& reading : part.values) facts.insert(reading.fact);
    for (const ListReading& reading : part.lists) facts.insert(reading.fact);
  }
  for (const CodeTable& table : mapping.tables) {
    for (const TableEntry& entry : table.entries) {
      for (const TableSetting& setting : entry.set) facts.insert(setting.fact);
    }
  }
  facts.erase("");
  return facts;
}

class MappingCheck {
 public:
  MappingCheck(const LoadedPolicy& policy, const LoadedMapping& mapping, std::string region,
               Day as_of)
      : policy_(policy),
        mapping_(mapping),
        region_(std::move(region)),
        as_of_(as_of),
        states_(mapping.mapping().parts.size()) {
    for (const std::string& fact : FactsOf(mapping.mapping())) known_[fact] = 0;
  }

  std::string Check(const std::vector<CheckedPayload>& payloads) {
    const Mapping& mapping = mapping_.mapping();
    json_.Object();
    json_.Object("mapping");
    json_.Member("id", mapping.id);
    json_.Member("version", mapping.version);
    json_.Member("digest", mapping.digest);
    json_.EndObject();
    json_.Member("policy", policy_.digest());
    json_.Member("as_of", as_of_);
    WriteProblems(json_, "faults", FaultsOf(mapping, *policy_.set()));
    WriteProblems(json_, "unused", UnusedIn(mapping));
    WriteEach(json_, "payloads", payloads,
              [&](const CheckedPayload& payload) { WritePayload(payload); });
    WriteTotals(payloads.size());
    json_.EndObject();
    return json_.Take();
  }

 private:
  void WritePayload(const CheckedPayload& payload) {
    json_.Member("name", payload.name);
    if (const auto covered = WriteCoverage(payload.text); !covered.ok())
      return Refuse(covered.error());
    const auto given =
        AdviseOnTexts(policy_, mapping_, {.payload = payload.text, .region = region_}, as_of_);
    if (!given.ok()) return Refuse(given.error());
    WriteCase(*given);
    json_.Member("error", nullptr);
  }

  // The document is gone before advice reads it again, so that not both take memory.
  Result<void> WriteCoverage(const std::string_view text) {
    BSUP_TRY(const JsonDocument document, JsonDocument::Parse(text, "payload"));
    const auto parts = FindParts(mapping_.mapping(), document.root());
    const Coverage coverage(mapping_.mapping(), parts, document.root());
    WriteParts(parts);
    json_.Member("leaves", coverage.leaves());
    json_.Member("read", coverage.read());
    WriteUnread(json_, coverage.unread());
    Sum(coverage);
    return {};
  }

  void Refuse(const Error& error) {
    ++refused_;
    WriteProblems(json_, "error", error.problems);
  }

  void WriteParts(const std::vector<FoundPart>& parts) {
    json_.Array("parts");
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const Part& part = mapping_.mapping().parts[i];
      ++states_[i][static_cast<std::size_t>(parts[i].state)];
      json_.Object();
      json_.Member("part", part.id);
      json_.Member("at", part.at.text());
      json_.Member("state", NameOf(kStateNames, parts[i].state));
      WriteTextOrNull(json_, "differs", parts[i].differs);
      json_.EndObject();
    }
    json_.EndArray();
  }

  void WriteCase(const GivenAdvice& given) {
    const Policy& policy = given.policy->policy;
    const Advice& advice = given.advice;
    WriteTextOrNull(json_, "region", policy.region ? std::string_view(policy.region->id) : "");
    WriteContact(json_, policy, advice.contact);
    WriteMode(json_, "lead", policy, advice.decision.outcome.lead);
    json_.Array("facts");
    for (const FactIndex i : policy.facts.indexes()) {
      const auto named = known_.find(policy.facts[i].id);
      const bool known = advice.facts[i] != kUnknown;
      if (named != known_.end() && known) ++named->second;
      if (named == known_.end() && !known) continue;
      json_.Object();
      json_.Member("fact", policy.facts[i].id);
      json_.Key("value");
      policy.facts[i].Write(json_, advice.facts[i]);
      WriteTextOrNull(json_, "from", advice.from[i]);
      json_.EndObject();
    }
    json_.EndArray();
    json_.Object("history");
    json_.Member("given", given.a_case.history.given);
    json_.Member("contacts", given.a_case.history.contacts.size());
    json_.EndObject();
    WriteEach(json_, "conflicts", advice.conflicts, [&](const Conflict& conflict) {
      json_.Member("fact", policy.facts[conflict.fact].id);
      WriteSources(json_, policy.facts[conflict.fact], conflict.sources);
      json_.Key("taken");
      policy.facts[conflict.fact].Write(json_, conflict.taken);
    });
    WriteUnmapped(json_, given.a_case.unmapped);
    WriteUnmappedMore(json_, given.a_case.unmapped_more);
    WriteFailed(json_, given.a_case.failed);
    WriteOtherRegions(json_, given.a_case.other_regions);
    for (const Unmapped& item : given.a_case.unmapped) ++unmapped_[{item.table, item.value}];
    for (const UnmappedMore& item : given.a_case.unmapped_more)
      unmapped_more_[item.table] += static_cast<std::uint64_t>(item.values);
  }

  void Sum(const Coverage& coverage) {
    leaves_ += coverage.leaves();
    read_ += coverage.read();
    for (const UnreadPlace& place : coverage.unread()) {
      Unread& total = unread_[place.at];
      ++total.payloads;
      total.leaves += place.leaves;
    }
    if (uses_.empty()) {
      uses_ = coverage.uses();
    } else {
      for (std::size_t i = 0; i < uses_.size(); ++i) uses_[i].found += coverage.uses()[i].found;
    }
  }

  void WriteTotals(std::size_t payloads) {
    json_.Object("totals");
    json_.Member("payloads", payloads);
    json_.Member("refused", refused_);
    json_.Member("leaves", leaves_);
    json_.Member("read", read_);
    WritePartTotals();
    WriteEach(json_, "facts", known_, [&](const auto& fact) {
      json_.Member("fact", fact.first);
      json_.Member("known", fact.second);
    });
    WriteEach(json_, "readings", uses_, [&](const ReadingUse& use) {
      json_.Member("where", use.place.ToString());
      json_.Member("part", use.part);
      json_.Member("what", use.what);
      json_.Member("found", use.found);
    });
    WriteEach(json_, "unread", unread_, [&](const auto& place) {
      json_.Member("at", place.first);
      json_.Member("payloads", place.second.payloads);
      json_.Member("leaves", place.second.leaves);
    });
    WriteEach(json_, "unmapped", unmapped_, [&](const auto& value) {
      json_.Member("table", value.first.first);
      json_.Member("value", value.first.second);
      json_.Member("payloads", value.second);
    });
    WriteEach(json_, "unmapped_more", unmapped_more_, [&](const auto& table) {
      json_.Member("table", table.first);
      json_.Member("values", table.second);
    });
    json_.EndObject();
  }

  void WritePartTotals() {
    json_.Array("parts");
    for (std::size_t i = 0; i < states_.size(); ++i) {
      json_.Object();
      json_.Member("part", mapping_.mapping().parts[i].id);
      for (std::size_t state = 0; state < kStateNames.size(); ++state)
        json_.Member(kStateNames[state], states_[i][state]);
      json_.EndObject();
    }
    json_.EndArray();
  }

  struct Unread {
    std::uint64_t payloads = 0;
    std::uint64_t leaves = 0;
  };

  const LoadedPolicy& policy_;
  const LoadedMapping& mapping_;
  std::string region_;
  Day as_of_;
  JsonWriter json_;
  // Over all payloads.
  std::uint64_t refused_ = 0;
  std::uint64_t leaves_ = 0;
  std::uint64_t read_ = 0;
  std::vector<std::array<std::uint64_t, kStateNames.size()>> states_;  // beside the parts
  std::map<std::string, std::uint64_t> known_;                         // by fact
  std::vector<ReadingUse> uses_;
  std::map<std::string, Unread> unread_;  // by place
  std::map<std::pair<std::string, std::string>, std::uint64_t> unmapped_;
  std::map<std::string, std::uint64_t> unmapped_more_;  // by table
};

}  // namespace

std::string CheckMapping(const LoadedPolicy& policy, const LoadedMapping& mapping,
                         const std::vector<CheckedPayload>& payloads, const std::string& region,
                         Day as_of) {
  return MappingCheck(policy, mapping, region, as_of).Check(payloads);
}

}  // namespace bsup::core
