// Policy, Mapping and Advice: nothing here waits, so nothing is asynchronous.
#include "addon.h"

namespace bsup_node {
namespace {

constexpr const char* kFirmness[] = {"only option", "recommended", "at discretion", "refer",
                                     "no advice"};
constexpr const char* kNotice[] = {"none", "note", "stop"};

std::string LanguageAndJson(const Napi::Value& answered) {
  if (answered.IsUndefined()) return "";
  Napi::Object request = Napi::Object::New(answered.Env());
  request.Set("answered", answered);
  return JsonOf(request);
}

class Mapping : public Napi::ObjectWrap<Mapping> {
 public:
  explicit Mapping(const Napi::CallbackInfo& info) : Napi::ObjectWrap<Mapping>(info) {
    const std::string path = TextOf(info[0], "the path");
    mapping_ = Calling(info.Env(), [&] {
      return std::make_shared<const bsup::Mapping>(
          Library::Of(info.Env()).session.LoadMapping(path));
    });
  }
  static Napi::Function Define(Napi::Env env) {
    return DefineClass(env, "Mapping", {InstanceAccessor<&Mapping::Digest>("digest")});
  }
  [[nodiscard]] const bsup::Mapping& get() const { return *mapping_; }

 private:
  Napi::Value Digest(const Napi::CallbackInfo& info) {
    return Napi::String::New(info.Env(), std::string(mapping_->digest()));
  }
  std::shared_ptr<const bsup::Mapping> mapping_;
};

class Advice : public Napi::ObjectWrap<Advice> {
 public:
  using Held = Napi::External<std::shared_ptr<const bsup::Advice>>;

  explicit Advice(const Napi::CallbackInfo& info) : Napi::ObjectWrap<Advice>(info) {
    if (!info[0].IsExternal())
      throw Napi::TypeError::New(info.Env(), "advice is what Policy.advise gives");
    advice_ = *info[0].As<Held>().Data();
  }
  static Napi::Object Make(Napi::Env env, bsup::Advice given) {
    auto held = std::make_shared<const bsup::Advice>(std::move(given));
    return Library::Of(env).advice.New({Held::New(env, &held)});
  }
  static Napi::Function Define(Napi::Env env) {
    return DefineClass(
        env, "Advice",
        {InstanceAccessor<&Advice::Lead>("lead"), InstanceAccessor<&Advice::Firmness>("firmness"),
         InstanceAccessor<&Advice::Provisional>("provisional"),
         InstanceAccessor<&Advice::Notice>("notice"),
         InstanceAccessor<&Advice::NoticeKey>("noticeKey"),
         InstanceMethod<&Advice::Reasons>("reasons"), InstanceMethod<&Advice::JsonText>("jsonText"),
         InstanceMethod<&Advice::FormText>("formText"), InstanceMethod<&Advice::Text>("text"),
         InstanceMethod<&Advice::Input>("input")});
  }
  [[nodiscard]] const std::shared_ptr<const bsup::Advice>& get() const { return advice_; }

 private:
  static Napi::Value Said(Napi::Env env, std::string_view text) {
    return Napi::String::New(env, text.data(), text.size());
  }
  Napi::Value Lead(const Napi::CallbackInfo& info) {
    const auto lead = advice_->lead();
    return lead ? Said(info.Env(), *lead) : info.Env().Null();
  }
  Napi::Value Firmness(const Napi::CallbackInfo& info) {
    return Said(info.Env(), kFirmness[advice_->firmness()]);
  }
  Napi::Value Provisional(const Napi::CallbackInfo& info) {
    return Napi::Boolean::New(info.Env(), advice_->provisional());
  }
  Napi::Value Notice(const Napi::CallbackInfo& info) {
    return Said(info.Env(), kNotice[advice_->notice()]);
  }
  Napi::Value NoticeKey(const Napi::CallbackInfo& info) {
    const std::string_view key = advice_->notice_key();
    return key.empty() ? info.Env().Null() : Said(info.Env(), key);
  }
  Napi::Value Reasons(const Napi::CallbackInfo& info) {
    Napi::Array list = Napi::Array::New(info.Env());
    std::uint32_t at = 0;
    for (const std::string_view reason : advice_->reasons(LanguageOf(info[0])))
      list.Set(at++, Said(info.Env(), reason));
    return list;
  }
  Napi::Value JsonText(const Napi::CallbackInfo& info) {
    return Said(info.Env(), advice_->Json(LanguageOf(info[0])));
  }
  Napi::Value FormText(const Napi::CallbackInfo& info) {
    const auto language = LanguageOf(Option(info[0], "lang"));
    const std::string request = LanguageAndJson(Option(info[0], "answered"));
    return Calling(info.Env(), [&] { return Said(info.Env(), advice_->Form(language, request)); });
  }
  Napi::Value Text(const Napi::CallbackInfo& info) {
    const auto language = LanguageOf(Option(info[0], "lang"));
    const bool all = FlagOf(Option(info[0], "all"), "all");
    const bool colour = FlagOf(Option(info[0], "colour"), "colour");
    const Napi::Value width = Option(info[0], "width");
    const std::uint32_t columns =
        width.IsNumber() ? width.As<Napi::Number>().Uint32Value() : std::uint32_t{0};
    return Calling(info.Env(),
                   [&] { return Said(info.Env(), advice_->Text(language, colour, columns, all)); });
  }
  Napi::Value Input(const Napi::CallbackInfo& info) {
    return Said(info.Env(), advice_->Input(LanguageOf(info[0])));
  }

