#include "trail/keys/key_file.h"

#include <sodium/crypto_aead_xchacha20poly1305.h>
#include <sodium/utils.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "trail/seal/octets.h"
#include "trail/store/guarded_file.h"

namespace bsup::core {
namespace {

using Keys = std::map<std::string, Secret>;

constexpr std::string_view kFirstLine = "blended-supervision keys v1";
constexpr std::size_t kEncodedSize = 44;  // Base64 of a key
constexpr std::size_t kLongestName = 255;
constexpr int kMostReads = 10;
constexpr std::size_t kWrappedSize = kNonceSize + Secret::kSize + kTagSize;

bool IsNameInFile(std::string_view name) {
  return !name.empty() && name.size() <= kLongestName &&
         std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c <= '~'; });
}

void AppendEncoded(const Secret& key, std::string* text) {
  std::array<char, kEncodedSize + 1> encoded;
  sodium_bin2base64(encoded.data(), encoded.size(), key.data(), Secret::kSize,
                    sodium_base64_VARIANT_ORIGINAL);
  text->append(encoded.data(), kEncodedSize);
  sodium_memzero(encoded.data(), encoded.size());
}

bool Decode(std::string_view encoded, Secret* key) {
  std::size_t size = 0;
  if (encoded.size() != kEncodedSize ||
      sodium_base642bin(key->data(), Secret::kSize, encoded.data(), encoded.size(), nullptr, &size,
                        nullptr, sodium_base64_VARIANT_ORIGINAL) != 0 ||
      size != Secret::kSize) {
    return false;
  }
  // libsodium 1.0.18 takes some bytes above 127 for digits.
  std::string again;
  again.reserve(kEncodedSize);
  AppendEncoded(*key, &again);
  const bool canonical = again == encoded;
  Wipe(&again);
  return canonical;
}

Result<Keys> ParseLines(std::string_view text, const std::string& file) {
  Keys keys;
  for (std::size_t line = 1; line == 1 || !text.empty(); ++line) {
    const auto wrong = [&](const char* what) {
      return Error(Status::kBadInput, file + ":" + std::to_string(line), what);
    };
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return wrong("the line has no end: the file was cut off");
    const std::string_view content = text.substr(0, end);
    text.remove_prefix(end + 1);
    if (line == 1) {
      if (content == kFirstLine) continue;
      return wrong("this is not a key file: its first line is not \"blended-supervision keys v1\"");
    }
    const std::size_t space = content.find(' ');
    if (space == std::string_view::npos) return wrong("expected a name, a space and a key");
    std::string name(content.substr(0, space));
    if (!IsNameInFile(name)) return wrong("a key's name is 1 to 255 printable ASCII characters");
    if (!keys.empty() && keys.rbegin()->first >= name) {
      return wrong("keys are in order of name, each name once");
    }
    const std::string_view encoded = content.substr(space + 1);
    Secret key;
    if (!Decode(encoded, &key)) return wrong("the key is not Base64 of 32 bytes");
    keys.emplace_hint(keys.end(), std::move(name), std::move(key));
  }
  return keys;
}

// What one file holds; files that hold keys are few.
struct OneFile {
  std::string path;
  Keys keys;
};

// The key file itself, then those beside it.
using KeyFiles = std::vector<OneFile>;

struct Found {
  const OneFile* file;
  const Secret* key;
};

std::optional<Found> Find(const KeyFiles& files, const std::string& name) {
  for (const OneFile& file : files) {
    const auto key = file.keys.find(name);
    if (key != file.keys.end()) return Found{&file, &key->second};
  }
  return std::nullopt;
}

Result<void> AddBeside(KeyFiles* files, OneFile next) {
  if (next.keys.size() != 1) {
    return Error(Status::kBadInput, next.path, "a file beside a key file holds one key");
  }
  const std::string& name = next.keys.begin()->first;
  if (const auto found = Find(*files, name)) {
    return Error(Status::kBadInput, next.path,
                 "the key \"" + name + "\" is in " + found->file->path + " too; keep one of them");
  }
  files->push_back(std::move(next));
  return {};
}

// The keys as they are now, or nothing if there is no key file.
Result<std::optional<KeyFiles>> ReadKeys(const std::string& path) {
  // A file may be taken away, and then overwritten, while it is read; and one beside the key file
  // may become the key file after that was read.
  for (int tries = 0;; ++tries) {
    const bool last = tries == kMostReads;
    BSUP_TRY(auto first, ReadGuarded(path));
    if (!first) return std::optional<KeyFiles>();
    const auto read = [&]() -> Result<std::optional<KeyFiles>> {
      KeyFiles files;
      BSUP_TRY(Keys keys, ParseLines(first->text(), path));
      files.push_back({path, std::move(keys)});
      BSUP_TRY(const std::vector<std::string> beside, ListGuarded(path));
      for (const std::string& name : beside) {
        BSUP_TRY(auto file, ReadGuarded(name));
        if (!file) continue;
        auto more = ParseLines(file->text(), name);
        if (!more && file->Replaced()) continue;
        BSUP_TRY(Keys one, std::move(more));
        BSUP_TRY(AddBeside(&files, {name, std::move(one)}));
      }
      return std::optional(std::move(files));
    };
    Result<std::optional<KeyFiles>> files = read();
    if (last || !first->Replaced()) return files;
  }
}

Error NoFile(const std::string& path) {
  return {Status::kNotFound, path, "there is no key file; put it back, or open it with `create`"};
}

