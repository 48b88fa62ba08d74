#include "intake/reading/read_history.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "intake/mapping/table.h"
#include "intake/reading/contacts.h"
#include "intake/reading/merging.h"

namespace bsup::core {
namespace {

struct HistoryRow {
  HostContact contact;
  ModeIndex mode;
};

class HistoryReader {
 public:
  HistoryReader(const Binding& binding, Day as_of, History& history, Notes& notes)
      : binding_(binding), as_of_(as_of), history_(history), notes_(notes) {}

  void ReadList(const Part& part, const ContactList& list, const JsonNode& part_node) {
    const Pointer::Reached reached = list.at.Reach(part_node);
    if (reached.node != &part_node && reached.node->is_object() &&
        binding_.mapping().failed.Matches(*reached.node)) {
      notes_.Failed(part.id, part.at.text() + reached.at);
      return GiveUp();
    }
    const JsonNode* node = list.at.In(part_node);
    if (node == nullptr) return;
    history_.given = true;
    const std::size_t before = rows_.size();
    std::optional<Day> oldest;
    std::int64_t count = 0;
    ForEachContact(list, *node, {part.at.text(), list.at.text()},
                   [&](const JsonNode& member, const Where& where) {
                     ++count;
                     ReadMember(list, member, where, oldest);
                   });
    for (std::size_t row = before; row < rows_.size(); ++row) {
      if (std::string key = KeyOf(rows_[row].contact); !key.empty())
        rows_of_.emplace(std::move(key), row);
    }
    if (list.partial || IsOnePage(list, part_node, count)) AddWhatLiesBefore(oldest);
    if (list.partial) AddUnknown(as_of_);
  }

  void Finish() {
    if (unreadable_) history_.given = false;
    if (!history_.given) return;
    std::ranges::stable_sort(rows_, [](const HistoryRow& a, const HistoryRow& b) {
      return a.contact.day != b.contact.day ? a.contact.day < b.contact.day
                                            : a.contact.minute < b.contact.minute;
    });
    history_.contacts.reserve(rows_.size());
    for (const HistoryRow& row : rows_)
      history_.contacts.push_back({*row.contact.day, row.mode, row.contact.attendance});
  }

  void GiveUp() { unreadable_ = true; }

 private:
  void ReadMember(const ContactList& list, const JsonNode& member, const Where& where,
                  std::optional<Day>& oldest) {
    const Mapping& mapping = binding_.mapping();
    const ContactShape& shape = mapping.shapes[static_cast<std::size_t>(list.shape)];
    const HostContact contact = ReadHostContact(mapping, shape, member, as_of_);
    if (contact.day && (!oldest || *contact.day < *oldest)) oldest = contact.day;
    if (!contact.counts) return;
    const CodeTable& types = mapping.tables[static_cast<std::size_t>(shape.types)];
    if (contact.type < 0) notes_.Unmapped(types.id, contact.unmapped_type, where.ToString());
    if (contact.unmapped_outcome != nullptr) {
      notes_.Unmapped(mapping.tables[static_cast<std::size_t>(shape.outcomes)].id,
                      contact.unmapped_outcome, where.ToString());
    }
    if (!contact.day) {
      notes_.Unmapped("day", contact.unreadable_day, where.ToString());
      unreadable_ = true;
      return;
    }
    notes_.Read();
    const ModeIndex mode =
        contact.type < 0
            ? ModeIndex()
            : binding_.table(shape.types).modes[static_cast<std::size_t>(contact.type)];
    const auto same = rows_of_.find(KeyOf(contact));
    if (same != rows_of_.end()) return Join(rows_[same->second], contact, mode);
    rows_.push_back({contact, mode});
  }

  // By which one contact is known in several lists: its number and day. Empty where it has none.
  static std::string KeyOf(const HostContact& contact) {
    if (contact.number == nullptr || !contact.day) return "";
    const ScalarText number(*contact.number);
    return number.is_scalar() ? contact.day->ToString() + std::string(number.text()) : "";
  }

