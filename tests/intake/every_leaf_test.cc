// Each leaf of the sample payloads is changed once. What changes nothing of what was read, found or
// noticed bears on no fact, and stands in the list here with its reason.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "advice/json/input.h"
#include "base/json_writer.h"
#include "shipped_intake.h"

namespace bsup::core {

// `*` is any member of a list; what ends with `/` is everything below, what begins with `**` any
// place that ends so.
struct BearsOnNothing {
  std::string_view leaf;
  std::string_view because;
};

constexpr auto kBearsOnNothing = std::to_array<BearsOnNothing>({
    {"**/createdBy", "who wrote it"},
    {"**/createdByDate", "when it was written"},
    {"**/hasNoteBeenTruncated", "of a note"},
    {"**/note", "a note: only a reader can tell what it says"},
    {"**/id", "a number of the host"},
    {"**/contactId", "a number of the host"},
    {"**/eventNumber", "a number of the host"},
    {"**/calculationId", "a number of the host"},
    {"**/lastUpdated", "when it was written"},
    {"**/createdAt", "when it was written"},
    {"**/updatedAt", "when it was written"},
    {"**/createdDate", "when it was written"},
    {"**/calculationDate", "when it was worked out: a tier holds until there is another"},
    {"/risks/assessedOn", "the widget is of the same assessment: the later day counts"},
    {"**/forename", "of the staff: who the case is about stands in personSummary"},
    {"**/surname", "of the staff, as above"},
    {"**/middleName", "names are compared without it"},
    {"**/middleNames", "names are compared without it"},
    {"**/page", "of the list"},
    {"**/size", "of the list"},
    {"**/totalPages", "of the list: totalResults tells"},
    {"/upcoming/personSchedule/totalResults", "of the list, which is not history"},
    {"**/endDateTime", "when it ended"},
    {"**/deliusManaged", "who keeps it"},
    {"**/isAppointment", "the type tells"},
    {"**/isNationalStandard", "the type tells"},
    {"**/isSensitive", "who may read it is for the host"},
    {"**/rarToolKit", "what was used"},
    {"**/acceptableAbsence", "the outcome tells first"},
    {"**/acceptableAbsenceReason", "the outcome tells"},
    {"**/didTheyComply", "coming is not complying"},
    {"**/hasOutcome", "the outcome tells first"},
    {"**/wasAbsent", "the outcome tells first"},
    {"/upcoming/personSchedule/appointments/*/startDateTime",
     "the samples' next appointment is the overview's, which is as early"},
    {"/upcoming/personSchedule/appointments/*/type", "as above"},
    {"/needs/identifiedNeeds/*/name", "the section tells first"},
    {"/needs/notIdentifiedNeeds/*/name", "the section tells first"},
    {"**/severity", "a need is one however severe"},
    {"**/riskOfHarm", "of a need"},
    {"**/riskOfReoffending", "of a need"},
    {"/needs/unansweredNeeds", "what is not answered stays unknown"},
    {"/overview/absencesWithoutEvidence", "the contacts tell"},
    {"/overview/appointmentsWithoutOutcome", "the contacts tell"},
    {"**/categoryDescription", "the category tells"},
    {"**/levelDescription", "the level tells"},
    {"**/reviewDate", "a registration holds until it is removed"},
    {"**/startDate", "the host lists what is active"},
    {"**/order/endDate", "a sentence runs on past its expected end"},
    {"**/nextReviewDate", "a registration holds until it is removed"},
    {"**/mostRecentReviewDate", "as above"},
    {"**/level", "a flag is true whatever its level"},
    {"/overview/personalDetails/disabilities", "an empty list: what is not recorded is not absent"},
    {"/overview/personalDetails/provisions", "as above"},
    {"/overview/personalDetails/personalCircumstances", "as above"},
    {"/personalDetails/circumstances/circumstances", "as above"},
    {"/personalDetails/documents", "as above"},
    {"/sentences/sentences/*/licenceConditions", "as above"},
    {"/sentences/sentences/*/nsis", "as above"},
    {"/overview/personalDetails/personalCircumstances/",
     "either of type and sub-type stands alone"},
    {"/personalDetails/circumstances/circumstances/*/type", "the sub-type tells first"},
    {"**/preferredGender", "not what a policy asks about"},
    {"**/preferredName", "what to call the person"},
    {"**/sex", "not what a policy asks about"},
    {"/overview/sentences/*/mainOffence/", "what happened, not what follows from it"},
    {"/personalDetails/contacts/", "other people"},
    {"/personalDetails/email", "no mode needs it"},
    {"/personalDetails/mainAddress/", "where it is: its type tells whether it is an abode"},
    {"/personalDetails/otherAddressCount", "other addresses"},
    {"/personalDetails/previousAddressCount", "other addresses"},
    {"/personalDetails/staffContacts/", "of the staff: since when and where tells"},
    {"/riskFlags/mappa", "null: the list of flags tells"},
    {"/riskFlags/removedRiskFlags", "what was removed does not hold"},
    {"/riskFlags/removedRiskFlags/", "what was removed does not hold"},
    {"**/developerMessage", "one sign of failure is enough"},
    {"**/errorCode", "one sign of failure is enough"},
    {"**/moreInfo", "one sign of failure is enough"},
    {"**/status", "one sign of failure is enough"},
    {"**/userMessage", "one sign of failure is enough"},
    {"/risks/otherRisks/", "not what a policy asks about"},
    {"**/custody/current", "of custody"},
    {"**/hostelSetting/current", "of hostels"},
    {"**/previous", "what was, and no longer is"},
    {"**/risk", "words: only a reader can tell what they say"},
    {"/risks/summary/natureOfRisk", "words"},
    {"/risks/summary/riskImminence", "words"},
    {"/risks/summary/riskIncreaseFactors", "words"},
    {"/risks/summary/riskMitigationFactors", "words"},
    {"/risks/summary/whoIsAtRisk", "words"},
    {"/risks/summary/riskInCommunity/", "of whom is at risk only staff count"},
    {"/risks/summary/riskInCustody/", "of custody"},
    {"/roshWidget/riskInCommunity/", "the overall level tells first"},
    {"/roshWidget/riskInCustody/", "of custody"},
    {"/sentences/sentences/*/order/pss",
     "that supervision follows the sentence, not that it has begun"},
    {"/sentences/sentences/*/requirements/*/active", "of requirements that bear on no fact"},
    {"/sentences/sentences/*/requirements/*/description", "of requirements that bear on no fact"},
    {"/supervisionPackage/context/finalThirdEligibility/since", "the day of the finding"},
    {"/supervisionPackage/context/sentences/*/inBreach", "not what a policy asks about"},
    {"/supervisionPackage/context/sentences/*/type/isCustodial", "the sentences tell"},
    {"/supervisionPackage/currentPhase/supervisionPackage/", "the phase tells first"},
    {"/supervisionPackage/earlyEngagement/completed", "over or not: not how many"},
    {"/tierV3/changeReason", "why it changed"},
});

// Writes a document with one of its leaves changed, and counts leaves.
class Changed {
 public:
  explicit Changed(int which) : which_(which) {}

