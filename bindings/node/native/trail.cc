// Trail: what it does waits for the disk, so each call gives a promise and works on another thread.
#include <functional>
#include <mutex>
#include <variant>

#include "addon.h"

namespace bsup_node {
namespace {

struct ReceiptTold {
  std::uint64_t sequence;
  double time;  // milliseconds since 1970
  bool existed;
  std::string leaf;
  std::string checkpoint;
};

struct VerdictTold {
  std::string report;  // JSON
};

using Outcome = std::variant<std::monostate, std::string, ReceiptTold, VerdictTold,
                             std::shared_ptr<bsup::Trail>>;

Outcome Tell(const bsup::Receipt& receipt) {
  return ReceiptTold{
      receipt.sequence(), static_cast<double>(receipt.time().time_since_epoch().count()),
      receipt.existed(), std::string(receipt.leaf()), std::string(receipt.checkpoint())};
}

class Trail : public Napi::ObjectWrap<Trail> {
 public:
  using Shared = std::shared_ptr<bsup::Trail>;
  using Held = Napi::External<Shared>;

  explicit Trail(const Napi::CallbackInfo& info) : Napi::ObjectWrap<Trail>(info) {
    if (!info[0].IsExternal())
      throw Napi::TypeError::New(info.Env(), "a trail is opened by Trail.open");
    trail_ = *info[0].As<Held>().Data();
  }
  static Napi::Function Define(Napi::Env env);

 private:
  static Napi::Value Open(const Napi::CallbackInfo& info);
  static Napi::Value Verify(const Napi::CallbackInfo& info);
  Napi::Value RecordAdvice(const Napi::CallbackInfo& info);
  Napi::Value Record(const Napi::CallbackInfo& info);
  Napi::Value Show(const Napi::CallbackInfo& info);
  Napi::Value Read(const Napi::CallbackInfo& info);
  Napi::Value Decision(const Napi::CallbackInfo& info);
  Napi::Value Prove(const Napi::CallbackInfo& info);
  Napi::Value Head(const Napi::CallbackInfo& info);
  Napi::Value Close(const Napi::CallbackInfo& info);
  // The open trail. Work that is under way keeps it open.
  [[nodiscard]] Shared Opened(Napi::Env env) const {
    if (trail_) return trail_;
    throw Napi::Error::New(env, "this trail is closed");
  }

  Shared trail_;
};

// Does `work` on another thread, and settles the promise with what it gives.
class Work : public Napi::AsyncWorker {
 public:
  Work(Napi::Env env, std::function<Outcome()> work)
      : Napi::AsyncWorker(env), deferred_(env), work_(std::move(work)) {}
  [[nodiscard]] Napi::Promise Promise() const { return deferred_.Promise(); }

  void Execute() override {
    try {
      outcome_ = work_();
    } catch (const bsup::Error& error) {
      failed_ = error;
      SetError(error.what());
    }
    work_ = nullptr;
  }
  void OnOK() override {
    Napi::HandleScope scope(Env());
    deferred_.Resolve(ValueOf());
  }
  void OnError(const Napi::Error& error) override {
    Napi::HandleScope scope(Env());
    deferred_.Reject(failed_ ? ErrorOf(Env(), *failed_).Value() : error.Value());
  }

 private:
  Napi::Value ValueOf() {
    if (const auto* text = std::get_if<std::string>(&outcome_))
      return Napi::String::New(Env(), *text);
    if (const auto* verdict = std::get_if<VerdictTold>(&outcome_))
      return Napi::String::New(Env(), verdict->report);
    if (auto* trail = std::get_if<std::shared_ptr<bsup::Trail>>(&outcome_))
      return Library::Of(Env()).trail.New(
          {Napi::External<std::shared_ptr<bsup::Trail>>::New(Env(), trail)});
    const auto* receipt = std::get_if<ReceiptTold>(&outcome_);
    if (receipt == nullptr) return Env().Undefined();
    Napi::Object told = Napi::Object::New(Env());
    told.Set("sequence", static_cast<double>(receipt->sequence));
    told.Set("time", Napi::Date::New(Env(), receipt->time));
    told.Set("existed", receipt->existed);
    told.Set("leaf", receipt->leaf);
    told.Set("checkpoint", receipt->checkpoint);
    return told;
  }

