#include "intake/reading/read_statements.h"

#include <algorithm>
#include <utility>

#include "intake/reading/contacts.h"
#include "intake/reading/host_value.h"

namespace bsup::core {
namespace {

// Reads the values and lists of the usable parts.
class StatementReader {
 public:
  StatementReader(const Binding& binding, Day as_of, Merging& merging, Notes& notes)
      : binding_(binding),
        mapping_(binding.mapping()),
        policy_(binding.policy()),
        as_of_(as_of),
        merging_(merging),
        notes_(notes) {}

  void ReadPart(std::size_t index, const JsonNode& node) {
    const Part& part = mapping_.parts[index];
    const Binding::Part& bound = binding_.part(index);
    for (std::size_t i = 0; i < part.values.size(); ++i) {
      if (!bound.values[i].skip) ReadValue(part, part.values[i], bound.values[i], node);
    }
    for (std::size_t i = 0; i < part.lists.size(); ++i) {
      if (!bound.lists[i].skip) ReadList(part, part.lists[i], bound.lists[i], node);
    }
  }

  // A part that failed or is about another person: its lists might have named anything.
  void Lose(std::size_t index) {
    const Part& part = mapping_.parts[index];
    for (std::size_t i = 0; i < part.lists.size(); ++i) {
      const Binding::Reading& bound = binding_.part(index).lists[i];
      if (!bound.skip)
        ForEachFact(part.lists[i].table, bound.fact, [&](FactIndex fact) { merging_.Doubt(fact); });
    }
  }

 private:
  // What several members of one source say together; see `worse_counts`.
  struct Together {
    FactIndex fact;
    FactValue value = kUnknown;
    Where where;
    std::vector<std::pair<FactValue, Where>> besides;  // values of which neither is worse
  };

  template <class Do>
  void ForEachFact(int table, FactIndex fact, Do what) {
    if (fact) return what(fact);
    if (table < 0) return;
    for (const FactIndex each : binding_.table(table).facts) what(each);
  }

  template <class Do>
  void ForEachStatement(int table, const Binding::Reading& bound, int entry, Do what) {
    const auto number = static_cast<std::size_t>(entry);
    if (bound.fact) return what(Statement{bound.fact, bound.is[number]});
    for (const Statement& statement : binding_.table(table).entries[number]) {
      // Named without its value: absence from a list no longer settles it.
      statement.value == kUnknown ? merging_.Doubt(statement.fact) : what(statement);
    }
  }

  void Collect(const Statement& statement, const Where& where) {
    const auto known = std::ranges::find(together_, statement.fact, &Together::fact);
    if (known == together_.end()) {
      together_.push_back({statement.fact, statement.value, where, {}});
      return;
    }
    if (known->value == statement.value) return;
    const FactValue worse = policy_.facts[statement.fact].WorseOf(known->value, statement.value);
    if (worse == kUnknown) {
      const auto said = [&](const auto& one) { return one.first == statement.value; };
      if (std::ranges::none_of(known->besides, said))
        known->besides.emplace_back(statement.value, where);
    } else if (worse == statement.value) {
      known->where = where;
      known->value = worse;
    }
  }

  // Where a member was not understood, only the worst there is stays certain. Values of which
  // neither is worse disagree.
  void SayTogether(bool all_understood) {
    for (const Together& said : together_) {
      const bool disagree = !said.besides.empty();
      if (disagree || all_understood || policy_.facts[said.fact].IsWorst(said.value))
        Say({said.fact, said.value}, said.where);
      for (const auto& [value, where] : said.besides) Say({said.fact, value}, where);
    }
    together_.clear();
  }

  // Where a value or list is not there because something on the way to it failed, no absence
  // settles its facts. True if so.
  bool LookForFailure(const Part& part, std::span<const Pointer> at, int table,
                      const Binding::Reading& bound, const JsonNode& node) {
    bool failed = false;
    for (const Pointer& pointer : at) {
      const Pointer::Reached reached = pointer.Reach(node);
      if (reached.node == &node || !reached.node->is_object() ||
          !mapping_.failed.Matches(*reached.node))
        continue;
      failed = true;
      notes_.Failed(part.id, base_.ToString() + reached.at);
    }
    if (failed) ForEachFact(table, bound.fact, [&](FactIndex fact) { merging_.Doubt(fact); });
    return failed;
  }

