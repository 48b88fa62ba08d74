#include "policy/resolve/canonical.h"

#include <algorithm>
#include <tuple>

#include "base/enum_names.h"
#include "base/json.h"
#include "base/json_writer.h"

namespace bsup::core {
namespace {

class PolicyWriter {
 public:
  explicit PolicyWriter(const Policy& policy) : policy_(policy) {}

  std::string Write() {
    json_.Object();
    Head();
    List("approvers", policy_.approvers, [&](const Approver& approver) {
      json_.Member("id", approver.id);
      Say("label", approver.label);
      json_.Member("outranks", RoleIds(approver.outranks));
    });
    List("reason_codes", policy_.reason_codes, [&](const ReasonCode& code) {
      json_.Member("id", code.id);
      Say("label", code.label);
      json_.Key("for");
      code.direction ? json_.String(NameOf(kDirectionNames, *code.direction)) : json_.Null();
      json_.Member("needs_words", code.needs_words);
    });
    List("modes", policy_.modes, [&](const Mode& mode) {
      json_.Member("id", mode.id);
      json_.Member("in_person", mode.in_person);
      json_.Member("base", mode.base);
      Say("label", mode.label);
      Say("because", mode.because);
    });
    List("facts", policy_.facts, [&](const Fact& fact) { Describe(fact); });
    List("questions", policy_.questions, [&](const JointQuestion& question) {
      json_.Member("id", question.id);
      Say("ask", question.ask);
      json_.Object("no");
      for (const JointQuestion::Flag& flag : question.flags)
        json_.Member(FactId(flag.fact), flag.no == 1);
      json_.EndObject();
    });
    List("cannot", policy_.cannot, [&](const Cannot& rule) {
      Common(rule);
      json_.Member("modes", ModeIds(rule.modes));
      json_.Member("notice", NameOf(kNoticeNames, rule.notice));
    });
    List("principles", policy_.principles, [&](const Principle& rule) { Describe(rule); });
    List("suspended", policy_.suspended, [&](const Principle& rule) { Describe(rule); });
    List("factors", policy_.factors, [&](const Factor& rule) { Describe(rule); });
    List("safeguards", policy_.safeguards, [&](const Safeguard& rule) {
      Common(rule);
      json_.Member("basis", NameOf(kBasisNames, rule.basis));
      json_.Member("modes", ModeIds(rule.modes));
      json_.Member("must", rule.must);
    });
    List("cadence", policy_.cadence, [&](const Cadence& rule) { Describe(rule); });
    List("resources", policy_.resources, [&](const Resource& rule) { Describe(rule); });
    List("integrity", policy_.integrity, [&](const Integrity& rule) {
      json_.Member("id", rule.id);
      json_.Member("pack", rule.pack);
      json_.Key("never");
      Tests(rule.never);
      Array("doubt", rule.doubt, [&](FactIndex fact) { json_.String(FactId(fact)); });
      Say("because", rule.because);
      Cite(rule.source);
    });
    List("suspensions", policy_.suspensions,
         [&](const Suspension& suspension) { Describe(suspension); });
    json_.EndObject();
    return json_.Take();
  }

 private:
  void Head() {
    json_.Member("id", policy_.id);
    json_.Member("version", policy_.version);
    json_.Member("status", policy_.status);
    Say("title", policy_.title);
    Say("statement", policy_.statement);
    Say("guide", policy_.guide.text);
    json_.Member("guide_link", policy_.guide.link);
    List("overlays", policy_.overlays, [&](const PolicyId& overlay) {
      json_.Member("id", overlay.id);
      json_.Member("version", overlay.version);
    });
    json_.Key("region");
    if (policy_.region) {
      json_.Object();
      json_.Member("id", policy_.region->id);
      json_.Member("code", policy_.region->code);
      Say("label", policy_.region->label);
      json_.EndObject();
    } else {
      json_.Null();
    }
    json_.Member("from", policy_.from);
    json_.Member("until", policy_.until);
    json_.Member("margin", policy_.margin);
    json_.Object("bands");
    json_.Member("well_suited", policy_.bands.well_suited);
    json_.Member("suited", policy_.bands.suited);
    json_.Member("use_with_care", policy_.bands.use_with_care);
    json_.EndObject();
    json_.Object("region_weigh");
    for (const RegionWeigh& bound : policy_.region_weigh)
      json_.Member(RowOf(bound.kind).word, Ends(bound.range));
    json_.EndObject();
    json_.Object("refer");
    json_.Member("role", RoleId(policy_.refer.role));
    Say("words", policy_.refer.words);
    json_.EndObject();
  }