Error NoName() {
  return {Status::kUsage, "",
          "a key's name is 1 to 255 printable ASCII characters, without a space"};
}

std::string WrapUnder(const Secret& key, const std::string& name, const Secret& secret) {
  std::array<std::uint8_t, kWrappedSize> wrapped;
  FillRandom(std::span(wrapped).first(kNonceSize));
  crypto_aead_xchacha20poly1305_ietf_encrypt(wrapped.data() + kNonceSize, nullptr, secret.data(),
                                             Secret::kSize, Octets(name), name.size(), nullptr,
                                             wrapped.data(), key.data());
  return {wrapped.begin(), wrapped.end()};
}

// Where the next key goes.
std::string NextName(const std::string& path, const KeyFiles& files) {
  for (int number = 2;; ++number) {
    std::string name = path + "." + std::to_string(number);
    const auto has_name = [&](const OneFile& file) { return file.path == name; };
    if (std::none_of(files.begin(), files.end(), has_name)) return name;
  }
}

Result<void> Add(const std::string& path, const KeyFiles& files, const std::string& name,
                 const Secret& key) {
  Keys one;
  one.emplace(name, key.Copy());
  std::string text = KeyFile::ToString(one);
  Result<void> added;
  if (files.empty()) {
    added = AddGuarded(path, path, text);
  } else if (files.front().keys.empty()) {
    added = ReplaceGuarded(path, text);
  } else {
    added = AddGuarded(path, NextName(path, files), text);
  }
  Wipe(&text);
  return added;
}

Result<void> Remove(const std::string& path, KeyFiles* files, const std::string& name) {
  Keys* const first = &files->front().keys;
  const auto found = Find(*files, name);
  if (found->file != &files->front()) return RemoveGuarded(path, found->file->path);
  if (first->size() == 1 && files->size() > 1) return SucceedGuarded(path, (*files)[1].path);
  first->erase(name);
  std::string text = KeyFile::ToString(*first);
  Result<void> removed = ReplaceGuarded(path, text);
  Wipe(&text);
  return removed;
}

}  // namespace

Result<std::unique_ptr<KeyFile>> KeyFile::Open(std::string path, bool create) {
  BSUP_TRY(const auto files, ReadKeys(path));
  if (!files && !create) return NoFile(path);
  if (files) {
    BSUP_TRY(ClearGuardedAtOpening(path));
  }
  return std::unique_ptr<KeyFile>(new KeyFile(std::move(path), create));
}

Result<std::string> KeyFile::Wrap(const std::string& name, const Secret& secret) {
  if (!IsNameInFile(name)) return NoName();
  {
    BSUP_TRY(const auto files, ReadKeys(path_));
    if (files) {
      if (const auto found = Find(*files, name)) return WrapUnder(*found->key, name, secret);
    }
  }
  BSUP_TRY(const FileLock lock, LockGuarded(path_));
  BSUP_TRY(auto files, ReadKeys(path_));  // again: another process may have made it
  if (!files) {
    if (!create_) return NoFile(path_);
    files.emplace();
  }
  if (const auto found = Find(*files, name)) return WrapUnder(*found->key, name, secret);
  const Secret key = Secret::Random();
  BSUP_TRY(Add(path_, *files, name, key));
  return WrapUnder(key, name, secret);
}

Result<Secret> KeyFile::Unwrap(const std::string& name, std::string_view wrapped) {
  if (!IsNameInFile(name)) return NoName();
  BSUP_TRY(const auto files, ReadKeys(path_));
  if (!files) return NoFile(path_);
  const auto found = Find(*files, name);
  if (!found) {
    return Error(
        Status::kKeyRefused, path_,
        "there is no key \"" + name + "\"; it was destroyed, or this is another trail's file");
  }
  Secret secret;
  if (wrapped.size() != kWrappedSize ||
      crypto_aead_xchacha20poly1305_ietf_decrypt(
          secret.data(), nullptr, nullptr, Octets(wrapped.substr(kNonceSize)),
          wrapped.size() - kNonceSize, Octets(name), name.size(), Octets(wrapped),
          found->key->data()) != 0) {
    return Error(Status::kKeyRefused, path_,
                 "the key \"" + name +
                     "\" did not wrap this; the file is another trail's, or the "
                     "wrapped key was changed");
  }
  return secret;
}

Result<Destroyed> KeyFile::Destroy(const std::string& name) {
  if (!IsNameInFile(name)) return NoName();
  BSUP_TRY(const FileLock lock, LockGuarded(path_));
  BSUP_TRY(auto files, ReadKeys(path_));
  // A file that is missing does not prove that its keys are gone.
  if (!files) return NoFile(path_);
  if (!Find(*files, name)) {
    // Perhaps by a process that was killed before the old file was overwritten.
    BSUP_TRY(ClearGuarded(path_));
    return Destroyed::kYes;
  }
  BSUP_TRY(Remove(path_, &*files, name));
  return Destroyed::kYes;
}

Result<Keys> KeyFile::Parse(std::string_view text) { return ParseLines(text, "keys"); }

std::string KeyFile::ToString(const Keys& keys) {
  std::size_t size = kFirstLine.size() + 1;
  for (const auto& [name, key] : keys) size += name.size() + 1 + kEncodedSize + 1;
  std::string text;
  text.reserve(size);  // growing would leave copies behind
  text += kFirstLine;
  text += '\n';
  for (const auto& [name, key] : keys) {
    text += name;
    text += ' ';
    AppendEncoded(key, &text);
    text += '\n';
  }
  return text;
}

}  // namespace bsup::core
