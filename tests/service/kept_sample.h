// The shipped policy and mapping, a case to advise on, and a trail that keeps what came of it: the
// use cases without the C interface.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "records/content/time.h"
#include "service/advising/advise_texts.h"
#include "service/keeping/reading.h"
#include "service/keeping/record.h"
#include "trail/fake_key_service.h"
#include "trail/temporary_folder.h"

namespace bsup::core::testing {

inline std::string InProject(const std::string& path) {
  return std::string(PROJECT_ROOT "/") + path;
}

inline std::string FileOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// The value, or a failure of the test.
template <class T>
T Must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().Message());
  return *std::move(result);
}
inline void Must(const Result<void>& result) {
  if (!result) throw std::runtime_error(result.error().Message());
}

// The message of a call that has to fail with that status.
template <class T>
std::string Fails(Status status, const Result<T>& result) {
  if (result) {
    ADD_FAILURE() << "it did not fail";
    return "";
  }
  EXPECT_EQ(static_cast<int>(result.error().status), static_cast<int>(status))
      << result.error().Message();
  return result.error().Message();
}

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

inline Day On(std::string_view day) { return *Day::Parse(day); }

// The day of the samples.
inline const Day kSampleDay = On("2026-11-23");

inline Recorder By(std::string_view who, std::string_view day, std::string_view role = "") {
  return {{std::string(who), std::string(role), "", "", ""},
          *ParseTime(std::string(day) + "T10:15:00.123Z"),
          On(day)};
}
inline const Recorder kOlive = By("OLIVE_GEN", "2026-11-23", "probation practitioner");
inline const Recorder kSenior = By("SIMON_GEN", "2026-11-24", "senior probation officer");

// On the day of the contact below.
inline const Recorder kOliveThen = By("OLIVE_GEN", "2026-11-24", "probation practitioner");

// The case number of the sample's payload.
inline const std::string kPerson = "X100001";

// Within the first week, so that a call may stand in for seeing the person if a senior officer
// approves.
inline constexpr std::string_view kFirstAppointment =
    R"({"date":"2026-11-24","purpose":"initial appointment","scheduled":true,"with":"person","role":"counts","planned":"office"})";

// What a host has loaded.
struct Loaded {
  LoadedPolicy policy =
      Must(LoadedPolicy::FromFiles({InProject("config/policies/england-wales.toml")}));
  std::shared_ptr<const LoadedMapping> mapping =
      Must(LoadedMapping::FromFile(InProject("config/mappings/ndelius.toml")));
  std::string payload = FileOf(InProject("host-stubs/data/X100001.json"));
};

// Loaded once: nothing changes it.
inline const Loaded& Host() {
  static const Loaded loaded;
  return loaded;
}

inline Result<GivenAdvice> AdviseOn(AdviseTexts texts, Day as_of = kSampleDay,
                                    const LoadedPolicy& policy = Host().policy) {
  if (texts.payload.empty()) texts.payload = Host().payload;
  return AdviseOnTexts(policy, *Host().mapping, texts, as_of);
}

// A trail in a folder of its own.
class KeptSample : public ::testing::Test {
 protected:
  KeptSample() : trail_(Open("trail")) {}

  [[nodiscard]] std::string Path(const std::string& name) const { return folder_ / name; }
  std::shared_ptr<Trail> Open(const std::string& name) {
    TrailOptions options;
    options.create = true;
    options.origin = "kent.probation.example/trail";
    return Must(Trail::Open(TrailFiles::At(Path(name)), options, &keys_));
  }

  // POLICY and ADVICE where the trail is new, so that the advice is record 1.
  Receipt Advise(const std::string& person = kPerson, const std::string& contact_id = "contact 1",
                 const Recorder& who = kOlive) {
    return Must(RecordAdvice(*trail_, who, Must(AdviseOn({.contact = kFirstAppointment})), person,
                             contact_id, Language::kEnglish));
  }
  std::uint64_t Record(RecordKind kind, const std::string& content, const Recorder& who = kOlive) {
    return Must(RecordContent(*trail_, who, kind, content)).sequence;
  }
  // The message of a record that has to be refused so; nothing is recorded.
  std::string Refuses(Status status, RecordKind kind, const std::string& content,
                      const Recorder& who = kOlive) {
    const std::uint64_t before = Must(trail_->Size());
    std::string message = Fails(status, RecordContent(*trail_, who, kind, content));
    EXPECT_EQ(Must(trail_->Size()), before) << message;
    return message;
  }
  std::string All(const std::string& filter, std::size_t page = Trail::kMostPage) {
    Reading reading = Must(Reading::Begin(trail_, kOlive, filter));
    std::string all;
    while (true) {
      const std::string lines = Must(reading.Next(page));
      if (lines.empty()) return all;
      all += lines;
    }
  }
  // How many records of that kind there are, read without leaving a READ.
  int Count(const std::string& kind) {
    return Times(All(R"({"kinds":[")" + kind +
                     R"("],"class":["practice","statutory","trail"],)"
                     R"("export":{"recipients":["test"],"scope":"all"}})"),
                 R"("kind":")" + kind + "\"");
  }

  TemporaryFolder folder_;
  FakeKeyService keys_;
  std::shared_ptr<Trail> trail_;
};

}  // namespace bsup::core::testing
