// Blended Supervision for C++20 hosts: the C interface with owners and exceptions.
//
// Header only, over the table of functions, so it serves a linked host and one that loads the
// library at run time:
//
//     const bsup_api& api = *bsup_get_api(BSUP_ABI);                                          //
//     linked auto api = boost::dll::import_alias<const bsup_api>(path, "bsup_plugin"); //
//     Boost.DLL: *api
//
//     bsup::Session session(api, host);
//     bsup::Policy policy = session.LoadPolicy({"england-wales.toml"});
//     bsup::Mapping mapping = session.LoadMapping("delius.toml");
//     bsup::Advice advice = policy.Advise(mapping, {.payload = text, .as_of = day});
//
// Every object may be used from any number of threads and moved from one; what it gives as
// std::string_view lives as long as it does. Objects may end in any order, but the library must
// stay loaded until the last has.
//
// What each call means is said in plugin.h.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "blended_supervision/plugin.h"

namespace bsup {

enum class Language { kEnglish, kWelsh };

// Any call that fails. `what()` tells every problem on a line of its own; it may quote the input.
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

// What the host gives; each may be left empty. An exception from a callback is swallowed.
struct Host {
  std::function<void(std::int32_t level, std::string_view message)> log = {};
  std::int32_t log_level = BSUP_LOG_INFO;
  std::function<std::chrono::sys_days()> today = {};
};

namespace detail {

// A handle with the table's function that ends it.
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

// A text that nothing stands behind is empty.
inline std::string_view View(const char* text) {
  return text == nullptr ? std::string_view() : text;
}

}  // namespace detail

// Advice on one contact. Where no language is asked for it is English, or that of the input it was
// replayed from.
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
  };
  [[nodiscard]] std::vector<Question> ask(std::optional<Language> language = {}) const {
    std::vector<Question> list(api_->advice_ask_count(get()));
    for (std::uint32_t i = 0; i < list.size(); ++i) {
      list[i].text = api_->advice_ask(get(), i, detail::Code(language));
      for (std::uint32_t which = 0; const char* fact = api_->advice_ask_fact(get(), i, which);
           ++which) {
        list[i].facts.emplace_back(fact);
      }
    }
    return list;
  }

  [[nodiscard]] std::string Json(std::optional<Language> language = {}) const {
    return detail::MakeText(*api_, api_->advice_json, get(), detail::Code(language));
  }
  // `width` is 40 to 200, or 0 for 100.
  [[nodiscard]] std::string Text(std::optional<Language> language = {}, bool colour = false,
                                 std::uint32_t width = 0) const {
    const std::uint32_t flags = colour ? BSUP_TEXT_COLOUR : 0;
    return detail::MakeText(*api_, api_->advice_text, get(), detail::Code(language), flags, width);
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

// What advice is asked on; texts left empty are not given.
struct AdviseInput {
  std::string_view payload;
  std::string_view contact = {};
  std::string_view answers = {};
  std::string region = {};                          // id or code, for a contact that names none
  std::optional<std::chrono::sys_days> as_of = {};  // none: today by the host's clock
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

  [[nodiscard]] bsup_policy* get() const { return handle_.get(); }

 private:
  const bsup_api* api_;  // the library outlives this
  detail::Owner<bsup_policy> handle_;
};

// The host, as the library knows it. What was loaded in it outlives it.
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

  [[nodiscard]] bsup_session* get() const { return handle_.get(); }

 private:
  static bsup_session* Open(const bsup_api& api, Host host) {
    auto context = std::make_unique<Host>(std::move(host));
    bsup_host given{};
    given.struct_size = sizeof given;
    given.log_level = context->log_level;
    given.context = context.get();
    if (context->log) given.log = CallLog;
    if (context->today) given.clock = CallToday;
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

  const bsup_api* api_;  // the library outlives this
  detail::Owner<bsup_session> handle_;
};

}  // namespace bsup
