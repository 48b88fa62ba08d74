#include "intake/reading/binding.h"

#include <algorithm>

#include "policy/read/problems.h"

namespace bsup::core {

class Binder {
 public:
  Binder(const Mapping& mapping, const Policy& policy) : mapping_(mapping), policy_(policy) {
    binding_.mapping_ = &mapping;
    binding_.policy_ = &policy;
  }

  Result<Binding> Bind() {
    for (const CodeTable& table : mapping_.tables) binding_.tables_.push_back(BindTable(table));
    for (const bsup::core::Part& part : mapping_.parts) {
      Binding::Part bound;
      for (const ValueReading& reading : part.values) bound.values.push_back(BindValue(reading));
      for (const ListReading& reading : part.lists) bound.lists.push_back(BindList(reading));
      binding_.parts_.push_back(std::move(bound));
    }
    if (!problems_.empty()) return Error(Status::kBadMapping, problems_.Take());
    return std::move(binding_);
  }

 private:
  FactIndex FactOrIgnored(const std::string& id) {
    const FactIndex fact = policy_.FactNamed(id);
    auto& ignored = binding_.ignored_;
    if (!fact && std::ranges::find(ignored, id) == ignored.end()) ignored.push_back(id);
    return fact;
  }

  FactValue Value(FactIndex fact, const std::string& text, const Place& place) {
    const Fact& meant = policy_.facts[fact];
    if (text == "unknown") return kUnknown;
    const auto value = meant.Parse(text);
    if (!value) problems_.Add(place, meant.NotAValue(Literal(text)));
    return value.value_or(kUnknown);
  }

  ModeIndex ModeOf(const TableEntry& entry) {
    if (entry.mode.empty()) return {};
    const ModeIndex mode = policy_.ModeNamed(entry.mode);
    if (!mode) {
      std::vector<std::string> known;
      for (const Mode& candidate : policy_.modes) known.push_back(candidate.id);
      problems_.Add(entry.place, UnknownName("mode", entry.mode, known));
    }
    return mode;
  }

  Binding::Table BindTable(const CodeTable& table) {
    Binding::Table bound;
    for (const TableEntry& entry : table.entries) {
      auto& statements = bound.entries.emplace_back();
      for (const TableSetting& setting : entry.set) {
        const FactIndex fact = FactOrIgnored(setting.fact);
        if (!fact) continue;
        statements.push_back({fact, Value(fact, setting.value, setting.place)});
        if (std::ranges::find(bound.facts, fact) == bound.facts.end()) bound.facts.push_back(fact);
      }
      bound.modes.push_back(ModeOf(entry));
      if (!entry.purpose.empty() && policy_.contact.purpose) {
        Value(policy_.contact.purpose, entry.purpose, entry.place);
      }
    }
    return bound;
  }

  Binding::Reading BindReading(const std::string& fact, int table) {
    Binding::Reading bound;
    if (!fact.empty()) {
      bound.fact = FactOrIgnored(fact);
      bound.skip = !bound.fact;
    }
    if (bound.skip || fact.empty() || table < 0) return bound;
    for (const TableEntry& entry : mapping_.tables[static_cast<std::size_t>(table)].entries) {
      bound.is.push_back(entry.nothing ? kUnknown : Value(bound.fact, entry.is, entry.place));
    }
    return bound;
  }

  Binding::Reading BindValue(const ValueReading& reading) {
    Binding::Reading bound = BindReading(reading.fact, reading.table);
    if (reading.present && !bound.skip)
      NeedFlag(bound.fact, "\"present\" says true or false", reading.place);
    if (reading.minus && !bound.skip && policy_.facts[bound.fact].type != FactType::kCount) {
      problems_.Add(reading.place, "\"minus\" gives a number, and " + policy_.facts[bound.fact].id +
                                       " is not a count");
    }
    return bound;
  }

  Binding::Reading BindList(const ListReading& reading) {
    Binding::Reading bound = BindReading(reading.fact, reading.table);
    if (!reading.says || bound.skip) return bound;
    if (bound.fact) NeedFlag(bound.fact, "\"says\" is true or false", reading.place);
    if (reading.table >= 0) {
      for (const FactIndex fact : binding_.table(reading.table).facts)
        NeedFlag(fact, "\"says\" is true or false", reading.place);
    }
    return bound;
  }

  void NeedFlag(FactIndex fact, const std::string& why, const Place& place) {
    const Fact& meant = policy_.facts[fact];
    if (meant.type != FactType::kFlag)
      problems_.Add(place, why + ", and " + meant.id + " is not a flag");
  }

  const Mapping& mapping_;
  const Policy& policy_;
  Binding binding_;
  Problems problems_;
};

Result<Binding> Binding::Bind(const Mapping& mapping, const Policy& policy) {
  return Binder(mapping, policy).Bind();
}

}  // namespace bsup::core
