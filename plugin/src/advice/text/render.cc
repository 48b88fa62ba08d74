#include "advice/text/render.h"

#include <algorithm>

#include "advice/text/render_ask.h"
#include "advice/text/render_lead.h"
#include "advice/text/render_modes.h"
#include "advice/text/render_practice.h"
#include "advice/text/render_record.h"

namespace bsup::core {
namespace {

// The widest label of the page and two spaces.
std::size_t LabelWidth(Language language) {
  std::size_t widest = 0;
  for (const Text& label : HeadingText::kAll)
    widest = std::max(widest, Columns(label.In(language)));
  return widest + 2;
}

}  // namespace

std::string RenderText(const PolicyInForce& policy, const Advice& advice, const Case& a_case,
                       Language language, TextOptions options) {
  View view{{policy.policy, policy.compiled.classes, advice, a_case, language},
            options.all,
            CollectLimits(policy.policy, advice),
            Page(options, LabelWidth(language))};
  for (auto* show : {ShowContact, ShowNotice, ShowLead, ShowReasons, ShowExceptional,
                     ShowOtherModes, ShowModes, ShowLimits, ShowQuestions, ShowSafeguards,
                     ShowCadence, ShowRecord, ShowResources, ShowWhomToAsk, ShowPolicy}) {
    show(view);
  }
  return view.page.Take();
}

}  // namespace bsup::core
