// A trail in a folder of its own, and short ways to write to it and read from it.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "trail/temporary_folder.h"
#include "trail_host.h"

// The person of the sample's payload, and what no log may say of them.
inline constexpr const char* kPerson = "X100001";
// Within the first week, so that a call may stand in for seeing the person if a senior officer
// approves.
inline constexpr std::string_view kFirstAppointment =
    R"({"date":"2026-11-24","purpose":"initial appointment","scheduled":true,"with":"person","role":"counts","planned":"office"})";

inline bsup_who Who(const char* id, const char* role = nullptr) {
  bsup_who who{};
  who.struct_size = sizeof who;
  who.id = id;
  who.role = role;
  return who;
}
inline const bsup_who kOlive = Who("OLIVE_GEN", "probation practitioner");
inline const bsup_who kSenior = Who("SIMON_GEN", "senior probation officer");

inline bool Says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

inline int Times(const std::string& text, const std::string& part) {
  int times = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++times;
  }
  return times;
}

struct Recorded {
  int64_t sequence = -1;
  int64_t time = -1;
  int32_t existed = -1;
  std::string leaf;
  std::string checkpoint;
};

// The text that `call(&out, &error)` makes.
template <class Call>
std::string TextOf(Call call) {
  return Taken(Api(), Made<bsup_text>(Api(), call));
}

// The receipt that `call(&out, &error)` makes.
template <class Call>
Recorded ReceiptOf(Call call) {
  const Owned<bsup_receipt> receipt(Made<bsup_receipt>(Api(), call), Api().receipt_free);
  return {Api().receipt_sequence(receipt.get()), Api().receipt_time(receipt.get()),
          Api().receipt_existed(receipt.get()), Api().receipt_leaf(receipt.get()),
          Api().receipt_checkpoint(receipt.get())};
}

using OpenTrail = Owned<bsup_trail>;

class TrailSample {
 public:
  explicit TrailSample(bool key_service = true)
      : host_struct_(host.Host(key_service)), sample(Api(), &host_struct_) {}

  // Where the trail lies, or something beside it.
  [[nodiscard]] std::string Path(const std::string& name = "trail") const { return folder_ / name; }

  // Makes it where it is not there.
  [[nodiscard]] bsup_trail_options Options() const {
    bsup_trail_options options{};
    options.struct_size = sizeof options;
    options.flags = BSUP_TRAIL_CREATE;
    options.origin = "kent.probation.example/trail";
    return options;
  }
  [[nodiscard]] OpenTrail Open(const bsup_trail_options& options,
                               const std::string& name = "trail") const {
    return {Made<bsup_trail>(Api(),
                             [&](auto... out) {
                               return Api().trail_open(sample.session(), Path(name).c_str(),
                                                       &options, out...);
                             }),
            Api().trail_close};
  }
  [[nodiscard]] OpenTrail Open() const { return Open(Options()); }
  // The message of an opening that has to fail so.
  std::string RefusesToOpen(bsup_status status, const bsup_trail_options& options) const {
    bsup_trail* trail = nullptr;
    std::string message = FailsWith(status, [&](bsup_error** error) {
      return Api().trail_open(sample.session(), Path().c_str(), &options, &trail, error);
    });
    EXPECT_EQ(trail, nullptr);
    return message;
  }

  // Records the sample's advice: POLICY and ADVICE where the trail is new, so that it is record 1.
  Recorded Advise(const OpenTrail& trail, const char* person = kPerson,
                  const char* contact_id = "contact 1", const bsup_who& who = kOlive) const {
    bsup_advise_input input = sample.Input();
    input.contact = kFirstAppointment.data();
    input.contact_size = kFirstAppointment.size();
    const Owned<bsup_advice> advice = sample.Advise(input);
    return ReceiptOf([&](auto... out) {
      return Api().advice_record(advice.get(), trail.get(), &who, person, contact_id, "en", out...);
    });
  }
  static Recorded Record(const OpenTrail& trail, int32_t kind, const std::string& content,
                         const bsup_who& who = kOlive) {
    return ReceiptOf([&](auto... out) {
      return Api().trail_record(trail.get(), kind, &who, content.data(), content.size(), out...);
    });
  }
  // The message of a record that has to be refused so; nothing is recorded.
  static std::string Refuses(bsup_status status, const OpenTrail& trail, int32_t kind,
                             const std::string& content, const bsup_who& who = kOlive) {
    bsup_receipt* receipt = nullptr;
    const std::string before = Head(trail);
    std::string message = FailsWith(status, [&](bsup_error** error) {
      return Api().trail_record(trail.get(), kind, &who, content.data(), content.size(), &receipt,
                                error);
    });
    EXPECT_EQ(receipt, nullptr);
    EXPECT_EQ(Head(trail), before) << message;
    return message;
  }

  static std::string Head(const OpenTrail& trail) {
    return TextOf([&](auto... out) { return Api().trail_head(trail.get(), out...); });
  }
  static std::string VerifierKey(const OpenTrail& trail) {
    return TextOf([&](auto... out) { return Api().trail_vkey(trail.get(), out...); });
  }
  static std::string Leaf(const OpenTrail& trail, uint64_t sequence) {
    return TextOf([&](auto... out) { return Api().trail_leaf(trail.get(), sequence, out...); });
  }
  // How many records the newest checkpoint covers.
  static uint64_t Size(const OpenTrail& trail) {
    const std::string head = Head(trail);
    return std::stoull(head.substr(head.find('\n') + 1));
  }

  static Owned<bsup_reading> Read(const OpenTrail& trail, const std::string& filter,
                                  const bsup_who& who = kOlive) {
    return {Made<bsup_reading>(Api(),
                               [&](auto... out) {
                                 return Api().trail_read(trail.get(), &who, filter.data(),
                                                         filter.size(), out...);
                               }),
            Api().reading_free};
  }
  static std::string Next(const Owned<bsup_reading>& reading, uint32_t limit = 1000) {
    return TextOf([&](auto... out) { return Api().reading_next(reading.get(), limit, out...); });
  }
  static std::string All(const OpenTrail& trail, const std::string& filter) {
    const Owned<bsup_reading> reading = Read(trail, filter);
    std::string all;
    while (true) {
      const std::string page = Next(reading);
      if (page.empty()) return all;
      all += page;
    }
  }
  static std::string Replay(const OpenTrail& trail, uint64_t sequence) {
    return TextOf([&](auto... out) { return Api().trail_replay(trail.get(), sequence, out...); });
  }

  struct Verified {
    int32_t verdict = -1;
    std::string report;
  };
  [[nodiscard]] Verified Verify(const std::string& name = "trail",
                                const bsup_verify_options* options = nullptr) const {
    Verified verified;
    verified.report = TextOf([&](auto... out) {
      return Api().trail_verify(sample.session(), Path(name).c_str(), options, &verified.verdict,
                                out...);
    });
    return verified;
  }

 private:
  bsup::core::TemporaryFolder folder_;

 public:
  TrailHost host;

 private:
  bsup_host host_struct_;

 public:
  Sample sample;
};
