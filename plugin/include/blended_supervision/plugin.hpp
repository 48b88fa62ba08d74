// Blended Supervision for C++20 hosts: the C interface with owners and exceptions. One file, so that
// a host takes one.
//
// Header only, over the table of functions. A linked host gets the table from a function:
//
//     const bsup_api& api = *bsup_get_api(BSUP_ABI);
//
// A host that loads the library at run time gets it from Boost.DLL (or dlsym):
//
//     const boost::shared_ptr<const bsup_api> loaded =
//         boost::dll::import_alias<const bsup_api>("libblended_supervision.so", "bsup_plugin");
//
// Then open a session, load a policy and a mapping once, and advise any number of times:
//
//     using namespace std::chrono_literals;
//     bsup::Host host;
//     host.today = [] { return std::chrono::sys_days(2026y / 11 / 23); };
//     host.now = [] {
//       return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
//     };
//     const bsup::Session session(api, host);
//     const bsup::Policy policy = session.LoadPolicy({"england-wales.toml"});
//     const bsup::Mapping mapping = session.LoadMapping("ndelius.toml");
//     const std::string payload = R"({"crn": "X123456"})";
//     const bsup::Advice advice = policy.Advise(mapping, {.payload = payload});
//     const std::string_view lead = advice.lead().value_or("no mode");
//
// To keep a trail of it, record the advice that was shown, then what was decided in answer to it:
//
//     const bsup::Who who{.id = "OLIVE_GEN"};
//     bsup::Trail trail = session.OpenTrail("trail.db", {.create = true, .key_file = "trail.key"});
//     const bsup::Receipt shown = trail.Record(advice, who, "X123456");
//     const std::string answers = std::to_string(shown.sequence());
//     trail.Record(BSUP_RECORD_DECISION, who, R"({"mode": "office", "answers": )" + answers + "}");
//
// Any number of threads may use an object at the same time; one thread may move from it, while no
// other uses it. A std::string_view that an object gives lives as long as the object. Objects may
// be destroyed in any order, but the library must stay loaded until the last is gone.
//
// What each call means is in plugin.h.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "blended_supervision/arrow.h"
#include "blended_supervision/plugin.h"

namespace bsup {

enum class Language { kEnglish, kWelsh };

// What a call that fails throws. `what()` has every problem, one a line; it may quote the input.
class Error : public std::runtime_error {
 public:
  struct Detail {
    std::string where;  // "england-wales.toml:41:9", "/contact/purpose", or empty
    std::string what;
  };

  Error(bsup_status status, const std::string& message, std::vector<Detail> details)
      : std::runtime_error(message), status_(status), details_(std::move(details)) {}

  [[nodiscard]] bsup_status status() const { return status_; }
  [[nodiscard]] const std::vector<Detail>& details() const { return details_; }

 private:
  bsup_status status_;
  std::vector<Detail> details_;
};

// What the host gives; each may be left empty. An exception from a callback does not reach the
// library: the call fails, or goes on without a log.
struct Host {
  std::function<void(std::int32_t level, std::string_view message)> log = {};
  std::int32_t log_level = BSUP_LOG_INFO;
  std::function<std::chrono::sys_days()> today = {};
  // For recording.
  std::function<std::chrono::sys_time<std::chrono::milliseconds>()> now = {};

  // The host's own key service, all three or none: see bsup_host. An exception counts as 0.
  using Secret = std::span<const std::uint8_t, 32>;
  std::function<std::string(const std::string& name, Secret secret)> key_wrap = {};
  std::function<std::array<std::uint8_t, 32>(const std::string& name, std::string_view wrapped)>
      key_unwrap = {};
  std::function<bool(const std::string& name)> key_destroy = {};
};

namespace detail {

// A handle with the table's function that frees it.
template <class Handle>
class Owner {
 public:
  using End = void (*)(Handle*);
  Owner(Handle* handle, End end) : handle_(handle, end) {}
  [[nodiscard]] Handle* get() const { return handle_.get(); }

