// Any sequence of calls a host might make through plugin.h: NULLs, sizes that no struct has,
// handles ended in any order. Each byte or so is a call.
//
// A host that keeps to the lifetimes of the header must never see a crash, a leak, or an out
// parameter touched by a call that failed.
#include <fuzzer/FuzzedDataProvider.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "blended_supervision/plugin.h"

namespace {

std::string Read(const char* path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

// Reads a text to its end, so that a sanitizer sees one that has gone.
void Touch(const char* text) {
  [[maybe_unused]] static volatile std::size_t sink;
  if (text != nullptr) sink = std::strlen(text);
}

// Handles of one kind, at most a few at a time; a slot may hold NULL.
template <class T>
class Slots {
 public:
  explicit Slots(void (*end)(T*)) : end_(end) {}
  Slots(const Slots&) = delete;
  Slots& operator=(const Slots&) = delete;
  ~Slots() {
    for (T* handle : handles_) end_(handle);
  }

  T* Any(FuzzedDataProvider& data) {
    return handles_[data.ConsumeIntegralInRange<std::size_t>(0, handles_.size() - 1)];
  }
  void Put(FuzzedDataProvider& data, T* handle) {
    T*& slot = handles_[data.ConsumeIntegralInRange<std::size_t>(1, handles_.size() - 1)];
    end_(slot);
    slot = handle;
  }
  void End(FuzzedDataProvider& data) {
    T*& slot = handles_[data.ConsumeIntegralInRange<std::size_t>(0, handles_.size() - 1)];
    end_(slot);
    slot = nullptr;
  }

 private:
  void (*end_)(T*);
  std::vector<T*> handles_ = std::vector<T*>(4, nullptr);  // the first stays NULL
};

struct Samples {
  std::string pack = Read(PROJECT_ROOT "/tests/fuzz/corpus/pack/small.toml");
  std::string mapping = Read(PROJECT_ROOT "/tests/fuzz/corpus/mapping/small.toml");
  std::string bundle = Bundle(pack);
  std::string payload =
      R"({"crn":"X100003","risk":{"level":"HIGH"},"contacts":[{"day":"2026-11-02","type":"OFF"}]})";
  std::string contact = R"({"date":"2026-11-30","purpose":null,"with":"person",)"
                        R"("role":"counts","planned":"telephone"})";
  std::string answers = R"({"risk.level":"high"})";

  static std::string Bundle(const std::string& pack) {
    std::string json = R"({"files":[{"path":"small.toml","included":false,"text":")";
    for (char c : pack) {
      if (c == '\n') {
        json += "\\n";
      } else {
        if (c == '"' || c == '\\') json += '\\';
        json += c;
      }
    }
    return json + "\"}]}";
  }
};

class Host {
 public:
  Host(const Samples& samples, FuzzedDataProvider& data) : samples_(samples), data_(data) {}

  void Run() {
    while (data_.remaining_bytes() > 0) Call();
  }

 private:
  void Call() {
    switch (data_.ConsumeIntegralInRange<int>(0, 21)) {
      case 0: return Open();
      case 1: return sessions_.End(data_);
      case 2: return LoadBundle();
      case 3: return LoadPaths();
      case 4: return Select();
      case 5: return policies_.End(data_);
      case 6: return LoadMapping();
      case 7: return mappings_.End(data_);
      case 8: return Advise();
      case 9: return Replay();
      case 10: return advices_.End(data_);
      case 11:
        return TextOf([&](bsup_text** out, bsup_error** error) {
          return bsup_advice_json(advices_.Any(data_), Language(), out, error);
        });
      case 12:
        return TextOf([&](bsup_text** out, bsup_error** error) {
          if (data_.ConsumeBool())
            return bsup_advice_input(advices_.Any(data_), Language(), out, error);
          const std::string request = data_.ConsumeRandomLengthString(64);
          return bsup_advice_form(advices_.Any(data_), Language(), request.data(), request.size(),
                                  out, error);
        });
      case 13:
        return TextOf([&](bsup_text** out, bsup_error** error) {
          return bsup_advice_text(advices_.Any(data_), Language(),
                                  data_.ConsumeIntegralInRange<std::uint32_t>(0, 2),
                                  data_.ConsumeIntegral<std::uint8_t>(), out, error);
        });
      case 14:
        return TextOf([&](bsup_text** out, bsup_error** error) {
          return bsup_policy_bundle(policies_.Any(data_), out, error);
        });
      case 15:
        return TextOf([&](bsup_text** out, bsup_error** error) {
          return bsup_policy_describe(policies_.Any(data_), out, error);
        });
      case 16:
        return TextOf([&](bsup_text** out, bsup_error** error) {
          return bsup_policy_show(policies_.Any(data_), Language(), out, error);
        });
      case 17: return texts_.End(data_);
      case 18: return ReadScreen();
      case 19: return ReadMode();
      case 20: return ReadHandles();
      case 21: return errors_.End(data_);
    }
  }