  std::string Write(const JsonNode& root) {
    Node(root, "");
    return writer_.Take();
  }
  [[nodiscard]] int leaves() const { return leaves_; }
  [[nodiscard]] const std::string& at() const { return at_; }

 private:
  void Node(const JsonNode& node, const std::string& pattern) {
    if (node.is_array() && !node.items().empty()) {
      writer_.Array();
      for (const JsonNode& item : node.items()) Node(item, pattern + "/*");
      writer_.EndArray();
    } else if (node.is_object() && !node.members().empty()) {
      writer_.Object();
      for (const JsonMember& member : node.members()) {
        writer_.Key(member.key);
        Node(member.value, pattern + "/" + PointerToken(member.key));
      }
      writer_.EndObject();
    } else if (leaves_++ == which_) {
      at_ = pattern;
      Change(node);
    } else {
      WriteCanonical(node, writer_);
    }
  }

  void Change(const JsonNode& leaf) {
    if (leaf.is_bool()) return writer_.Bool(!leaf.boolean());
    if (leaf.is_integer()) return writer_.Integer(leaf.integer() + 1);
    if (leaf.is_string() && Day::ParseDateTime(leaf.string()))
      return writer_.String("2001" + std::string(leaf.string().substr(4)));
    writer_.String("changed");
  }