 private:
  std::unique_ptr<Handle, End> handle_;
};

// Throws what `error` says, and frees it.
inline void Check(const bsup_api& api, bsup_status status, bsup_error* error) {
  if (status == BSUP_OK) return;
  const Owner<bsup_error> owner(error, api.error_free);
  std::vector<Error::Detail> details;
  for (std::uint32_t i = 0; i < api.error_count(error); ++i) {
    details.push_back({api.error_where(error, i), api.error_what(error, i)});
  }
  throw Error(status, api.error_message(error), std::move(details));
}

// Calls a function of the table whose last two arguments are `Handle** out, bsup_error** error`.
template <class Handle, class Function, class... Arguments>
Handle* Make(const bsup_api& api, Function function, Arguments... arguments) {
  Handle* handle = nullptr;
  bsup_error* error = nullptr;
  const bsup_status status = function(arguments..., &handle, &error);
  Check(api, status, error);
  return handle;
}

template <class Function, class... Arguments>
std::string MakeText(const bsup_api& api, Function function, Arguments... arguments) {
  const Owner<bsup_text> text(Make<bsup_text>(api, function, arguments...), api.text_free);
  return {api.text_data(text.get()), static_cast<std::size_t>(api.text_size(text.get()))};
}

inline const char* Code(std::optional<Language> language) {
  if (!language) return nullptr;
  return *language == Language::kWelsh ? "cy" : "en";
}

inline std::int32_t DayNumber(std::optional<std::chrono::sys_days> day) {
  return day ? static_cast<std::int32_t>(day->time_since_epoch().count()) : BSUP_TODAY;
}

// A bsup_who that lives as long as the `Who` it was made from.
class GivenWho {
 public:
  template <class Who>
  explicit GivenWho(const Who& who)
      : given_{.struct_size = sizeof(bsup_who),
               .reserved = 0,
               .id = who.id.c_str(),
               .role = who.role.c_str(),
               .service = who.service.c_str(),
               .operation_id = who.operation_id.c_str(),
               .correlation_id = who.correlation_id.c_str()} {}
  [[nodiscard]] const bsup_who* get() const { return &given_; }

 private:
  bsup_who given_;
};

// Empty for NULL.
inline std::string_view View(const char* text) {
  return text == nullptr ? std::string_view() : text;
}

}  // namespace detail

// Advice on one contact. Without a language it is in English, or in the language of the input that it
// was replayed from. Made by Policy.
class Advice {
 public:
  Advice(const bsup_api& api, bsup_advice* handle) : api_(&api), handle_(handle, api.advice_free) {}

  // The mode advised first; nothing under BSUP_REFER and BSUP_NO_ADVICE.
  [[nodiscard]] std::optional<std::string_view> lead() const {
    const char* id = api_->advice_lead(get());
    return id == nullptr ? std::nullopt : std::optional<std::string_view>(id);
  }
  [[nodiscard]] std::string_view lead_label(std::optional<Language> language = {}) const {
    return detail::View(api_->advice_lead_label(get(), detail::Code(language)));
  }
  [[nodiscard]] std::int32_t firmness() const { return api_->advice_firmness(get()); }
  [[nodiscard]] bool provisional() const { return api_->advice_provisional(get()) == BSUP_YES; }
  // Nothing where no mode is planned.
  [[nodiscard]] std::optional<bool> planned_safe() const {
    const std::int32_t safe = api_->advice_planned_safe(get());
    return safe == BSUP_NOT_ASKED ? std::nullopt : std::optional<bool>(safe == BSUP_YES);
  }
  [[nodiscard]] std::int32_t notice() const { return api_->advice_notice(get()); }
  [[nodiscard]] std::string_view notice_key() const {
    return detail::View(api_->advice_notice_key(get()));
  }

  [[nodiscard]] std::vector<std::string_view> reasons(std::optional<Language> language = {}) const {
    std::vector<std::string_view> list;
    for (std::uint32_t i = 0; i < api_->advice_reason_count(get()); ++i) {
      list.emplace_back(api_->advice_reason(get(), i, detail::Code(language)));
    }
    return list;
  }
  [[nodiscard]] std::vector<bsup_mode> modes(std::optional<Language> language = {}) const {
    std::vector<bsup_mode> list(api_->advice_mode_count(get()));
    for (std::uint32_t i = 0; i < list.size(); ++i) {
      list[i].struct_size = sizeof(bsup_mode);
      bsup_error* error = nullptr;
      const bsup_status status =
          api_->advice_mode(get(), i, detail::Code(language), &list[i], &error);
      detail::Check(*api_, status, error);
    }
    return list;
  }
  [[nodiscard]] std::vector<std::string_view> alternatives() const {
    std::vector<std::string_view> list;
    for (std::uint32_t i = 0; i < api_->advice_alternative_count(get()); ++i) {
      list.emplace_back(api_->advice_alternative(get(), i));
    }
    return list;
  }

