#include "advice/text/words_of.h"

#include "base/catalogue.h"

namespace bsup::core {

const Text& TextOf(Permission permission) {
  switch (permission) {
    case Permission::kPermitted: return PermissionText::kPermitted;
    case Permission::kNeedsApproval: return PermissionText::kNeedsApproval;
    case Permission::kNotPermitted: return PermissionText::kNotPermitted;
    case Permission::kCannot: break;
  }
  return PermissionText::kCannot;
}

const Text& TextOf(Band band) {
  switch (band) {
    case Band::kWellSuited: return BandText::kWellSuited;
    case Band::kSuited: return BandText::kSuited;
    case Band::kUseWithCare: return BandText::kUseWithCare;
    case Band::kPoorlySuited: break;
  }
  return BandText::kPoorlySuited;
}

const Text& TextOf(Attendance attendance) {
  switch (attendance) {
    case Attendance::kAttended: return AttendanceText::kAttended;
    case Attendance::kMissed: return AttendanceText::kMissed;
    case Attendance::kExcused: return AttendanceText::kExcused;
    case Attendance::kNotRecorded: break;
  }
  return AttendanceText::kNotRecorded;
}

const Text& CountingOf(bool counts) {
  return counts ? CountingText::kCounts : CountingText::kOnTopOnly;
}

std::string StandingWords(Permission permission, bool counts, bool additional, Language language) {
  const std::string words = Say(TextOf(permission), language);
  if (permission >= Permission::kNotPermitted || additional) return words;
  return words + ", " + Say(CountingOf(counts), language);
}

}  // namespace bsup::core