  // A place within what is being read.
  [[nodiscard]] Where PlaceOf(const Pointer& at) const {
    Where where = base_;
    (where.index < 0 ? where.at : where.each) = at.text();
    return where;
  }

  // The member with the latest day that is not after `as_of`, or nullptr; `base_` is then its
  // place. One whose day cannot be read may be the newest.
  const JsonNode* FindNewest(const Part& part, const ValueReading& reading,
                             const Binding::Reading& bound, const JsonNode& node) {
    const NewestMember& newest = *reading.newest;
    const JsonNode* list = newest.of.In(node);
    if (list == nullptr || !list->is_array()) {
      LookForFailure(part, {&newest.of, 1}, reading.table, bound, node);
      return nullptr;
    }
    const JsonNode* best = nullptr;
    std::optional<HostTime> best_time;
    Where where{part.at.text(), newest.of.text()};
    for (const JsonNode& member : list->items()) {
      ++where.index;
      const JsonNode* unreadable = newest.by.In(member);
      const Membership passes = Passes(newest.filter, member, as_of_, &unreadable);
      if (passes == Membership::kOut) continue;
      const JsonNode* day = newest.by.In(member);
      const auto time = day == nullptr ? std::nullopt : newest.filter.dates.Read(*day);
      if (passes == Membership::kDoubtful || !time) {
        notes_.Unmapped("day", unreadable, where.ToString());
        ForEachFact(reading.table, bound.fact,
                    [&](FactIndex fact) { merging_.NotUnderstood(fact); });
        continue;
      }
      if (time->day > as_of_) continue;
      if (best_time &&
          std::pair(time->day, time->minute) <= std::pair(best_time->day, best_time->minute))
        continue;
      best = &member;
      best_time = time;
      base_ = where;
    }
    return best;
  }

  // Whether a value from that day says nothing any more: as with an answer, the worst there can be
  // holds until it is changed.
  [[nodiscard]] bool IsTooOld(const Statement& statement) const {
    if (!told_on_) return false;
    const Fact& fact = policy_.facts[statement.fact];
    if (*told_on_ > as_of_) return true;
    return fact.holds_days && as_of_ - *told_on_ > *fact.holds_days &&
           !fact.IsWorst(statement.value);
  }

  void Say(const Statement& statement, const Where& where) {
    if (IsTooOld(statement)) {
      notes_.Lapsed({policy_.facts[statement.fact].id, false,
                     *told_on_ > as_of_ ? Lapsed::Why::kFromTheFuture : Lapsed::Why::kTooOld,
                     *told_on_});
    } else {
      merging_.Say(statement.fact, statement.value, where, told_on_);
    }
  }

  void ReadValue(const Part& part, const ValueReading& reading, const Binding::Reading& bound,
                 const JsonNode& part_node) {
    base_ = {part.at.text(), {}};
    told_on_.reset();
    if (mapping_.SaysAny(reading.unless, part_node)) return;
    const JsonNode* within =
        reading.newest ? FindNewest(part, reading, bound, part_node) : &part_node;
    if (within == nullptr) return;
    const JsonNode& node = *within;
    if (const JsonNode* day = reading.told_on ? reading.told_on->In(node) : nullptr) {
      const auto time = mapping_.dates.Read(*day);
      if (!time) return NotUnderstood("day", day, *reading.told_on, reading.table, bound);
      told_on_ = time->day;
    }
    if (reading.present) {
      for (const Pointer& at : reading.at) {
        if (!mapping_.Says(at.In(node))) continue;
        notes_.Read();
        Say({bound.fact, 1}, PlaceOf(at));
        return;
      }
      LookForFailure(part, reading.at, reading.table, bound, node);
    } else if (reading.worse_counts) {
      bool all_understood = true;
      for (const Pointer& at : reading.at) {
        all_understood &= ReadOne(
            part, reading, bound, node, {&at, 1},
            [&](const Statement& statement, const Where& where) { Collect(statement, where); });
      }
      SayTogether(all_understood);
    } else {
      ReadOne(part, reading, bound, node, reading.at,
              [&](const Statement& statement, const Where& where) { Say(statement, where); });
    }
  }

  void NotUnderstood(const std::string& table, const JsonNode* value, const Pointer& at, int facts,
                     const Binding::Reading& bound) {
    notes_.Unmapped(table, value, PlaceOf(at).ToString());
    ForEachFact(facts, bound.fact, [&](FactIndex fact) { merging_.NotUnderstood(fact); });
  }

