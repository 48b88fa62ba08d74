// The shared library loaded as a host loads it, and a sample to advise on.
#pragma once

#include <dlfcn.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>

#include "blended_supervision/plugin.h"

// 23 November 2026, the day of the samples.
inline constexpr int32_t kSampleDay = 20780;

inline std::string InProject(const std::string& path) {
  return std::string(PROJECT_ROOT "/") + path;
}

inline std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

class Library {
 public:
  Library() : handle_(dlopen(BSUP_LIBRARY, RTLD_NOW | RTLD_LOCAL)) {
    if (handle_ == nullptr) throw std::runtime_error(dlerror());
    const auto get_api = reinterpret_cast<decltype(&bsup_get_api)>(dlsym(handle_, "bsup_get_api"));
    api_ = get_api(BSUP_ABI);
  }
  ~Library() { dlclose(handle_); }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;

  [[nodiscard]] const bsup_api& api() const { return *api_; }
  [[nodiscard]] void* handle() const { return handle_; }

 private:
  void* handle_;
  const bsup_api* api_ = nullptr;
};

// One library for the tests of a program that do not care.
inline const bsup_api& Api() {
  static const Library library;
  return library.api();
}

template <class Handle>
using Owned = std::unique_ptr<Handle, void (*)(Handle*)>;

// The handle that `call(&out, &error)` makes. A failure is the test's.
template <class Handle, class Call>
Handle* Made(const bsup_api& api, Call call) {
  Handle* out = nullptr;
  bsup_error* error = nullptr;
  if (call(&out, &error) != BSUP_OK) {
    const std::string message = api.error_message(error);
    api.error_free(error);
    throw std::runtime_error(message);
  }
  return out;
}

// The error of a call that has to fail with that status: its message.
template <class Call>
std::string FailsWith(bsup_status status, Call call) {
  bsup_error* error = nullptr;
  EXPECT_EQ(call(&error), status);
  if (error == nullptr) {
    ADD_FAILURE() << "there is no error";
    return "";
  }
  EXPECT_EQ(Api().error_status(error), status);
  EXPECT_GE(Api().error_count(error), 1u);
  std::string message = Api().error_message(error);
  Api().error_free(error);
  return message;
}

inline std::string Taken(const bsup_api& api, bsup_text* text) {
  std::string copy(api.text_data(text), api.text_size(text));
  api.text_free(text);
  return copy;
}

// Session, policy, mapping and a payload, loaded from what the project ships.
class Sample {
 public:
  explicit Sample(const bsup_api& api = Api(), const bsup_host* host = nullptr)
      : api_(api),
        session_(
            Made<bsup_session>(api, [&](auto... out) { return api.session_open(host, out...); }),
            api.session_close),
        policy_(Made<bsup_policy>(api,
                                  [&](auto... out) {
                                    const std::string path =
                                        InProject("config/policies/england-wales.toml");
                                    const char* paths[] = {path.c_str()};
                                    return api.policy_load(session_.get(), paths, 1, out...);
                                  }),
                api.policy_free),
        mapping_(Made<bsup_mapping>(api,
                                    [&](auto... out) {
                                      const std::string path =
                                          InProject("config/mappings/ndelius.toml");
                                      return api.mapping_load(session_.get(), path.c_str(), out...);
                                    }),
                 api.mapping_free),
        payload_(ReadFile(InProject("host-stubs/data/X100001.json"))) {}

  [[nodiscard]] bsup_session* session() const { return session_.get(); }
  [[nodiscard]] bsup_policy* policy() const { return policy_.get(); }
  [[nodiscard]] bsup_mapping* mapping() const { return mapping_.get(); }
  [[nodiscard]] const std::string& payload() const { return payload_; }

  [[nodiscard]] bsup_advise_input Input() const {
    bsup_advise_input input{};
    input.struct_size = sizeof input;
    input.as_of = kSampleDay;
    input.payload = payload_.data();
    input.payload_size = payload_.size();
    return input;
  }

  [[nodiscard]] Owned<bsup_advice> Advise(const bsup_advise_input& input) const {
    return {
        Made<bsup_advice>(
            api_, [&](auto... out) { return api_.advise(policy(), mapping(), &input, out...); }),
        api_.advice_free};
  }
  [[nodiscard]] Owned<bsup_advice> Advise() const { return Advise(Input()); }

  [[nodiscard]] std::string Json(const bsup_advice* advice, const char* language = nullptr) const {
    return Taken(api_, Made<bsup_text>(api_, [&](auto... out) {
                   return api_.advice_json(advice, language, out...);
                 }));
  }

  // Ends the handles one by one, in the order of these letters: s, p, m.
  void End(char which) {
    if (which == 's') session_.reset();
    if (which == 'p') policy_.reset();
    if (which == 'm') mapping_.reset();
  }

 private:
  const bsup_api& api_;
  Owned<bsup_session> session_;
  Owned<bsup_policy> policy_;
  Owned<bsup_mapping> mapping_;
  std::string payload_;
};