  struct Question {
    std::string_view text;
    std::vector<std::string_view> facts;  // the keys of its answers
    std::string_view id;                  // the key of a plain no, `false`; or empty
  };
  [[nodiscard]] std::vector<Question> ask(std::optional<Language> language = {}) const {
    std::vector<Question> list(api_->advice_ask_count(get()));
    for (std::uint32_t i = 0; i < list.size(); ++i) {
      list[i].text = api_->advice_ask(get(), i, detail::Code(language));
      for (std::uint32_t which = 0; const char* fact = api_->advice_ask_fact(get(), i, which);
           ++which) {
        list[i].facts.emplace_back(fact);
      }
      if (const char* id = api_->advice_ask_id(get(), i)) list[i].id = id;
    }
    return list;
  }

  [[nodiscard]] std::string Json(std::optional<Language> language = {}) const {
    return detail::MakeText(*api_, api_->advice_json, get(), detail::Code(language));
  }
  // `width` is 40 to 200, or 0 for 100. `all`: not only what an ordinary contact needs.
  [[nodiscard]] std::string Text(std::optional<Language> language = {}, bool colour = false,
                                 std::uint32_t width = 0, bool all = false) const {
    const std::uint32_t flags = (colour ? BSUP_TEXT_COLOUR : 0) | (all ? BSUP_TEXT_ALL : 0);
    return detail::MakeText(*api_, api_->advice_text, get(), detail::Code(language), flags, width);
  }
  // What the form of a page shows, as JSON: see plugin/docs/hosts.md. `request` is JSON, or empty.
  [[nodiscard]] std::string Form(std::optional<Language> language = {},
                                 std::string_view request = {}) const {
    return detail::MakeText(*api_, api_->advice_form, get(), detail::Code(language), request.data(),
                            request.size());
  }
  // What bsup::Policy::Replay takes. Personal data.
  [[nodiscard]] std::string Input(std::optional<Language> language = {}) const {
    return detail::MakeText(*api_, api_->advice_input, get(), detail::Code(language));
  }

  [[nodiscard]] bsup_advice* get() const { return handle_.get(); }

 private:
  const bsup_api* api_;  // the library outlives this
  detail::Owner<bsup_advice> handle_;
};

// Who does something; only the id is required.
struct Who {
  std::string id;
  std::string role = {};
  std::string service = {};
  std::string operation_id = {};
  std::string correlation_id = {};
};

// Proof that something is on record.
class Receipt {
 public:
  Receipt(const bsup_api& api, bsup_receipt* handle)
      : api_(&api), handle_(handle, api.receipt_free) {}

  [[nodiscard]] std::uint64_t sequence() const {
    return static_cast<std::uint64_t>(api_->receipt_sequence(handle_.get()));
  }
  [[nodiscard]] std::chrono::sys_time<std::chrono::milliseconds> time() const {
    return std::chrono::sys_time<std::chrono::milliseconds>(
        std::chrono::milliseconds(api_->receipt_time(handle_.get())));
  }
  [[nodiscard]] bool existed() const { return api_->receipt_existed(handle_.get()) == 1; }
  [[nodiscard]] std::string_view leaf() const { return api_->receipt_leaf(handle_.get()); }
  // Keep the newest one elsewhere, as `known_head`.
  [[nodiscard]] std::string_view checkpoint() const {
    return api_->receipt_checkpoint(handle_.get());
  }

 private:
  const bsup_api* api_;  // the library outlives this
  detail::Owner<bsup_receipt> handle_;
};

// Records being read. Made by Trail.
class Reading {
 public:
  Reading(const bsup_api& api, bsup_reading* handle)
      : api_(&api), handle_(handle, api.reading_free) {}

  // A JSON object a line; empty at the end. One thread at a time.
  [[nodiscard]] std::string Next(std::uint32_t limit = 1000) {
    return detail::MakeText(*api_, api_->reading_next, handle_.get(), limit);
  }