  JsonWriter writer_;
  int which_;
  int leaves_ = 0;
  std::string at_;
};

class EveryLeaf : public ShippedIntake {
 protected:
  // All that reading it comes to.
  static std::string Reading(const std::string& text) {
    const auto payload = JsonDocument::Parse(text, "payload");
    const Day as_of = *Day::Parse("2026-11-23");
    const Intake intake(*mapping_, payload->root());
    const Contact contact = *intake.Ask(nullptr, as_of)->In(policy_->policy);
    Case a_case = *intake.ReadCase(*binding_, nullptr, contact, as_of);
    std::string regions;
    for (const PayloadRegion& region : intake.Regions(as_of)) regions += region.region + "\n";
    return CanonicalInput(*policy_, "", contact, a_case, as_of, Language::kEnglish) + regions;
  }

  // Leaves as patterns: whether one of them changes anything.
  using Leaves = std::map<std::string, bool>;
  static void Try(const std::string& text, Leaves& leaves) {
    const auto payload = JsonDocument::Parse(text, "payload");
    Changed all(-1);
    const std::string before = Reading(all.Write(payload->root()));
    for (int leaf = 0; leaf < all.leaves(); ++leaf) {
      Changed changed(leaf);
      const std::string after = Reading(changed.Write(payload->root()));
      leaves[changed.at()] |= after != before;
    }
  }

  // A pattern of the list that begins with `**` is any end.
  static bool Covers(std::string_view pattern, std::string_view leaf) {
    if (pattern.starts_with("**")) return leaf.ends_with(pattern.substr(2));
    return pattern.ends_with('/') ? leaf.starts_with(pattern) : leaf == pattern;
  }
};

TEST_F(EveryLeaf, OfTheSamplesIsReadOrBearsOnNothing) {
#ifdef BSUP_SANITIZED
  GTEST_SKIP() << "a thousand readings, which take long here and find nothing new";
#endif
  Leaves leaves;
  for (const auto& file : std::filesystem::directory_iterator(PROJECT_ROOT "/host-stubs/data")) {
    const std::string name = file.path().filename().string();
    if (name.starts_with("X") && name.ends_with(".json")) Try(Slurp(file.path()), leaves);
  }
  std::set<std::string_view> used;
  for (const auto& one_leaf : leaves) {
    if (one_leaf.second) continue;
    const std::string& leaf = one_leaf.first;
    const auto known = std::ranges::find_if(
        kBearsOnNothing, [&](const BearsOnNothing& one) { return Covers(one.leaf, leaf); });
    if (known == kBearsOnNothing.end()) {
      ADD_FAILURE() << leaf << " is not read; read it, or say here why it bears on nothing";
    } else {
      used.insert(known->leaf);
    }
  }
  for (const BearsOnNothing& one : kBearsOnNothing)
    EXPECT_TRUE(used.contains(one.leaf)) << one.leaf << " is read, or is in no sample";
}

// The control: a leaf that nothing reads is found.
TEST_F(EveryLeaf, ThatNothingReadsIsFound) {
  Leaves leaves;
  Try(R"({"tierV3":{"tierScore":"B","colour":"red"}})", leaves);
  EXPECT_EQ(leaves, (Leaves{{"/tierV3/tierScore", true}, {"/tierV3/colour", false}}));
}

}  // namespace bsup::core
