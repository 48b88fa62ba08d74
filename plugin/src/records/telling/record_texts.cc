#include "records/telling/record_texts.h"

#include <array>

#include "base/text_table.h"
#include "base/texts.h"

namespace bsup::core {
namespace {

constexpr std::array<TextEntry<RecordText>, kRecordTextCount> kRecordTexts{{
    {RecordText::kAdvice, "Advice shown", "Dangoswyd cyngor"},
    {RecordText::kDecision, "Decision", "Penderfyniad"},
    {RecordText::kApproval, "Approval", "Cymeradwyaeth"},
    {RecordText::kRefusal, "Refusal", "Gwrthodiad"},
    {RecordText::kApprovalOrRefusal, "Approval or refusal", "Cymeradwyaeth neu wrthodiad"},
    {RecordText::kOutcome, "Outcome", "Canlyniad"},
    {RecordText::kPolicyFirstUsed, "Policy first used", "Defnyddiwyd polisi am y tro cyntaf"},
    {RecordText::kPolicyWithdrawn, "Policy withdrawn", "Tynnwyd polisi yn ôl"},
    {RecordText::kPolicyEvent, "Policy first used or withdrawn",
     "Defnyddiwyd polisi am y tro cyntaf, neu ei dynnu yn ôl"},
    {RecordText::kRead, "Records read", "Darllenwyd y cofnodion"},
    {RecordText::kDisclosure, "Disclosed", "Datgelwyd"},
    {RecordText::kExport, "Exported", "Allforiwyd"},
    {RecordText::kErasure, "A person's records erased", "Dilëwyd cofnodion person"},
    {RecordText::kKey, "Signing key changed", "Newidiwyd yr allwedd lofnodi"},
    {RecordText::kReopen, "Trail reopened", "Ailagorwyd y trywydd"},
    {RecordText::kConfig, "Settings changed", "Newidiwyd y gosodiadau"},

    {RecordText::kOnNumber, " (on no. {1})", " (ar rif {1})"},
    {RecordText::kErased,
     "What it said has been erased; that it was made, when and by whom is kept.",
     "Mae'r hyn a ddywedai wedi'i ddileu; cedwir iddo gael ei wneud, pryd a chan bwy."},
    {RecordText::kNoRecords, "No records.", "Dim cofnodion."},
    {RecordText::kFoot, "As it stood at the end of {1}. Times are in UTC.",
     "Fel yr oedd pethau ar ddiwedd {1}. Amseroedd yn UTC."},

    {RecordText::kContactOn, "Contact on {1}.", "Cyswllt ar {1}."},

    {RecordText::kAsAdvised, "{1}, as advised.", "{1}, yn unol â'r cyngor."},
    {RecordText::kDeparts, "{1}, which departs from the advice: {2}.",
     "{1}, sy'n gwyro oddi wrth y cyngor: {2}."},
    {RecordText::kNoneAdvised, "{1}, though no mode was advised.",
     "{1}, er na chynghorwyd unrhyw ddull."},
    {RecordText::kReason, "Reason: {1}.", "Rheswm: {1}."},
    {RecordText::kStateSuperseded, "Superseded by no. {1}.", "Disodlwyd gan rif {1}."},
    {RecordText::kStateOutside, "Outside policy: {1}.", "Y tu allan i'r polisi: {1}."},
    {RecordText::kStateNeedsNone, "No approval is needed.", "Nid oes angen cymeradwyaeth."},
    {RecordText::kStateRefused, "Refused; see no. {1}.", "Gwrthodwyd; gweler rhif {1}."},
    {RecordText::kStateApproved, "Approved until {1}.", "Cymeradwywyd tan {1}."},
    {RecordText::kStateLapsed, "Approved until {1} and no longer; approval is needed again: {2}.",
     "Cymeradwywyd tan {1} ac nid wedi hynny; mae angen cymeradwyaeth eto: {2}."},
    {RecordText::kStateWaiting, "Waiting for approval: {1}.", "Yn aros am gymeradwyaeth: {1}."},

    {RecordText::kPromised, "Promised by {1}: {2} [{3}]", "Addawyd erbyn {1}: {2} [{3}]"},
    {RecordText::kOpen, "open", "heb ei wneud eto"},
    {RecordText::kDone, "done, said on {1}", "wedi'i wneud, cofnodwyd {1}"},
    {RecordText::kOverdue, "overdue", "yn hwyr"},

    {RecordText::kApprovedUntil, "{1}: approved until {2}.", "{1}: cymeradwywyd tan {2}."},
    {RecordText::kRefusedBy, "{1}: refused.", "{1}: gwrthodwyd."},

    {RecordText::kAttended, "Attended", "Yn bresennol"},
    {RecordText::kMissed, "Missed", "Heb ddod"},
    {RecordText::kExcused, "Excused", "Absenoldeb derbyniol"},
    {RecordText::kNotRecorded, "Attendance not recorded", "Presenoldeb heb ei gofnodi"},
    {RecordText::kTechnologyFailed, "The technology failed.", "Methodd y dechnoleg."},
    {RecordText::kTechnologyWorked, "The technology did not fail.", "Ni fethodd y dechnoleg."},
    {RecordText::kRiskGained, "Something was learnt about risk.", "Dysgwyd rhywbeth am risg."},
    {RecordText::kRiskNone, "Nothing was learnt about risk.", "Ni ddysgwyd dim am risg."},
    {RecordText::kRightMode, "It was the right mode.", "Hwn oedd y dull cywir."},
    {RecordText::kInPersonBetter, "In person would have been better.",
     "Byddai wyneb yn wyneb wedi bod yn well."},
    {RecordText::kRemoteEnough, "A remote contact would have done.",
     "Byddai cyswllt o bell wedi gwneud y tro."},
    {RecordText::kNotKnownYet, "Not known: {1}.", "Anhysbys: {1}."},
    {RecordText::kWhichMode, "which mode it was", "pa ddull ydoedd"},
    {RecordText::kWhetherTechnology, "whether the technology failed", "a fethodd y dechnoleg"},
    {RecordText::kWhetherRisk, "whether anything was learnt about risk",
     "a ddysgwyd rhywbeth am risg"},
    {RecordText::kWhetherRight, "whether it was the right mode", "ai hwn oedd y dull cywir"},
    {RecordText::kWhetherDone, "whether what was promised was done", "a wnaed yr hyn a addawyd"},

    {RecordText::kRecipients, "To: {1}.", "At: {1}."},
}};

static_assert(InOrder(kRecordTexts), "texts stand in the order of the enum");

}  // namespace

std::string Say(RecordText text, Language language, std::initializer_list<std::string_view> parts) {
  const auto& entry = kRecordTexts[static_cast<std::size_t>(text)];
  return Fill(language == Language::kWelsh ? entry.cy : entry.en, parts);
}

}  // namespace bsup::core
