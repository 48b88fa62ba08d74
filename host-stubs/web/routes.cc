#include "routes.h"

#include <array>
#include <sstream>

#include "pages/pages.h"

namespace web {
namespace {

constexpr unsigned kStaff = kPractitioner | kSenior;
constexpr unsigned kAll = kStaff | kAuditor;

constexpr std::array kRoutes{
    Route{"GET", "/sign-in", kAnybody, pages::SignIn},
    Route{"POST", "/sign-in", kAnybody, pages::TakeSignIn},
    Route{"POST", "/sign-out", kAll, pages::SignOut},
    Route{"POST", "/stay", kAll, pages::Stay},
    Route{"GET", "/", kAll, pages::Home},
    Route{"GET", "/cases", kStaff, pages::Cases},
    Route{"GET", "/case/{}", kStaff, pages::Case},
    Route{"GET", "/case/{}/contacts", kStaff, pages::Contacts},
    Route{"POST", "/case/{}/arrange", kPractitioner, pages::Start},
    Route{"GET", "/draft/{}", kPractitioner, pages::Arrange},
    Route{"POST", "/draft/{}", kPractitioner, pages::TakeArranged},
    Route{"POST", "/draft/{}/advice", kPractitioner, pages::LiveAdvice},
    Route{"GET", "/draft/{}/without", kPractitioner, pages::Without},
    Route{"GET", "/draft/{}/before", kPractitioner, pages::Before},
    Route{"GET", "/draft/{}/reason", kPractitioner, pages::Reason},
    Route{"POST", "/draft/{}/reason", kPractitioner, pages::TakeReasoned},
    Route{"GET", "/draft/{}/check", kPractitioner, pages::Check},
    Route{"POST", "/draft/{}/record", kPractitioner, pages::Record},
    Route{"GET", "/case/{}/trail", kSenior | kAuditor, pages::PersonTrail},
    Route{"GET", "/case/{}/proof/{}", kSenior | kAuditor, pages::Proof},
    Route{"GET", "/trail", kSenior | kAuditor, pages::Trail},
    Route{"POST", "/trail/verify", kSenior | kAuditor, pages::Verify},
    Route{"GET", "/approvals", kSenior, pages::Approvals},
    Route{"GET", "/approval/{}", kSenior, pages::Approval},
    Route{"POST", "/approval/{}", kSenior, pages::TakeApproval},
    Route{"GET", "/team", kSenior, pages::Team},
    Route{"GET", "/decision/{}", kPractitioner, pages::Decision},
    Route{"GET", "/decision/{}/outcome", kPractitioner, pages::Outcome},
    Route{"POST", "/decision/{}/outcome", kPractitioner, pages::TakeOutcome},
};

// The parts that the pattern's {} stand for; nothing where the path is another.
std::optional<std::vector<std::string>> Match(std::string_view pattern, std::string_view path) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t hole = pattern.find("{}");
    const std::string_view fixed = pattern.substr(0, hole);
    if (!path.starts_with(fixed)) return std::nullopt;
    path.remove_prefix(fixed.size());
    if (hole == std::string_view::npos) break;
    pattern.remove_prefix(hole + 2);
    const std::string_view part = path.substr(0, path.find('/'));
    if (part.empty()) return std::nullopt;
    parts.emplace_back(part);
    path.remove_prefix(part.size());
  }
  return path.empty() ? std::optional(std::move(parts)) : std::nullopt;
}

}  // namespace

std::optional<std::pair<const Route*, std::vector<std::string>>> FindRoute(
    const std::string& method, const std::string& path) {
  for (const Route& route : kRoutes) {
    if (method != route.method) continue;
    if (auto parts = Match(route.pattern, path)) return {{&route, *std::move(parts)}};
  }
  return std::nullopt;
}

std::string ListRoutes() {
  std::ostringstream list;
  for (const Route& route : kRoutes) {
    list << route.method << ' ' << route.pattern;
    if (route.roles == kAnybody) list << " anybody";
    if ((route.roles & kPractitioner) != 0) list << " practitioner";
    if ((route.roles & kSenior) != 0) list << " senior";
    if ((route.roles & kAuditor) != 0) list << " auditor";
    list << '\n';
  }
  return list.str();
}

}  // namespace web