  Napi::Promise::Deferred deferred_;
  std::function<Outcome()> work_;
  Outcome outcome_;
  std::optional<bsup::Error> failed_;
};

Napi::Value Promised(Napi::Env env, std::function<Outcome()> work) {
  auto* worker = new Work(env, std::move(work));
  Napi::Promise promise = worker->Promise();
  worker->Queue();
  return promise;
}

bsup::Who WhoOf(const Napi::Value& given) {
  if (given.IsString()) return {.id = given.As<Napi::String>().Utf8Value()};
  bsup::Who who{.id = TextOf(Option(given, "id"), "id"),
                .role = TextOf(Option(given, "role"), "role"),
                .service = TextOf(Option(given, "service"), "service"),
                .operation_id = TextOf(Option(given, "operationId"), "operationId"),
                .correlation_id = TextOf(Option(given, "correlationId"), "correlationId")};
  if (who.id.empty())
    throw Napi::TypeError::New(given.Env(), "who acts must be named: a text, or {id, role}");
  return who;
}

std::int32_t KindOf(const Napi::Value& value) {
  const std::string kind = TextOf(value, "the kind");
  if (kind == "decision") return BSUP_RECORD_DECISION;
  if (kind == "approval") return BSUP_RECORD_APPROVAL;
  if (kind == "outcome") return BSUP_RECORD_OUTCOME;
  if (kind == "kept") return BSUP_RECORD_KEPT;
  if (kind == "policy") return BSUP_RECORD_POLICY;
  if (kind == "disclosure") return BSUP_RECORD_DISCLOSURE;
  if (kind == "read") return BSUP_RECORD_READ;
  if (kind == "export") return BSUP_RECORD_EXPORT;
  throw Napi::RangeError::New(
      value.Env(),
      "the kind is \"decision\", \"approval\", \"outcome\", "
      "\"kept\", \"policy\", \"disclosure\", \"read\" or \"export\", not \"" +
          kind + "\"");
}

std::uint64_t SequenceOf(const Napi::Value& value) {
  if (!value.IsNumber() || value.As<Napi::Number>().DoubleValue() < 0)
    throw Napi::TypeError::New(value.Env(), "a sequence is a number from 0");
  return static_cast<std::uint64_t>(value.As<Napi::Number>().Int64Value());
}

Napi::Value Trail::Open(const Napi::CallbackInfo& info) {
  const std::string path = TextOf(info[0], "the path");
  const bsup::TrailOptions options{.create = FlagOf(Option(info[1], "create"), "create"),
                                   .origin = TextOf(Option(info[1], "origin"), "origin"),
                                   .key_file = TextOf(Option(info[1], "keyFile"), "keyFile"),
                                   .known_head = TextOf(Option(info[1], "knownHead"), "knownHead")};
  const bsup::Session& session = Library::Of(info.Env()).session;
  return Promised(info.Env(), [&session, path, options]() -> Outcome {
    return std::make_shared<bsup::Trail>(session.OpenTrail(path, options));
  });
}

Napi::Value Trail::Verify(const Napi::CallbackInfo& info) {
  const std::string path = TextOf(info[0], "the path");
  const bsup::VerifyOptions options{
      .vkey = TextOf(Option(info[1], "vkey"), "vkey"),
      .key_file = TextOf(Option(info[1], "keyFile"), "keyFile"),
      .known_head = TextOf(Option(info[1], "knownHead"), "knownHead")};
  const bsup::Session& session = Library::Of(info.Env()).session;
  return Promised(info.Env(), [&session, path, options]() -> Outcome {
    return VerdictTold{session.VerifyTrail(path, options).report};
  });
}

Napi::Value Trail::RecordAdvice(const Napi::CallbackInfo& info) {
  const auto advice = AdviceIn(info.Env(), info[0]);
  const std::string person = TextOf(Option(info[2], "person"), "person");
  const std::string contact = TextOf(Option(info[2], "contactId"), "contactId");
  const auto language = LanguageOf(Option(info[2], "lang"));
  return Promised(info.Env(),
                  [trail = Opened(info.Env()), advice, who = WhoOf(info[1]), person, contact,
                   language]() -> Outcome {
                    return Tell(trail->Record(*advice, who, person, contact, language));
                  });
}

Napi::Value Trail::Record(const Napi::CallbackInfo& info) {
  return Promised(
      info.Env(),
      [trail = Opened(info.Env()), kind = KindOf(info[0]), who = WhoOf(info[1]),
       content = JsonOf(info[2])]() -> Outcome { return Tell(trail->Record(kind, who, content)); });
}

Napi::Value Trail::Show(const Napi::CallbackInfo& info) {
  return Promised(info.Env(),
                  [trail = Opened(info.Env()), person = TextOf(info[0], "the person"),
                   who = WhoOf(info[1]), day = DayOf(Option(info[2], "day"), "day"),
                   language = LanguageOf(Option(info[2], "lang"))]() -> Outcome {
                    return trail->Show(who, person, day, language);
                  });
}

Napi::Value Trail::Read(const Napi::CallbackInfo& info) {
  return Promised(
      info.Env(),
      [trail = Opened(info.Env()), who = WhoOf(info[0]), filter = JsonOf(info[1])]() -> Outcome {
        bsup::Reading reading = trail->Read(who, filter);
        std::string all;
        for (std::string some = reading.Next(); !some.empty(); some = reading.Next()) all += some;
        return all;
      });
}

Napi::Value Trail::Decision(const Napi::CallbackInfo& info) {
  return Promised(info.Env(),
                  [trail = Opened(info.Env()), sequence = SequenceOf(info[0]),
                   day = DayOf(Option(info[1], "day"), "day")]() -> Outcome {
                    return trail->Decision(sequence, day);
                  });
}

Napi::Value Trail::Prove(const Napi::CallbackInfo& info) {
  return Promised(info.Env(),
                  [trail = Opened(info.Env()), sequence = SequenceOf(info[0])]() -> Outcome {
                    return trail->Prove(sequence);
                  });
}

Napi::Value Trail::Head(const Napi::CallbackInfo& info) {
  return Promised(info.Env(), [trail = Opened(info.Env())]() -> Outcome { return trail->Head(); });
}

// The last reference is let go on another thread: closing waits for the disk.
Napi::Value Trail::Close(const Napi::CallbackInfo& info) {
  auto last = std::make_shared<Shared>(std::move(trail_));
  return Promised(info.Env(), [last]() -> Outcome {
    last->reset();
    return {};
  });
}

Napi::Function Trail::Define(Napi::Env env) {
  return DefineClass(
      env, "Trail",
      {StaticMethod<&Trail::Open>("open"), StaticMethod<&Trail::Verify>("verifyText"),
       InstanceMethod<&Trail::RecordAdvice>("recordAdvice"),
       InstanceMethod<&Trail::Record>("record"), InstanceMethod<&Trail::Show>("show"),
       InstanceMethod<&Trail::Read>("readText"), InstanceMethod<&Trail::Decision>("decisionText"),
       InstanceMethod<&Trail::Prove>("prove"), InstanceMethod<&Trail::Head>("head"),
       InstanceMethod<&Trail::Close>("close")});
}

}  // namespace

void DefineTrail(Napi::Env env, Napi::Object exports) {
  const Napi::Function trail = Trail::Define(env);
  Library::Of(env).trail = Napi::Persistent(trail);
  exports.Set("Trail", trail);
}

}  // namespace bsup_node
