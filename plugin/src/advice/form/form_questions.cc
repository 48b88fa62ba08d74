#include "advice/form/form_questions.h"

#include <algorithm>

#include "advice/json/value_json.h"
#include "advice/text/answer_words.h"
#include "advice/text/effect_words.h"
#include "advice/text/question_words.h"

namespace bsup::core {
namespace {

class QuestionWriter {
 public:
  QuestionWriter(JsonWriter& json, const Speaker& speaker, const FormRequest& request)
      : json_(json), speaker_(speaker), request_(request) {}

  void Write() {
    for (const JointIndex joint : request_.questions) AddJoint(joint, FindJoint(joint));
    for (const FactIndex fact : request_.facts) AddFact(fact, FindFact(fact));
    for (const Question& question : speaker_.advice.ask) {
      if (const JointIndex joint = JointOf(speaker_.policy, question)) {
        AddJoint(joint, &question);
        continue;
      }
      for (const FactIndex fact : question.facts) {
        const JointIndex settled = speaker_.policy.facts[fact].joint;
        if (settled && question.facts.size() > 1) {
          AddJoint(settled, &question);
        } else {
          AddFact(fact, &question);
        }
      }
    }
  }

 private:
  const Question* FindFact(FactIndex fact) const {
    const auto& ask = speaker_.advice.ask;
    const auto found = std::ranges::find_if(ask, [&](const Question& question) {
      return question.facts.size() == 1 && question.facts.front() == fact;
    });
    return found == ask.end() ? nullptr : &*found;
  }
  const Question* FindJoint(JointIndex joint) const {
    const auto& ask = speaker_.advice.ask;
    const auto found = std::ranges::find_if(
        ask, [&](const Question& question) { return JointOf(speaker_.policy, question) == joint; });
    return found == ask.end() ? nullptr : &*found;
  }

  // `no: Office visit only`: the answers that change something. Of one of several questions that
  // matter only together, that it needs the others.
  std::string HintOf(const Question* question, bool is_whole) const {
    if (question == nullptr) return "";
    if (!is_whole) return Capital(speaker_.Say(AdviceText::kNeededWithOthers));
    const std::string no_change = speaker_.Say(AdviceText::kNoChange);
    std::string hint;
    for (const AnswerGroup& group : question->answers) {
      const std::string effect = EffectWords(speaker_, group);
      if (effect == no_change) continue;
      hint +=
          (hint.empty() ? "" : "; ") +
          AnswersInWords(speaker_.policy, speaker_.classes, *question, group, speaker_.language) +
          ": " + effect;
    }
    return Capital(hint);
  }

  // Begins a question, unless it is there already.
  bool Begin(const std::string& name, const Words& sentence, const std::string& hint,
             std::string_view kind) {
    if (std::ranges::find(written_, name) != written_.end()) return false;
    written_.push_back(name);
    id_ = "ask-";
    for (const char letter : name) {
      const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
      id_ += plain ? letter : '-';
    }
    json_.Object();
    json_.Member("fact", name);
    json_.Member("id", id_);
    json_.Member("name", "ask." + name);
    json_.Member("question", speaker_.Say(sentence));
    WriteTextOrNull(json_, "hint", hint);
    for (const std::string_view each : {"radios", "checks", "number"})
      json_.Member("is_" + std::string(each), each == kind);
    options_ = 0;
    return true;
  }

  // `value` is empty, or the answer as JSON.
  void Option(const std::string& value, const std::string& words, bool checked) {
    json_.Object();
    json_.Member("id", ++options_ == 1 ? id_ : id_ + "-" + std::to_string(options_));
    json_.Member("value", value);
    json_.Member("option", Capital(words));
    json_.Member("checked", checked);
    json_.EndObject();
  }

  static std::string AnswerOf(std::string_view name, const Fact& fact, FactValue value) {
    JsonWriter json;
    json.Object();
    json.Key(name);
    fact.Write(json, value);
    json.EndObject();
    return json.Take();
  }