 private:
  const bsup_api* api_;  // the library outlives this
  detail::Owner<bsup_reading> handle_;
};

// How a trail is opened: see bsup_trail_options. What is left empty is not given.
struct TrailOptions {
  bool create = false;
  std::string origin = {};
  std::string key_file = {};
  std::string known_head = {};
  std::chrono::milliseconds wait = {};  // 0: as bsup_trail_options says
};

struct VerifyOptions {
  std::string vkey = {};
  std::string key_file = {};
  std::string known_head = {};
  std::string witnesses = {};  // verifier keys, a line each
  std::function<void(std::uint64_t done, std::uint64_t all)> progress = {};
};

struct Verification {
  std::int32_t verdict = BSUP_VERDICT_UNREADABLE;
  std::string report;  // JSON
};

struct Erased {
  Receipt receipt;
  std::int32_t status = BSUP_ERASURE_DONE;
};

// An open trail. Made by Session.
class Trail {
 public:
  using Progress = std::function<void(std::uint64_t done, std::uint64_t all)>;

  Trail(const bsup_api& api, bsup_trail* handle) : api_(&api), handle_(handle, api.trail_close) {}

  [[nodiscard]] bool made() const { return api_->trail_made(get()) == 1; }
  [[nodiscard]] std::string_view origin() const { return api_->trail_origin(get()); }
  [[nodiscard]] std::string Vkey() const {
    return detail::MakeText(*api_, api_->trail_vkey, get());
  }

  Receipt Record(const Advice& advice, const Who& who, const std::string& person,
                 const std::string& contact_id = {}, std::optional<Language> language = {}) {
    const detail::GivenWho given(who);
    return {*api_,
            detail::Make<bsup_receipt>(*api_, api_->advice_record, advice.get(), get(), given.get(),
                                       person.c_str(), contact_id.c_str(), detail::Code(language))};
  }
  // `kind` is BSUP_RECORD_..., `content` JSON.
  Receipt Record(std::int32_t kind, const Who& who, std::string_view content) {
    const detail::GivenWho given(who);
    const auto size = static_cast<std::uint64_t>(content.size());
    return {*api_, detail::Make<bsup_receipt>(*api_, api_->trail_record, get(), kind, given.get(),
                                              content.data(), size)};
  }

  Reading Read(const Who& who, std::string_view filter = {}) {
    const detail::GivenWho given(who);
    const auto size = static_cast<std::uint64_t>(filter.size());
    return {*api_, detail::Make<bsup_reading>(*api_, api_->trail_read, get(), given.get(),
                                              filter.data(), size)};
  }
  // As of `day`, or today by the host's clock.
  std::string Show(const Who& who, const std::string& person,
                   std::optional<std::chrono::sys_days> day = {},
                   std::optional<Language> language = {}, bool colour = false,
                   std::uint32_t width = 0, bool statutory = false) {
    const detail::GivenWho given(who);
    const std::uint32_t flags =
        (colour ? BSUP_TEXT_COLOUR : 0) | (statutory ? BSUP_SHOW_STATUTORY : 0);
    return detail::MakeText(*api_, api_->trail_show, get(), given.get(), person.c_str(),
                            detail::DayNumber(day), detail::Code(language), flags, width);
  }
  std::string Decision(std::uint64_t sequence, std::optional<std::chrono::sys_days> day = {}) {
    return detail::MakeText(*api_, api_->trail_decision, get(), sequence, detail::DayNumber(day));
  }
  std::string Replay(std::uint64_t sequence) {
    return detail::MakeText(*api_, api_->trail_replay, get(), sequence);
  }
  // The caller releases the stream before the library is unloaded.
  ArrowArrayStream Decisions(const Who& who, std::string_view request) {
    const detail::GivenWho given(who);
    ArrowArrayStream stream{};
    Call(api_->trail_decisions, get(), given.get(), request.data(),
         static_cast<std::uint64_t>(request.size()), &stream);
    return stream;
  }
  void Events(const Who& who, std::string_view filter, const std::string& path,
              const Progress& progress = {}) {
    const detail::GivenWho given(who);
    Call(api_->trail_events, get(), given.get(), filter.data(),
         static_cast<std::uint64_t>(filter.size()), path.c_str(), CallProgress,
         const_cast<Progress*>(&progress));
  }