  // One contact from two lists: what one of them leaves open the other may tell; where they
  // contradict it is open again.
  static void Join(HistoryRow& row, const HostContact& again, ModeIndex mode) {
    if (!row.mode) {
      row.mode = mode;
    } else if (mode && mode != row.mode) {
      row.mode = {};
    }
    Attendance& attendance = row.contact.attendance;
    if (attendance == Attendance::kNotRecorded) {
      attendance = again.attendance;
    } else if (again.attendance != Attendance::kNotRecorded && again.attendance != attendance) {
      attendance = Attendance::kNotRecorded;
    }
  }

  static bool IsOnePage(const ContactList& list, const JsonNode& part_node, std::int64_t members) {
    const JsonNode* total = list.total ? list.total->In(part_node) : nullptr;
    return total != nullptr && WholeNumber(*total).value_or(0) > members;
  }

  // Older pages may hold anything: that is one contact of unknown mode and attendance, before all
  // that this page shows.
  void AddWhatLiesBefore(std::optional<Day> oldest) {
    AddUnknown(oldest.value_or(as_of_));
    rows_.back().contact.minute = -1;
  }

  // A contact of unknown mode and attendance: of a partial list one that it does not show may be
  // the last.
  void AddUnknown(Day day) {
    HistoryRow row;
    row.contact.day = day;
    rows_.push_back(row);
  }

  const Binding& binding_;
  Day as_of_;
  History& history_;
  Notes& notes_;
  std::vector<HistoryRow> rows_;
  std::unordered_map<std::string, std::size_t> rows_of_;  // of the lists before this one
  bool unreadable_ = false;
};

std::optional<Day> ReadDay(const Mapping& mapping, const DayReading& reading, const JsonNode& part,
                           Day as_of) {
  const JsonNode* node = reading.at.In(part);
  if (node == nullptr || mapping.SaysAny(reading.unless, part)) return std::nullopt;
  std::optional<Day> best;
  const auto look = [&](const JsonNode& member) {
    if (Passes(reading.filter, member, as_of) != Membership::kIn) return;
    const JsonNode* text = reading.each.In(member);
    const auto time = text == nullptr ? std::nullopt : reading.dates.Read(*text);
    if (!time) return;
    if (!best || (reading.latest ? time->day > *best : time->day < *best)) best = time->day;
  };
  if (node->is_array()) {
    for (const JsonNode& member : node->items()) look(member);
  } else {
    look(*node);
  }
  return best;
}

}  // namespace

void ReadHistory(const Binding& binding, const std::vector<FoundPart>& parts, Day as_of,
                 History& history, Notes& notes) {
  HistoryReader reader(binding, as_of, history, notes);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Part& part = binding.mapping().parts[i];
    if (parts[i].state == PartState::kUsable) {
      for (const ContactList& list : part.contacts) {
        if (!list.next_only) reader.ReadList(part, list, *parts[i].node);
      }
      for (const DayReading& start : part.starts) {
        if (!history.start)
          history.start = ReadDay(binding.mapping(), start, *parts[i].node, as_of);
      }
      for (const DayReading& year_end : part.year_ends) {
        if (!history.year_end)
          history.year_end = ReadDay(binding.mapping(), year_end, *parts[i].node, as_of);
      }
      for (const DayReading& final_third : part.final_thirds) {
        if (!history.final_third)
          history.final_third = ReadDay(binding.mapping(), final_third, *parts[i].node, as_of);
      }
      for (const DayReading& took_over : part.took_over) {
        if (history.took_over) break;
        history.took_over = ReadDay(binding.mapping(), took_over, *parts[i].node, as_of);
        if (history.took_over && *history.took_over > as_of) history.took_over.reset();
      }
    } else if (parts[i].state != PartState::kAbsent) {
      // Its contacts are missing from what the other lists tell.
      if (std::ranges::any_of(part.contacts,
                              [](const ContactList& list) { return !list.next_only; }))
        reader.GiveUp();
    }
  }
  for (const auto& day :
       {history.start, history.took_over, history.year_end, history.final_third}) {
    if (day) notes.Read();
  }
  reader.Finish();
}

}  // namespace bsup::core
