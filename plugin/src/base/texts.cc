#include "base/texts.h"

#include <array>
#include <chrono>

#include "base/text_table.h"

namespace bsup::core {
namespace {

constexpr std::array<TextEntry<Text>, kTextCount> kTexts{{
    {Text::kContact, "Contact", "Cyswllt"},
    {Text::kStop, "STOP", "STOPIWCH"},
    {Text::kNote, "NOTE", "SYLWCH"},
    {Text::kAdvice, "Advice", "Cyngor"},
    {Text::kWhy, "Why", "Pam"},
    {Text::kModes, "Modes", "Dulliau"},
    {Text::kLimits, "Limits", "Terfynau"},
    {Text::kToAsk, "To ask", "I'w gofyn"},
    {Text::kToDo, "To do", "I'w gwneud"},
    {Text::kTiming, "Timing", "Amseru"},
    {Text::kRecord, "Record", "Cofnod"},
    {Text::kMaterial, "Material", "Deunydd"},
    {Text::kSpeakTo, "Speak to", "At bwy"},
    {Text::kPolicy, "Policy", "Polisi"},

    {Text::kUnknown, "unknown", "anhysbys"},
    {Text::kPlanned, "Planned: {1} ({2}).", "Cynlluniwyd: {1} ({2})."},
    {Text::kPlannedOnly, "Planned: {1}.", "Cynlluniwyd: {1}."},
    {Text::kNonePlanned, "No mode planned yet.", "Nid oes dull wedi'i gynllunio eto."},
    {Text::kPlannedSafe, "Nothing still unknown can change that.",
     "Ni all dim sy'n dal yn anhysbys newid hynny."},
    {Text::kPlannedUnsafe, "What is still unknown could change that.",
     "Gallai'r hyn sy'n dal yn anhysbys newid hynny."},

    {Text::kRecommended, "{1}: recommended.", "{1}: argymhellir hyn."},
    {Text::kOnlyOption, "{1}: the only mode that can be used.",
     "{1}: yr unig ddull y gellir ei ddefnyddio."},
    {Text::kAtDiscretion, "{1}: at your discretion; {2} would do as well.",
     "{1}: yn ôl eich disgresiwn; byddai hyn yn gwneud y tro hefyd: {2}."},
    {Text::kReferNothing, "Refer to: {1}. No mode can be used here.",
     "Cyfeiriwch y mater at: {1}. Ni ellir defnyddio unrhyw ddull yma."},
    {Text::kReferSuspended,
     "Refer to: {1}. Contact is suspended, yet there is a risk to the public.",
     "Cyfeiriwch y mater at: {1}. Mae'r cyswllt wedi'i atal, ond mae risg i'r cyhoedd."},
    {Text::kNoAdvice, "No advice is given on this contact.", "Ni roddir cyngor ar y cyswllt hwn."},
    {Text::kYourManager, "your manager", "eich rheolwr"},
    {Text::kNeedsApprovalOf, "Approval is needed first: {1}.",
     "Mae angen cymeradwyaeth yn gyntaf: {1}."},
    {Text::kProvisional, "Provisional: what is still unknown may change it.",
     "Dros dro: gall yr hyn sy'n dal yn anhysbys ei newid."},
    {Text::kProvisionalAsk, "Provisional: the answers below may change it.",
     "Dros dro: gall yr atebion isod ei newid."},
    {Text::kProvisionalMany, "Provisional: three or more unknown facts together may change it.",
     "Dros dro: gall tair neu ragor o ffeithiau anhysbys ei newid gyda'i gilydd."},
    {Text::kNoReasons, "Nothing in this case speaks for or against it in particular.",
     "Nid oes dim yn yr achos hwn yn arbennig o'i blaid nac yn ei erbyn."},
    {Text::kOthersLimited, "Other modes are limited; see below.",
     "Mae terfynau ar ddulliau eraill; gweler isod."},
    {Text::kNotKnown, "unknown: {1}", "anhysbys: {1}"},

    {Text::kPermitted, "permitted", "caniateir"},
    {Text::kNeedsApproval, "needs approval", "i'w gymeradwyo"},
    {Text::kNotPermitted, "not permitted", "ni chaniateir"},
    {Text::kNotPossible, "not possible", "amhosibl"},
    {Text::kCounts, "counts", "yn cyfrif"},
    {Text::kOnTopOnly, "on top only", "ychwanegol"},
    {Text::kWellSuited, "well suited", "addas iawn"},
    {Text::kSuited, "suited", "addas"},
    {Text::kUseWithCare, "use with care", "gyda gofal"},
    {Text::kPoorlySuited, "poorly suited", "go anaddas"},
    {Text::kAdvised, "advised", "cynghorir"},
    {Text::kWouldDo, "would do as well", "hefyd yn addas"},
    {Text::kSuitsLess, "suits less well", "llai addas"},
    {Text::kLaterInOrder, "no better", "dim gwell"},
    {Text::kSee, "see {1}", "gweler {1}"},
    {Text::kSeeAndMore, "see {1} and {2} more", "gweler {1} a {2} arall"},
    {Text::kApprovalBy, "approval: {1}", "cymeradwyaeth: {1}"},

    {Text::kRule, "rule", "rheol"},
    {Text::kGuidance, "guidance", "canllawiau"},
    {Text::kResearch, "research", "ymchwil"},
    {Text::kLaw, "law", "y gyfraith"},
    {Text::kLocal, "local practice", "arfer lleol"},

    {Text::kOnlyTogether,
     "These matter only together:", "Dim ond gyda'i gilydd y mae'r rhain o bwys:"},
    {Text::kAndAsk, "And: {1}", "A hefyd: {1}"},
    {Text::kAnyAnswer, "any answer", "unrhyw ateb"},
    {Text::kAnyOther, "any other answer", "unrhyw ateb arall"},
    {Text::kUpTo, "up to {1}", "hyd at {1}"},
    {Text::kOrMore, "{1} or more", "{1} neu ragor"},
    {Text::kFromTo, "{1} to {2}", "{1} i {2}"},
    {Text::kNoChange, "no change", "dim newid"},
    {Text::kAlone, "{1} alone", "{1} yn unig"},
    {Text::kOr, " or ", " / "},
    {Text::kShortNoAdvice, "no advice", "dim cyngor"},
    {Text::kShortRefer, "refer", "cyfeirio"},
    {Text::kPlannedMode, "planned mode: {1}", "y dull a gynlluniwyd: {1}"},

    {Text::kMust, "MUST", "RHAID"},
    {Text::kDone, "done", "wedi'i wneud"},
    {Text::kMore, "and {1} more", "a {1} arall"},

    {Text::kInPersonWeekly, "In person every week", "Wyneb yn wyneb bob wythnos"},
    {Text::kInPersonEvery, "In person every {1} weeks", "Wyneb yn wyneb bob {1} wythnos"},
    {Text::kContactWeekly, "Contact every week", "Cyswllt bob wythnos"},
    {Text::kContactEvery, "Contact every {1} weeks", "Cyswllt bob {1} wythnos"},
    {Text::kFirstHomeVisit, "First home visit within {1} days",
     "Ymweliad cartref cyntaf o fewn {1} diwrnod"},
    {Text::kRemoteInARow, "Remote contacts in a row: at most {1}",
     "Cysylltiadau o bell yn olynol: {1} ar y mwyaf"},
    {Text::kNotPublished, "Least contact: not published, ask your manager",
     "Isafswm cyswllt: heb ei gyhoeddi, gofynnwch i'ch rheolwr"},
    {Text::kOnTime, "done", "wedi'i wneud"},
    {Text::kOnTimeUntil, "on time, next by {1}", "yn brydlon, y nesaf erbyn {1}"},
    {Text::kDueBy, "due by {1}", "i ddigwydd erbyn {1}"},
    {Text::kOverdue, "overdue since {1}", "yn hwyr ers {1}"},
    {Text::kWithinLimit, "within the limit", "o fewn y terfyn"},
    {Text::kLimitReached, "reached, the next one in person",
     "wedi'i gyrraedd, y nesaf wyneb yn wyneb"},
    {Text::kLimitPassed, "passed, the next one in person",
     "wedi mynd heibio iddo, y nesaf wyneb yn wyneb"},
    {Text::kHistoryUnknown, "unknown, the history does not tell",
     "anhysbys, nid yw'r hanes yn dweud"},
    {Text::kSuspendedUntil, "suspended until {1}", "wedi'i atal tan {1}"},
    {Text::kCountedFrom, "counted from {1}", "wedi'i gyfrif o {1}"},
    {Text::kReachUnknown, "not known whether it applies here",
     "ddim yn hysbys a yw'n berthnasol yma"},

    {Text::kConflictTaken, "{1}: the sources disagree ({2}); the worse counts: {3}.",
     "{1}: nid yw'r ffynonellau'n cytuno ({2}); y gwaethaf sy'n cyfrif: {3}."},
    {Text::kConflictUnknown, "{1}: the sources disagree ({2}); it counts as unknown.",
     "{1}: nid yw'r ffynonellau'n cytuno ({2}); mae'n cyfrif fel anhysbys."},
    {Text::kDoubted, "{1} counts as unknown: {2}", "{1} (yn cyfrif fel anhysbys): {2}"},
    {Text::kUnmapped, "{1} was not understood (table: {2}); what it would tell counts as unknown.",
     "Ni ddeallwyd {1} (tabl: {2}); mae'r hyn y byddai'n ei ddweud yn cyfrif fel anhysbys."},
    {Text::kFailed, "{1}: could not be read; what it would tell counts as unknown.",
     "{1}: ni ellid ei ddarllen; mae'r hyn y byddai'n ei ddweud yn cyfrif fel anhysbys."},
    {Text::kSomebodyElse, "{1}: about somebody else (differs: {2}); nothing of it was used.",
     "{1}: am rywun arall (yn wahanol: {2}); ni ddefnyddiwyd dim ohono."},
    {Text::kCaseNumber, "case number", "rhif achos"},
    {Text::kName, "name", "enw"},
    {Text::kBirthDate, "birth date", "dyddiad geni"},
    {Text::kApprovalFor, "Approval for {1}", "Cymeradwyaeth ({1})"},
    {Text::kTooOld, "{1}: the answer of {2} is too old, please ask again.",
     "{1}: mae ateb {2} yn rhy hen, gofynnwch eto."},
    {Text::kFromTheFuture, "{1}: given on {2}, after the day of this advice, so not used.",
     "{1}: rhoddwyd ar {2}, ar ôl dyddiad y cyngor hwn, felly ni chafodd ei ddefnyddio."},
    {Text::kEnded, "{1}: held until {2} and no longer.",
     "{1}: yn ddilys tan {2} ac nid wedi hynny."},
    {Text::kPrincipleSuspended, "{1}: not needed, as the principle is suspended until {2}.",
     "{1}: nid oes ei hangen, gan fod yr egwyddor wedi'i hatal tan {2}."},
    {Text::kPresumed, "Taken for granted, as nothing says otherwise: {1}.",
     "Cymerir yn ganiataol, gan nad oes dim yn dweud fel arall: {1}."},

    {Text::kNoticeSomebodyElse,
     "Part of the record is about somebody else. Check whose case this is.",
     "Mae rhan o'r cofnod am rywun arall. Gwiriwch achos pwy yw hwn."},
    {Text::kNoticeOutcome, "This contact is not for you alone to settle; see the advice.",
     "Nid mater i chi'n unig yw'r cyswllt hwn; gweler y cyngor."},
    {Text::kNoticeRestricted, "There are limits on the planned mode: {1}.",
     "Mae terfynau ar y dull a gynlluniwyd: {1}."},
    {Text::kNoticeUnknown, "What is unknown could change whether the planned mode will do.",
     "Gallai'r hyn sy'n anhysbys newid a fydd y dull a gynlluniwyd yn gwneud y tro."},
    {Text::kNoticeSafeguard,
     "Something that must be done for the planned mode is not confirmed yet.",
     "Nid yw rhywbeth y mae'n rhaid ei wneud ar gyfer y dull a gynlluniwyd wedi'i gadarnhau eto."},
    {Text::kNoticeCadence, "A required contact is due, and the planned mode is remote.",
     "Mae'n bryd cael cyswllt gofynnol, ac o bell y mae'r dull a gynlluniwyd."},

    {Text::kMinutes, "{1} minutes", "{1} munud"},
    {Text::kVersion, "version {1}", "fersiwn {1}"},
    {Text::kNoRegion, "no region given", "dim rhanbarth wedi'i nodi"},
    {Text::kIllustrative, "Illustrative: not official policy.",
     "Enghreifftiol: nid polisi swyddogol."},
    {Text::kApproved, "Approved.", "Wedi'i gymeradwyo."},
    {Text::kAsKnownOn, "As known on {1}.", "Yn ôl yr hyn a oedd yn hysbys ar {1}."},
}};

static_assert(InOrder(kTexts), "texts stand in the order of the enum");

constexpr std::array kMonths{std::array{"January", "Ionawr"},    std::array{"February", "Chwefror"},
                             std::array{"March", "Mawrth"},      std::array{"April", "Ebrill"},
                             std::array{"May", "Mai"},           std::array{"June", "Mehefin"},
                             std::array{"July", "Gorffennaf"},   std::array{"August", "Awst"},
                             std::array{"September", "Medi"},    std::array{"October", "Hydref"},
                             std::array{"November", "Tachwedd"}, std::array{"December", "Rhagfyr"}};

constexpr std::array kWeekdays{
    std::array{"Sunday", "Dydd Sul"},     std::array{"Monday", "Dydd Llun"},
    std::array{"Tuesday", "Dydd Mawrth"}, std::array{"Wednesday", "Dydd Mercher"},
    std::array{"Thursday", "Dydd Iau"},   std::array{"Friday", "Dydd Gwener"},
    std::array{"Saturday", "Dydd Sadwrn"}};

std::size_t Column(Language language) { return language == Language::kWelsh ? 1 : 0; }

}  // namespace

const Words& Say(Text text) {
  static const std::array<Words, kTextCount> words = [] {
    std::array<Words, kTextCount> all;
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = {kTexts[i].en, kTexts[i].cy};
    return all;
  }();
  return words[static_cast<std::size_t>(text)];
}

std::string Say(Text text, Language language, std::initializer_list<std::string_view> parts) {
  return Fill(Say(text).In(language), parts);
}

std::string Fill(std::string_view pattern, std::initializer_list<std::string_view> parts) {
  std::string filled;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '{') {
      filled += parts.begin()[pattern[i + 1] - '1'];
      i += 2;
    } else {
      filled += pattern[i];
    }
  }
  return filled;
}

std::string SayDay(Day day, Language language) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day.number()}}};
  return std::to_string(static_cast<unsigned>(date.day())) + " " +
         kMonths[static_cast<unsigned>(date.month()) - 1][Column(language)] + " " +
         std::to_string(static_cast<int>(date.year()));
}

std::string SayWeekday(Day day, Language language) {
  const std::chrono::weekday weekday{std::chrono::sys_days{std::chrono::days{day.number()}}};
  return std::string(kWeekdays[weekday.c_encoding()][Column(language)]) + " " +
         SayDay(day, language);
}

}  // namespace bsup::core