  // What Show says as JSON: see bsup_trail_timeline.
  std::string Timeline(const Who& who, const std::string& person,
                       std::optional<std::chrono::sys_days> day = {},
                       std::optional<Language> language = {}, bool statutory = false) {
    const detail::GivenWho given(who);
    const std::uint32_t flags = statutory ? BSUP_SHOW_STATUTORY : 0;
    return detail::MakeText(*api_, api_->trail_timeline, get(), given.get(), person.c_str(),
                            detail::DayNumber(day), detail::Code(language), flags);
  }
  // A timeline, some of it, or one record in full: see bsup_trail_tell.
  std::string Tell(const Who& who, std::string_view request) {
    const detail::GivenWho given(who);
    return detail::MakeText(*api_, api_->trail_tell, get(), given.get(), request.data(),
                            static_cast<std::uint64_t>(request.size()));
  }
  // What waits, as JSON: see bsup_trail_worklist.
  std::string Worklist(const Who& who, std::string_view request = {}) {
    const detail::GivenWho given(who);
    return detail::MakeText(*api_, api_->trail_worklist, get(), given.get(), request.data(),
                            static_cast<std::uint64_t>(request.size()));
  }

  [[nodiscard]] std::string Head() const {
    return detail::MakeText(*api_, api_->trail_head, get());
  }
  [[nodiscard]] std::string Leaf(std::uint64_t sequence) const {
    return detail::MakeText(*api_, api_->trail_leaf, get(), sequence);
  }
  [[nodiscard]] std::string Prove(std::uint64_t sequence) const {
    return detail::MakeText(*api_, api_->trail_prove, get(), sequence);
  }
  [[nodiscard]] std::string ProveGrowth(std::uint64_t from) const {
    return detail::MakeText(*api_, api_->trail_prove_growth, get(), from);
  }
  void Export(const Who& who, const std::string& folder, const Progress& progress = {}) {
    const detail::GivenWho given(who);
    Call(api_->trail_export, get(), given.get(), folder.c_str(), CallProgress,
         const_cast<Progress*>(&progress));
  }
  void Cosign(std::string_view note, const std::string& vkey) {
    Call(api_->trail_cosign, get(), note.data(), static_cast<std::uint64_t>(note.size()),
         vkey.c_str());
  }

  void Backup(const Who& who, const std::string& path) {
    const detail::GivenWho given(who);
    Call(api_->trail_backup, get(), given.get(), path.c_str());
  }
  // No backup made before can be opened after this, nor after Rotate: make one then.
  Erased Erase(const Who& who, std::string_view content) {
    const detail::GivenWho given(who);
    std::int32_t status = BSUP_ERASURE_DONE;
    Receipt receipt(*api_, detail::Make<bsup_receipt>(
                               *api_, api_->trail_erase, get(), given.get(), content.data(),
                               static_cast<std::uint64_t>(content.size()), &status));
    return {std::move(receipt), status};
  }
  std::int32_t FinishErasures() {
    std::int32_t status = BSUP_ERASURE_DONE;
    Call(api_->trail_finish_erasures, get(), &status);
    return status;
  }
  Receipt Rotate(const Who& who, const std::string& words) {
    const detail::GivenWho given(who);
    return {*api_, detail::Make<bsup_receipt>(*api_, api_->trail_rotate, get(), given.get(),
                                              words.c_str())};
  }

  [[nodiscard]] bsup_trail* get() const { return handle_.get(); }

  // For the library: `context` is a Progress.
  static void CallProgress(void* context, std::uint64_t done, std::uint64_t all) {
    try {
      const auto& progress = *static_cast<const Progress*>(context);
      if (progress) progress(done, all);
    } catch (...) {  // nothing may be thrown through the library, and there is nobody to tell
    }
  }

 private:
  template <class Function, class... Arguments>
  void Call(Function function, Arguments... arguments) {
    bsup_error* error = nullptr;
    const bsup_status status = function(arguments..., &error);
    detail::Check(*api_, status, error);
  }

  const bsup_api* api_;  // the library outlives this
  detail::Owner<bsup_trail> handle_;
};

// How a host's own JSON is read. Made by Session.
class Mapping {
 public:
  Mapping(const bsup_api& api, bsup_mapping* handle)
      : api_(&api), handle_(handle, api.mapping_free) {}

  [[nodiscard]] std::string_view digest() const { return api_->mapping_digest(get()); }
  [[nodiscard]] std::string_view source() const { return api_->mapping_source(get()); }
  [[nodiscard]] bsup_mapping* get() const { return handle_.get(); }

