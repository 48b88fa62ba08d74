#include "policy/read/read_questions.h"

#include <algorithm>
#include <string_view>

#include "base/suggest.h"
#include "policy/read/table_reader.h"

namespace bsup::core {
namespace {

// The flags that a question settles.
class QuestionReader {
 public:
  QuestionReader(const TomlValue& value, const Pack& pack, Policy& policy, Problems& problems)
      : table_(value, "[[question]]", problems),
        pack_(pack),
        policy_(policy),
        problems_(problems) {}

  JointQuestion Read() {
    JointQuestion question;
    question.place = table_.place();
    question.id = table_.NeedId("id");
    question.ask = table_.NeedWords("ask");
    if (policy_.FactNamed(question.id))
      problems_.Add(table_.PlaceOf("id"), Quoted(question.id) +
                                              " is the id of a fact; answers have both as keys, so "
                                              "give the question another");
    ReadFacts(question);
    ReadNo(question);
    table_.Finish();
    return question;
  }

 private:
  void ReadFacts(JointQuestion& question) {
    const std::vector<TableReader::Item> items = table_.NeedTexts("facts");
    if (table_.Take("facts") != nullptr && (items.size() < 2 || items.size() > kMostJoint)) {
      problems_.Add(table_.PlaceOf("facts"), "a question settles 2 to " +
                                                 std::to_string(kMostJoint) + " flags, not " +
                                                 std::to_string(items.size()));
    }
    for (const TableReader::Item& item : items) {
      const FactIndex fact = FindNamed(policy_.facts, "fact", item.text, item.place, problems_);
      if (!fact) continue;
      Fact& named = policy_.facts[fact];
      if (named.type != FactType::kFlag) {
        problems_.Add(item.place,
                      Quoted(item.text) + " is not a flag; only flags are settled together");
      } else if (!IsDeclaredBy(pack_, item.text)) {
        problems_.Add(item.place,
                      Quoted(item.text) +
                          " is a fact of the nation, and only the nation says how it is "
                          "asked; name facts of this pack");
      } else if (named.joint) {
        problems_.Add(item.place, Quoted(item.text) + " is settled by the question " +
                                      Quoted(policy_.questions[named.joint].id) +
                                      " already; name it once");
      } else {
        named.joint = policy_.questions.next();
        question.flags.push_back({fact});
      }
    }
    std::ranges::sort(question.flags, {}, &JointQuestion::Flag::fact);
  }

  // What a plain no sets: of a flag that it does not name, false.
  void ReadNo(JointQuestion& question) {
    const TomlValue* no = table_.Take("no");
    if (no == nullptr || !CheckKind(*no, TomlKind::kTable, "\"no\"", "a table of flags", problems_))
      return;
    for (const TomlMember& member : no->members) {
      const FactIndex fact = policy_.FactNamed(member.key);
      const auto at = std::ranges::find(question.flags, fact, &JointQuestion::Flag::fact);
      if (!fact || at == question.flags.end()) {
        problems_.Add(member.place, Quoted(member.key) + " is not among the question's \"facts\"");
      } else if (CheckKind(member.value, TomlKind::kBool, Quoted(member.key), "true or false",
                           problems_)) {
        at->no = member.value.boolean ? 1 : 0;
      }
    }
  }

  static bool IsDeclaredBy(const Pack& pack, std::string_view fact) {
    return std::ranges::any_of(pack.source.files, [&](const TomlValue& file) {
      const TomlValue* declared = file.Find("fact");
      return declared != nullptr && declared->Find(fact) != nullptr;
    });
  }

  TableReader table_;
  const Pack& pack_;
  Policy& policy_;
  Problems& problems_;
};

}  // namespace

void AddQuestions(const Pack& pack, Policy& policy, Problems& problems) {
  for (const TomlValue* value : TablesOf(pack.source, "question")) {
    JointQuestion question = QuestionReader(*value, pack, policy, problems).Read();
    const auto other = std::ranges::find(policy.questions, question.id, &JointQuestion::id);
    if (other != policy.questions.end())
      problems.Add(question.place, "the question " + Quoted(question.id) + " is at " +
                                       other->place.ToString() + " already");
    policy.questions.push_back(std::move(question));
  }
}

}  // namespace bsup::core
