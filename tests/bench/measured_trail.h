// A trail to be measured, in a folder beside the program that measures it, gone when it ends.
//
// Rationale: not in the system's folder for temporary files. That one often lies in memory, where
// to sync costs nothing, and what is measured here is what lasts.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "trail/fake_key_service.h"
#include "trail/trail.h"

namespace bsup::core::bench {

template <class T>
T Must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().Message());
  return *std::move(result);
}
inline void Must(const Result<void>& result) {
  if (!result) throw std::runtime_error(result.error().Message());
}

class FolderBesideTheProgram {
 public:
  FolderBesideTheProgram() {
    std::string name = std::filesystem::read_symlink("/proc/self/exe").string() + "-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
    path_ = name;
  }
  ~FolderBesideTheProgram() { std::filesystem::remove_all(path_); }
  FolderBesideTheProgram(const FolderBesideTheProgram&) = delete;
  FolderBesideTheProgram& operator=(const FolderBesideTheProgram&) = delete;

  [[nodiscard]] std::string operator/(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

// What the records of one measurement look like.
struct Shape {
  std::size_t bytes = 600;  // of the payload, beside some 150 about staff
  bool person = false;      // the payload is about a person, so that the person index grows with it
};

class MeasuredTrail {
 public:
  static constexpr int kPersons = 100;

  MeasuredTrail() {
    Open();
    // Known persons: each new one costs a commit of the vault.
    std::vector<Draft> drafts;
    for (int i = 0; i < kPersons; ++i) drafts.push_back(Next({.bytes = 10, .person = true}));
    Must(trail_->Append(std::move(drafts)));
  }

  [[nodiscard]] Trail& trail() { return *trail_; }
  [[nodiscard]] const TrailFiles& files() const { return files_; }
  [[nodiscard]] const FolderBesideTheProgram& folder() const { return folder_; }
  [[nodiscard]] FakeKeyService* keys() { return &keys_; }

  void Open() {
    TrailOptions options;
    options.create = true;
    trail_ = Must(Trail::Open(files_, options, &keys_));
  }
  void Close() { trail_.reset(); }

  Draft Next(const Shape& shape) {
    Draft draft;
    draft.kind = RecordKind::kDecision;
    draft.day = *Day::Parse("2026-11-23");
    if (shape.person) {
      draft.person = "X" + std::to_string(100'000 + drafts_ % kPersons);
      draft.subject = std::string(shape.bytes, 's');
    } else {
      draft.trail = std::string(shape.bytes, 't');
    }
    draft.actor = std::string(150, 'a');
    ++drafts_;
    return draft;
  }

  std::vector<Draft> NextBatch(const Shape& shape, std::size_t records) {
    std::vector<Draft> batch;
    while (batch.size() < records) batch.push_back(Next(shape));
    return batch;
  }

 private:
  FolderBesideTheProgram folder_;
  TrailFiles files_ = TrailFiles::At(folder_ / "trail");
  FakeKeyService keys_;
  std::unique_ptr<Trail> trail_;
  int drafts_ = 0;
};

}  // namespace bsup::core::bench