 private:
  const bsup_api* api_;  // the library outlives this
  detail::Owner<bsup_mapping> handle_;
};

// What advice is asked on: see bsup_advise_input. What is left empty is not given.
struct AdviseInput {
  std::string_view payload;
  std::string_view contact = {};
  std::string_view answers = {};
  // Id or code, for a contact that names none; empty: the region that the payload names.
  std::string region = {};
  // None: today by the host's clock.
  std::optional<std::chrono::sys_days> as_of = {};
};

// What a mapping is tried on: see bsup_check_input.
struct CheckInput {
  // What the report calls each, and its text.
  std::vector<std::pair<std::string, std::string>> payloads;
  // Id or code, for payloads that name none.
  std::string region = {};
  // None: today by the host's clock.
  std::optional<std::chrono::sys_days> as_of = {};
};

// How a batch is advised: see bsup_batch_options. What is left empty is not given.
struct BatchOptions {
  // None: today by the host's clock.
  std::optional<std::chrono::sys_days> as_of = {};
  // BSUP_BATCH_...; 0: all but BSUP_BATCH_MODES.
  std::uint64_t columns = 0;
  // Names of columns to pass on as they are.
  std::vector<std::string> keep = {};
  // Id or code, for a row that names none.
  std::string region = {};
};

// Owns a record batch and releases it. To hand a struct on, copy it and set its `release` to null.
struct Batch {
  ArrowSchema schema = {};
  ArrowArray array = {};

  Batch() = default;
  Batch(Batch&& other) noexcept
      : schema(std::exchange(other.schema, {})), array(std::exchange(other.array, {})) {}
  Batch& operator=(Batch&& other) noexcept {
    std::swap(schema, other.schema);
    std::swap(array, other.array);
    return *this;
  }
  ~Batch() {
    if (array.release != nullptr) array.release(&array);
    if (schema.release != nullptr) schema.release(&schema);
  }
};

// Loaded packs, or the one policy selected from them. Made by Session.
class Policy {
 public:
  Policy(const bsup_api& api, bsup_policy* handle) : api_(&api), handle_(handle, api.policy_free) {}

  // `region` is an id or code; empty: the nation alone.
  [[nodiscard]] Policy Select(const std::string& region, std::chrono::sys_days date) const {
    return {*api_, detail::Make<bsup_policy>(*api_, api_->policy_select, get(), region.c_str(),
                                             detail::DayNumber(date))};
  }
  [[nodiscard]] std::string_view digest() const { return api_->policy_digest(get()); }
  [[nodiscard]] std::string Describe() const {
    return detail::MakeText(*api_, api_->policy_describe, get());
  }
  [[nodiscard]] std::string Show(std::optional<Language> language = {}) const {
    return detail::MakeText(*api_, api_->policy_show, get(), detail::Code(language));
  }
  [[nodiscard]] std::string Bundle() const {
    return detail::MakeText(*api_, api_->policy_bundle, get());
  }

  [[nodiscard]] Advice Advise(const Mapping& mapping, const AdviseInput& input) const {
    const bsup_advise_input given{.struct_size = sizeof(bsup_advise_input),
                                  .as_of = detail::DayNumber(input.as_of),
                                  .payload = input.payload.data(),
                                  .payload_size = input.payload.size(),
                                  .contact = input.contact.data(),
                                  .contact_size = input.contact.size(),
                                  .answers = input.answers.data(),
                                  .answers_size = input.answers.size(),
                                  .region = input.region.c_str()};
    return {*api_, detail::Make<bsup_advice>(*api_, api_->advise, get(), mapping.get(), &given)};
  }
  // The same advice again from Advice::Input.
  [[nodiscard]] Advice Replay(std::string_view input) const {
    const auto size = static_cast<std::uint64_t>(input.size());
    return {*api_,
            detail::Make<bsup_advice>(*api_, api_->advise_replay, get(), input.data(), size)};
  }

