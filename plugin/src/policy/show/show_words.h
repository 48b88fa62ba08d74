// The words of `policy show` that do not come from a pack.
#pragma once

#include <array>

#include "base/words.h"
#include "policy/model/policy.h"

namespace bsup::core::show {

inline const Words kIllustrative{"ILLUSTRATIVE: an example, not an approved policy",
                                 "ENGHREIFFTIOL: enghraifft, nid polisi a gymeradwywyd"};
inline const Words kApproved{"APPROVED POLICY", "POLISI A GYMERADWYWYD"};

inline const Words kPolicy{"Policy", "Polisi"};
inline const Words kOverlays{"With", "Gyda"};
inline const Words kRegion{"Region", "Rhanbarth"};
inline const Words kNationAlone{"none: the national pack alone",
                                "dim: y pecyn cenedlaethol yn unig"};
inline const Words kInForce{"In force", "Mewn grym"};
inline const Words kOnwards{"onwards", "ymlaen"};
inline const Words kTo{" to ", " hyd "};
inline const Words kDigest{"Digest", "Crynodeb"};
inline const Words kReferTo{"Refer to", "Cyfeirio at"};

inline const Words kModes{"Modes, safest first", "Dulliau, y mwyaf diogel yn gyntaf"};
inline const Words kInPerson{"in person", "wyneb yn wyneb"};
inline const Words kRemote{"remote", "o bell"};
inline const Words kBase{"base", "sail"};

inline const Words kCannot{"What physically cannot be", "Yr hyn na all fod"};
inline const std::array kPrinciples{
    Words{"Principles that rule a mode out", "Egwyddorion sy'n diystyru dull"},
    Words{"Principles that need approval", "Egwyddorion y mae angen cymeradwyaeth ar eu cyfer"},
    Words{"Principles that make a mode a supplement only",
          "Egwyddorion sy'n gwneud dull yn ychwanegiad yn unig"},
    Words{"Principles under which there is no advice", "Egwyddorion lle nad oes cyngor"}};
static_assert(HasMembers<Effect>(std::tuple_size_v<decltype(kPrinciples)>));
inline const std::array kFactors{Words{"Factors of risk", "Ffactorau risg"},
                                 Words{"Factors of access", "Ffactorau mynediad"},
                                 Words{"Factors of practice", "Ffactorau arfer"}};
static_assert(HasMembers<FactorKind>(std::tuple_size_v<decltype(kFactors)>));
inline const Words kSafeguards{"Safeguards", "Mesurau diogelu"};
inline const Words kCadence{"Cadence", "Amlder"};
inline const Words kSuspensions{"Suspensions", "Ataliadau"};
inline const Words kResources{"Resources", "Adnoddau"};
inline const Words kIntegrity{"Facts that cannot be together",
                              "Ffeithiau na allant fod gyda'i gilydd"};
inline const Words kReasonCodes{"Reasons for departing from the advice",
                                "Rhesymau dros wyro oddi wrth y cyngor"};

inline const Words kWhen{"When", "Pan"};
inline const Words kIfUnknown{"If unknown", "Os anhysbys"};
inline const Words kApplies{"applies", "yn gymwys"};
inline const Words kIgnored{"does not apply", "ddim yn gymwys"};
inline const Words kOn{"Modes", "Dulliau"};
inline const Words kMandate{"Mandate", "Mandad"};
inline const std::array kMandates{
    Words{"standard", "safonol"},
    Words{"national: cannot be relaxed below", "cenedlaethol: ni ellir ei lacio oddi tano"}};
static_assert(HasMembers<Mandate>(std::tuple_size_v<decltype(kMandates)>));
inline const Words kBasis{"Basis", "Sail"};
inline const std::array kBases{Words{"rule", "rheol"}, Words{"guidance", "canllawiau"},
                               Words{"research", "ymchwil"}, Words{"law", "cyfraith"},
                               Words{"local", "lleol"}};
static_assert(HasMembers<Basis>(std::tuple_size_v<decltype(kBases)>));
inline const Words kBinds{"Binds", "Yn rhwymo"};
inline const Words kSupervision{"where the person takes part", "lle mae'r person yn cymryd rhan"};
inline const Words kEveryContact{"every contact", "pob cyswllt"};
inline const Words kApproval{"Approval", "Cymeradwyaeth"};
inline const Words kAnd{" and ", " a "};
inline const Words kReferWhen{"Refer when", "Cyfeirio pan"};
inline const Words kWeights{"Weights", "Pwysau"};
inline const Words kMust{"Must", "Rhaid"};
inline const Words kMustNot{"may not be skipped", "ni ellir ei hepgor"};
inline const Words kDuring{"During", "Yn ystod"};
inline const Words kSource{"Source", "Ffynhonnell"};
inline const Words kPack{"From", "O"};
inline const Words kLimit{"At least", "O leiaf"};
inline const Words kNever{"Never", "Byth"};
inline const Words kDoubt{"In doubt", "Dan amheuaeth"};
inline const Words kDays{"Days", "Dyddiau"};
inline const Words kRegions{"Regions", "Rhanbarthau"};
inline const Words kAllRegions{"all", "pob un"};
inline const Words kSuspended{"Suspends", "Yn atal"};
inline const Words kResume{"Resumes", "Ailddechrau"};
inline const Words kOverWeeks{"clocks start again over weeks: ",
                              "clociau'n ailddechrau dros wythnosau: "};
inline const Words kMinutes{"minutes", "munud"};

}  // namespace bsup::core::show
