// What the sections of the text are made from, and the page that they are written on.
#pragma once

#include <string>

#include "advice/text/limits.h"
#include "advice/text/speaker.h"
#include "base/page.h"

namespace bsup::core {

struct View : Speaker {
  bool all;  // everything is asked for, and not what an ordinary contact needs
  Limits limits;
  Page page;

  // Why the rule, with its basis, who may approve, and what it does not know.
  [[nodiscard]] std::string RuleWords(const Acting& acting) const;
  // Whether the notice gives the words of what must be done, so that no other section need. It does
  // where it has no other reason.
  [[nodiscard]] bool NoticeNames(RuleIndex safeguard) const;
  // `see 1, 2 and 3 more`, or nothing.
  [[nodiscard]] std::string SeeLimits(ModeIndex mode) const;

  void Section(const Text& label, Ink ink = Ink::kBold) { page.Section(Say(label), ink); }
};

}  // namespace bsup::core