  // What the mapping makes of some payloads, JSON: see bsup_mapping_check.
  [[nodiscard]] std::string CheckMapping(const Mapping& mapping, const CheckInput& input) const {
    std::vector<const char*> names;
    std::vector<const char*> payloads;
    std::vector<std::uint64_t> sizes;
    for (const auto& [name, payload] : input.payloads) {
      names.push_back(name.c_str());
      payloads.push_back(payload.data());
      sizes.push_back(payload.size());
    }
    const bsup_check_input given{.struct_size = sizeof(bsup_check_input),
                                 .as_of = detail::DayNumber(input.as_of),
                                 .region = input.region.c_str(),
                                 .count = payloads.size(),
                                 .names = names.data(),
                                 .payloads = payloads.data(),
                                 .payload_sizes = sizes.data()};
    return detail::MakeText(*api_, api_->mapping_check, mapping.get(), get(), &given);
  }

  // Consumes `schema` and `cases`, also where it throws.
  [[nodiscard]] Batch AdviseBatch(ArrowSchema* schema, ArrowArray* cases,
                                  const BatchOptions& options = {}) const {
    std::string keep;
    for (const std::string& name : options.keep) keep += name + '\n';
    const bsup_batch_options given{.struct_size = sizeof(bsup_batch_options),
                                   .as_of = detail::DayNumber(options.as_of),
                                   .columns = options.columns,
                                   .keep = keep.data(),
                                   .keep_size = keep.size(),
                                   .region = options.region.c_str()};
    Batch advice;
    bsup_error* error = nullptr;
    const bsup_status status =
        api_->advise_batch(get(), &given, schema, cases, &advice.schema, &advice.array, &error);
    detail::Check(*api_, status, error);
    return advice;
  }

  [[nodiscard]] bsup_policy* get() const { return handle_.get(); }

 private:
  const bsup_api* api_;  // the library outlives this
  detail::Owner<bsup_policy> handle_;
};

// The host, as the library knows it. What was loaded in it may outlive it.
class Session {
 public:
  explicit Session(const bsup_api& api, Host host = {})
      : api_(&api), handle_(Open(api, std::move(host)), api.session_close) {}

  [[nodiscard]] std::string_view capabilities() const { return api_->session_capabilities(get()); }

  [[nodiscard]] Policy LoadPolicy(const std::vector<std::string>& paths) const {
    std::vector<const char*> list;
    list.reserve(paths.size());
    for (const std::string& path : paths) list.push_back(path.c_str());
    const auto count = static_cast<std::uint32_t>(list.size());
    return {*api_, detail::Make<bsup_policy>(*api_, api_->policy_load, get(), list.data(), count)};
  }
  [[nodiscard]] Policy LoadPolicyBundle(std::string_view json) const {
    const auto size = static_cast<std::uint64_t>(json.size());
    return {*api_,
            detail::Make<bsup_policy>(*api_, api_->policy_load_bundle, get(), json.data(), size)};
  }
  [[nodiscard]] Mapping LoadMapping(const std::string& path) const {
    return {*api_, detail::Make<bsup_mapping>(*api_, api_->mapping_load, get(), path.c_str())};
  }
  [[nodiscard]] Mapping LoadMappingText(const std::string& name, std::string_view text) const {
    const auto size = static_cast<std::uint64_t>(text.size());
    return {*api_, detail::Make<bsup_mapping>(*api_, api_->mapping_load_text, get(), name.c_str(),
                                              text.data(), size)};
  }

  [[nodiscard]] Trail OpenTrail(const std::string& path, const TrailOptions& options = {}) const {
    const bsup_trail_options given = Given(options);
    return {*api_, detail::Make<bsup_trail>(*api_, api_->trail_open, get(), path.c_str(), &given)};
  }
  // A new trail from a backup: see bsup_trail_restore.
  [[nodiscard]] Trail RestoreTrail(const std::string& backup, const std::string& path,
                                   const TrailOptions& options, const Who& who,
                                   const std::string& words) const {
    const bsup_trail_options given = Given(options);
    const detail::GivenWho whom(who);
    return {*api_, detail::Make<bsup_trail>(*api_, api_->trail_restore, get(), backup.c_str(),
                                            path.c_str(), &given, whom.get(), words.c_str())};
  }
  [[nodiscard]] Verification VerifyTrail(const std::string& path,
                                         const VerifyOptions& options = {}) const {
    const bsup_verify_options given{
        .struct_size = sizeof(bsup_verify_options),
        .reserved = 0,
        .vkey = options.vkey.c_str(),
        .key_file = options.key_file.c_str(),
        .known_head = options.known_head.c_str(),
        .known_head_size = options.known_head.size(),
        .witnesses = options.witnesses.c_str(),
        .witnesses_size = options.witnesses.size(),
        .progress = Trail::CallProgress,
        .progress_context =
            const_cast<std::function<void(std::uint64_t, std::uint64_t)>*>(&options.progress)};
    Verification verification;
    verification.report = detail::MakeText(*api_, api_->trail_verify, get(), path.c_str(), &given,
                                           &verification.verdict);
    return verification;
  }