  void Describe(const Fact& fact) {
    json_.Member("id", fact.id);
    json_.Member("type", fact.type_row().word);
    json_.Member("values", fact.values);
    json_.Member("worse", NameOf(kWorseNames, fact.worse));
    json_.Member("absent", fact.SpellAbsent());
    json_.Key("presume");
    fact.Write(json_, fact.presume.value_or(kUnknown));
    Say("label", fact.label);
    Say("ask", fact.ask);
    Array("words", fact.value_words, [&](const Words& words) { Say(words); });
    json_.Member("min", fact.min);
    json_.Member("max", fact.max);
    json_.Member("holds_days", fact.holds_days);
    json_.Member("holds_for_contact", fact.holds_for_contact);
    // Only where it is said: a pack that says nothing of it keeps its digest.
    if (fact.old_after) {
      json_.Object("old_after");
      json_.Member("weeks", fact.old_after->weeks);
      Cite(fact.old_after->source);
      json_.EndObject();
    }
    json_.Key("only_when");
    Tests(fact.only_when);
    json_.Key("ask_when");
    When(fact.ask_when);
    json_.Key("derive");
    fact.derive ? Derive(*fact.derive) : json_.Null();
  }

  // As packs write it: a word, or what is said beside it.
  void Derive(const Derivation& derivation) {
    const DerivationRow& row = derivation.row();
    if (row.takes == DerivationTakes::kNothing) return json_.String(row.word);
    json_.Object();
    if (row.takes == DerivationTakes::kContacts) {
      json_.Member(row.word, derivation.last);
      json_.Member("except", ModeIds(derivation.except));
    } else {
      json_.Member(row.word, ModeIds(derivation.modes));
    }
    json_.EndObject();
  }

  void Describe(const Principle& rule) {
    Common(rule);
    json_.Member("mandate", NameOf(kMandateNames, rule.mandate));
    json_.Member("basis", NameOf(kBasisNames, rule.basis));
    json_.Member("effect", RowOf(rule.effect).word);
    json_.Member("modes", ModeIds(rule.modes));
    json_.Member("roles", RoleIds(rule.roles));
    json_.Key("refer_when");
    rule.refer_when ? When(*rule.refer_when) : json_.Null();
    json_.Member("flex", RoleIds(rule.flex_roles));
    json_.Member("notice", NameOf(kNoticeNames, rule.notice));
    json_.Member("never_suspended", rule.never_suspended);
  }

  void Describe(const Factor& rule) {
    Common(rule);
    json_.Member("kind", RowOf(rule.kind).word);
    json_.Member("basis", NameOf(kBasisNames, rule.basis));
    json_.Object("weigh");
    for (std::size_t i = 0; i < policy_.modes.size(); ++i) {
      if (rule.weigh[i] == 0) continue;
      json_.Key(policy_.modes[i].id);
      json_.Integer(rule.weigh[i]);
    }
    json_.EndObject();
    json_.Object("flex");
    for (std::size_t i = 0; i < policy_.modes.size(); ++i) {
      if (rule.flex[i].low == rule.flex[i].high) continue;
      json_.Key(policy_.modes[i].id);
      json_.Value(Ends(rule.flex[i]));
    }
    json_.EndObject();
  }

  void Describe(const Cadence& rule) {
    Common(rule);
    json_.Member("mandate", NameOf(kMandateNames, rule.mandate));
    json_.Member("basis", NameOf(kBasisNames, rule.basis));
    json_.Member("kind", RowOf(rule.kind).word);
    json_.Member("amount", rule.amount);
    json_.Member("flex", Ends(rule.flex));
    json_.Member("home_visit_modes", ModeIds(rule.home_visit_modes));
    Say("ask", rule.ask);
    json_.Member("notice", NameOf(kNoticeNames, rule.notice));
    json_.Member("never_suspended", rule.never_suspended);
  }

  void Describe(const Resource& rule) {
    Common(rule);
    json_.Member("subject", rule.subject);
    json_.Member("modes", ModeIds(rule.modes));
    json_.Member("minutes", rule.minutes);
    Say("title", rule.title);
    Array("outline", rule.outline, [&](const Words& step) { Say(step); });
  }

  void Describe(const Suspension& suspension) {
    json_.Member("id", suspension.id);
    json_.Member("pack", suspension.pack);
    json_.Member("from", suspension.from);
    json_.Member("until", suspension.until);
    json_.Member("regions", Sorted(suspension.regions));
    json_.Member("principles", Sorted(suspension.principles));
    json_.Member("cadence", Sorted(suspension.cadence));
    json_.Member("resume_weeks", suspension.resume_weeks);
    json_.Object("presume");
    for (const Suspension::Presumed& presumed : suspension.presume)
      json_.Member(presumed.fact, presumed.value);
    json_.EndObject();
    Say("because", suspension.because);
    Cite(suspension.source);
  }

