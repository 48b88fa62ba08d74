// The page and the canonical form of a pack with a rule of each kind, to the byte.
//
// Where a change is meant, make shown.en.txt, shown.cy.txt and canonical.json anew from what the
// test writes beside its temporary files, and read the difference.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "policy/pack_builder.h"
#include "policy/show/show.h"

namespace bsup::core {
namespace {

std::string ACount(const std::string& id, const std::string& derive) {
  return "[fact.\"" + id + "\"]\ntype = \"count\"\nmin = 0\nmax = 100\nderive = " + derive +
         "\nunit = { en = \"contacts\", cy = \"cyswllt\" }\n"
         "label = { en = \"Count\", cy = \"Cyfrif\" }\n"
         "ask = { en = \"How many?\", cy = \"Sawl un?\" }\n";
}

std::string EveryKind() {
  return ARule("cannot", "no-phone",
               "modes = [\"telephone\"]\nwhen = { telephone = false }\nif_unknown = \"apply\"\n"
               "notice = \"stop\"\n") +
         ARule("principle", "seen-first",
               kStandard +
                   "when = { \"risk.rosh\" = \"high\", any = [ { misses = 3 }, { misses = \"> 9\" "
                   "} ] }\nneeds_approval = { modes = [\"video\"], roles = [\"senior probation "
                   "officer\", \"head of probation delivery unit\"] }\n") +
         ARule("principle", "not-at-home",
               "mandate = \"national\"\nbasis = \"law\"\nbinds = \"every contact\"\n"
               "never_suspended = true\n"
               "rule_out = [\"home visit\"]\nwhen = { misses = [\"[3..5]\", \"unknown\"] }\n") +
         ARule("principle", "on-top", kStandard + "supplement_only = [\"telephone\"]\n") +
         ARule("principle", "held",
               kStandard +
                   "no_advice = true\nwhen = { misses = \">= 50\" }\n"
                   "refer_when = { telephone = false }\n") +
         ARule("factor", "rises",
               "kind = \"risk\"\nbasis = \"research\"\nwhen = { \"risk.rosh\" = \"> low\" }\n"
               "weigh = { office = 2, telephone = -1 }\nflex = { weigh = { office = [1, 3] } }\n") +
         ARule("factor", "far",
               "kind = \"access\"\nbasis = \"local\"\nweigh = { video = 1 }\n"
               "short = { en = \"Far away\", cy = \"Ymhell\" }\n") +
         ARule("factor", "usual",
               "kind = \"practice\"\nbasis = \"guidance\"\nweigh = { office = -1 }\n") +
         ARule("safeguard", "who-listens",
               "modes = [\"video\", \"telephone\"]\nmust = true\nbasis = \"guidance\"\n") +
         ARule("cadence", "every-month",
               kStandard +
                   "in_person_every_weeks = 4\nflex = { in_person_every_weeks = [2, 8] }\n"
                   "ask = { en = \"Was the person seen?\", cy = \"A welwyd y person?\" }\n") +
         ARule("cadence", "at-home",
               kStandard +
                   "first_home_visit_days = 15\nhome_visit_modes = [\"home visit\"]\n"
                   "ask = { en = \"Was there a visit?\", cy = \"A fu ymweliad?\" }\n") +
         ARule("cadence", "not-public", kStandard + "not_published = true\n") +
         "[[resource]]\nid = \"drink\"\nsource = { text = \"A source\", place = \"part 2\", "
         "link = \"https://a.example/source\" }\nsubject = \"alcohol\"\n"
         "modes = [\"office\"]\nminutes = 30\ntitle = { en = \"Drink\", cy = \"Yfed\" }\n"
         "outline = [ { en = \"Ask.\", cy = \"Gofynnwch.\" }, { en = \"Plan.\", cy = "
         "\"Cynlluniwch.\" } ]\n" +
         ARule("integrity", "cannot-be",
               "never = { telephone = false, misses = \"> 60\" }\ndoubt = [\"misses\"]\n") +
         ARule("integrity", "nor-this", "never = { telephone = true, \"risk.rosh\" = \"low\" }\n") +
         ACount("seen", "\"days since in person\"") +
         ACount("calls", "{ remote_of_last = 3, except = [\"video\"] }") +
         ACount("spent", "{ attended_in_sentence_year = [\"home visit\", \"office\"] }");
}

// For Wales, on a day on which an exceptional delivery model holds.
const Policy& Whole() {
  static const auto in_force = InForce(
      {PackFile("nation.toml",
                Replaced(SmallPack(EveryKind()), "margin = 1",
                         "margin = 1\nregion_weigh = { access = [-1, 1] }\nguide = { text = { "
                         "en = \"The guide.\", cy = \"Y canllaw.\" }, link = "
                         "\"https://a.example/guide\" }")),
       PackFile("wales.toml",
                SmallOverlay(
                    "wales", "regional",
                    ARule("safeguard", "rural", "modes = [\"video\"]\nbasis = \"local\"\n") +
                        ARule("cadence", "often",
                              kStandard + "remote_in_a_row_most = 2\nsuspended_with = \"at-home\"\n"
                                          "ask = { en = \"How many?\", cy = \"Sawl un?\" }\n") +
                        "[fact.\"signal\"]\ntype = \"flag\"\nworse = false\nholds = \"contact\"\n"
                        "ask_when = { telephone = true }\nlabel = { en = \"Signal\", cy = "
                        "\"Signal\" }\nask = { en = \"Is there one?\", cy = \"A oes un?\" }\n"
                        "[fact.\"bus\"]\ntype = \"flag\"\nholds_days = 90\nlabel = { en = \"Bus\", "
                        "cy = \"Bws\" "
                        "}\nonly_when = { telephone = false }\nask = { en = \"A bus?\", cy = "
                        "\"Bws?\" }\n"
                        "[[question]]\nid = \"rural-life\"\nask = { en = \"Is it remote?\", cy = "
                        "\"A yw'n anghysbell?\" }\nfacts = [\"signal\", \"bus\"]\n" +
                        ARule("factor", "signal",
                              "kind = \"access\"\nbasis = \"local\"\nwhen = { signal = true "
                              "}\nweigh = { video = 1 }\n") +
                        "[[reason_code]]\nid = \"snow\"\nlabel = { en = \"Snow\", cy = \"Eira\" "
                        "}\nfor = \"to remote\"\nneeds_words = true\n"
                        "[[set]]\nrule = \"every-month\"\nin_person_every_weeks = 2\n")),
       PackFile("storm.toml",
                SmallOverlay(
                    "storm", "national",
                    "[[suspend]]\nid = \"snow\"\nfrom = 2026-10-15\nuntil = 2026-11-30\n"
                    "regions = [\"Wales\"]\nprinciples = [\"seen-first\"]\n"
                    "cadence = [\"at-home\"]\nresume_weeks = 3\npresume = { telephone = false }\n"
                    "because = { en = \"Snow.\", cy = \"Eira.\" }\nsource = \"A source\"\n"))},
      "Wales");
  return in_force->policy;
}

void ExpectGolden(const std::string& name, const std::string& text) {
  std::ostringstream golden;
  golden << std::ifstream(PROJECT_ROOT "/tests/policy/" + name, std::ios::binary).rdbuf();
  if (golden.str() == text) return;
  const std::string made = ::testing::TempDir() + name;
  std::ofstream(made, std::ios::binary) << text;
  ADD_FAILURE() << "tests/policy/" << name << " differs from what is in " << made;
}

TEST(Golden, APageShowsARuleOfEachKind) {
  ExpectGolden("shown.en.txt", ShowPolicy(Whole(), Language::kEnglish));
  ExpectGolden("shown.cy.txt", ShowPolicy(Whole(), Language::kWelsh));
}

TEST(Golden, TheCanonicalFormHoldsAllOfARuleOfEachKind) {
  ExpectGolden("canonical.json", Whole().canonical + "\n");
}

}  // namespace
}  // namespace bsup::core