  // Where the proof of one record holds, what it says as JSON: see bsup_check_proof.
  [[nodiscard]] std::string CheckProof(std::string_view record, std::string_view proof,
                                       const std::string& vkey) const {
    return detail::MakeText(*api_, api_->check_proof, record.data(), record.size(), proof.data(),
                            proof.size(), vkey.c_str());
  }

  [[nodiscard]] bsup_session* get() const { return handle_.get(); }

 private:
  static bsup_trail_options Given(const TrailOptions& options) {
    return {.struct_size = sizeof(bsup_trail_options),
            .wait_ms = static_cast<std::int32_t>(options.wait.count()),
            .flags = options.create ? std::uint64_t{BSUP_TRAIL_CREATE} : 0,
            .origin = options.origin.c_str(),
            .key_file = options.key_file.c_str(),
            .known_head = options.known_head.c_str(),
            .known_head_size = options.known_head.size()};
  }
  static bsup_session* Open(const bsup_api& api, Host host) {
    auto context = std::make_unique<Host>(std::move(host));
    bsup_host given{};
    given.struct_size = sizeof given;
    given.log_level = context->log_level;
    given.context = context.get();
    if (context->log) given.log = CallLog;
    if (context->today) given.clock = CallToday;
    if (context->now) given.now = CallNow;
    if (context->key_wrap) given.key_wrap = CallWrap;
    if (context->key_unwrap) given.key_unwrap = CallUnwrap;
    if (context->key_destroy) given.key_destroy = CallDestroy;
    given.release = [](void* kept) { delete static_cast<Host*>(kept); };
    auto* session = detail::Make<bsup_session>(api, api.session_open, &given);
    static_cast<void>(context.release());  // the session's now: `release` deletes it
    return session;
  }
  static void CallLog(void* context, std::int32_t level, const char* message) {
    try {
      static_cast<const Host*>(context)->log(level, message);
    } catch (...) {  // nothing may be thrown through the library, and there is nobody to tell
    }
  }
  static std::int32_t CallToday(void* context) {
    try {
      return detail::DayNumber(static_cast<const Host*>(context)->today());
    } catch (...) {
      return BSUP_TODAY;  // no day: the call fails
    }
  }
  static std::int64_t CallNow(void* context) {
    try {
      return static_cast<const Host*>(context)->now().time_since_epoch().count();
    } catch (...) {
      return INT64_MIN;  // no time: the call fails
    }
  }
  static std::int32_t CallWrap(void* context, const char* name, const std::uint8_t* secret,
                               std::uint8_t* wrapped, std::uint64_t* wrapped_size) {
    try {
      const std::string bytes =
          static_cast<const Host*>(context)->key_wrap(name, Host::Secret(secret, 32));
      if (bytes.size() > *wrapped_size) return 0;
      std::memcpy(wrapped, bytes.data(), bytes.size());
      *wrapped_size = bytes.size();
      return 1;
    } catch (...) {
      return 0;  // refused
    }
  }
  static std::int32_t CallUnwrap(void* context, const char* name, const std::uint8_t* wrapped,
                                 std::uint64_t wrapped_size, std::uint8_t* secret) {
    try {
      const auto bytes = static_cast<const Host*>(context)->key_unwrap(
          name, {reinterpret_cast<const char*>(wrapped), static_cast<std::size_t>(wrapped_size)});
      std::copy(bytes.begin(), bytes.end(), secret);
      return 1;
    } catch (...) {
      return 0;  // refused
    }
  }
  static std::int32_t CallDestroy(void* context, const char* name) {
    try {
      return static_cast<const Host*>(context)->key_destroy(name) ? 1 : 0;
    } catch (...) {
      return 0;  // not yet
    }
  }

  const bsup_api* api_;  // the library outlives this
  detail::Owner<bsup_session> handle_;
};

}  // namespace bsup
