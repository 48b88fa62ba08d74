#include "advice/text/render_record.h"

#include "advice/text/record_words.h"
#include "base/catalogue.h"
#include "base/say_day.h"

namespace bsup::core {
namespace {

constexpr std::size_t kDigestShown = 12;  // digits; enough to tell packs apart on the telephone

std::string Presumed(const View& view) {
  std::string facts;
  for (const FactIndex i : view.policy.facts.indexes()) {
    if (view.advice.from[i] != "presumed") continue;
    const Fact& fact = view.policy.facts[i];
    facts += (facts.empty() ? "" : "; ") + fact.label.In(view.language) + ": ";
    facts += fact.Say(view.advice.facts[i], view.language);
  }
  return facts;
}

}  // namespace

void ShowRecord(View& view) {
  std::vector<std::string> lines = RecordWords(view);
  if (const std::string presumed = Presumed(view); view.all && !presumed.empty()) {
    lines.push_back(view.Say(AdviceText::kPresumed, {presumed}));
  }
  if (lines.empty()) return;
  view.Section(HeadingText::kRecord);
  for (const std::string& line : lines) view.page.Paragraph(line, "", Ink::kYellow);
}

void ShowPolicy(View& view) {
  const Policy& policy = view.policy;
  view.Section(HeadingText::kPolicy, Ink::kDim);
  std::string line =
      policy.title.In(view.language) + ", " + view.Say(AdviceText::kVersion, {policy.version});
  for (const PolicyId& overlay : policy.overlays)
    line += " + " + overlay.id + " " + overlay.version;
  if (policy.region || view.all) {
    line += ", " + (policy.region ? policy.region->label.In(view.language)
                                  : view.Say(AdviceText::kNoRegion));
  }
  if (view.all) line += ", " + policy.digest.substr(0, kDigestShown);
  line += ". ";
  line +=
      view.Say(policy.status == "approved" ? AdviceText::kApproved : AdviceText::kIllustrative) +
      " ";
  line += view.Say(AdviceText::kAsKnownOn, {SayDay(view.advice.as_of, view.language)});
  for (const std::string& guide : {policy.guide.text.In(view.language), policy.guide.link}) {
    if (!guide.empty()) line += " " + guide;
  }
  view.page.Paragraph(line, "", Ink::kDim);
}

}  // namespace bsup::core