  std::shared_ptr<const bsup::Advice> advice_;
};

class Policy : public Napi::ObjectWrap<Policy> {
 public:
  explicit Policy(const Napi::CallbackInfo& info) : Napi::ObjectWrap<Policy>(info) {
    if (!info[0].IsArray())
      throw Napi::TypeError::New(info.Env(), "a policy is loaded from a list of paths");
    const auto given = info[0].As<Napi::Array>();
    std::vector<std::string> paths;
    for (std::uint32_t i = 0; i < given.Length(); ++i)
      paths.push_back(TextOf(given.Get(i), "a path"));
    policy_ = Calling(info.Env(), [&] {
      return std::make_shared<const bsup::Policy>(
          Library::Of(info.Env()).session.LoadPolicy(paths));
    });
  }
  static Napi::Function Define(Napi::Env env) {
    return DefineClass(
        env, "Policy",
        {InstanceAccessor<&Policy::Digest>("digest"), InstanceMethod<&Policy::Describe>("describe"),
         InstanceMethod<&Policy::Advise>("advise"), InstanceMethod<&Policy::Replay>("replay")});
  }

 private:
  Napi::Value Digest(const Napi::CallbackInfo& info) {
    return Napi::String::New(info.Env(), std::string(policy_->digest()));
  }
  Napi::Value Describe(const Napi::CallbackInfo& info) {
    const std::string region = TextOf(Option(info[0], "region"), "region");
    const auto day = DayOf(Option(info[0], "asOf"), "asOf");
    return Calling(info.Env(), [&] {
      const std::string text = day ? policy_->Select(region, *day).Describe() : policy_->Describe();
      return Napi::String::New(info.Env(), text);
    });
  }
  Napi::Value Advise(const Napi::CallbackInfo& info) {
    const Napi::Env env = info.Env();
    const Napi::FunctionReference& mapping = Library::Of(env).mapping;
    if (!info[0].IsObject() || !info[0].As<Napi::Object>().InstanceOf(mapping.Value()))
      throw Napi::TypeError::New(env, "the first argument is a Mapping");
    const std::string payload = JsonOf(Option(info[1], "payload"));
    const std::string contact = JsonOf(Option(info[1], "contact"));
    const std::string answers = JsonOf(Option(info[1], "answers"));
    const bsup::AdviseInput input{.payload = payload,
                                  .contact = contact,
                                  .answers = answers,
                                  .region = TextOf(Option(info[1], "region"), "region"),
                                  .as_of = DayOf(Option(info[1], "asOf"), "asOf")};
    const bsup::Mapping& by = Mapping::Unwrap(info[0].As<Napi::Object>())->get();
    return Advice::Make(env, Calling(env, [&] { return policy_->Advise(by, input); }));
  }
  Napi::Value Replay(const Napi::CallbackInfo& info) {
    const std::string input = JsonOf(info[0]);
    return Advice::Make(info.Env(), Calling(info.Env(), [&] { return policy_->Replay(input); }));
  }

  std::shared_ptr<const bsup::Policy> policy_;
};

}  // namespace

std::shared_ptr<const bsup::Advice> AdviceIn(Napi::Env env, const Napi::Value& value) {
  if (!value.IsObject() || !value.As<Napi::Object>().InstanceOf(Library::Of(env).advice.Value()))
    throw Napi::TypeError::New(env, "this must be advice, as Policy.advise gives it");
  return Advice::Unwrap(value.As<Napi::Object>())->get();
}

void DefineAdvising(Napi::Env env, Napi::Object exports) {
  Library& library = Library::Of(env);
  const auto define = [&](const char* name, Napi::FunctionReference& kept, Napi::Function made) {
    kept = Napi::Persistent(made);
    exports.Set(name, made);
  };
  define("Mapping", library.mapping, Mapping::Define(env));
  define("Advice", library.advice, Advice::Define(env));
  define("Policy", library.policy, Policy::Define(env));
}

}  // namespace bsup_node
