#include "contact_picture.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <cstdio>

namespace web {
namespace {

namespace json = boost::json;
using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::weeks;

constexpr int kWeeksEachWay = 12;
constexpr double kLeft = 112;
constexpr double kRight = 948;
constexpr double kInPerson = 66;  // the height of a lane
constexpr double kRemote = 122;
constexpr double kHalf = 14;  // of a mark

std::string Number(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.1f", value);
  return text.data();
}

// From days to places.
class Scale {
 public:
  Scale(sys_days first, sys_days last) : first_(first), last_(last) {}
  [[nodiscard]] double At(sys_days day) const {
    const auto whole = static_cast<double>((last_ - first_).count());
    return kLeft + (kRight - kLeft) * static_cast<double>((day - first_).count()) / whole;
  }
  [[nodiscard]] bool Has(sys_days day) const { return day >= first_ && day <= last_; }
  [[nodiscard]] sys_days Within(sys_days day) const { return std::clamp(day, first_, last_); }

 private:
  sys_days first_;
  sys_days last_;
};

sys_days Monday(sys_days day) {
  return day - days((std::chrono::weekday(day).iso_encoding() + 6) % 7);
}

json::object Bar(const Scale& scale, sys_days from, sys_days until, const char* kind) {
  const double left = scale.At(scale.Within(from));
  const double right = scale.At(scale.Within(until));
  return {{"x", Number(left)}, {"w", Number(right - left)}, {kind, true}};
}

json::array Bars(const Scale& scale, const Rhythm& rhythm, sys_days today) {
  json::array bars;
  if (!rhythm.due) return bars;
  const sys_days from = rhythm.last.value_or(std::min(today, *rhythm.due));
  if (*rhythm.due > from) bars.push_back(Bar(scale, from, *rhythm.due, "kept"));
  if (*rhythm.due < today) bars.push_back(Bar(scale, *rhythm.due, today, "late"));
  if (rhythm.next && rhythm.due_if_kept && *rhythm.next < *rhythm.due_if_kept) {
    bars.push_back(Bar(scale, *rhythm.next, *rhythm.due_if_kept, "ask"));
  }
  return bars;
}

json::array Weeks(const std::vector<Mark>& marks, const Rhythm& rhythm, sys_days first,
                  sys_days last, sys_days today) {
  json::array list;
  for (sys_days week = Monday(first); week <= last; week += weeks(1)) {
    json::array in;
    json::array out;
    for (const Mark& mark : marks) {
      if (mark.day < week || mark.day >= week + weeks(1)) continue;
      (mark.in_person ? in : out)
          .push_back(json::object{{"letter", mark.letter}, {"planned", mark.planned}});
    }
    const std::chrono::year_month_day date(week);
    list.push_back({{"day", std::to_string(static_cast<unsigned>(date.day()))},
                    {"month", static_cast<unsigned>(date.month())},
                    {"in", std::move(in)},
                    {"out", std::move(out)},
                    {"now", Monday(today) == week},
                    {"due", rhythm.due && Monday(*rhythm.due) == week},
                    {"due_if_kept", rhythm.due_if_kept && Monday(*rhythm.due_if_kept) == week}});
  }
  return list;
}

}  // namespace

Picture Draw(const std::vector<Mark>& marks, const Rhythm& rhythm, sys_days today,
             const std::vector<std::string>& months) {
  Picture picture{today - weeks(kWeeksEachWay), today + weeks(kWeeksEachWay), {}};
  const Scale scale(picture.first, picture.last);
  json::array drawn;
  for (const Mark& mark : marks) {
    if (!scale.Has(mark.day)) continue;
    const double x = scale.At(mark.day);
    const double y = mark.in_person ? kInPerson : kRemote;
    drawn.push_back({{"x", Number(x)},
                     {"y", Number(y)},
                     {"left", Number(x - kHalf)},
                     {"top", Number(y - kHalf)},
                     {"text_y", Number(y + 5)},
                     {"square", mark.in_person},
                     {"planned", mark.planned},
                     {"letter", mark.letter}});
  }
  json::array ticks;
  json::array names;
  for (sys_days day = picture.first; day <= picture.last; day += days(1)) {
    const std::chrono::year_month_day date(day);
    const std::string x = Number(scale.At(day));
    if (Monday(day) == day) ticks.push_back(json::object{{"x", x}});
    if (date.day() == std::chrono::day(1)) {
      names.push_back({{"x", x}, {"text", months[static_cast<unsigned>(date.month()) - 1]}});
    }
  }
  picture.drawing = {{"marks", std::move(drawn)},
                     {"ticks", std::move(ticks)},
                     {"months", std::move(names)},
                     {"bars", Bars(scale, rhythm, today)},
                     {"today_x", Number(scale.At(today))},
                     {"weeks", Weeks(marks, rhythm, picture.first, picture.last, today)}};
  return picture;
}

}  // namespace web