  void AddFact(FactIndex index, const Question* question) {
    const Fact& fact = speaker_.policy.facts[index];
    const bool is_count = fact.type_row().by_range;
    const std::string hint = HintOf(question, question == nullptr || question->facts.size() == 1);
    if (!Begin(fact.id, fact.ask, hint, is_count ? "number" : "radios")) return;
    const bool answered = std::ranges::find(request_.facts, index) != request_.facts.end();
    const FactValue now = answered ? speaker_.advice.facts[index] : kUnknown;
    json_.Member("inline", fact.type == FactType::kFlag);
    json_.Array("options");
    if (!is_count) {
      if (fact.type == FactType::kFlag) {
        for (const FactValue value : {1, 0})
          Option(AnswerOf(fact.id, fact, value), fact.Say(value, speaker_.language), value == now);
      }
      for (FactValue value = 0; value < std::ssize(fact.values); ++value)
        Option(AnswerOf(fact.id, fact, value), fact.Say(value, speaker_.language), value == now);
      Option("", speaker_.Say(FormText::kDoNotKnow), answered && now == kUnknown);
    }
    json_.EndArray();
    json_.Key("number");
    if (is_count) {
      json_.Object();
      json_.Member("min", fact.min);
      json_.Member("max", fact.max);
      json_.Member("unit", fact.Unit().In(speaker_.language));
      json_.Key("value");
      now == kUnknown ? json_.Null() : json_.Integer(now);
      json_.EndObject();
    } else {
      json_.Null();
    }
    json_.EndObject();
  }

  // Boxes to tick, since several may hold; the last says that none does.
  void AddJoint(JointIndex joint, const Question* question) {
    const JointQuestion& asked = speaker_.policy.questions[joint];
    const bool is_whole = question == nullptr || JointOf(speaker_.policy, *question) == joint;
    if (!Begin(asked.id, asked.ask, HintOf(question, is_whole), "checks")) return;
    const bool answered = std::ranges::find(request_.questions, joint) != request_.questions.end();
    const auto is = [&](const JointQuestion::Flag& flag, bool no) {
      const FactValue now = speaker_.advice.facts[flag.fact];
      return answered && now != kUnknown && (now == flag.no) == no;
    };
    json_.Member("inline", false);
    json_.Array("options");
    for (const JointQuestion::Flag& flag : asked.flags) {
      const Fact& fact = speaker_.policy.facts[flag.fact];
      Option(AnswerOf(fact.id, fact, 1 - flag.no), speaker_.Say(fact.label), is(flag, false));
    }
    const bool none = std::ranges::all_of(
        asked.flags, [&](const JointQuestion::Flag& flag) { return is(flag, true); });
    JsonWriter no;
    no.Object();
    no.Member(asked.id, false);
    no.EndObject();
    Option(no.Take(), speaker_.Say(FormText::kNoneOfThese), none);
    json_.EndArray();
    json_.Member("number", nullptr);
    json_.EndObject();
  }

  JsonWriter& json_;
  const Speaker& speaker_;
  const FormRequest& request_;
  std::vector<std::string> written_;  // facts and questions
  std::string id_;                    // of the question that is being written
  std::size_t options_ = 0;           // of it, so far
};

}  // namespace

void WriteFormQuestions(JsonWriter& json, const Speaker& speaker, const FormRequest& request) {
  json.Key("ask");
  if (speaker.advice.ask.empty() && request.facts.empty() && request.questions.empty())
    return json.Null();
  json.Object();
  json.Member("heading", speaker.Say(HeadingText::kToAsk));
  std::string lead = speaker.Say(FormText::kAnswerWhatYouCan);
  json.Member("lead", lead);
  json.Array("questions");
  QuestionWriter(json, speaker, request).Write();
  json.EndArray();
  json.EndObject();
}

}  // namespace bsup::core