  // Calls that give a handle; what failed must have left `out` alone and told why.
  template <class T, class F>
  void Give(Slots<T>& slots, F call) {
    const bool wants_handle = data_.ConsumeIntegralInRange(0, 15) != 0;
    const bool wants_error = data_.ConsumeBool();
    T* const mark = reinterpret_cast<T*>(&wants_handle_mark_);
    T* out = mark;
    bsup_error* error = nullptr;
    const bsup_status status = call(wants_handle ? &out : nullptr, wants_error ? &error : nullptr);
    Require((status == BSUP_OK) == (out != mark),
            "an out parameter was not set, or touched on failure");
    Require(!wants_error || (status == BSUP_OK) == (error == nullptr),
            "an error without a failure, or none with one");
    if (status == BSUP_OK) slots.Put(data_, out);
    if (error != nullptr) {
      Require(bsup_error_status(error) == status && bsup_error_count(error) > 0,
              "an error that says nothing");
      errors_.Put(data_, error);
    }
  }

  template <class F>
  void TextOf(F call) {
    Give(texts_, call);
  }

  void Open() {
    bsup_host host{};
    host.struct_size =
        data_.ConsumeBool() ? sizeof host : data_.ConsumeIntegralInRange<std::uint32_t>(0, 64);
    if (host.struct_size > sizeof host) host.struct_size = sizeof host;
    host.log_level = data_.ConsumeIntegral<std::int8_t>();
    if (data_.ConsumeBool()) host.clock = [](void*) { return std::int32_t{20'781}; };
    if (data_.ConsumeBool())
      host.log = [](void*, std::int32_t, const char* message) { Touch(message); };
    if (data_.ConsumeBool()) host.release = [](void*) {};
    const bool given = data_.ConsumeBool();
    Give(sessions_, [&](bsup_session** out, bsup_error** error) {
      return bsup_session_open(given ? &host : nullptr, out, error);
    });
  }

  void LoadBundle() {
    const std::string bundle = Spoilt(samples_.bundle);
    bsup_session* session = sessions_.Any(data_);
    Give(policies_, [&](bsup_policy** out, bsup_error** error) {
      return bsup_policy_load_bundle(session, Text(bundle), bundle.size(), out, error);
    });
  }

  void LoadPaths() {
    const char* paths[] = {PROJECT_ROOT "/tests/fuzz/corpus/pack/small.toml", "/nowhere/none.toml",
                           nullptr};
    const char* path = paths[data_.ConsumeIntegralInRange(0, 2)];
    bsup_session* session = sessions_.Any(data_);
    const std::uint32_t count = data_.ConsumeBool() ? 1 : 0;
    const bool given = data_.ConsumeBool();
    Give(policies_, [&](bsup_policy** out, bsup_error** error) {
      return bsup_policy_load(session, given ? &path : nullptr, count, out, error);
    });
  }

  void Select() {
    bsup_policy* policy = policies_.Any(data_);
    const char* regions[] = {nullptr, "", "Wales", "N03", "Atlantis"};
    const char* region = regions[data_.ConsumeIntegralInRange(0, 4)];
    const auto date = data_.ConsumeBool() ? 20'787 : data_.ConsumeIntegral<std::int32_t>();
    Give(policies_, [&](bsup_policy** out, bsup_error** error) {
      return bsup_policy_select(policy, region, date, out, error);
    });
  }

  void LoadMapping() {
    const std::string text = Spoilt(samples_.mapping);
    bsup_session* session = sessions_.Any(data_);
    const char* name = data_.ConsumeBool() ? "mapping.toml" : nullptr;
    Give(mappings_, [&](bsup_mapping** out, bsup_error** error) {
      return bsup_mapping_load_text(session, name, Text(text), text.size(), out, error);
    });
  }

  void Advise() {
    const std::string payload = Spoilt(samples_.payload);
    const std::string contact = Spoilt(samples_.contact);
    const std::string answers = Spoilt(samples_.answers);
    bsup_advise_input input{};
    input.struct_size = sizeof input;
    input.as_of = data_.ConsumeBool() ? BSUP_TODAY : 20'780;
    input.payload = Text(payload);
    input.payload_size = payload.size();
    input.contact = Text(contact);
    input.contact_size = contact.size();
    input.answers = Text(answers);
    input.answers_size = answers.size();
    input.region = data_.ConsumeBool() ? "Wales" : nullptr;
    // A caller's shorter struct is shorter in memory too.
    if (data_.ConsumeBool())
      input.struct_size = data_.ConsumeIntegralInRange<std::uint32_t>(0, sizeof input);
    std::vector<char> room(std::max<std::size_t>(input.struct_size, sizeof(std::uint32_t)));
    std::memcpy(room.data(), &input, room.size());
    const auto* shorter =
        data_.ConsumeBool() ? reinterpret_cast<const bsup_advise_input*>(room.data()) : nullptr;
    bsup_policy* policy = policies_.Any(data_);
    bsup_mapping* mapping = mappings_.Any(data_);
    Give(advices_, [&](bsup_advice** out, bsup_error** error) {
      return bsup_advise(policy, mapping, shorter, out, error);
    });
  }

  void Replay() {
    bsup_text* text = texts_.Any(data_);
    const std::string input =
        Spoilt(text != nullptr ? std::string(bsup_text_data(text), bsup_text_size(text)) : "");
    bsup_policy* policy = policies_.Any(data_);
    Give(advices_, [&](bsup_advice** out, bsup_error** error) {
      return bsup_advise_replay(policy, Text(input), input.size(), out, error);
    });
  }

  void ReadScreen() {
    const bsup_advice* advice = advices_.Any(data_);
    const char* language = Language();
    const auto index = data_.ConsumeIntegralInRange<std::uint32_t>(0, 9);
    Touch(bsup_advice_lead(advice));
    Touch(bsup_advice_lead_label(advice, language));
    Touch(bsup_advice_notice_key(advice));
    Touch(bsup_advice_reason(advice, index, language));
    Touch(bsup_advice_alternative(advice, index));
    Touch(bsup_advice_ask(advice, index, language));
    Touch(bsup_advice_ask_id(advice, index));
    Touch(bsup_advice_ask_fact(advice, index, data_.ConsumeIntegralInRange<std::uint32_t>(0, 3)));
    Require(advice != nullptr || bsup_advice_mode_count(advice) == 0, "no advice has modes");
    bsup_advice_firmness(advice);
    bsup_advice_provisional(advice);
    bsup_advice_planned_safe(advice);
    bsup_advice_notice(advice);
  }

  void ReadMode() {
    std::vector<char> room(data_.ConsumeBool() ? sizeof(bsup_mode)
                                               : data_.ConsumeIntegralInRange<std::size_t>(4, 80));
    const auto size = static_cast<std::uint32_t>(room.size());
    std::memcpy(room.data(), &size, sizeof size);
    const bool given = data_.ConsumeBool();
    bsup_error* error = nullptr;
    bsup_advice_mode(advices_.Any(data_), data_.ConsumeIntegralInRange<std::uint32_t>(0, 9),
                     Language(), given ? reinterpret_cast<bsup_mode*>(room.data()) : nullptr,
                     &error);
    bsup_error_free(error);
  }

  void ReadHandles() {
    Touch(bsup_session_capabilities(sessions_.Any(data_)));
    Touch(bsup_policy_digest(policies_.Any(data_)));
    Touch(bsup_mapping_source(mappings_.Any(data_)));
    Touch(bsup_mapping_digest(mappings_.Any(data_)));
    Touch(bsup_text_data(texts_.Any(data_)));
    const bsup_error* error = errors_.Any(data_);
    const auto index = data_.ConsumeIntegralInRange<std::uint32_t>(0, 9);
    Touch(bsup_error_message(error));
    Touch(bsup_error_what(error, index));
    Touch(bsup_error_where(error, index));
  }

  // The text, or one with a piece of it replaced.
  std::string Spoilt(std::string text) {
    if (data_.ConsumeIntegralInRange(0, 3) != 0 || text.empty()) return text;
    const auto at = data_.ConsumeIntegralInRange<std::size_t>(0, text.size() - 1);
    const auto length = data_.ConsumeIntegralInRange<std::size_t>(0, 32);
    return text.replace(at, length, data_.ConsumeRandomLengthString(32));
  }

  // Sometimes NULL.
  const char* Text(const std::string& text) {
    return data_.ConsumeIntegralInRange(0, 15) == 0 ? nullptr : text.data();
  }

  const char* Language() {
    const char* languages[] = {nullptr, "en", "cy", "fr", ""};
    return languages[data_.ConsumeIntegralInRange(0, 4)];
  }

  const Samples& samples_;
  FuzzedDataProvider& data_;
  char wants_handle_mark_ = 0;
  Slots<bsup_session> sessions_{bsup_session_close};
  Slots<bsup_policy> policies_{bsup_policy_free};
  Slots<bsup_mapping> mappings_{bsup_mapping_free};
  Slots<bsup_advice> advices_{bsup_advice_free};
  Slots<bsup_text> texts_{bsup_text_free};
  Slots<bsup_error> errors_{bsup_error_free};
};

const Samples& TheSamples() {
  static const Samples samples;
  return samples;
}

}  // namespace

// What is loaded once is loaded before the first input, so that no input is blamed for the time.
extern "C" int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/) {
  TheSamples();
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FuzzedDataProvider provider(data, size);
  Host(TheSamples(), provider).Run();
  return 0;
}