  void Common(const Rule& rule) {
    json_.Member("id", rule.id);
    json_.Member("pack", rule.pack);
    json_.Key("when");
    When(rule.when);
    json_.Member("if_unknown", rule.apply_if_unknown ? "apply" : "ignore");
    json_.Member("binds", rule.binds_every_contact ? "every contact" : "supervision");
    Say("because", rule.because);
    Say("short", rule.in_short);
    Cite(rule.source);
    json_.Member("during", rule.during);
  }

  void Cite(const Citation& source) {
    json_.Member("source", source.text);
    json_.Member("source_link", source.link);
    json_.Member("source_place", source.place);
  }

  // The alternatives sorted, since their order means nothing.
  void When(const Condition& condition) {
    json_.Object();
    json_.Key("all");
    Tests(condition.base);
    std::vector<Row> any = condition.any;
    const auto order = [](const Row& a, const Row& b) {
      return std::ranges::lexicographical_compare(a, b, [](const Test& s, const Test& t) {
        return std::tuple(s.fact, Bounds(s), s.names_unknown, s.only_known) <
               std::tuple(t.fact, Bounds(t), t.names_unknown, t.only_known);
      });
    };
    std::ranges::stable_sort(any, order);
    Array("any", any, [&](const Row& row) { Tests(row); });
    json_.EndObject();
  }

  static std::vector<FactValue> Bounds(const Test& test) {
    std::vector<FactValue> bounds;
    for (const Range& range : test.passes) bounds.insert(bounds.end(), {range.low, range.high});
    return bounds;
  }

  void Tests(const Row& row) {
    json_.Object();
    for (const Test& test : row) {
      json_.Key(FactId(test.fact));
      json_.Array();
      Passing(test);
      if (test.names_unknown) json_.String("unknown");
      json_.EndArray();
    }
    json_.EndObject();
  }

  // "known" is kept apart from a list of all values: of a fact that is unknown the one is false and
  // the other unknown.
  void Passing(const Test& test) {
    const Fact& fact = policy_.facts[test.fact];
    if (test.only_known) {
      if (!test.passes.empty()) json_.String("known");
      return;
    }
    for (const Range& range : test.passes) {
      if (fact.type_row().by_range) {
        json_.Value(Ends(range));
        continue;
      }
      for (FactValue value = range.low; value <= range.high; ++value) fact.Write(json_, value);
    }
  }

  template <class T, class Item>
  void Array(std::string_view key, const std::vector<T>& items, Item item) {
    json_.Key(key);
    json_.Array();
    for (const T& each : items) item(each);
    json_.EndArray();
  }

  template <class T, class Members>
  void List(std::string_view key, const std::vector<T>& items, Members members) {
    Array(key, items, [&](const T& item) {
      json_.Object();
      members(item);
      json_.EndObject();
    });
  }

  static std::vector<FactValue> Ends(const Range& range) { return {range.low, range.high}; }
  [[nodiscard]] std::vector<std::string> RoleIds(const std::vector<RoleIndex>& roles) const {
    std::vector<std::string> ids;
    for (const RoleIndex role : roles) ids.push_back(RoleId(role));
    return ids;
  }
  [[nodiscard]] std::vector<std::string> ModeIds(ModeSet modes) const {
    std::vector<std::string> ids;
    for (const ModeIndex mode : modes) ids.push_back(policy_.modes[mode].id);
    return ids;
  }
  void Say(std::string_view key, const Words& words) {
    json_.Key(key);
    Say(words);
  }
  void Say(const Words& words) {
    json_.Object();
    json_.Member("en", words.en);
    json_.Member("cy", words.cy);
    json_.EndObject();
  }

  static std::vector<std::string> Sorted(std::vector<std::string> texts) {
    std::ranges::sort(texts);
    return texts;
  }
  [[nodiscard]] const std::string& FactId(FactIndex fact) const { return policy_.facts[fact].id; }
  [[nodiscard]] const std::string& RoleId(RoleIndex role) const {
    return policy_.approvers[role].id;
  }

  const Policy& policy_;
  JsonWriter json_;
};

}  // namespace

Result<std::string> CanonicalPolicy(const Policy& policy) {
  const std::string text = PolicyWriter(policy).Write();
  const Result<JsonDocument> document = JsonDocument::Parse(text, policy.id);
  if (!document) {
    return Error(
        Status::kBadPolicy, policy.id,
        "the policy written out is too large; it has " + std::to_string(text.size()) + " bytes");
  }
  return CanonicalJson(document->root());
}

}  // namespace bsup::core