  // False where nothing is said or it is not understood.
  template <class Do>
  bool ReadOne(const Part& part, const ValueReading& reading, const Binding::Reading& bound,
               const JsonNode& node, std::span<const Pointer> at, Do say) {
    if (reading.minus) return ReadDifference(part, reading, bound, node, say);
    if (reading.table < 0) return ReadPlain(part, bound, node, at, say);
    const CodeTable& table = mapping_.tables[static_cast<std::size_t>(reading.table)];
    const Lookup found = LookUp(table, at, node);
    if (found.entry == NameTable::kNotSaid) {
      LookForFailure(part, at, reading.table, bound, node);
      return false;
    }
    const Where where = PlaceOf(*found.at);
    if (found.entry == NameTable::kUnmapped) {
      if (found.value->is_object() && LookForFailure(part, at, reading.table, bound, node))
        return false;
      if (table.others_nothing) return true;
      notes_.Unmapped(table.id, found.value, where.ToString());
      ForEachFact(reading.table, bound.fact, [&](FactIndex fact) { merging_.NotUnderstood(fact); });
      return false;
    }
    notes_.Read();
    if (table.entries[static_cast<std::size_t>(found.entry)].nothing) return true;
    ForEachStatement(reading.table, bound, found.entry,
                     [&](const Statement& statement) { say(statement, where); });
    return true;
  }

  // A truth value, number or value of the fact, without a code table.
  template <class Do>
  bool ReadPlain(const Part& part, const Binding::Reading& bound, const JsonNode& node,
                 std::span<const Pointer> at, Do say) {
    const FactIndex index = bound.fact;
    const Fact& fact = policy_.facts[index];
    for (const Pointer& pointer : at) {
      const JsonNode* value = pointer.In(node);
      if (!mapping_.Says(value)) continue;
      const Where where = PlaceOf(pointer);
      const auto read = ReadHostValue(fact, *value);
      if (!read) {
        if (value->is_object() && LookForFailure(part, {&pointer, 1}, -1, bound, node))
          return false;
        notes_.Unmapped(fact.id, value, where.ToString());
        merging_.NotUnderstood(index);
        return false;
      }
      notes_.Read();
      say(Statement{index, *read}, where);
      return true;
    }
    LookForFailure(part, at, -1, bound, node);
    return false;
  }

  // Nothing is said unless both numbers are there.
  template <class Do>
  bool ReadDifference(const Part& part, const ValueReading& reading, const Binding::Reading& bound,
                      const JsonNode& node, Do say) {
    const FactIndex index = bound.fact;
    const auto from = std::ranges::find_if(
        reading.at, [&](const Pointer& at) { return mapping_.Says(at.In(node)); });
    const JsonNode* minus = reading.minus->In(node);
    if (from == reading.at.end() || !mapping_.Says(minus)) {
      LookForFailure(part, reading.at, -1, bound, node);
      LookForFailure(part, {&*reading.minus, 1}, -1, bound, node);
      return false;
    }
    const JsonNode* number = from->In(node);
    for (const auto& [value, at] : {std::pair(number, &*from), std::pair(minus, &*reading.minus)}) {
      if (WholeNumber(*value).value_or(-1) >= 0) continue;
      notes_.Unmapped(policy_.facts[index].id, value, PlaceOf(*at).ToString());
      merging_.NotUnderstood(index);
      return false;
    }
    notes_.Read();
    const JsonNode left(*WholeNumber(*number) - *WholeNumber(*minus));
    say(Statement{index, *policy_.facts[index].ReadNearest(left)}, PlaceOf(*from));
    return true;
  }

