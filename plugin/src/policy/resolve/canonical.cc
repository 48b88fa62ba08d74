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
      Text("id", approver.id);
      Say("label", approver.label);
      Roles("outranks", approver.outranks);
    });
    List("reason_codes", policy_.reason_codes, [&](const ReasonCode& code) {
      Text("id", code.id);
      Say("label", code.label);
    });
    List("modes", policy_.modes, [&](const Mode& mode) {
      Text("id", mode.id);
      Flag("in_person", mode.in_person);
      Number("base", mode.base);
      Say("label", mode.label);
    });
    List("facts", policy_.facts, [&](const Fact& fact) { Describe(fact); });
    List("cannot", policy_.cannot, [&](const Cannot& rule) {
      Common(rule);
      Modes("modes", rule.modes);
    });
    List("principles", policy_.principles, [&](const Principle& rule) { Describe(rule); });
    List("factors", policy_.factors, [&](const Factor& rule) { Describe(rule); });
    List("safeguards", policy_.safeguards, [&](const Safeguard& rule) {
      Common(rule);
      Text("basis", NameOf(kBasisNames, rule.basis));
      Modes("modes", rule.modes);
      Flag("must", rule.must);
    });
    List("cadence", policy_.cadence, [&](const Cadence& rule) { Describe(rule); });
    List("resources", policy_.resources, [&](const Resource& rule) { Describe(rule); });
    List("integrity", policy_.integrity, [&](const Integrity& rule) {
      Text("id", rule.id);
      Text("pack", rule.pack);
      json_.Key("never");
      Tests(rule.never);
      Array("doubt", rule.doubt, [&](int fact) { json_.String(FactId(fact)); });
      Say("because", rule.because);
      Text("source", rule.source);
    });
    List("suspensions", policy_.suspensions,
         [&](const Suspension& suspension) { Describe(suspension); });
    json_.EndObject();
    return json_.Take();
  }

 private:
  void Head() {
    Text("id", policy_.id);
    Text("version", policy_.version);
    Text("status", policy_.status);
    Say("title", policy_.title);
    Say("statement", policy_.statement);
    List("overlays", policy_.overlays, [&](const PolicyId& overlay) {
      Text("id", overlay.id);
      Text("version", overlay.version);
    });
    json_.Key("region");
    if (policy_.region) {
      json_.Object();
      Text("id", policy_.region->id);
      Text("code", policy_.region->code);
      Say("label", policy_.region->label);
      json_.EndObject();
    } else {
      json_.Null();
    }
    Text("from", policy_.from.ToString());
    json_.Key("until");
    policy_.until ? json_.String(policy_.until->ToString()) : json_.Null();
    Number("margin", policy_.margin);
    json_.Key("bands");
    json_.Object();
    Number("well_suited", policy_.bands.well_suited);
    Number("suited", policy_.bands.suited);
    Number("use_with_care", policy_.bands.use_with_care);
    json_.EndObject();
    json_.Key("refer");
    json_.Object();
    Text("role", RoleId(policy_.refer.role));
    Say("words", policy_.refer.words);
    json_.EndObject();
  }

  void Describe(const Fact& fact) {
    Text("id", fact.id);
    Text("type", fact.type_row().word);
    Texts("values", fact.values);
    Text("worse", NameOf(kWorseNames, fact.worse));
    Text("absent", fact.SpellAbsent());
    json_.Key("presume");
    fact.presume ? json_.Bool(*fact.presume == 1) : json_.Null();
    Say("label", fact.label);
    Say("ask", fact.ask);
    Array("words", fact.value_words, [&](const Words& words) { Say(words); });
    Number("min", fact.min);
    Number("max", fact.max);
    json_.Key("holds_days");
    fact.holds_days ? json_.Integer(*fact.holds_days) : json_.Null();
    Text("derive", NameOf(kDerivationNames, fact.derive));
  }

  void Describe(const Principle& rule) {
    Common(rule);
    Text("mandate", NameOf(kMandateNames, rule.mandate));
    Text("basis", NameOf(kBasisNames, rule.basis));
    Text("effect", RowOf(rule.effect).word);
    Modes("modes", rule.modes);
    Roles("roles", rule.roles);
    json_.Key("refer_when");
    rule.refer_when ? When(*rule.refer_when) : json_.Null();
    Roles("flex", rule.flex_roles);
  }

  void Describe(const Factor& rule) {
    Common(rule);
    Text("kind", NameOf(kFactorKindNames, rule.kind));
    Text("basis", NameOf(kBasisNames, rule.basis));
    json_.Key("weigh");
    json_.Object();
    for (std::size_t i = 0; i < policy_.modes.size(); ++i) {
      if (rule.weigh[i] != 0) Number(policy_.modes[i].id, rule.weigh[i]);
    }
    json_.EndObject();
    json_.Key("flex");
    json_.Object();
    for (std::size_t i = 0; i < policy_.modes.size(); ++i) {
      if (rule.flex[i].low != rule.flex[i].high) Span(policy_.modes[i].id, rule.flex[i]);
    }
    json_.EndObject();
  }

  void Describe(const Cadence& rule) {
    Common(rule);
    Text("mandate", NameOf(kMandateNames, rule.mandate));
    Text("basis", NameOf(kBasisNames, rule.basis));
    Text("kind", RowOf(rule.kind).word);
    Number("amount", rule.amount);
    Span("flex", rule.flex);
    Modes("home_visit_modes", rule.home_visit_modes);
    Say("ask", rule.ask);
  }

  void Describe(const Resource& rule) {
    Common(rule);
    Text("subject", rule.subject);
    Modes("modes", rule.modes);
    Number("minutes", rule.minutes);
    Say("title", rule.title);
    Array("outline", rule.outline, [&](const Words& step) { Say(step); });
  }

  void Describe(const Suspension& suspension) {
    Text("id", suspension.id);
    Text("pack", suspension.pack);
    Text("from", suspension.from.ToString());
    Text("until", suspension.until.ToString());
    Texts("regions", Sorted(suspension.regions));
    Texts("principles", Sorted(suspension.principles));
    Texts("cadence", Sorted(suspension.cadence));
    Number("resume_weeks", suspension.resume_weeks);
    Say("because", suspension.because);
    Text("source", suspension.source);
  }

  void Common(const Rule& rule) {
    Text("id", rule.id);
    Text("pack", rule.pack);
    json_.Key("when");
    When(rule.when);
    Text("if_unknown", rule.apply_if_unknown ? "apply" : "ignore");
    Text("binds", rule.binds_every_contact ? "every contact" : "supervision");
    Say("because", rule.because);
    Text("source", rule.source);
    Text("during", rule.during);
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
    const Fact& fact = policy_.facts[static_cast<std::size_t>(test.fact)];
    if (test.only_known) {
      if (!test.passes.empty()) json_.String("known");
      return;
    }
    for (const Range& range : test.passes) {
      if (fact.type_row().by_range) {
        json_.Array();
        json_.Integer(range.low);
        json_.Integer(range.high);
        json_.EndArray();
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

  void Texts(std::string_view key, const std::vector<std::string>& texts) {
    Array(key, texts, [&](const std::string& text) { json_.String(text); });
  }
  void Roles(std::string_view key, const std::vector<int>& roles) {
    Array(key, roles, [&](int role) { json_.String(RoleId(role)); });
  }
  void Modes(std::string_view key, ModeSet modes) {
    json_.Key(key);
    json_.Array();
    for (std::size_t i = 0; i < policy_.modes.size(); ++i) {
      if ((modes >> i & 1) != 0) json_.String(policy_.modes[i].id);
    }
    json_.EndArray();
  }
  void Span(std::string_view key, const Range& range) {
    json_.Key(key);
    json_.Array();
    json_.Integer(range.low);
    json_.Integer(range.high);
    json_.EndArray();
  }
  void Text(std::string_view key, std::string_view text) {
    json_.Key(key);
    json_.String(text);
  }
  void Number(std::string_view key, std::int64_t number) {
    json_.Key(key);
    json_.Integer(number);
  }
  void Flag(std::string_view key, bool flag) {
    json_.Key(key);
    json_.Bool(flag);
  }
  void Say(std::string_view key, const Words& words) {
    json_.Key(key);
    Say(words);
  }
  void Say(const Words& words) {
    json_.Object();
    Text("en", words.en);
    Text("cy", words.cy);
    json_.EndObject();
  }

  static std::vector<std::string> Sorted(std::vector<std::string> texts) {
    std::ranges::sort(texts);
    return texts;
  }
  [[nodiscard]] const std::string& FactId(int fact) const {
    return policy_.facts[static_cast<std::size_t>(fact)].id;
  }
  [[nodiscard]] const std::string& RoleId(int role) const {
    return policy_.approvers[static_cast<std::size_t>(role)].id;
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
