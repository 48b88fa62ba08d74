#include "advice/text/render_record.h"

#include "base/catalogue.h"
#include "base/say_day.h"
#include "base/suggest.h"

namespace bsup::core {
namespace {

constexpr std::size_t kDigestShown = 12;  // digits; enough to tell packs apart on the telephone

std::string ConflictWords(const View& view, const Conflict& conflict) {
  const Fact& fact = view.FactAt(conflict.fact);
  const std::string& label = fact.label.In(view.language);
  if (conflict.integrity) {
    const Integrity& rule = view.policy.integrity[conflict.integrity];
    return view.Say(AdviceText::kDoubted, {label, rule.because.In(view.language)});
  }
  std::string values;
  for (const Conflict::Source& source : conflict.sources) {
    values += (values.empty() ? "" : ", ") + fact.Say(source.value, view.language);
  }
  if (conflict.taken == kUnknown) return view.Say(AdviceText::kConflictUnknown, {label, values});
  return view.Say(AdviceText::kConflictTaken,
                  {label, values, fact.Say(conflict.taken, view.language)});
}

std::string DiffersWords(const View& view, const std::string& differs) {
  if (differs == "case number") return view.Say(AdviceText::kCaseNumber);
  if (differs == "name") return view.Say(AdviceText::kName);
  return differs == "birth date" ? view.Say(AdviceText::kBirthDate) : differs;
}

// {1} is what was given, {2} the day.
const Pattern<2>& PatternOf(Lapsed::Why why) {
  switch (why) {
    case Lapsed::Why::kTooOld: return AdviceText::kTooOld;
    case Lapsed::Why::kFromTheFuture: return AdviceText::kFromTheFuture;
    case Lapsed::Why::kEnded: return AdviceText::kEnded;
    case Lapsed::Why::kOtherContact: return AdviceText::kOtherContact;
    case Lapsed::Why::kOtherPolicy: return AdviceText::kOtherPolicy;
    case Lapsed::Why::kSuspended: break;
  }
  return AdviceText::kPrincipleSuspended;
}

std::string LapsedWords(const View& view, const Lapsed& lapsed) {
  std::string name = lapsed.name;
  if (lapsed.approval) {
    name = view.Say(AdviceText::kApprovalFor, {lapsed.name});
  } else if (const FactIndex fact = view.policy.FactNamed(lapsed.name)) {
    name = view.FactAt(fact).label.In(view.language);
  }
  return view.Say(PatternOf(lapsed.why), {name, SayDay(lapsed.day, view.language)});
}

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
  const Case& record = view.a_case;
  std::vector<std::string> lines;
  for (const OtherPart& other : record.others) {
    lines.push_back(
        view.Say(AdviceText::kSomebodyElse, {other.part, DiffersWords(view, other.differs)}));
  }
  for (const OtherRegion& other : record.other_regions) {
    const std::string region =
        view.policy.region ? view.policy.region->label.In(view.language) : record.region;
    lines.push_back(view.Say(AdviceText::kOtherRegion, {Quoted(other.region), region}));
  }
  for (const Conflict& conflict : view.advice.conflicts)
    lines.push_back(ConflictWords(view, conflict));
  for (const FailedPart& failed : record.failed)
    lines.push_back(view.Say(AdviceText::kFailed, {failed.part}));
  for (const Unmapped& unmapped : record.unmapped) {
    lines.push_back(view.Say(AdviceText::kUnmapped, {Quoted(unmapped.value), unmapped.table}));
  }
  for (const Lapsed& lapsed : record.lapsed) lines.push_back(LapsedWords(view, lapsed));
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