  void ReadList(const Part& part, const ListReading& reading, const Binding::Reading& bound,
                const JsonNode& node) {
    base_ = {part.at.text(), {}};
    told_on_.reset();
    const JsonNode* list = reading.at.In(node);
    if (mapping_.SaysAny(reading.unless, node)) return;
    if ((list == nullptr || list->is_object()) &&
        LookForFailure(part, {&reading.at, 1}, reading.table, bound, node))
      return;
    if (list == nullptr) return;
    if (const JsonNode* day = reading.told_on ? reading.told_on->In(node) : nullptr) {
      const auto time = mapping_.dates.Read(*day);
      if (!time) return NotUnderstood("day", day, *reading.told_on, reading.table, bound);
      told_on_ = time->day;
    }
    Where where{part.at.text(), reading.at.text()};
    bool all_understood = true;
    if (reading.within) {
      where.within = reading.within->text();
      for (const JsonNode& member : list->items()) {
        ++where.outer;
        const JsonNode* inner = reading.within->In(member);
        if (inner != nullptr) all_understood &= ReadMembers(reading, bound, *inner, where);
      }
    } else {
      all_understood = ReadMembers(reading, bound, *list, where);
    }
    if (reading.worse_counts) SayTogether(all_understood);
    // That a complete list names nothing tells as much as what it names.
    if (all_understood && reading.complete) notes_.Read();
    const Where whole{part.at.text(), reading.at.text()};
    ForEachFact(reading.table, bound.fact, [&](FactIndex fact) {
      if (!all_understood) {
        merging_.Doubt(fact);
      } else if (reading.complete && !reading.says) {
        merging_.Listed(fact, whole);
      }
    });
  }

  bool ReadMembers(const ListReading& reading, const Binding::Reading& bound, const JsonNode& list,
                   Where where) {
    bool all_understood = true;
    if (list.is_array()) {
      for (const JsonNode& member : list.items()) {
        ++where.index;
        all_understood &= ReadMember(reading, bound, member, where);
      }
    } else if (list.is_object()) {
      where.in_object = true;
      for (const JsonMember& member : list.members()) {
        where.key = member.key;
        // {"HIGH": ["Children"]} says HIGH; {"Children": "HIGH"} says it too.
        if (!member.value.is_array()) {
          all_understood &= ReadMember(reading, bound, member.value, where);
        } else if (!member.value.items().empty()) {
          all_understood &= ReadMember(reading, bound, JsonNode(member.key), where);
        }
      }
    } else {
      all_understood = ReadMember(reading, bound, list, where);
    }
    return all_understood;
  }

  // False where it is not understood.
  bool ReadMember(const ListReading& reading, const Binding::Reading& bound, const JsonNode& member,
                  Where where) {
    const JsonNode* unreadable = nullptr;
    const Membership passes = Passes(reading.filter, member, as_of_, &unreadable);
    if (passes == Membership::kOut) return true;
    if (passes == Membership::kDoubtful) {
      notes_.Unmapped("day", unreadable, where.ToString());
      return false;
    }
    const CodeTable& table = mapping_.tables[static_cast<std::size_t>(reading.table)];
    const Lookup found = LookUp(table, reading.each, member);
    if (found.entry == NameTable::kNotSaid) return false;
    where.each = found.at->text();
    if (found.entry == NameTable::kUnmapped) {
      if (table.others_nothing) return true;
      notes_.Unmapped(table.id, found.value, where.ToString());
      return false;
    }
    notes_.Read();
    if (table.entries[static_cast<std::size_t>(found.entry)].nothing) return true;
    ForEachStatement(reading.table, bound, found.entry, [&](Statement statement) {
      if (reading.says) statement.value = *reading.says ? 1 : 0;
      if (reading.worse_counts) {
        Collect(statement, where);
      } else {
        Say(statement, where);
      }
    });
    return true;
  }

  const Binding& binding_;
  const Mapping& mapping_;
  const Policy& policy_;
  Day as_of_;
  Merging& merging_;
  Notes& notes_;
  Where base_;                  // of what is being read
  std::optional<Day> told_on_;  // from which it is, where that is known
  std::vector<Together> together_;
};

}  // namespace

void ReadStatements(const Binding& binding, const std::vector<FoundPart>& parts, Day as_of,
                    Merging& merging, Notes& notes) {
  StatementReader reader(binding, as_of, merging, notes);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Part& part = binding.mapping().parts[i];
    switch (parts[i].state) {
      case PartState::kAbsent: break;
      case PartState::kUsable:
        if (parts[i].other_name) notes.OtherName(part.id, part.at.text());
        reader.ReadPart(i, *parts[i].node);
        break;
      case PartState::kFailed:
        notes.Failed(part.id, part.at.text());
        reader.Lose(i);
        break;
      case PartState::kOther:
        notes.Other({part.id, part.at.text(), parts[i].differs});
        reader.Lose(i);
        break;
    }
  }
}

}  // namespace bsup::core
